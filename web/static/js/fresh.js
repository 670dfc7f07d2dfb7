// Parts of a page that look again by themselves: <div id="…" data-fresh="seconds" [data-from="address"]>.
// A part in which somebody is typing, or a page that nobody sees, waits.
for (const part of document.querySelectorAll('[data-fresh]')) watch(part);

function watch(part) {
  const { id } = part;
  let told = part.outerHTML, busy = false;
  const timer = setInterval(async () => {
    const here = document.getElementById(id);
    if (document.hidden || busy || here.contains(document.activeElement)) return;
    busy = true;
    try {
      const found = await look(here.dataset.from ?? location.href, id);
      if (!found || found.outerHTML === told) return;
      told = found.outerHTML;
      put(here, found);
      if (!found.dataset.fresh) clearInterval(timer);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // no network: the next look may find it again
    } finally {
      busy = false;
    }
  }, part.dataset.fresh * 1000);
}

export async function look(address, id, request = {}) {
  const answer = await fetch(address, request);
  if (!answer.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(id);
}

export function put(old, found) {
  old.replaceWith(document.adoptNode(found));
  document.dispatchEvent(new CustomEvent('fresh', { detail: found }));
}
