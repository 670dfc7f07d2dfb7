// A call: the words lead, the map follows, and the pin can be put elsewhere by hand. Ctrl+Enter takes it.
import { atlas } from './map.js';

const form = document.getElementById('call-form'), heard = document.getElementById('heard');
const said = document.getElementById('pin-said'), off = document.getElementById('pin-off'), asks = said.textContent;
const layers = L.layerGroup().addTo(atlas.map);
let shown = '';

form.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector('button:not([name])'));
});

function pinned({ lat, lng }) {
  form.elements.lat.value = lat.toFixed(6);
  form.elements.lon.value = lng.toFixed(6);
  form.dispatchEvent(new Event('change', { bubbles: true })); // the place is read again, and with it what lies near
}

atlas.onGround = pinned;
off.addEventListener('click', () => {
  form.elements.lat.value = form.elements.lon.value = '';
  form.dispatchEvent(new Event('change', { bubbles: true }));
  document.getElementById('call-words').focus();
});

function draw() {
  const { lat, lon, radius, byHand } = document.getElementById('heard-now')?.dataset ?? {};
  off.hidden = !byHand;
  said.textContent = byHand ? said.dataset.says : asks;
  if (shown === `${lat} ${lon} ${radius}`) return;
  shown = `${lat} ${lon} ${radius}`;
  layers.clearLayers();
  if (lat === undefined) return;
  const at = L.latLng(+lat, +lon);
  L.circle(at, { radius: +radius, color: '#0b5563', weight: 1.5, fillOpacity: 0.1, interactive: false }).addTo(layers);
  const icon = L.divIcon({ className: 'pin-box', html: '<i class="pin"></i>', iconSize: [26, 26], iconAnchor: [13, 32] });
  const marker = L.marker(at, { icon, draggable: true, alt: atlas.words.pin, title: atlas.words.pin, keyboard: false }).addTo(layers);
  marker.on('dragend', () => pinned(marker.getLatLng()));
  if (!byHand) atlas.map.fitBounds(at.toBounds(Math.max(1200, radius * 4)), { animate: false });
}

// what is typed later is read last: an answer that comes late is for words that nobody sees any more
let waits = 0, asked = new AbortController();
async function read() {
  asked.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(heard.dataset.read, { method: 'POST', body: new URLSearchParams(new FormData(form)), signal: asked.signal });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('heard-now');
    if (fresh) heard.replaceChildren(document.adoptNode(fresh));
    draw();
  } catch (failure) {
    if (failure.name !== 'AbortError') heard.dataset.stale = '1'; // the line is down: what was read before still stands
  }
}
form.addEventListener('input', () => {
  clearTimeout(waits);
  waits = setTimeout(read, 300);
});
form.addEventListener('change', read);
draw();
