// The days of an incident under two handles: first and last day shown. Without this, two fields for dates say the same.
// Both handles at their ends ask for all days, which is no filter at all.
export function slideDays(box, changed) {
  const { first, last } = box.dataset;
  const [from, to] = box.querySelectorAll('input[type=date]');
  const days = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000);
  if (!(days >= 1)) return;
  const date = (n) => new Date(Date.parse(first) + n * 86_400_000).toISOString().slice(0, 10);
  const number = (text, otherwise) => (text ? Math.min(days, Math.max(0, Math.round((Date.parse(text) - Date.parse(first)) / 86_400_000))) : otherwise);
  const words = new Intl.DateTimeFormat(document.documentElement.lang, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const spoken = (n) => words.format(Date.parse(date(n)));
  const said = box.querySelector('output');
  const handles = [from, to].map((field, n) => {
    const handle = document.createElement('input');
    Object.assign(handle, { type: 'range', min: 0, max: days, step: 1, value: number(field.value, n ? days : 0) });
    handle.setAttribute('aria-label', field.closest('label').textContent.trim());
    field.closest('label').hidden = true;
    handle.addEventListener('input', () => { hold(n); tell(); });
    return handle;
  });
  const track = document.createElement('span');
  track.className = 'track';
  track.append(...handles);
  box.querySelector('.handles').append(track);
  box.classList.add('slides');

  // the first day is never after the last: the other handle comes along
  function hold(moved) {
    const [a, b] = handles.map(({ valueAsNumber }) => valueAsNumber);
    if (a > b) handles[1 - moved].value = moved ? b : a;
  }

  function tell(quiet) {
    const [a, b] = handles.map(({ valueAsNumber }) => valueAsNumber);
    const all = a === 0 && b === days;
    from.value = all ? '' : date(a);
    to.value = all ? '' : date(b);
    handles.forEach((handle, n) => handle.setAttribute('aria-valuetext', spoken(n ? b : a)));
    said.textContent = all ? said.dataset.all : a === b ? spoken(a) : `${spoken(a)} – ${spoken(b)}`;
    track.style.setProperty('--a', a / days);
    track.style.setProperty('--b', b / days);
    if (!quiet) changed();
  }
  tell(true);
}
