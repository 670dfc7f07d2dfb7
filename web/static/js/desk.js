// The desk: what happens elsewhere shows here without moving anything under the hand.
import { atlas } from './map.js';
import { Pin } from './pin.js';
import './keys.js';

const desk = document.getElementById('triage');
const detail = document.getElementById('detail');
const arrived = document.getElementById('arrived');
const pin = new Pin(atlas, detail);
const pressed = new WeakMap(); // a form under way, and what its press means here once it is done

atlas.onReport = (reference) => htmx.ajax('GET', `${location.pathname}/report/${reference}`, { target: '#detail' });

function rows() {
  return [...document.querySelectorAll('#queue [data-reference]')];
}

function move(step) {
  const all = rows();
  const here = all.findIndex((row) => row.ariaCurrent === 'true');
  const next = all[Math.max(0, Math.min(all.length - 1, here + step))];
  next?.click();
  next?.scrollIntoView({ block: 'nearest' });
}

for (const button of document.querySelectorAll('[data-move]')) button.addEventListener('click', () => move(+button.dataset.move));

function mark() {
  const report = document.getElementById('report');
  for (const row of rows()) {
    if (row.dataset.reference === report?.dataset.reference) row.setAttribute('aria-current', 'true');
    else row.removeAttribute('aria-current');
  }
  pin.show(report);
}
document.addEventListener('htmx:after:swap', () => {
  mark();
  const report = document.getElementById('report');
  // the address names what was opened by hand: the first report of the list was opened by nobody
  if (report) history.replaceState(null, '', `${location.pathname}?report=${report.dataset.reference}`);
});
mark();

// where the panes stand one below the other, the chosen report comes into sight
document.getElementById('triage').addEventListener('click', (event) => {
  if (event.target.closest('[data-reference]') && event.target.closest('#queue') && matchMedia('(max-width: 63.99rem)').matches) detail.scrollIntoView();
});

// a reading that is opened to be corrected has the hand in it
detail.addEventListener('toggle', (event) => {
  if (event.target.matches('.mend[open]')) event.target.querySelector('select').focus();
}, true);

// a verdict opens the next report by itself, and can be undone
document.addEventListener('submit', ({ submitter, target }) => {
  const report = document.getElementById('report')?.dataset.reference;
  if (submitter?.hasAttribute('data-next')) pressed.set(target, { settled: report });
  else if (submitter?.dataset.ask !== undefined) pressed.set(target, { asked: report, name: submitter.dataset.ask, helper: submitter.value });
  else pressed.delete(target);
}, true);
document.addEventListener('htmx:after:request', async (event) => {
  const { ctx } = event.detail ?? {};
  if (ctx?.request?.method !== 'POST' || !ctx.response?.raw?.ok) return;
  const { settled, asked, name, helper } = pressed.get(ctx.sourceElement) ?? {};
  pressed.delete(ctx.sourceElement);
  const { says } = toast;
  if (asked) offerUndo(says.dataset.asked.replace('{name}', name), `${asked}/job/release`, 'helper', helper);
  if (settled) {
    offerUndo(says.dataset.settled.replace('{reference}', settled), `${settled}/state`, 'state', 'open');
    const all = rows(), here = all.findIndex((row) => row.dataset.reference === settled), next = all[here + 1] ?? all[here - 1];
    // nobody has looked at what opens by itself
    if (next) setTimeout(() => htmx.ajax('GET', `${location.pathname}/report/${next.dataset.reference}?by=itself`, { target: '#detail' }));
  }
  changed([settled ?? document.getElementById('report')?.dataset.reference]);
});

// what was refused is said in words; nothing typed is lost, and the rest is shown as it is now
const refused = document.getElementById('refused');
document.addEventListener('htmx:response:error', ({ detail: { ctx } }) => {
  const answer = new DOMParser().parseFromString(ctx.text ?? '', 'text/html').querySelector('main .lead');
  refused.textContent = `${refused.dataset.says} ${answer?.textContent ?? ctx.response.raw.status}`;
  refused.hidden = false;
  setTimeout(() => { refused.hidden = true; }, 8000);
  if (ctx.response.raw.status === 409) again(new Set([document.getElementById('report')?.dataset.reference]));
});

const toast = document.getElementById('toast');
toast.says = toast.querySelector('span');
let closing = 0;
function offerUndo(words, path, name, value) {
  const form = toast.querySelector('form');
  toast.says.textContent = words;
  Object.assign(form.querySelector('button'), { name, value });
  form.action = `${location.pathname}/report/${path}`;
  form.setAttribute('data-hx-post', form.action);
  htmx.process(form);
  toast.hidden = false;
  clearTimeout(closing);
  closing = setTimeout(() => { toast.hidden = true; }, 10000);
}
toast.addEventListener('submit', () => { toast.hidden = true; });

// live: rows change where they stand, new ones wait behind a button
async function part(address, id) {
  const answer = await fetch(address);
  if (!answer.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(id);
}

let waiting = null;
async function queue() {
  const fresh = await part(desk.dataset.queue, 'queue');
  if (!fresh) return;
  waiting = fresh.cloneNode(true);
  for (const row of document.querySelectorAll('#queue > [id]')) {
    const same = fresh.querySelector(`#${CSS.escape(row.id)}`);
    if (!same) row.classList.add('gone');
    else if (!row.contains(document.activeElement)) swap(row, same);
  }
  const news = fresh.querySelectorAll(':scope > [id]').length;
  arrived.textContent = arrived.dataset.says.replace('{n}', news);
  arrived.hidden = !news;
  document.getElementById('queue-count').textContent = waiting.querySelectorAll(':scope > [id]').length;
  mark();
}

function swap(old, found) {
  old.replaceWith(document.adoptNode(found));
  htmx.process(found);
}

arrived.addEventListener('click', () => {
  swap(document.getElementById('queue'), waiting);
  arrived.hidden = true;
  mark();
});

let pending = new Set(), timer = 0;
function changed(references) {
  references.forEach((one) => pending.add(one));
  timer ||= setTimeout(look, 300);
}

async function look() {
  const references = pending;
  pending = new Set();
  timer = 0;
  await Promise.all([queue(), again(references), watch(), atlas.reports.refresh()]);
}

async function watch() {
  const fresh = await part(desk.dataset.watch, 'watch'), old = document.getElementById('watch');
  if (!fresh || fresh.textContent === old.textContent || old.contains(document.activeElement)) return;
  swap(old, fresh);
  const open = document.getElementById('alarms-open');
  if (open) open.textContent = fresh.dataset.alarms;
}

// the report in hand is shown as it is now, unless a hand is on it or another was opened meanwhile
async function again(references) {
  const report = document.getElementById('report');
  if (!references.has(report?.dataset.reference)) return;
  const fresh = await part(report.dataset.from, 'report');
  if (!fresh || !report.isConnected || isTouched(report)) return;
  swap(report, fresh);
  mark();
}

function isTouched(report) {
  const typing = document.activeElement.matches('input, textarea') && report.contains(document.activeElement);
  return typing || pin.moved || report.querySelector('.mend[open], .revealed') || [...report.querySelectorAll('input:not([type=hidden])')].some((one) => one.value !== one.defaultValue);
}

const offline = document.getElementById('offline');
const live = new EventSource(desk.dataset.live);
live.addEventListener('changed', (event) => changed(JSON.parse(event.data).references));
live.addEventListener('open', () => { offline.hidden = true; });
live.addEventListener('error', () => { offline.hidden = false; });
