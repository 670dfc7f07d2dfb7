// What pins have taught, drawn beside the list: a dot leads to its row as the row's name leads to the dot.
import { atlas } from './map.js';

const rows = [...document.querySelectorAll('#rows [data-lat]')];
const dots = rows.map((row) => {
  const dot = L.circleMarker([+row.dataset.lat, +row.dataset.lon], { radius: 6, color: '#14181a', weight: 1.5, fillColor: '#1d6fd1', fillOpacity: 0.9 });
  const words = document.createElement('bdi');
  words.textContent = row.dataset.words; // Leaflet would take a string as HTML
  return dot.bindTooltip(words).on('click', (event) => {
    L.DomEvent.stop(event);
    row.scrollIntoView({ block: 'nearest' });
    row.querySelector('a').focus();
  }).addTo(atlas.map);
});

if (dots.length) atlas.map.fitBounds(L.featureGroup(dots).getBounds().pad(0.2), { maxZoom: 15, animate: false });
