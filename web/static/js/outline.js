// Drawing an outline on the map by mouse, finger or keys. `draw` promises the corners, or nothing when it was left.
const LOOK = { color: '#1d6fd1', weight: 2, dashArray: '6 4', fillOpacity: 0.08, interactive: false };
let leave = null; // one outline at a time

export function draw(atlas, kind) {
  leave?.(null);
  return new Promise((done) => { new Hand(atlas, kind, done); });
}

export const stop = () => leave?.(null);

export function frame(bounds) {
  return [bounds.getSouthWest(), bounds.getNorthWest(), bounds.getNorthEast(), bounds.getSouthEast()];
}

class Hand {
  constructor(atlas, kind, done) {
    Object.assign(this, { atlas, map: atlas.map, kind, done, corners: [], held: false });
    this.box = this.map.getContainer();
    this.layer = L.polygon([], LOOK).addTo(this.map);
    this.dots = L.layerGroup().addTo(this.map);
    this.cross = L.DomUtil.create('i', 'cross-hair', this.box);
    this.wires = new AbortController();
    const { signal } = this.wires;
    atlas.drawing = true;
    this.box.classList.add('drawing');
    this.map.doubleClickZoom.disable();
    if (kind === 'box') this.map.dragging.disable();
    leave = (corners) => this._end(corners);
    for (const what of ['down', 'move', 'up']) this.box.addEventListener(`pointer${what}`, (event) => this[what](event), { signal });
    this.box.addEventListener('dblclick', () => this._finish(), { signal });
    this.map.on('click', this._click, this).on('move', this._show, this);
    document.addEventListener('keydown', (event) => this._key(event), { signal, capture: true });
    this.box.focus({ preventScroll: true });
  }

  down(event) {
    if (this.kind !== 'box' || event.target.closest('.leaflet-control')) return;
    this.held = true;
    this.corners = [this.map.mouseEventToLatLng(event)];
    this.box.setPointerCapture(event.pointerId);
  }

  move(event) {
    this.at = this.map.mouseEventToLatLng(event);
    this._show();
  }

  up(event) {
    if (!this.held) return;
    this.held = false;
    const [from] = this.corners, to = this.map.mouseEventToLatLng(event);
    const far = this.map.latLngToContainerPoint(from).distanceTo(this.map.latLngToContainerPoint(to)) > 6;
    this.corners = [];
    if (far) this._end(frame(L.latLngBounds(from, to)));
  }

  _click({ latlng }) {
    if (this.kind === 'poly') this._corner(latlng);
  }

  // The second click of a double click stands where the first one does.
  _corner(latlng) {
    const last = this.corners.at(-1), pixel = (at) => this.map.latLngToContainerPoint(at);
    if (last && pixel(last).distanceTo(pixel(latlng)) < 4) return;
    this.corners.push(latlng);
    if (this.kind === 'box' && this.corners.length === 2) this._end(frame(L.latLngBounds(this.corners)));
    else this._show();
  }

  _key(event) {
    const does = { Escape: () => this._end(null), Enter: () => this._finish(), Backspace: () => { this.corners.pop(); this._show(); }, ' ': () => { this.at = null; this._corner(this.map.getCenter()); } }[event.key];
    if (!does || event.target.closest('input, textarea, select, dialog') || (event.target.closest('button, a, summary') && !this.box.contains(event.target) && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  }

  _finish() {
    if (this.kind === 'poly' && this.corners.length >= 3) this._end(this.corners);
    else if (this.kind === 'poly') document.dispatchEvent(new CustomEvent('outline:few'));
  }

  _show() {
    const next = this.at ?? this.map.getCenter(), all = [...this.corners, next];
    this.layer.setLatLngs(this.kind === 'box' && this.corners.length ? frame(L.latLngBounds(all)) : all);
    this.dots.clearLayers();
    for (const one of this.corners) L.circleMarker(one, { ...LOOK, dashArray: '', radius: 4, fillOpacity: 1 }).addTo(this.dots);
  }

  _end(corners) {
    leave = null;
    this.wires.abort();
    this.map.off('click', this._click, this).off('move', this._show, this);
    this.layer.remove();
    this.dots.remove();
    this.cross.remove();
    this.box.classList.remove('drawing');
    this.map.doubleClickZoom.enable();
    this.map.dragging.enable();
    setTimeout(() => { this.atlas.drawing = false; }); // the click that ended it opens nothing
    this.done(corners?.map(({ lat, lng }) => ({ lat, lng })) ?? null);
  }
}
