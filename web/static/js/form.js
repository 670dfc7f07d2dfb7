// Aids for pages that ask «where?», which work without them: this phone's place, a tap on a map; and keeping the page.
for (const part of document.querySelectorAll('[data-place]')) aid(part);

function aid(part) {
  const words = JSON.parse(part.dataset.words), { lat, lon } = part.closest('form').elements;
  const gps = part.querySelector('[data-gps]'), pick = part.querySelector('[data-pick]'), said = part.querySelector('[data-said]');
  const set = (point, sentence) => {
    lat.value = point.lat.toFixed(6);
    lon.value = point.lon.toFixed(6);
    said.textContent = sentence;
  };
  gps.hidden = !navigator.geolocation;
  gps.onclick = () => {
    said.textContent = words.looking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => set({ lat: coords.latitude, lon: coords.longitude }, words.found),
      () => { said.textContent = words.lost; },
      { enableHighAccuracy: true, timeout: 20000 },
    );
  };
  pick.hidden = false;
  pick.onclick = async () => {
    pick.disabled = true;
    try {
      const { show } = await import(part.dataset.tap);
      await show(part, words, (point) => set(point, words.set));
      pick.hidden = true;
    } catch (error) {
      pick.disabled = false; // no network now: the place can be written, and the button pressed again
      said.textContent = words.lost;
    }
  };
}

const errors = document.getElementById('errors'), plain = document.getElementById('plain');
if (errors) errors.focus();
if (plain) plain.hidden = isSecureContext;
// after everything else: what is kept for later never delays what is needed now
const box = document.getElementById('outbox');
addEventListener('load', () => {
  if (box) import(box.dataset.js);
  const slug = location.pathname.split('/')[2], { serviceWorker, connection } = navigator;
  if (serviceWorker && !(connection && connection.saveData)) serviceWorker.register(`/i/${slug}/sw.js`, { scope: `/i/${slug}/` });
});
