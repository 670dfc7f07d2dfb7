// Names on the ground: quarters across, streets along their line, landmarks beside their dot; none over another.
import { street } from './ground.js';

const FONT = '-apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';
const JOINED = /[\u0590-\u08ff\u0900-\u109f]/; // scripts whose letters change when they are drawn one by one
// the first and the last zoom of a place's name, by its class; a landmark comes last
const PLACES = { country: [3, 6], region: [6, 9], capital: [5, 12], city: [7, 12], town: [9.5, 13], village: [11, 99], quarter: [12, 99], hospital: [13, 99], clinic: [14, 99] };
const LANDMARK = [14.75, 99];
const WIDE = ['country', 'region']; // named across, without a dot
const STEPS = [0, 9, -9, 18, -18, 27, -27, 36, -36, 45, -45].flatMap((dy) => [0, 14, -14, 28, -28, 42, -42].map((dx) => [dx, dy])).sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
const BEND = 0.5; // radians that neighbouring letters may turn

export class Labels {
  constructor(pen, at, colours, taken) {
    Object.assign(this, { pen, at, colours, taken: new Map() }); // boxes that are full, by the 64 pixel cells they touch
    taken.forEach((box) => this._take(box));
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
  }

  write(shapes) {
    const of = (layer) => shapes.filter((shape) => shape.layer === layer && shape.name);
    const drawn = new Set(shapes.filter(({ layer }) => layer === 'park' || layer === 'river').map(({ name }) => name));
    const places = of('place').map((shape) => ({ ...shape, span: PLACES[shape.class] ?? LANDMARK }))
      .filter(({ span: [from, to], name }) => this.at.zoom >= from && this.at.zoom <= to && !drawn.has(name))
      .sort((a, b) => a.span[0] - b.span[0]);
    for (const shape of places) if (WIDE.includes(shape.class)) this._across(shape, this.colours.quarter, '600 12px', 2, true);
    if (this.at.zoom >= 11.5) for (const shape of of('quarter')) this._across(shape, this.colours.quarter, '600 11px', 1.6, true);
    for (const shape of places) if (!WIDE.includes(shape.class)) this._beside(shape);
    if (this.at.zoom >= 13) for (const shape of of('river')) this._water(shape);
    for (const shape of of('street').sort((a, b) => street(b)[0] - street(a)[0])) this._along(shape);
    if (this.at.zoom >= 14) for (const shape of of('park')) this._across(shape, this.colours.quarter, 'italic 11px', 0, false);
  }

  _xy({ x, y }) {
    return { x: x * this.at.scale - this.at.dx, y: y * this.at.scale - this.at.dy };
  }

  _dot({ x, y }) {
    const { pen, colours } = this;
    pen.beginPath();
    pen.arc(x, y, 3, 0, 7);
    pen.fillStyle = colours.ink;
    pen.strokeStyle = colours.halo;
    pen.lineWidth = 2;
    pen.stroke();
    pen.fill();
    this._take([x - 4, y - 4, x + 4, y + 4]);
  }

  _style(colour, font, spacing = 0) {
    const { pen, colours } = this;
    pen.font = `${font} ${FONT}`;
    if ('letterSpacing' in pen) pen.letterSpacing = `${spacing}px`;
    pen.fillStyle = colour;
    pen.strokeStyle = colours.halo;
    pen.lineWidth = 3.5;
  }

  _put(text, x, y) {
    this.pen.strokeText(text, x, y);
    this.pen.fillText(text, x, y);
  }

  _free(boxes) {
    const clear = boxes.every((box) => cells(box).every((cell) => (this.taken.get(cell) ?? []).every((other) => apart(box, other))));
    if (clear) boxes.forEach((box) => this._take(box));
    return clear;
  }

  _take(box) {
    for (const cell of cells(box)) this.taken.set(cell, [...(this.taken.get(cell) ?? []), box]);
  }

  // A name may step aside as far as `room` pixels.
  _across(shape, colour, font, spacing, capitals) {
    const room = Math.min(70, (shape.box.east - shape.box.west) * this.at.scale / 2);
    const spread = STEPS.filter(([dx, dy]) => Math.hypot(dx, dy) <= room);
    const text = capitals ? shape.name.toLocaleUpperCase() : shape.name;
    const { x, y } = this._xy(shape.kind === 'Point' ? shape.lines[0][0] : middle(shape.lines[0]));
    this._style(colour, font, spacing);
    const half = this.pen.measureText(text).width / 2 + 3;
    for (const [dx, dy] of spread) {
      if (!this._free([[x + dx - half, y + dy - 8, x + dx + half, y + dy + 8]])) continue;
      this._put(text, x + dx, y + dy);
      return;
    }
  }

  // A place whose name finds no room is left out, and from a little nearer is at least a dot.
  _beside(shape) {
    const { x, y } = this._xy(shape.lines[0][0]);
    this._style(this.colours.ink, shape.span[0] < 10 ? '600 13px' : '500 11.5px');
    const wide = this.pen.measureText(shape.name).width;
    const spots = [[x + wide / 2 + 7, y], [x - wide / 2 - 7, y], [x, y - 13], [x, y + 13]];
    const spot = spots.find(([cx, cy]) => this._free([[cx - wide / 2 - 1, cy - 7, cx + wide / 2 + 1, cy + 7]]));
    if (spot || this.at.zoom >= shape.span[0] + 0.75) this._dot({ x, y });
    this._style(this.colours.ink, shape.span[0] < 10 ? '600 13px' : '500 11.5px');
    if (spot) this._put(shape.name, ...spot);
  }

  _water(shape) {
    if (shape.kind === 'Polygon') this._across(shape, this.colours.water, 'italic 12px', 0.6, false);
    else this._line(shape, this.colours.water, 'italic 12px', 900);
  }

  _along(shape) {
    const [rank, , first] = street(shape);
    if (this.at.zoom < Math.max(first + 1.5, rank === 3 ? 13 : rank === 2 ? 14 : 15)) return;
    const size = this.at.zoom >= 17 ? 13.5 : rank === 3 ? 12 : 11;
    this._line(shape, this.colours.ink, `${rank === 3 ? 500 : 400} ${size}px`, 520);
  }

  // Slides along each line until a stretch is found that is straight enough and free; long streets say it again.
  _line(shape, colour, font, again) {
    this._style(colour, font);
    const wide = this.pen.measureText(shape.name).width;
    for (const points of shape.lines) {
      const road = new Road(points.map((point) => this._xy(point)));
      for (let from = (road.length - wide) / 2 % again; from + wide < road.length; from += 24) {
        if (from < 6 || !this._letter(shape.name, road, from, wide)) continue;
        from += again;
      }
    }
  }

  _letter(text, road, from, wide) {
    const back = Math.cos(road.at(from + wide / 2).angle) < 0; // never upside down
    const parts = JOINED.test(text) ? [text] : Array.from(text);
    const marks = [];
    let along = 0;
    for (const part of parts) {
      const own = this.pen.measureText(part).width;
      const spot = road.at(back ? from + wide - along - own / 2 : from + along + own / 2);
      const angle = spot.angle + (back ? Math.PI : 0);
      if (marks.length && Math.abs(turn(angle - marks.at(-1).angle)) > BEND) return false;
      if (spot.x < 0 || spot.y < 0 || spot.x > this.at.width || spot.y > this.at.height) return false;
      marks.push({ part, x: spot.x, y: spot.y, angle });
      along += own;
    }
    if (Math.abs(turn(marks.at(-1).angle - marks[0].angle)) > 1.2) return false;
    if (!this._free(marks.map(({ x, y }) => [x - 6, y - 6, x + 6, y + 6]).filter((_, n) => n % 2 === 0))) return false;
    for (const what of ['strokeText', 'fillText']) {
      for (const { part, x, y, angle } of marks) {
        this.pen.save();
        this.pen.translate(x, y);
        this.pen.rotate(angle);
        this.pen[what](part, 0, 0);
        this.pen.restore();
      }
    }
    return true;
  }
}

// A line that can be walked: where am I after so many pixels, and which way do I face?
class Road {
  constructor(points) {
    this.points = points;
    this.sums = [0];
    for (let n = 1; n < points.length; n++) this.sums.push(this.sums[n - 1] + Math.hypot(points[n].x - points[n - 1].x, points[n].y - points[n - 1].y));
    this.length = this.sums.at(-1);
  }

  at(distance) {
    let n = this.sums.findIndex((sum) => sum > distance);
    if (n < 1) n = this.points.length - 1;
    const a = this.points[n - 1], b = this.points[n];
    const part = (distance - this.sums[n - 1]) / (this.sums[n] - this.sums[n - 1] || 1);
    return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part, angle: Math.atan2(b.y - a.y, b.x - a.x) };
  }
}

const apart = ([a, b, c, d], [e, f, g, h]) => c < e || g < a || d < f || h < b;

function cells([west, north, east, south]) {
  const found = [];
  for (let x = west >> 6; x <= east >> 6; x++) for (let y = north >> 6; y <= south >> 6; y++) found.push(x * 4096 + y);
  return found;
}

const turn = (angle) => Math.atan2(Math.sin(angle), Math.cos(angle));

function middle(ring) {
  const xs = ring.map((p) => p.x), ys = ring.map((p) => p.y);
  let x = 0, y = 0, twice = 0;
  for (let n = 0; n < ring.length - 1; n++) {
    const cross = (xs[n] - xs[0]) * (ys[n + 1] - ys[0]) - (xs[n + 1] - xs[0]) * (ys[n] - ys[0]);
    twice += cross;
    x += (xs[n] + xs[n + 1] + xs[0]) * cross / 3;
    y += (ys[n] + ys[n + 1] + ys[0]) * cross / 3;
  }
  return twice ? { x: x / twice, y: y / twice } : ring[0];
}
