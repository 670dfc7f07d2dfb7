// Open places on the desk's map: a name leads to its dot and a dot to its name; a click sets the pin of a new one.
import { atlas } from './map.js';

const rows = [...document.querySelectorAll('#places [data-lat]')];
const dots = rows.map((row) => {
  const look = { radius: 7, color: '#0b5563', weight: 2, fillColor: row.classList.contains('open') ? '#0b5563' : '#fff', fillOpacity: 0.9 };
  const dot = L.circleMarker([+row.dataset.lat, +row.dataset.lon], look);
  const words = document.createElement('bdi');
  words.textContent = row.dataset.words; // Leaflet would take a string as HTML
  row.querySelector('a').addEventListener('click', (event) => {
    event.preventDefault();
    atlas.map.setView(dot.getLatLng(), Math.max(atlas.map.getZoom(), 15));
    dot.openTooltip();
  });
  return dot.bindTooltip(words).on('click', (event) => {
    L.DomEvent.stop(event);
    row.scrollIntoView({ block: 'nearest' });
    row.querySelector('a').focus();
  }).addTo(atlas.map);
});
if (dots.length) atlas.map.fitBounds(L.featureGroup(dots).getBounds().pad(0.2), { maxZoom: 15, animate: false });

const form = document.getElementById('new-place'), layers = L.layerGroup().addTo(atlas.map);
const say = ({ lat, lng }) => {
  form.elements.lat.value = lat.toFixed(6);
  form.elements.lon.value = lng.toFixed(6);
};
const put = (at) => {
  layers.clearLayers();
  const icon = L.divIcon({ className: 'pin-box', html: '<i class="pin"></i>', iconSize: [26, 26], iconAnchor: [13, 32] });
  const marker = L.marker(at, { icon, draggable: true, alt: atlas.words.pin, title: atlas.words.pin, keyboard: false }).addTo(layers);
  marker.on('dragend', () => say(marker.getLatLng()));
};
if (form) {
  atlas.onGround = (at) => {
    form.closest('details').open = true;
    put(at);
    say(at);
  };
  if (+form.elements.lat.value) put([+form.elements.lat.value, +form.elements.lon.value]);
}
