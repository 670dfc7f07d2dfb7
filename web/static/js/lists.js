// The list at the left: which rows are there and which are chosen. Rows change where they stand; none moves by itself.
export const triage = document.getElementById('triage');
export const home = triage.dataset.home;
export const rows = () => [...document.querySelectorAll('#queue [data-reference]')];
export const current = () => document.getElementById('report')?.dataset.reference;
export const query = () => new URL(triage.dataset.queue, location.href).searchParams;

const bulk = document.getElementById('bulk'), beyond = document.getElementById('beyond');
const boxes = () => [...document.querySelectorAll('#queue input[name=ref]')];

export async function part(address, id) {
  const answer = await fetch(address, { headers: { 'hx-request': 'true' } });
  if (!answer.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(id);
}

export function put(old, found) {
  const fresh = document.adoptNode(found);
  old.replaceWith(fresh);
  htmx.process(fresh);
  return fresh;
}

export function mark() {
  const code = current();
  for (const row of rows()) {
    if (row.dataset.reference === code) row.setAttribute('aria-current', 'true');
    else row.removeAttribute('aria-current');
  }
  const leaving = document.querySelector('#next [name=leaving]');
  if (leaving) leaving.value = code ?? '';
}

// Rows that are on the screen, as they are now; one that is not in the list any more is crossed out until the next look.
export async function renew(references) {
  const shown = rows().map((row) => row.dataset.reference).filter((code) => references.has(code));
  if (!shown.length) return;
  const asked = query();
  asked.set('only', shown.join(','));
  const fresh = await part(`${home}/queue?${asked}`, 'queue');
  if (!fresh) return;
  for (const code of shown) {
    const row = document.getElementById(`row-${code}`), same = fresh.querySelector(`#row-${CSS.escape(code)}`);
    if (!row) continue;
    const ticked = row.querySelector('input')?.checked;
    row.classList.toggle('gone', !same);
    if (!same || row.contains(document.activeElement)) continue;
    const now = put(row, same);
    if (ticked) now.querySelector('input').checked = true;
  }
  mark();
}

export async function all() {
  const kept = new Set(chosen());
  const fresh = await part(`${home}/queue?${query()}`, 'queue');
  if (!fresh) return;
  put(document.getElementById('queue'), fresh);
  choose([...kept]);
  mark();
}

// --- chosen, also where they are not in the list ---

export function chosen() {
  const more = bulk ? [...beyond.querySelectorAll('input')].map((one) => one.value) : [];
  return [...boxes().filter((box) => box.checked).map((box) => box.value), ...more];
}

export function choose(references) {
  if (!bulk) return;
  const wanted = new Set(references);
  for (const box of boxes()) {
    box.checked = wanted.has(box.value);
    wanted.delete(box.value);
  }
  beyond.replaceChildren(...[...wanted].map((code) => Object.assign(document.createElement('input'), { type: 'hidden', name: 'ref', value: code })));
  told();
}

export function told() {
  if (!bulk) return;
  const says = document.getElementById('chosen-says'), many = chosen().length;
  says.textContent = says.dataset.says.replace('{n}', many);
  bulk.classList.toggle('some', many > 0);
  document.getElementById('choose-none').hidden = !many;
}

if (bulk) {
  document.addEventListener('change', ({ target }) => { if (target.matches('#queue input[name=ref]')) told(); });
  document.addEventListener('desk:select', ({ detail }) => choose(detail));
  document.addEventListener('desk:narrowed', () => told());
  document.getElementById('choose-none').addEventListener('click', () => choose([]));
}
