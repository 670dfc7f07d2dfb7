// The place of the report in hand: a pin to drag, a circle as wide as our doubt. The form beside it does the same by words.
export class Pin {
  constructor(atlas, detail) {
    Object.assign(this, { atlas, detail, moved: false, layers: L.layerGroup().addTo(atlas.map), shown: '' });
    atlas.onGround = (latlng) => { if (this.report && document.getElementById('place-form') && !this.layers.getLayers().length) this._put(latlng, true); };
    // what is typed after the pin was moved is the later word
    detail.addEventListener('input', ({ target }) => {
      if (target.name === 'words') target.form.elements.lat.value = target.form.elements.lon.value = '';
    });
  }

  show(report) {
    this.report = report;
    const { reference = '', lat, lon, radius } = report?.dataset ?? {};
    const same = this.shown === `${reference} ${lat} ${lon} ${radius}`;
    if (same && (this.moved || this.layers.getLayers().length)) return;
    this.shown = `${reference} ${lat} ${lon} ${radius}`;
    this.moved = false;
    this.layers.clearLayers();
    if (lat === undefined) return;
    const at = L.latLng(+lat, +lon);
    L.circle(at, { radius: +radius, color: '#0b5563', weight: 1.5, fillOpacity: 0.1, interactive: false }).addTo(this.layers);
    this._put(at, false);
    this._see(at);
  }

  // The map goes to the report by moving, never by zooming: whoever looks at the whole town keeps it.
  _see(at) {
    const { map } = this.atlas;
    if (!map.getBounds().pad(-0.1).contains(at)) map.panTo(at);
  }

  _put(at, moved) {
    const { map, words } = this.atlas;
    const icon = L.divIcon({ className: 'pin-box', html: '<i class="pin"></i>', iconSize: [26, 26], iconAnchor: [13, 32] });
    const marker = L.marker(at, { icon, draggable: Boolean(document.getElementById('place-form')), alt: words.pin, title: words.pin, keyboard: false }).addTo(this.layers);
    marker.on('dragend', () => this._say(marker.getLatLng()));
    if (moved) this._say(at);
    map.closePopup();
  }

  _say({ lat, lng }) {
    this.moved = true;
    const form = document.getElementById('place-form'), said = document.getElementById('pin-said');
    form.elements.lat.value = lat.toFixed(6);
    form.elements.lon.value = lng.toFixed(6);
    said.textContent = said.dataset.says;
  }
}
