// The sprite's icons as pictures that a canvas can draw, by category.
export async function pictures(sprite, categories) {
  const drawn = new Map();
  const names = Object.entries(categories);
  if (!names.length) return drawn;
  const answer = await fetch(sprite);
  if (!answer.ok) return drawn;
  const symbols = new DOMParser().parseFromString(await answer.text(), 'image/svg+xml');
  await Promise.all(names.map(async ([name, { icon }]) => {
    const symbol = symbols.getElementById(icon);
    if (symbol) drawn.set(name, await picture(symbol));
  }));
  return drawn;
}

async function picture(symbol) {
  const shapes = [...symbol.children].map((child) => new XMLSerializer().serializeToString(child)).join('');
  const pen = 'fill="none" stroke="#14181a" stroke-width="2.25" stroke-linecap="round" stroke-linejoin="round"';
  const image = new Image(28, 28);
  image.src = `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="28" height="28" viewBox="0 0 24 24" ${pen}>${shapes}</svg>`)}`;
  await image.decode();
  return image;
}
