// The ground under the reports, drawn by ourselves from one GeoJSON file: it needs no tile server and no network.
// One canvas a little larger than the window; it is drawn again when the map has come to rest.
import { Labels } from './labels.js';

const LIGHT = {
  sea: '#c3d6dd', coast: '#8fb0bc', land: '#f2eee4', park: '#d6e3c6', casing: '#cfc6b4', street: '#fff', main: '#f8e3ae',
  mainCasing: '#d2b268', path: '#b9ad97', building: '#e4ddcd', ink: '#4a4438', quarter: '#7a6d58', water: '#4d7a8c', halo: '#f7f4edd9',
};
const DARK = {
  sea: '#16242a', coast: '#2f4a55', land: '#22292c', park: '#25332a', casing: '#161b1d', street: '#3b4549', main: '#5a5138',
  mainCasing: '#161b1d', path: '#4a5458', building: '#2b3438', ink: '#c9d0d0', quarter: '#9aa5a6', water: '#6d9fb2', halo: '#1b2123d9',
};
// [rank, width at zoom 16, first zoom]; a class we do not know is a small street
const STREETS = {
  main: [3, 11, 8], motorway: [3, 11, 6], trunk: [3, 11, 6], primary: [3, 11, 8], avenue: [3, 10, 9], bridge: [3, 10, 10],
  secondary: [2, 8.5, 10], tertiary: [2, 7.5, 11], major: [2, 8.5, 10], path: [0, 1.6, 14], footway: [0, 1.6, 14], alley: [0, 2, 14], track: [0, 1.6, 13],
};
const SMALL = [1, 6, 12.5];
const PAD = 0.25;
const dark = matchMedia('(prefers-color-scheme: dark)');

export const Ground = L.Layer.extend({
  // `marks` tells what stands on the ground, so that names can step aside.
  initialize(collection, marks) {
    this._marks = marks;
    this.put(collection);
  },

  put(collection) {
    this._shapes = collection.features.map(prepare).filter(Boolean);
    this.redraw();
  },

  redraw() {
    cancelAnimationFrame(this._soon);
    this._soon = requestAnimationFrame(() => this._map && this._draw());
  },

  onAdd(map) {
    const pane = map.getPane('ground') ?? map.createPane('ground');
    pane.style.zIndex = 150;
    this._canvas = L.DomUtil.create('canvas', 'leaflet-zoom-animated', pane);
    this._again = () => this._draw();
    dark.addEventListener?.('change', this._again);
    this._draw();
  },

  onRemove() {
    dark.removeEventListener?.('change', this._again);
    this._canvas.remove();
  },

  getEvents() {
    return { moveend: this._draw, viewreset: this._draw, resize: this._draw, zoomanim: this._animate };
  },

  _animate(event) {
    const scale = this._map.getZoomScale(event.zoom, this._zoom);
    L.DomUtil.setTransform(this._canvas, this._map._latLngToNewLayerPoint(this._corner, event.zoom, event.center), scale);
  },

  _draw() {
    const map = this._map, size = map.getSize(), sharp = window.devicePixelRatio || 1;
    const pad = size.multiplyBy(PAD).round(), whole = size.add(pad.multiplyBy(2));
    const corner = map.containerPointToLayerPoint(pad.multiplyBy(-1));
    this._zoom = map.getZoom();
    this._corner = map.layerPointToLatLng(corner);
    L.DomUtil.setTransform(this._canvas, corner, 1);
    this._canvas.width = whole.x * sharp;
    this._canvas.height = whole.y * sharp;
    this._canvas.style.width = `${whole.x}px`;
    this._canvas.style.height = `${whole.y}px`;
    const pen = this._canvas.getContext('2d');
    pen.scale(sharp, sharp);
    pen.lineJoin = pen.lineCap = 'round';
    const at = view(map, corner, whole, this._zoom);
    paint(pen, this._shapes, at, this._marks().map(({ at: { x, y }, r }) => [x - at.dx - r, y - at.dy - r, x - at.dx + r, y - at.dy + r]));
  },
});

// How zoom-0 pixels become pixels of the canvas.
function view(map, corner, whole, zoom) {
  const origin = map.getPixelOrigin().add(corner);
  return { scale: 2 ** zoom, dx: origin.x, dy: origin.y, width: whole.x, height: whole.y, zoom };
}

function prepare({ geometry, properties }) {
  if (!geometry) return null;
  const kind = geometry.type.replace('Multi', '');
  const many = geometry.type.startsWith('Multi') ? geometry.coordinates : [geometry.coordinates];
  const lines = many.flatMap((one) => (kind === 'Polygon' ? one : kind === 'Point' ? [[one]] : [one])).map((line) => line.map(project));
  const all = lines.flat();
  const xs = all.map((p) => p.x), ys = all.map((p) => p.y);
  const box = { west: low(xs), east: high(xs), north: low(ys), south: high(ys) };
  return { kind, lines, box, layer: properties.layer, name: properties.name ?? '', class: properties.class ?? '' };
}

const low = (values) => values.reduce((a, b) => (a < b ? a : b));
const high = (values) => values.reduce((a, b) => (a > b ? a : b));
const project = ([lon, lat]) => L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lon), 0);

function paint(pen, shapes, at, taken) {
  const colours = dark.matches ? DARK : LIGHT;
  pen.fillStyle = colours.sea;
  pen.fillRect(0, 0, at.width, at.height);
  const seen = shapes.filter(({ box }) => box.east * at.scale > at.dx && box.west * at.scale < at.dx + at.width
    && box.south * at.scale > at.dy && box.north * at.scale < at.dy + at.height);
  const of = (...layers) => seen.filter((shape) => layers.includes(shape.layer));
  for (const shape of of('land')) area(pen, shape, at, colours.land, colours.coast, 1.5);
  for (const shape of of('park')) area(pen, shape, at, colours.park);
  for (const shape of of('building')) if (at.zoom >= 15) area(pen, shape, at, colours.building);
  for (const shape of of('river')) {
    if (shape.kind === 'Polygon') area(pen, shape, at, colours.sea, colours.coast, 1);
    else line(pen, shape, at, colours.sea, wide(9, at.zoom));
  }
  streets(pen, of('street'), at, colours);
  new Labels(pen, at, colours, taken).write(of('quarter', 'place', 'street', 'river', 'park'));
}

function streets(pen, shapes, at, colours) {
  const shown = shapes.map((shape) => ({ shape, rank: street(shape)[0], width: wide(street(shape)[1], at.zoom) }))
    .filter(({ shape }) => at.zoom >= street(shape)[2])
    .sort((a, b) => a.rank - b.rank);
  for (const { shape, rank, width } of shown) {
    if (rank) line(pen, shape, at, rank === 3 ? colours.mainCasing : colours.casing, width + (width > 3 ? 2 : 1));
  }
  pen.setLineDash([4, 4]);
  for (const { shape, rank, width } of shown) if (!rank) line(pen, shape, at, colours.path, Math.min(2.5, Math.max(1, width)));
  pen.setLineDash([]);
  for (const { shape, rank, width } of shown) if (rank) line(pen, shape, at, rank === 3 ? colours.main : colours.street, width);
}

export const street = (shape) => STREETS[shape.class] ?? SMALL;
const wide = (at16, zoom) => Math.max(0.8, at16 * 2 ** ((zoom - 16) * 0.75));

export function trace(pen, points, at) {
  points.forEach(({ x, y }, n) => pen[n ? 'lineTo' : 'moveTo'](x * at.scale - at.dx, y * at.scale - at.dy));
}

function area(pen, shape, at, fill, edge, width) {
  pen.beginPath();
  for (const ring of shape.lines) trace(pen, ring, at);
  pen.fillStyle = fill;
  pen.fill('evenodd');
  if (!edge) return;
  pen.strokeStyle = edge;
  pen.lineWidth = width;
  pen.stroke();
}

function line(pen, shape, at, colour, width) {
  pen.beginPath();
  for (const points of shape.lines) trace(pen, points, at);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke();
}
