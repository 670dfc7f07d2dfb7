// The board: cards change where they stand; what would move under the hand waits behind a button.
import { listen } from './live.js';
import { look, put } from './fresh.js';

const board = document.getElementById('board'), side = document.getElementById('detail');
const news = document.getElementById('board-news'), refused = document.getElementById('refused');
const AGES_MS = 30_000;
let position = 0, waiting = null, wanted = '';

const columns = () => document.getElementById('columns');
const job = () => document.getElementById('job');
const cards = () => [...columns().querySelectorAll('.ticket')];

function mark() {
  const chosen = job()?.dataset.reference;
  for (const card of cards()) {
    if (card.dataset.reference === chosen) card.setAttribute('aria-current', 'true');
    else card.removeAttribute('aria-current');
  }
}

// choosing a card: its helpers and its talk come beside the board, and into the address
async function choose(card) {
  const reference = wanted = card.dataset.reference;
  const found = await look(board.dataset.job + reference, 'job');
  if (!found || wanted !== reference) return;
  put(job(), found);
  mark();
  const address = new URL(location.href);
  address.searchParams.set('job', reference);
  history.replaceState(null, '', address);
}

function move(step) {
  const all = cards(), here = all.findIndex((card) => card.ariaCurrent === 'true');
  const next = all[Math.max(0, Math.min(all.length - 1, here + step))];
  if (!next) return;
  next.querySelector('a').focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
  choose(next);
}
for (const button of document.querySelectorAll('[data-move]')) button.addEventListener('click', () => move(+button.dataset.move));

board.addEventListener('click', (event) => {
  const card = event.target.closest('.ticket');
  if (!event.target.closest('a') || !card || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  choose(card).then(() => { if (matchMedia('(max-width: 63.99rem)').matches) side.scrollIntoView(); });
});

// every press on a card or beside it: done where it stands, or said in words why not, and nothing typed is lost
const pressed = new Set();
document.addEventListener('submit', async (event) => {
  const form = event.target, button = event.submitter;
  if (form.method !== 'post' || !board.contains(form)) return;
  event.preventDefault();
  const action = button?.hasAttribute('formaction') ? button.formAction : form.action;
  const press = `${action} ${button?.value ?? ''}`;
  if (pressed.has(press)) return; // pressed twice is once; all cards share one form, and another press is another
  pressed.add(press);
  try {
    const body = new FormData(form, button);
    const answer = await fetch(action, { method: 'POST', body, redirect: 'manual' });
    const done = answer.type === 'opaqueredirect' || answer.ok;
    if (!done) return refuse(await answer.text(), answer.status);
    for (const field of form.elements) if (field.matches('textarea')) field.value = field.defaultValue;
    await Promise.all([columnsNow(), jobNow(true)]);
  } finally {
    pressed.delete(press);
  }
});

function refuse(page, status) {
  const words = new DOMParser().parseFromString(page, 'text/html').querySelector('main .lead');
  refused.textContent = `${refused.dataset.says} ${words?.textContent ?? status}`;
  refused.hidden = false;
  setTimeout(() => { refused.hidden = true; }, 8000);
}

// the columns as they are now; `at` is an event that they must know of
function part(at) {
  const address = new URL(board.dataset.part, location.href);
  for (const [name, value] of new URL(location.href).searchParams) if (name !== 'job') address.searchParams.set(name, value);
  if (at) address.searchParams.set('at', at);
  return look(address, 'columns');
}

async function columnsNow() {
  const found = await part(0);
  if (found) show(found);
}

function show(found) {
  const focused = document.activeElement?.closest?.('.ticket')?.id;
  put(columns(), found);
  waiting = null;
  news.hidden = true;
  mark();
  if (focused) document.getElementById(focused)?.querySelector('a').focus({ preventScroll: true });
}

const order = (root) => [...root.querySelectorAll('section')].map((section) => [section.getAttribute('aria-labelledby'), ...[...section.querySelectorAll('.ticket')].map((card) => card.id)].join()).join(';');
const isInHand = () => columns().matches(':hover') || columns().contains(document.activeElement);

// a card that is taken away between finger down and finger up hears no press
const isPressed = (card) => card.contains(document.activeElement) || card.matches(':active');

async function changed(at) {
  const found = await part(at);
  if (!found) return;
  const stops = found.querySelectorAll('.stopped .ticket').length > columns().querySelectorAll('.stopped .ticket').length;
  // somebody says that it is not safe: that comes at once, wherever the hand is
  if (stops || !isInHand() || order(found) === order(columns())) return inPlace(found, stops || !isInHand());
  for (const card of cards()) {
    const same = found.querySelector(`#${CSS.escape(card.id)}`);
    if (same && !isPressed(card)) card.replaceWith(document.adoptNode(same.cloneNode(true)));
  }
  mark();
  waiting = found;
  news.hidden = false;
}

function inPlace(found, whole) {
  if (whole) return show(found);
  for (const card of cards()) {
    const same = found.querySelector(`#${CSS.escape(card.id)}`);
    if (same && !isPressed(card)) card.replaceWith(document.adoptNode(same));
  }
  mark();
}
news.addEventListener('click', columnsNow);

// the case beside the board, unless a hand is on it
async function jobNow(pressed = false) {
  const old = job();
  if (!old?.dataset.from || (!pressed && isTouched(old))) return;
  const found = await look(old.dataset.from, 'job');
  if (found && old.isConnected && (pressed || !isTouched(old))) put(old, found);
}

function isTouched(root) {
  return root.contains(document.activeElement) && document.activeElement.matches('input, textarea, select')
    || root.querySelector('details[open] form') || [...root.querySelectorAll('textarea, input:not([type=hidden])')].some((one) => one.value !== one.defaultValue);
}

document.addEventListener('desk:news', ({ detail }) => {
  position = detail.position;
  if (detail.again || detail.parts.includes('board')) changed(position);
  if (detail.again || detail.references.includes(job()?.dataset.reference)) jobNow();
});
setInterval(() => { if (!document.hidden) changed(position); }, AGES_MS); // a job grows late by itself

const offline = document.getElementById('offline');
document.addEventListener('desk:offline', () => { offline.hidden = false; });
document.addEventListener('desk:online', () => { offline.hidden = true; });
mark();
listen(board.dataset.live);
