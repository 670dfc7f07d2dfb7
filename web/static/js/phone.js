// The simulator sends without leaving the page, and keeps the newest line in sight.
import { look, put } from './fresh.js';

const talk = document.getElementById('talk');
const down = () => { talk.scrollTop = talk.scrollHeight; };
document.addEventListener('fresh', down);
down();

for (const form of document.querySelectorAll('.send, .examples')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const lines = await look(form.action, 'phone-lines', { method: 'POST', body });
    if (!lines) return form.submit();
    put(document.getElementById('phone-lines'), lines);
    form.reset();
  });
}

document.getElementById('text').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
document.getElementById('number').addEventListener('change', (event) => event.target.form.requestSubmit());
