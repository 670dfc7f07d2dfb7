// What is written while there is no network waits on this phone, also when the page is closed, and is sent by itself.
// Every entry has a key of its own, so that sending it twice makes one message.
const box = document.getElementById('outbox'), form = document.getElementById('report');
const words = JSON.parse(box.dataset.words);
const QUEUE = `konbit.outbox.${box.dataset.incident}`, SENT = `konbit.sent.${box.dataset.incident}`;
const PATIENCE_MS = 60000, AGAIN_MS = 30000, DAY_MS = 86400000;
const store = storage();
let sending = null, here = '', asked = false; // which entry was written last on this page, and whether its writer still looks on

// A browser that keeps nothing sends the form as it always did.
function storage() {
  try {
    localStorage.setItem('konbit', '');
    localStorage.removeItem('konbit');
    return localStorage;
  } catch (error) {
    return null;
  }
}

// On a phone that others use too, a link is kept for a day and refused words for a week; what was never sent stays.
const isKept = ({ page, refused, at }) => !(page || refused) || Date.now() - at < (page ? DAY_MS : 7 * DAY_MS);
const read = (name) => JSON.parse(store.getItem(name) || '[]').filter(isKept);
const write = (name, list) => (list.length ? store.setItem(name, JSON.stringify(list)) : store.removeItem(name));
const drop = (key) => write(QUEUE, read(QUEUE).filter((one) => one.key !== key));
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(18)), (n) => (n % 36).toString(36)).join('');

if (store) {
  if (form) {
    if (document.getElementById('errors')) drop(form.elements.key.value); // its words stand in the page again
    form.addEventListener('submit', put);
  }
  addEventListener('online', send);
  setInterval(send, AGAIN_MS);
  show();
  send();
}

async function put(event) {
  event.preventDefault();
  const fields = new FormData(form), waits = read(QUEUE);
  // a page kept for the time without network comes back with the key that it had
  if (waits.some(({ key }) => key === fields.get('key')) || navigator.onLine === false) fields.set('key', newKey());
  here = fields.get('key');
  try {
    write(QUEUE, [...waits, { key: here, path: form.getAttribute('action'), body: new URLSearchParams(fields).toString(), at: Date.now() }]);
  } catch (error) {
    form.submit(); // this phone is full
    return;
  }
  asked = true;
  say(words.sending);
  await sending; // what was under way may not have seen this one
  await send();
  const left = read(QUEUE).find(({ key }) => key === here);
  if (left && left.refused) {
    form.elements.key.value = here;
    form.submit(); // comes back with what is wrong, beside the fields
  } else if (left) {
    asked = false;
    form.reset();
    form.elements.key.value = newKey();
    box.focus();
    box.scrollIntoView();
  }
}

function send() {
  if (!sending) sending = deliver().then(() => { sending = null; show(); });
  return sending;
}

async function deliver() {
  for (const one of read(QUEUE)) {
    if (one.refused) continue;
    if (navigator.onLine === false) return;
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      const answer = await fetch(one.path, {
        method: 'POST', body: new URLSearchParams(one.body), headers: { Accept: 'application/json' }, signal: stop.signal,
      });
      if (answer.status === 201) arrived(one, (await answer.json()).page);
      else if (answer.status < 500 && answer.status !== 429) {
        write(QUEUE, read(QUEUE).map((other) => (other.key === one.key ? { ...other, refused: true } : other)));
      }
    } catch (error) {
      if (!(error instanceof TypeError) && error.name !== 'AbortError') throw error;
      return; // still no network
    } finally {
      clearTimeout(timer);
    }
  }
}

// Whoever waits for this one is led to its page; the pages of the others stand here until they are opened.
function arrived(one, page) {
  drop(one.key);
  const idle = asked || !form || !form.elements.words.value;
  if (one.key === here && idle && !read(QUEUE).length && !read(SENT).length) location.assign(page);
  else write(SENT, [...read(SENT).filter((other) => other.page !== page), { page, at: Date.now() }]);
}

function show() {
  box.replaceChildren();
  const waits = read(QUEUE), waiting = waits.filter(({ refused }) => !refused).length;
  if (waiting) say(`${words.waiting.replace('{n}', waiting)}. ${words.kept}`);
  for (const one of waits.filter(({ refused, key }) => refused && !(asked && key === here))) line(words.refused, () => bring(one));
  for (const { page } of read(SENT)) {
    line(words.sent, () => {
      write(SENT, read(SENT).filter((other) => other.page !== page));
      location.assign(page);
    });
  }
}

function say(sentence) {
  const told = document.createElement('p');
  told.textContent = sentence;
  box.replaceChildren(told);
}

function line(sentence, pressed) {
  const told = document.createElement('p'), button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = sentence;
  button.onclick = pressed;
  told.append(button);
  box.append(told);
}

// Posted once more, the page comes back with these words and with what was wrong.
function bring({ path, body }) {
  const again = document.createElement('form');
  again.method = 'post';
  again.action = path;
  for (const [name, value] of new URLSearchParams(body)) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    again.append(field);
  }
  document.body.append(again);
  again.submit();
}
