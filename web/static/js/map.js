// The map of a page: the ground, a raster above it when one is set, the reports, and the list beside it.
import { Ground } from './ground.js';
import { Reports } from './tiles.js';
import { pictures } from './pictures.js';

const CIRCLES_FROM = 15.5; // the zoom at which the doubt about a place is drawn
const NAMES_FROM = 12;
const NEAR = 15; // the zoom from which marks carry a picture

export const atlas = open(document.getElementById('map'));

function open(box) {
  const { west, south, east, north, tiles, ground, deepest, query, refresh, raster, credit, icons, base, stated } = box.dataset;
  const words = JSON.parse(box.dataset.words);
  box.textContent = '';
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const motion = still ? { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false } : {};
  const map = L.map(box, { ...motion, zoomControl: false, minZoom: 2, maxZoom: Math.min(18, +deepest + 2), zoomSnap: 0.5, keyboard: true, attributionControl: false });
  L.control.zoom({ zoomInTitle: words.in, zoomOutTitle: words.out }).addTo(map);
  const credits = L.control.attribution({ prefix: '' }).addTo(map);
  const marks = new Map();
  const spot = 'spot' in box.dataset && spotOf(location.hash); // an address of the map says where it looks
  if (spot) map.setView(...spot);
  else map.fitBounds([[+south, +west], [+north, +east]]);
  const reports = new Reports(tiles, query, marks, { maxNativeZoom: +deepest });
  lay(map, ground, credits, reports);
  if (raster) L.tileLayer(raster, { maxZoom: 18, attribution: escape(credit) }).addTo(map);
  else if (base) import('./base_map.js').then(({ layBaseMap }) => layBaseMap(map, box.dataset, escape(credit)));
  const categories = JSON.parse(box.dataset.categories || '{}');
  if (tiles) reports.addTo(map);
  picturesWhenNear(map, icons, categories, marks, reports);
  const status = document.getElementById('map-status');
  reports.on('fresh', () => { status.textContent = ''; }).on('stale', () => { status.textContent = words.stale; });
  const self = { map, reports, words, categories, stated: +stated || 0, drawing: false, onReport: null, onGround: null };
  map.on('click', (event) => click(self, event, categories));
  map.on('mousemove', (event) => { if (!self.drawing) box.style.cursor = reports._tiles && reports.hit(event.latlng) ? 'pointer' : ''; });
  if (tiles && +refresh) setInterval(() => { if (!document.hidden) reports.refresh(); }, refresh * 1000);
  list(map);
  return self;
}

async function lay(map, address, credits, reports) {
  const answer = await fetch(address);
  if (!answer.ok) return;
  const collection = await answer.json();
  const ground = new Ground(collection, () => reports.marks()).addTo(map);
  reports.on('drawn', ground.redraw, ground);
  if (collection.credit) credits.addAttribution(escape(collection.credit));
  if (collection.more) restWhenNear(map, ground, address.split('?')[0]);
}

// The names that a first look does not need.
function restWhenNear(map, ground, address) {
  const look = async () => {
    if (map.getZoom() < NAMES_FROM) return;
    map.off('zoomend', look);
    const answer = await fetch(address);
    if (answer.ok) ground.put(await answer.json());
  };
  map.on('zoomend', look);
  look();
}

// `#13/18.54/-72.34`: how near, and where.
function spotOf(hash) {
  const told = hash.match(/^#([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)$/)?.slice(1).map(Number);
  return told?.every(Number.isFinite) && Math.abs(told[1]) <= 90 && [[told[1], told[2]], told[0]];
}

// The sprite is fetched when the first mark is so near that it can carry a picture.
function picturesWhenNear(map, icons, categories, marks, reports) {
  const look = async () => {
    if (map.getZoom() < NEAR - 0.5) return;
    map.off('zoomend', look);
    (await pictures(icons, categories)).forEach((picture, name) => marks.set(name, picture));
    reports.repaint();
  };
  map.on('zoomend', look);
  look();
}

// Leaflet takes attributions as HTML; ours are words.
function escape(words) {
  const holder = document.createElement('i');
  holder.textContent = words;
  return holder.innerHTML;
}

function click(self, event, categories) {
  const { map, reports } = self;
  if (self.drawing) return null;
  const mark = reports.hit(event.latlng);
  if (!mark) return self.onGround?.(event.latlng);
  if (mark.n > 1 && map.getZoom() < map.getMaxZoom()) return map.setView(mark.latlng, Math.min(map.getMaxZoom(), map.getZoom() + 2));
  if (mark.reference && self.onReport) return self.onReport(mark.reference);
  self.onMark?.(mark);
  L.popup({ offset: [0, -mark.r] }).setLatLng(mark.latlng).setContent(say(mark, self.words, categories)).openOn(map);
}

function say(mark, words, categories) {
  const box = document.createElement('div');
  const head = document.createElement('strong');
  head.textContent = mark.n > 1 ? mark.n : categories[mark.category]?.label ?? mark.category;
  const urgency = mark.critical ? words.critical : mark.serious ? words.serious : words.need;
  box.append(head, mark.offer && !mark.need ? words.offer : urgency);
  if (!mark.reference && mark.n === 1) box.append(document.createElement('br'), words.moved);
  return box;
}

// The list beside the map: a row in hand is ringed on the map, and its link goes there.
function list(map) {
  const spot = L.layerGroup().addTo(map), doubts = L.layerGroup().addTo(map);
  const circle = (row, look) => L.circle([+row.dataset.lat, +row.dataset.lon], { radius: Math.max(30, +row.dataset.radius || 0), interactive: false, ...look });
  const show = (event) => {
    const row = event.target.closest?.('#rows [data-lat]');
    spot.clearLayers();
    if (row) circle(row, { color: '#1d6fd1', weight: 3, fillOpacity: 0.12 }).addTo(spot);
  };
  const doubt = () => {
    doubts.clearLayers();
    if (map.getZoom() < CIRCLES_FROM) return;
    for (const row of document.querySelectorAll('#rows [data-lat]')) circle(row, { color: '#525d61', weight: 1, dashArray: '4 4', fill: false }).addTo(doubts);
  };
  for (const what of ['mouseover', 'focusin']) document.addEventListener(what, show);
  document.addEventListener('click', (event) => {
    const row = event.target.closest('#rows [data-lat] a')?.closest('[data-lat]');
    if (!row) return;
    event.preventDefault();
    map.getContainer().scrollIntoView({ block: 'nearest' });
    map.setView([+row.dataset.lat, +row.dataset.lon], Math.max(map.getZoom(), 15));
  });
  map.on('zoomend', doubt);
  document.addEventListener('fresh', doubt);
  doubt();
}
