// The operator's own map file under the reports, read in ranges; the program that draws it comes only where there is one.
// Outside of what the file covers the drawn ground shows; so it does when the file or the program does not come.
const dark = matchMedia('(prefers-color-scheme: dark)');

export async function layBaseMap(map, { base, baseProgram, baseBox, baseDeepest }, credit) {
  await script(baseProgram);
  const [west, south, east, north] = baseBox.split(',').map(Number);
  let layer = null;
  const lay = () => {
    layer?.remove();
    layer = window.protomapsL.leafletLayer({
      url: base,
      flavor: dark.matches ? 'dark' : 'light',
      lang: document.documentElement.lang,
      maxDataZoom: +baseDeepest,
      bounds: [[south, west], [north, east]],
      attribution: credit,
    }).addTo(map);
  };
  lay();
  dark.addEventListener?.('change', lay);
}

function script(address) {
  return new Promise((resolve, reject) => {
    const tag = document.createElement('script');
    tag.src = address;
    tag.onload = resolve;
    tag.onerror = () => reject(new Error(`${address} did not come`));
    document.head.append(tag);
  });
}
