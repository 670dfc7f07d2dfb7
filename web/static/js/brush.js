// Brushing: a row in hand rings its mark on the map; a mark under the pointer marks its row. Nothing scrolls by itself.
import { atlas } from './map.js';

const RING = { radius: 17, color: '#1d6fd1', weight: 3, fillOpacity: 0.08, interactive: false };
const { map, reports } = atlas;
const ring = L.layerGroup().addTo(map);
const rows = () => [...document.querySelectorAll('#queue [data-reference]')];
const place = ({ dataset }) => L.latLng(+dataset.lat, +dataset.lon);

// Where the mark of a case is drawn: its own, or the cluster whose cell holds it.
function markOf(row) {
  const marks = reports.marks();
  const own = marks.find(({ reference }) => reference === row.dataset.reference);
  if (own) return map.unproject(own.at);
  if (row.dataset.lat === undefined) return null;
  const point = map.project(place(row));
  const whole = marks.find((mark) => mark.n > 1 && holds(mark, point));
  return whole ? map.unproject(whole.at) : place(row);
}

const holds = ({ cell }, { x, y }) => x >= cell.x && x < cell.x + cell.side && y >= cell.y && y < cell.y + cell.side;

function show({ target }) {
  const row = target.closest?.('#queue [data-reference]');
  ring.clearLayers();
  const at = row && markOf(row);
  if (at) L.circleMarker(at, RING).addTo(ring);
}
for (const what of ['mouseover', 'focusin']) document.addEventListener(what, show);

let next = 0;
map.on('mousemove', ({ latlng }) => {
  cancelAnimationFrame(next);
  next = requestAnimationFrame(() => under(atlas.drawing ? null : reports.hit(latlng)));
});
map.on('mouseout', () => { cancelAnimationFrame(next); under(null); });

function under(mark) {
  for (const row of rows()) {
    const here = mark && (mark.n > 1 ? row.dataset.lat !== undefined && holds(mark, map.project(place(row))) : row.dataset.reference === mark.reference);
    row.classList.toggle('brushed', Boolean(here));
  }
}

// A mark that was clicked brings its row into sight, if it is in the list.
document.addEventListener('htmx:after:swap', () => {
  const chosen = document.querySelector('#queue [aria-current=true]');
  if (chosen && map.getContainer().matches(':hover, :focus-within')) chosen.scrollIntoView({ block: 'nearest' });
});
