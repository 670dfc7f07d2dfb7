// Where a case without a place may be: each suggestion is a number on the map; a click or a drag sets the pin.
import { atlas } from './map.js';

const { map, words } = atlas;
const form = document.getElementById('pin-form'), said = document.getElementById('pin-said');
const marks = L.featureGroup().addTo(map), circle = L.layerGroup().addTo(map);
let pin = null;

document.querySelectorAll('.may-be form').forEach((one, n) => {
  const { lat, lon, radius } = one.dataset, at = L.latLng(+lat, +lon), button = one.querySelector('button');
  const sign = document.createElement('b');
  sign.textContent = n + 1;
  L.marker(at, { icon: L.divIcon({ className: 'may-be-mark', html: sign, iconSize: [26, 26] }), keyboard: false, alt: '' })
    .on('click', (event) => { L.DomEvent.stop(event); button.focus(); }).addTo(marks);
  const show = () => { circle.clearLayers(); L.circle(at, { radius: +radius, color: '#1d6fd1', weight: 2, fillOpacity: 0.1, interactive: false }).addTo(circle); };
  for (const what of ['focus', 'mouseenter']) button.addEventListener(what, show);
});
if (marks.getLayers().length) map.fitBounds(marks.getBounds().pad(0.3), { maxZoom: 15, animate: false });

atlas.onGround = put;
function put(at) {
  if (!form) return;
  if (pin) pin.setLatLng(at);
  else {
    const icon = L.divIcon({ className: 'pin-box', html: '<i class="pin"></i>', iconSize: [26, 26], iconAnchor: [13, 32] });
    pin = L.marker(at, { icon, draggable: true, alt: words.pin, title: words.pin, keyboard: false }).addTo(map);
    pin.on('drag', () => say(pin.getLatLng()));
  }
  say(at);
}

function say({ lat, lng }) {
  form.elements.lat.value = lat.toFixed(6);
  form.elements.lon.value = lng.toFixed(6);
  said.textContent = said.dataset.says;
}

// what is typed after the pin was set is the later word; and the pin goes away with it
form?.elements.words.addEventListener('input', () => {
  pin?.remove();
  pin = null;
  form.elements.lat.value = form.elements.lon.value = said.textContent = '';
});
