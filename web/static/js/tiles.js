// Reports as the server counted them: each tile is a few rows of numbers, drawn on its own small canvas.
// A row is [x, y, n, critical, serious, need, offer, category, reference], x and y in 0..4096 of the tile;
// category only where n is 1, reference only on the desk.
const COLOURS = { paper: '#fff', ink: '#14181a', outline: '#14181a', offer: '#1f5f8b' };
const dark = matchMedia('(prefers-color-scheme: dark)');

// The legend's colours are the style sheet's; so are the map's. Outlines stay dark with a white rim: they show on any ground.
function dip() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ['critical', 'serious', 'moderate']) COLOURS[name] = style.getPropertyValue(`--${name}`).trim();
}
dip();
const NEAR = 7; // pixels beside a mark that still count as on it
const REACH = 18; // and as far from a small one

export const Reports = L.GridLayer.extend({
  options: { updateWhenZooming: false, className: 'reports', pane: 'overlayPane' },

  initialize(template, query, icons, options) {
    L.setOptions(this, options);
    Object.assign(this, { _template: template, query, _icons: icons });
  },

  createTile(coords, done) {
    const canvas = document.createElement('canvas');
    this._load(canvas, coords).then(() => done(null, canvas), (error) => done(error, canvas));
    return canvas;
  },

  // Asks again for what is in sight; what is drawn stays until the answer is here.
  async refresh() {
    const asked = Object.values(this._tiles ?? {}).filter((tile) => tile.current).map((tile) => this._load(tile.el, tile.coords));
    await Promise.all(asked).then(() => this.fire('fresh'), () => this.fire('stale'));
  },

  // The same for what the news name: `keys` are tiles of one zoom, z/x/y; what is drawn from them or within them.
  async refreshKeys(keys) {
    const named = keys.map((key) => key.split('/').map(Number));
    const shows = ({ coords: { z, x, y } }) => named.some(([level, column, row]) => {
      const least = Math.min(z, level), up = 2 ** (z - least), down = 2 ** (level - least);
      return Math.floor(x / up) === Math.floor(column / down) && Math.floor(y / up) === Math.floor(row / down);
    });
    const asked = Object.values(this._tiles ?? {}).filter((tile) => tile.current && shows(tile)).map((tile) => this._load(tile.el, tile.coords));
    if (asked.length) await Promise.all(asked).then(() => this.fire('fresh'), () => this.fire('stale'));
  },

  // Asks for other reports: every tile, for one that is out of sight is shown as it was when it comes back.
  async ask(query) {
    if (query === this.query) return;
    this.query = query;
    const asked = Object.values(this._tiles ?? {}).map((tile) => this._load(tile.el, tile.coords));
    await Promise.all(asked).then(() => this.fire('fresh'), () => this.fire('stale'));
  },

  async _load(canvas, coords) {
    const address = L.Util.template(this._template, coords), { query } = this;
    const answer = await fetch(query ? `${address}?${query}` : address);
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    const { rows } = await answer.json();
    if (query !== this.query) return; // somebody asked for something else meanwhile
    const told = JSON.stringify(rows);
    if (canvas.told === told) return;
    canvas.told = told;
    canvas.rows = rows;
    this._show(canvas, coords);
    this.fire('drawn');
  },

  onAdd(map) {
    L.GridLayer.prototype.onAdd.call(this, map);
    map.on('zoomend', this._again, this);
    this._repaint = () => { dip(); this._again(true); };
    dark.addEventListener?.('change', this._repaint);
  },

  onRemove(map) {
    map.off('zoomend', this._again, this);
    dark.removeEventListener?.('change', this._repaint);
    L.GridLayer.prototype.onRemove.call(this, map);
  },

  // Draws anew what is known, in other colours or with pictures that have come.
  repaint() {
    if (this._map) this._again(true);
  },

  // Between two zooms, and past the deepest that the server counts, a tile is shown larger or smaller; its marks are not.
  _side() {
    return this.getTileSize().x * this._map.getZoomScale(this._map.getZoom(), this._tileZoom);
  },

  _again(all) {
    for (const { el, coords } of Object.values(this._tiles)) if (el.rows && (all === true || el.side !== this._side())) this._show(el, coords);
  },

  _show(canvas, coords) {
    canvas.side = this._side();
    draw(canvas, canvas.rows, canvas.side, coords.z >= 15 ? this._icons : null);
  },

  // The mark under a place on the map, or nothing: also where a map shows no reports.
  hit(latlng) {
    if (!this._map) return null;
    const point = this._map.project(latlng);
    const near = this.marks().filter((mark) => mark.at.distanceTo(point) <= Math.max(REACH, mark.r + NEAR));
    const mark = near.sort((a, b) => a.at.distanceTo(point) - b.at.distanceTo(point))[0];
    return mark ? { ...mark, latlng: this._map.unproject(mark.at) } : null;
  },

  // Every mark that is shown, `at` its place in the world's pixels of this zoom.
  marks() {
    const shown = Object.values(this._tiles ?? {}).filter((tile) => tile.current && tile.el.marks);
    return shown.flatMap(({ el, coords }) => el.marks.map((mark) => ({ ...mark, at: L.point(coords.x * el.side + mark.x, coords.y * el.side + mark.y), told: L.point(coords.x * el.side + mark.told.x, coords.y * el.side + mark.told.y), cell: { x: coords.x * el.side + mark.column, y: coords.y * el.side + mark.row, side: el.side / 4 } })));
  },
});

function draw(canvas, rows, size, icons) {
  const sharp = window.devicePixelRatio || 1;
  canvas.width = canvas.height = size * sharp;
  const pen = canvas.getContext('2d');
  pen.scale(sharp, sharp);
  pen.lineJoin = 'round';
  canvas.marks = rows.map((row) => place(row, size, icons));
  for (const mark of canvas.marks) (mark.n > 1 ? cluster : mark.picture ? badge : dot)(pen, mark);
}

function place([x, y, n, critical, serious, need, offer, category, reference], size, icons) {
  const picture = n === 1 ? icons?.get(category) : null;
  const r = n === 1 ? (picture ? 12 : 7) : n < 10 ? 15 : n < 100 ? 18 : n < 1000 ? 21 : 24;
  const cell = size / 4;
  // a cluster stays in its own cell, a dot inside its tile: nothing overlaps, nothing is cut
  const keep = (value) => {
    const [from, to] = n > 1 ? [Math.min(3, Math.floor(value / cell)) * cell, (Math.min(3, Math.floor(value / cell)) + 1) * cell] : [0, size];
    return Math.max(from + r + 3, Math.min(to - r - 3, value));
  };
  const first = (value) => Math.min(3, Math.floor(value * size / 4096 / cell)) * cell;
  const told = { x: x * size / 4096, y: y * size / 4096 }; // where it is, whatever there is room for
  return { x: keep(told.x), y: keep(told.y), told, column: first(x), row: first(y), r, n, critical, serious, need, offer, category, reference, picture };
}

// A ring with the share of each urgency, and the number inside.
function cluster(pen, { x, y, r, n, critical, serious, need, offer }) {
  const all = Math.max(1, need + offer);
  const shares = [[critical, COLOURS.critical], [serious, COLOURS.serious], [Math.max(0, need - critical - serious), COLOURS.moderate], [offer, COLOURS.paper]];
  disc(pen, x, y, r + 1.5, COLOURS.outline);
  let from = -Math.PI / 2;
  for (const [share, colour] of shares) {
    const to = from + 2 * Math.PI * share / all;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.arc(x, y, r, from, to);
    pen.fillStyle = colour;
    if (share) pen.fill();
    from = to;
  }
  if (offer && need) arc(pen, x, y, r - 2.5, from - 2 * Math.PI * offer / all, from);
  disc(pen, x, y, r - 5, COLOURS.outline);
  disc(pen, x, y, r - 6, COLOURS.paper);
  if (!need) ring(pen, x, y, r - 2.5, COLOURS.offer, 2.5);
  pen.fillStyle = COLOURS.ink;
  pen.font = `600 ${n < 1000 ? 12 : 11}px "Liberation Sans", Arial, system-ui, sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(n < 1000 ? n : `${(n / 1000).toFixed(n < 10000 ? 1 : 0)}k`, x, y + 0.5);
}

// One report seen from near: its category in a ring of its urgency, the shape of the urgency at the corner.
function badge(pen, mark) {
  const { x, y, r, picture, offer } = mark;
  if (offer) {
    square(pen, x, y, r - 1, COLOURS.paper, COLOURS.offer, 2.5);
  } else {
    disc(pen, x, y, r + 1, COLOURS.outline);
    disc(pen, x, y, r, colour(mark));
    disc(pen, x, y, r - 3.5, COLOURS.paper);
  }
  pen.drawImage(picture, x - 7, y - 7, 14, 14);
  if (mark.critical || mark.serious) shape(pen, { ...mark, x: x + 9, y: y - 9 }, 5);
}

const dot = (pen, mark) => shape(pen, mark, 6.5);
const colour = ({ critical, serious }) => (critical ? COLOURS.critical : serious ? COLOURS.serious : COLOURS.moderate);

// A need is filled: triangle, diamond, circle. An offer is a hollow square.
function shape(pen, mark, r) {
  const { x, y } = mark;
  if (mark.offer) return square(pen, x, y, r - 0.5, COLOURS.paper, COLOURS.offer, 2.5);
  pen.beginPath();
  if (mark.critical) [[0, -1.15], [1.1, 0.85], [-1.1, 0.85]].forEach(([dx, dy]) => pen.lineTo(x + dx * r, y + dy * r));
  else if (mark.serious) [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]].forEach(([dx, dy]) => pen.lineTo(x + dx * r, y + dy * r));
  else pen.arc(x, y, r - 0.5, 0, 7);
  pen.closePath();
  pen.lineWidth = 4;
  pen.strokeStyle = COLOURS.paper;
  pen.stroke();
  pen.lineWidth = 1.5;
  pen.strokeStyle = COLOURS.outline;
  pen.stroke();
  pen.fillStyle = colour(mark);
  pen.fill();
}

function disc(pen, x, y, r, fill) {
  pen.beginPath();
  pen.arc(x, y, r, 0, 7);
  pen.fillStyle = fill;
  pen.fill();
}

function ring(pen, x, y, r, stroke, width) {
  pen.beginPath();
  pen.arc(x, y, r, 0, 7);
  pen.strokeStyle = stroke;
  pen.lineWidth = width;
  pen.stroke();
}

function arc(pen, x, y, r, from, to) {
  pen.beginPath();
  pen.arc(x, y, r, from + 0.06, to - 0.06);
  pen.strokeStyle = COLOURS.offer;
  pen.lineWidth = 2;
  pen.stroke();
}

function square(pen, x, y, r, fill, stroke, width) {
  pen.beginPath();
  pen.rect(x - r, y - r, 2 * r, 2 * r);
  pen.strokeStyle = COLOURS.paper;
  pen.lineWidth = width + 2.5;
  pen.stroke();
  pen.fillStyle = fill;
  pen.fill();
  pen.strokeStyle = stroke;
  pen.lineWidth = width;
  pen.stroke();
}
