// One key an action, as the HTML says with data-key; the help is made from the same HTML. Never while typing.
const KEPT = 'konbit.keys';
const dialog = document.getElementById('keys'), toggle = document.getElementById('keys-on');

toggle.checked = localStorage.getItem(KEPT) !== 'off';
toggle.addEventListener('change', () => localStorage.setItem(KEPT, toggle.checked ? 'on' : 'off'));
document.getElementById('keys-button').addEventListener('click', help);

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input:not([type=checkbox]), textarea, select, dialog, [contenteditable]');
  if (event.key === 'Escape' && event.target.closest('input, textarea')) event.target.blur();
  if (!toggle.checked || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '?') return help();
  const target = [...document.querySelectorAll('[data-key]')].find((one) => one.dataset.key === event.key && one.offsetParent);
  if (!target) return;
  event.preventDefault();
  if (target.matches('input')) target.focus();
  else target.click();
});

function help() {
  const list = dialog.querySelector('dl');
  list.textContent = '';
  for (const one of document.querySelectorAll('[data-key]')) {
    if (!one.offsetParent) continue;
    const key = document.createElement('dt'), does = document.createElement('dd'), sign = document.createElement('kbd');
    sign.textContent = one.dataset.key;
    key.append(sign);
    const words = one.cloneNode(true);
    words.querySelectorAll('kbd').forEach((part) => part.remove());
    does.textContent = one.dataset.keySays ?? words.textContent.trim();
    list.append(key, does);
  }
  dialog.showModal();
}
