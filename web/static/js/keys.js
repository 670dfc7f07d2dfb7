// One key an action, as the HTML says with data-key; the help is made from the same HTML. Never while typing.
const KEPT = 'konbit.keys';
const dialog = document.getElementById('keys'), toggle = document.getElementById('keys-on'), opener = document.getElementById('keys-button');
const TYPING = 'input:not([type=checkbox]):not([type=radio]), textarea, select, dialog, [contenteditable]';

toggle.checked = localStorage.getItem(KEPT) !== 'off';
toggle.addEventListener('change', () => localStorage.setItem(KEPT, toggle.checked ? 'on' : 'off'));
opener.hidden = false;
opener.addEventListener('click', help);

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && event.target.closest('input, textarea, select')) event.target.blur();
  if (!toggle.checked || event.defaultPrevented || event.target.closest(TYPING) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '?') return help();
  const target = [...document.querySelectorAll('[data-key]')].find((one) => one.dataset.key === event.key && works(one));
  if (!target) return;
  event.preventDefault();
  if (target.matches('input, textarea, select')) target.focus();
  else target.click();
});

// what nobody sees has no key; a button that only a key presses says what it does
function works(one) {
  return !one.disabled && (one.offsetParent || (one.dataset.keySays && one.matches('button[hidden]')));
}

function help() {
  const list = dialog.querySelector('dl');
  list.textContent = '';
  const told = new Set();
  for (const one of document.querySelectorAll('[data-key]')) {
    if (!works(one) || told.has(one.dataset.key)) continue;
    told.add(one.dataset.key);
    const key = document.createElement('dt'), does = document.createElement('dd'), sign = document.createElement('kbd');
    sign.textContent = one.dataset.key === one.dataset.key.toLowerCase() ? one.dataset.key : `Shift ${one.dataset.key}`;
    key.append(sign);
    const words = one.cloneNode(true);
    words.querySelectorAll('kbd').forEach((part) => part.remove());
    does.textContent = one.dataset.keySays ?? words.textContent.trim();
    list.append(key, does);
  }
  dialog.showModal();
}
