// «Share» hands on the address, which is the view; «Embed» shows the line for another site.
export function share(words) {
  const button = document.getElementById('share'), said = document.getElementById('share-said');
  const line = document.getElementById('embed-line');
  if (button) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      try {
        if (navigator.share) await navigator.share({ title: document.title, url: location.href });
        else await navigator.clipboard.writeText(location.href);
        said.textContent = navigator.share ? '' : words.copied;
      } catch (error) {
        if (error.name !== 'AbortError') said.textContent = location.href; // nothing may be copied here: it is said
      }
    });
  }
  line?.addEventListener('focus', () => line.select());
  // `spot` is where the map looks now
  return (spot) => {
    if (!line) return;
    const address = new URL(line.dataset.address, location.href);
    address.search = location.search;
    address.hash = spot;
    const tag = document.createElement('iframe');
    Object.assign(tag, { src: address.href, width: 800, height: 600, title: document.title });
    tag.setAttribute('loading', 'lazy');
    line.value = tag.outerHTML;
  };
}
