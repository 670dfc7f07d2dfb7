// The public map: what is shown, where, and since when stand in the address, so that an address is the view.
// The list follows the map, or all of it; it never moves under the finger by itself.
import { atlas } from './map.js';
import { followChanges } from './changes.js';
import { Veils } from './veils.js';
import { OpenPlaces } from './open_places.js';
import { slideDays } from './slider.js';
import { share } from './share.js';
import { look, put } from './fresh.js';

const REST_MS = 350; // a hand that stops for so long has arrived
const CIRCLES_FROM = 14;
const CIRCLE = { color: '#525d61', weight: 1, dashArray: '3 4', fillOpacity: 0.04, interactive: false };

const { map, reports, words } = atlas;
const box = map.getContainer();
const { home } = box.dataset;
const form = document.querySelector('form.filters');
const inView = document.getElementById('in-view');
const places = document.getElementById('open-places');
const news = document.getElementById('news');
const renew = share(words);
const veils = new Veils(map, `${home}/veiled.json`);
const openPlaces = new OpenPlaces(map, `${home}/open.geojson?lang=${document.documentElement.lang}`, box.dataset.icons);
let changes = 0, wanted = 0, rest = 0;

function query() {
  if (!form) return new URLSearchParams(box.dataset.query);
  return new URLSearchParams([...new FormData(form)].filter(([name, value]) => value && name !== 'box' && name !== 'page'));
}

function spot() {
  const { lat, lng } = map.getCenter(), zoom = map.getZoom();
  const digits = Math.max(2, Math.ceil(zoom / 3));
  return `#${zoom}/${lat.toFixed(digits)}/${lng.toFixed(digits)}`;
}

function address() {
  const kept = new URLSearchParams(location.search), asked = query();
  for (const name of ['lang']) if (kept.has(name)) asked.set(name, kept.get(name));
  if (places && !places.checked) asked.set('places', 'off');
  const told = asked.toString();
  history.replaceState(null, '', `${location.pathname}${told ? `?${told}` : ''}${spot()}`);
  renew(spot());
}

async function list(page = 1) {
  const rows = document.getElementById('rows');
  if (!rows) return;
  const asked = query();
  if (inView?.checked) {
    const sight = map.getBounds();
    const [west, south, east, north] = [sight.getWest(), sight.getSouth(), sight.getEast(), sight.getNorth()];
    asked.set('box', [Math.max(-180, west), Math.max(-90, south), Math.min(180, east), Math.min(90, north)].map((one) => one.toFixed(5)).join(','));
  }
  if (page > 1) asked.set('page', page);
  const turn = ++wanted;
  const found = await look(`${location.pathname}?${asked}`, 'rows');
  if (!found || turn !== wanted) return; // somebody asked for something else meanwhile
  put(document.getElementById('rows'), found);
  changes = 0;
  tellNews();
}

function tellNews() {
  if (!news) return;
  news.hidden = !changes;
  if (changes) news.textContent = words.changes.replace('{n}', changes.toLocaleString(document.documentElement.lang));
}

function narrow() {
  const asked = query();
  reports.ask(asked.toString());
  veils.show(![...asked].length);
  address();
  list();
}

function soon(what) {
  clearTimeout(rest);
  rest = setTimeout(what, REST_MS);
}

// How wide the doubt about a place is: around what was chosen, and around everything that stands alone and near.
const circles = L.layerGroup().addTo(map), chosen = L.layerGroup().addTo(map);
const renderer = L.canvas({ padding: 0.2 });
function circle() {
  circles.clearLayers();
  if (!atlas.stated || map.getZoom() < CIRCLES_FROM) return;
  const alone = reports.marks().filter(({ n }) => n === 1);
  for (const { told } of alone) L.circle(map.unproject(told), { ...CIRCLE, renderer, radius: atlas.stated }).addTo(circles);
}
atlas.onMark = ({ n, told }) => {
  chosen.clearLayers();
  if (n === 1 && atlas.stated) L.circle(map.unproject(told), { ...CIRCLE, color: '#1d6fd1', weight: 2, fillOpacity: 0.1, radius: atlas.stated }).addTo(chosen);
};
map.on('popupclose', () => chosen.clearLayers());
reports.on('drawn', circle);
map.on('zoomend', circle);

// How many of the changed squares lie in what the list shows.
function inSight(key) {
  if (!inView?.checked) return true;
  const [z, x, y] = key.split('/').map(Number);
  const lon = (column) => column / 2 ** z * 360 - 180;
  const lat = (row) => Math.atan(Math.sinh(Math.PI * (1 - 2 * row / 2 ** z))) * 180 / Math.PI;
  return map.getBounds().intersects([[lat(y + 1), lon(x)], [lat(y), lon(x + 1)]]);
}

if (form) {
  for (const button of form.querySelectorAll('[data-apply]')) button.hidden = true;
  form.addEventListener('submit', (event) => { event.preventDefault(); narrow(); });
  form.addEventListener('change', (event) => { if (event.target.type !== 'range') narrow(); });
  const days = form.querySelector('.days');
  if (days) slideDays(days, () => soon(narrow));
}
if (inView) {
  inView.closest('label').hidden = false;
  inView.addEventListener('change', () => list());
  document.addEventListener('click', (event) => {
    const turn = event.target.closest('#rows .turn a');
    if (!turn) return;
    event.preventDefault();
    list(+new URL(turn.href).searchParams.get('page') || 1).then(() => document.getElementById('list').scrollIntoView({ block: 'nearest' }));
  });
}
if (places) {
  places.closest('label').hidden = false;
  places.checked = new URLSearchParams(location.search).get('places') !== 'off';
  places.addEventListener('change', () => { openPlaces.show(places.checked); address(); });
}
news?.addEventListener('click', () => list());
map.on('moveend', () => soon(() => {
  if ('spot' in box.dataset) address();
  if (inView?.checked) list();
}));

veils.show(![...query()].length);
veils.load();
openPlaces.show(places ? places.checked : true);
renew(spot());
if ('live' in box.dataset) {
  followChanges(home, (tiles) => {
    reports.refreshKeys(tiles);
    changes += tiles.filter(inSight).length;
    tellNews();
  }, () => reports.refresh());
}
