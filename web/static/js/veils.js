// Squares in which several people have needs that are never shown one by one. They say how many at least, and no more;
// behind a filter they are not shown, so that no two questions can be compared.
const NUMBER_FROM = 44; // pixels that a square needs for its number

const SVG = 'http://www.w3.org/2000/svg';

export class Veils {
  constructor(map, address) {
    Object.assign(this, { map, address, squares: L.layerGroup() });
    const pane = map.createPane('veils');
    pane.style.zIndex = 350;
    pane.style.pointerEvents = 'none';
    map.on('zoomend', () => this._numbers());
  }

  async load() {
    const answer = await fetch(this.address);
    if (!answer.ok) return;
    const { cells } = await answer.json();
    this.squares.clearLayers();
    for (const [west, south, east, north, least] of cells) {
      L.svgOverlay(square(least), [[south, west], [north, east]], { pane: 'veils' }).addTo(this.squares);
    }
    this._numbers();
  }

  show(shown) {
    if (shown) this.squares.addTo(this.map);
    else this.squares.remove();
    this._numbers();
  }

  _numbers() {
    this.squares.eachLayer((one) => {
      const box = one.getBounds(), wide = this.map.project(box.getNorthEast()).x - this.map.project(box.getSouthWest()).x;
      one.getElement()?.classList.toggle('small', wide < NUMBER_FROM);
    });
  }
}

function square(least) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'veil');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(part('rect', { width: '100%', height: '100%', fill: 'url(#hatch)' }));
  const number = part('text', { x: '50%', y: '50%' });
  number.textContent = `${least}+`;
  svg.append(number);
  return svg;
}

function part(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
