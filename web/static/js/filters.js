// The list's filters: the address is the view, and list and map show the same. Without this file it is a plain form.
import { atlas } from './map.js';
import { draw, stop } from './outline.js';

const SHAPE = { color: '#1d6fd1', weight: 2, dashArray: '6 4', fillOpacity: 0.06, interactive: false };
const NOT_FILTERS = ['list', 'report', 'lang', 'done', 'error'];
const tools = document.getElementById('map-tools'), words = JSON.parse(tools.dataset.says);
const home = tools.dataset.home, says = document.getElementById('tool-says');
const view = document.getElementById('tool-view'), choose = document.getElementById('tool-choose');
const shape = L.polygon([], SHAPE).addTo(atlas.map);
const form = () => document.getElementById('filters-form');

function asked(params) {
  const kept = new URLSearchParams();
  for (const [name, value] of params) if (value && name !== 'report' && name !== 'lang') kept.append(name, value);
  return kept;
}

// What narrows, without which list is open and which report is in hand.
function narrowing(params) {
  const kept = new URLSearchParams(params);
  NOT_FILTERS.forEach((name) => kept.delete(name));
  return kept;
}

async function part(address) {
  const answer = await fetch(address, { headers: { 'hx-request': 'true' } });
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
}

let turn = 0;
async function show(params, push = true) {
  const query = asked(params), mine = ++turn;
  const [filters, list] = await Promise.all([part(`${home}/filters?${query}`), part(`${home}/queue?${query}`)]);
  if (mine !== turn) return;
  if (!filters || !list) { says.textContent = words.refused; return; }
  if (push) history.pushState(null, '', `${home}${query.size ? `?${query}` : ''}`);
  put('filters', filters);
  put('queue', list);
  const triage = document.getElementById('triage');
  if (triage?.dataset.queue) Object.assign(triage.dataset, { queue: `${home}/queue?${query}`, query: `${query}` });
  for (const one of document.querySelectorAll('input[name=next_of]')) one.value = query;
  for (const tab of document.querySelectorAll('.tabs a')) narrowed(tab, query);
  const count = document.getElementById('queue-count');
  if (count) count.textContent = document.querySelectorAll('#queue > [id]').length;
  atlas.reports.ask(`${narrowing(query)}`);
  outline();
  document.dispatchEvent(new CustomEvent('desk:narrowed', { detail: { query: `${query}` } }));
}

// The other lists are narrowed alike.
function narrowed(tab, query) {
  const address = new URL(tab.href), own = address.searchParams.get('list');
  address.search = narrowing(query);
  if (own) address.searchParams.set('list', own);
  tab.href = address;
}

// The hand stays where it was: the same field has the focus, what was unfolded stays so.
function put(id, found) {
  const old = document.getElementById(id), fresh = found.getElementById(id);
  if (!old || !fresh) return;
  const focused = old.contains(document.activeElement) ? document.activeElement.id : '';
  const open = old.querySelector('details')?.open;
  old.replaceWith(document.adoptNode(fresh));
  if (open) fresh.querySelector('details').open = true;
  if (focused) document.getElementById(focused)?.focus();
  globalThis.htmx?.process(fresh);
}

function change(changes, push = true) {
  const params = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) if (value) params.set(name, value); else params.delete(name);
  return show(params, push);
}

document.addEventListener('change', ({ target }) => {
  if (target.form?.id === 'filters-form') show(new URLSearchParams(new FormData(target.form)));
});
document.addEventListener('submit', (event) => {
  if (event.target.id !== 'filters-form') return;
  event.preventDefault();
  show(new URLSearchParams(new FormData(event.target)));
});
document.addEventListener('click', (event) => {
  const chip = event.target.closest('#filters [data-drop]');
  if (!chip || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (chip.dataset.drop === 'box') view.checked = false;
  show(new URL(chip.href).searchParams).then(() => form()?.closest('details').querySelector('summary').focus());
});
addEventListener('popstate', () => show(new URLSearchParams(location.search), false));

// --- what is outlined ---

const round = (value) => value.toFixed(5);
const box = (bounds) => [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map(round).join(',');

function outline() {
  const given = new URLSearchParams(location.search);
  const corners = given.get('poly')?.split(';').map((pair) => pair.split(',').map(Number));
  const [west, south, east, north] = given.get('box')?.split(',').map(Number) ?? [];
  const drawn = corners ?? (north !== undefined && !view.checked ? [[south, west], [north, west], [north, east], [south, east]] : []);
  shape.setLatLngs(drawn.every((pair) => pair.every(Number.isFinite)) ? drawn : []);
  if (choose) choose.hidden = !given.get('poly') && !given.get('box');
}

for (const kind of ['box', 'poly']) {
  const button = document.getElementById(`tool-${kind}`);
  button.addEventListener('click', async () => {
    if (button.ariaPressed === 'true') return stop();
    button.ariaPressed = 'true';
    says.textContent = words[kind];
    const corners = await draw(atlas, kind);
    button.ariaPressed = 'false';
    says.textContent = '';
    button.focus({ preventScroll: true });
    if (!corners) return;
    view.checked = false;
    const bounds = L.latLngBounds(corners);
    change(kind === 'box' ? { box: box(bounds), poly: '' } : { poly: corners.map(({ lat, lng }) => `${round(lat)},${round(lng)}`).join(';'), box: '' });
  });
}
document.addEventListener('outline:few', () => { says.textContent = words.few; });

let resting = 0;
view.addEventListener('change', () => (view.checked ? seen() : change({ box: '' })));
atlas.map.on('moveend', () => { if (view.checked) { clearTimeout(resting); resting = setTimeout(seen, 300); } });

// The box of the view goes into the address in place: each small move is no page to go back to.
function seen() {
  const params = new URLSearchParams(location.search);
  params.set('box', box(atlas.map.getBounds()));
  params.delete('poly');
  history.replaceState(null, '', `${home}?${params}`);
  show(params, false);
}

choose?.addEventListener('click', async () => {
  const answer = await fetch(`${home}/inside?${narrowing(new URLSearchParams(location.search))}`);
  if (!answer.ok) { says.textContent = words.refused; return; }
  const { references } = await answer.json();
  says.textContent = references.length ? words.chosen.replace('{n}', references.length) : words.none;
  document.dispatchEvent(new CustomEvent('desk:select', { detail: references }));
});

document.getElementById('tool-here').addEventListener('click', () => {
  const { lat, lon, radius } = document.getElementById('report')?.dataset ?? {};
  if (lat) atlas.map.fitBounds(L.latLng(+lat, +lon).toBounds(Math.max(800, +radius * 4)), { maxZoom: 17 });
});

if (form()) atlas.reports.ask(`${narrowing(new URLSearchParams(location.search))}`);
outline();
