// Hazards and closures on the desk's map: drawn hatched and named, listed beside it, and here a coordinator draws one.
import { atlas } from './map.js';
import { draw, stop } from './outline.js';

const { map } = atlas;
const tools = document.getElementById('map-tools'), words = JSON.parse(tools.dataset.says);
const { zones: address, csrf } = tools.dataset;
const says = document.getElementById('tool-says'), list = document.getElementById('zone-list');
const mayDraw = document.getElementById('tool-zone');
const SVG = 'http://www.w3.org/2000/svg';
const COLOURS = { hazard: '#a1003f', closure: '#4a5458' };

map.createPane('zones').style.zIndex = 250;
const pen = L.svg({ pane: 'zones' });
const drawn = L.layerGroup().addTo(map);

// The hatching is part of the drawing itself: colour alone says nothing to who sees none.
function hatch() {
  const root = pen._container;
  if (!root || root.querySelector('defs')) return;
  const defs = root.insertBefore(document.createElementNS(SVG, 'defs'), root.firstChild);
  for (const [kind, colour] of Object.entries(COLOURS)) {
    const pattern = defs.appendChild(document.createElementNS(SVG, 'pattern')), line = pattern.appendChild(document.createElementNS(SVG, 'path'));
    const facts = { id: `hatch-${kind}`, width: 9, height: 9, patternUnits: 'userSpaceOnUse', patternTransform: `rotate(${kind === 'hazard' ? 45 : -45})` };
    for (const [name, value] of Object.entries(facts)) pattern.setAttribute(name, value);
    for (const [name, value] of Object.entries({ d: 'M0 0V9', stroke: colour, 'stroke-width': 3, 'stroke-opacity': 0.55 })) line.setAttribute(name, value);
  }
}

const swapped = ([lon, lat]) => [lat, lon];
function rings({ type, coordinates }) {
  return (type === 'Polygon' ? [coordinates] : coordinates).map((one) => one.map((line) => line.map(swapped)));
}

async function look() {
  const answer = await fetch(address);
  if (!answer.ok) return;
  const zones = await answer.json();
  drawn.clearLayers();
  list.textContent = '';
  for (const zone of zones) put(zone);
  document.getElementById('zone-count').textContent = zones.length;
  if (!zones.length) list.append(Object.assign(document.createElement('li'), { className: 'empty', textContent: words.noZones }));
}

function put(zone) {
  const layer = L.polygon(rings(zone.area), { renderer: pen, pane: 'zones', color: COLOURS[zone.kind], weight: 2, fillOpacity: 1, interactive: false, className: `zone ${zone.kind}` }).addTo(drawn);
  hatch();
  layer.getElement().setAttribute('fill', `url(#hatch-${zone.kind})`);
  const label = document.createElement('bdi');
  label.textContent = zone.name || words[zone.kind];
  layer.bindTooltip(label, { permanent: true, direction: 'center', className: 'zone-name', pane: 'zones' });
  list.append(entry(zone, layer));
}

function entry(zone, layer) {
  const item = document.createElement('li'), kind = document.createElement('strong'), name = document.createElement('bdi');
  kind.textContent = words[zone.kind];
  name.textContent = zone.name;
  item.append(kind, zone.name ? ' · ' : '', name);
  if (zone.until_at) item.append(` · ${words.until.replace('{time}', new Date(zone.until_at).toLocaleString(document.documentElement.lang, { dateStyle: 'short', timeStyle: 'short' }))}`);
  item.append(' ', button(words.show, zone.name, () => map.fitBounds(layer.getBounds(), { maxZoom: 16 })));
  if (mayDraw) item.append(' ', button(words.end, zone.name, () => send(`${address}/${zone.id}/end`)));
  return item;
}

function button(words_, name, does) {
  const made = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: words_ });
  const whose = Object.assign(document.createElement('span'), { className: 'away', textContent: ` ${name}` });
  made.append(whose);
  made.addEventListener('click', does);
  return made;
}

async function send(where, body = {}) {
  const answer = await fetch(where, { method: 'POST', headers: { 'x-csrf-token': csrf, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (answer.ok) await look();
  else says.textContent = words.refused;
  return answer;
}

// --- drawing one ---

const dialog = document.getElementById('zone-dialog'), form = document.getElementById('zone-draw'), error = document.getElementById('draw-error');
let ring = null;

mayDraw?.addEventListener('click', async () => {
  if (mayDraw.ariaPressed === 'true') return stop();
  mayDraw.ariaPressed = 'true';
  says.textContent = words.poly;
  mayDraw.closest('details').open = false;
  ring = await draw(atlas, 'poly');
  mayDraw.ariaPressed = 'false';
  says.textContent = '';
  if (!ring) return;
  error.hidden = true;
  dialog.showModal();
});

form?.addEventListener('submit', async (event) => {
  if (event.submitter?.value !== 'draw') return;
  event.preventDefault();
  const { kind, name, hours } = form.elements;
  const until = hours.value ? new Date(Date.now() + hours.value * 3600000).toISOString() : null;
  const line = [...ring, ring[0]].map(({ lat, lng }) => [+lng.toFixed(6), +lat.toFixed(6)]);
  const answer = await send(address, { kind: kind.value, name: name.value, until_at: until, area: { type: 'Polygon', coordinates: [line] } });
  if (answer.ok) {
    form.reset();
    dialog.close();
    return;
  }
  const told = await answer.json();
  error.textContent = told.error ?? words.refused;
  error.hidden = false;
});

look();
document.addEventListener('desk:zones', look);
