// What the carried map draws by itself. A bubble says what the table's row says: nothing is written twice.
const konbit = (() => {
  const FILL = ['#fff', '#8fa0a6', '#e0a100', '#d1520f', '#7a0035'], SIZE = [6, 4, 6, 7, 8];
  const PLACE = { open: '#1f5f8b', full: '#5d7f97', closed: '#8a8f8c' };
  const drawn = new Map(); // the table's row → what stands for it on the map

  const corners = (pen, points) => points.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  const SHAPES = {
    triangle: (pen, x, y, r) => corners(pen, [[x, y - r], [x + r, y + r * 0.8], [x - r, y + r * 0.8]]),
    diamond: (pen, x, y, r) => corners(pen, [[x, y - r], [x + r, y], [x, y + r], [x - r, y]]),
    square: (pen, x, y, r) => corners(pen, [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]]),
    house: (pen, x, y, r) => corners(pen, [[x, y - r], [x + r, y - r * 0.1], [x + r, y + r], [x - r, y + r], [x - r, y - r * 0.1]]),
    circle: (pen, x, y, r) => pen.arc(x, y, r, 0, Math.PI * 2),
  };

  // Shape says urgency as well as colour does.
  const Shape = L.CircleMarker.extend({
    _updatePath() {
      if (!this._renderer._drawing || this._empty()) return;
      const pen = this._renderer._ctx;
      pen.beginPath();
      SHAPES[this.options.shape](pen, this._point.x, this._point.y, this._radius);
      pen.closePath();
      this._renderer._fillStroke(pen, this);
    },
  });
  const shapeOf = (grade) => (grade === 0 ? 'square' : grade === 4 ? 'triangle' : grade === 3 ? 'diamond' : 'circle');

  // The words of a row, cell by cell: copied as text, so nothing in them runs.
  function bubble(row) {
    const said = document.createElement('div');
    for (const cell of document.getElementById(row).cells) {
      if (!cell.textContent.trim()) continue;
      const line = document.createElement(said.childElementCount ? 'p' : 'strong');
      line.dir = 'auto';
      line.textContent = cell.textContent.trim();
      said.append(line);
    }
    return said;
  }

  function tell(layer, { row }) {
    drawn.set(row, layer);
    layer.bindPopup(() => bubble(row));
  }

  // How far from its dot a case may be, while its bubble is open.
  function circled(layer, radius) {
    const circle = L.circle(layer.getLatLng(), { radius, weight: 1.5, color: '#14181a', dashArray: '4 4', fillOpacity: 0.08, interactive: false });
    layer.on('popupopen', () => circle.addTo(layer._map)).on('popupclose', () => circle.remove());
  }

  return {
    marks: (collection) => L.geoJSON(collection, {
      pointToLayer: ({ properties: { grade } }, at) => new Shape(at, { shape: shapeOf(grade), radius: SIZE[grade], fillColor: FILL[grade], fillOpacity: 1, color: grade ? '#14181a' : '#1f5f8b', weight: grade ? 1.5 : 2.5 }),
      onEachFeature: ({ properties }, layer) => { tell(layer, properties); circled(layer, properties.radius); },
    }),
    spots: (collection) => L.geoJSON(collection, {
      pointToLayer: ({ properties: { state } }, at) => new Shape(at, { shape: 'house', radius: 9, fillColor: PLACE[state] ?? PLACE.closed, fillOpacity: 1, color: '#fff', weight: 2 }),
      onEachFeature: ({ properties }, layer) => tell(layer, properties),
    }),
    squares: (collection) => L.geoJSON(collection, {
      style: { color: '#5b3a8c', weight: 1.5, dashArray: '6 4', fillColor: '#5b3a8c', fillOpacity: 0.12 },
      onEachFeature: ({ properties }, layer) => {
        tell(layer, properties);
        const label = document.createElement('span');
        label.textContent = properties.label;
        layer.bindTooltip(label, { permanent: true, direction: 'center', className: 'at-least' });
      },
    }),
    names: (collection) => L.geoJSON(collection, {
      pointToLayer({ properties: { name } }, at) {
        const label = document.createElement('bdi');
        label.textContent = name;
        return L.tooltip(at, { permanent: true, direction: 'center', className: 'name', interactive: false, content: label });
      },
    }),
    // From a row of the table to its place on the map.
    ready(map) {
      document.addEventListener('click', (event) => {
        const layer = drawn.get(event.target.closest('a.go')?.closest('tr').id);
        if (!layer) return;
        event.preventDefault();
        const at = layer.getLatLng?.() ?? layer.getBounds().getCenter();
        map.setView(at, Math.max(map.getZoom(), layer.getLatLng ? 14 : 9));
        layer.openPopup(at);
        const frame = map.getContainer();
        frame.focus({ preventScroll: true });
        frame.scrollIntoView({ block: 'nearest' });
      });
    },
  };
})();
