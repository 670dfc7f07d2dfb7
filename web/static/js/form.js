// Two aids for the public form, which works without them: this phone's place, and patience when there is no network.
const form = document.getElementById('report');
const words = JSON.parse(form.dataset.words);
const KEPT = `konbit.outbox.${form.action}`;

const gps = document.getElementById('gps'), said = document.getElementById('gps-said');
if ('geolocation' in navigator) gps.hidden = false;
gps.addEventListener('click', () => {
  said.textContent = words.looking;
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    form.elements.lat.value = coords.latitude.toFixed(6);
    form.elements.lon.value = coords.longitude.toFixed(6);
    said.textContent = words.found;
  }, () => { said.textContent = words.lost; }, { enableHighAccuracy: true, timeout: 20000 });
});

const outbox = document.getElementById('outbox');
form.addEventListener('submit', (event) => {
  if (navigator.onLine !== false) return;
  event.preventDefault();
  localStorage.setItem(KEPT, new URLSearchParams(new FormData(form)).toString());
  outbox.textContent = words.kept;
});

// The hidden key makes a second sending of the same form harmless.
async function send() {
  const kept = localStorage.getItem(KEPT);
  if (!kept || navigator.onLine === false) return;
  outbox.textContent = words.kept;
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(kept) });
    if (!answer.ok) return;
    localStorage.removeItem(KEPT);
    location.assign(answer.url);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // still no network
  }
}
addEventListener('online', send);
setInterval(send, 30000);
send();

document.getElementById('errors')?.focus();
