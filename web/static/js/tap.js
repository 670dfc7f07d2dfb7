// A map to set a pin on, fetched only when somebody asks for it. Arrow keys move it, Enter sets the pin in the middle.
export async function show(part, words, set) {
  await leaflet(part.dataset);
  const { Ground } = await import('./ground.js');
  const collection = await (await fetch(part.dataset.ground)).json();
  const box = document.createElement('div');
  box.className = 'pick';
  box.dir = 'ltr';
  box.tabIndex = 0;
  box.setAttribute('role', 'application');
  box.setAttribute('aria-label', words.map);
  part.querySelector('[data-said]').before(box);
  const [west, south, east, north] = part.dataset.box.split(',').map(Number);
  const map = L.map(box, { attributionControl: false, maxZoom: 18 }).fitBounds([[south, west], [north, east]]);
  new Ground(collection, () => []).addTo(map);
  let pin = null;
  const put = (at) => {
    if (pin) pin.setLatLng(at);
    else pin = L.circleMarker(at, { radius: 11, weight: 4, color: '#fff', fillColor: '#7a0035', fillOpacity: 1 }).addTo(map);
    set({ lat: at.lat, lon: at.lng });
  };
  map.on('click', ({ latlng }) => put(latlng));
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.target !== box) return;
    event.preventDefault(); // Enter would send the form
    put(map.getCenter());
  });
  box.focus();
}

function leaflet({ leaflet: script, looks }) {
  if (window.L) return Promise.resolve();
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = looks;
  const code = document.createElement('script');
  code.src = script;
  const both = [style, code].map((one) => new Promise((done, failed) => {
    one.onload = done;
    one.onerror = failed;
  }));
  document.head.append(style, code);
  return Promise.all(both);
}
