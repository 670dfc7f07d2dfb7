// Places that are open to everybody: water, a bed, a nurse, a socket. Their marks are rounded squares, unlike any report's.
const ICONS = { shelter: 'tent', water: 'droplet', food: 'utensils', clinic: 'pill', charging: 'plug', toilets: 'toilet', goods: 'shirt', information: 'info' };
const MOST = 150; // in sight at once

export class OpenPlaces {
  constructor(map, address, icons) {
    Object.assign(this, { map, icons, address, found: [], layer: L.layerGroup(), shown: false });
    map.on('moveend', () => this._draw());
  }

  async show(shown) {
    this.shown = shown;
    if (!shown) { this.layer.remove(); return; }
    this.layer.addTo(this.map);
    if (!this.found.length) await this._load();
    this._draw();
  }

  async _load() {
    const answer = await fetch(this.address);
    if (!answer.ok) return;
    const { features } = await answer.json();
    this.found = features.map(({ geometry: { coordinates: [lon, lat] }, properties }) => ({ ...properties, at: L.latLng(lat, lon) }));
  }

  _draw() {
    if (!this.shown) return;
    this.layer.clearLayers();
    const sight = this.map.getBounds().pad(0.2);
    for (const one of this.found.filter(({ at }) => sight.contains(at)).slice(0, MOST)) this._mark(one).addTo(this.layer);
  }

  _mark(one) {
    const icon = L.divIcon({ className: `open-place ${one.state}`, html: picture(`${this.icons}#${ICONS[one.kind] ?? 'map-pin'}`), iconSize: [28, 28] });
    // not a stop of the Tab key: the list of these places says the same in words
    return L.marker(one.at, { icon, keyboard: false, alt: '' }).bindPopup(() => say(one), { offset: [0, -8] });
  }
}

function picture(address) {
  const box = document.createElement('span');
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', address);
  svg.append(use);
  box.append(svg);
  return box;
}

function say({ name, place, words }) {
  const box = document.createElement('div');
  const head = document.createElement('strong');
  head.dir = 'auto';
  head.textContent = name;
  box.append(head);
  for (const line of [place, words].filter(Boolean)) {
    const said = document.createElement('div');
    said.dir = 'auto';
    said.textContent = line;
    box.append(said);
  }
  return box;
}
