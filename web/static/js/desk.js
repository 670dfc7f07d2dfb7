// The desk: one key a verdict, the next one in the same answer; what happens elsewhere moves nothing under the hand.
import { listen, together } from './live.js';
import { all, chosen, choose, current, home, mark, part, put, query, renew, rows, told, triage } from './lists.js';
import { atlas } from './map.js';
import { Pin } from './pin.js';
import { tone } from './tone.js';

document.documentElement.classList.add('js');
const detail = document.getElementById('detail'), arrived = document.getElementById('arrived');
const toast = document.getElementById('toast'), words = JSON.parse(toast.dataset.words), csrf = toast.dataset.csrf;
const pin = new Pin(atlas, detail);
const acts = Boolean(triage.dataset.may);

const open = (code, more = '') => htmx.ajax('GET', `${home}/report/${code}${more}`, { target: '#detail' });
atlas.onReport = (code) => open(code);

function move(step) {
  const list = rows(), here = list.findIndex((row) => row.ariaCurrent === 'true');
  const next = list[Math.max(0, Math.min(list.length - 1, here + step))];
  next?.click();
  next?.scrollIntoView({ block: 'nearest' });
}
for (const button of document.querySelectorAll('[data-move]')) button.addEventListener('click', () => move(+button.dataset.move));

// Shift with j or k takes the row in hand into the choice, and goes on
for (const button of document.querySelectorAll('[data-choose]')) button.addEventListener('click', () => {
  const list = rows(), step = +button.dataset.choose;
  const at = list.findIndex((row) => row.dataset.reference === (last ?? current()));
  const next = list[at + step];
  choose([...new Set([...chosen(), list[at]?.dataset.reference, next?.dataset.reference].filter(Boolean))]);
  last = next?.dataset.reference ?? last;
  next?.scrollIntoView({ block: 'nearest' });
});
let last = null;

function shown() {
  const report = document.getElementById('report');
  mark();
  last = null;
  pin.show(report);
  document.getElementById(`row-${report?.dataset.reference}`)?.scrollIntoView({ block: 'nearest' });
}
document.addEventListener('htmx:after:swap', () => {
  shown();
  const address = query(), code = current();
  if (code) address.set('report', code);
  // the address names what is in hand: the first report of the list was opened by nobody
  history.replaceState(null, '', `${location.pathname}?${address}`);
});
mark();
pin.show(document.getElementById('report'));
told();
document.addEventListener('desk:narrowed', mark);

// where the panes stand one below the other, the chosen report comes into sight
triage.addEventListener('click', (event) => {
  if (event.target.closest('[data-reference]') && event.target.closest('#queue') && matchMedia('(max-width: 63.99rem)').matches) detail.scrollIntoView();
});

// a reading that is opened to be corrected has the hand in it
detail.addEventListener('toggle', (event) => {
  if (event.target.matches('.mend[open]')) event.target.querySelector('select').focus();
}, true);

// --- verdicts: the answer is the next report; what was done is said, and can be taken back ---

// a second key before the answer is there would decide what nobody sees: it is passed over
document.addEventListener('submit', (event) => {
  if (!event.target.querySelector('[name=next_of]') || event.target.id === 'bulk') return;
  if (detail.ariaBusy === 'true') { event.preventDefault(); event.stopImmediatePropagation(); }
  else detail.ariaBusy = 'true';
}, true);
for (const what of ['htmx:after:swap', 'htmx:response:error', 'htmx:error']) document.addEventListener(what, () => { detail.ariaBusy = 'false'; });

document.addEventListener('submit', ({ target }) => {
  const next = target.querySelector('[name=next_of]');
  if (next) next.value = `${query()}`;
}, true);

document.addEventListener('htmx:after:request', (event) => {
  const { ctx } = event.detail ?? {};
  if (ctx?.request?.method !== 'POST' || !ctx.response?.raw?.ok) return;
  setTimeout(() => { settled(); tally(); });
});

function settled() {
  const done = document.querySelector('#settled > span');
  if (!done) return;
  const { verdict, batch, references, name } = done.dataset;
  done.remove();
  offerUndo(words[verdict].replace('{reference}', references).replace('{name}', name), batch);
}

let closing = 0;
function offerUndo(said, batch) {
  const form = toast.querySelector('form');
  toast.querySelector('span').textContent = said;
  if (form) { // who only looks on takes nothing back
    form.elements.batch.value = batch;
    form.hidden = !batch;
  }
  toast.hidden = false;
  clearTimeout(closing);
  closing = setTimeout(() => { toast.hidden = true; }, 10000);
}
toast.addEventListener('submit', () => { toast.hidden = true; setTimeout(() => document.getElementById('done')?.remove()); });
// what is taken back waits again: its row comes where it was
document.addEventListener('htmx:after:request', ({ detail: { ctx } }) => {
  if (ctx?.sourceElement?.getAttribute?.('action')?.endsWith('/undo') && ctx.response?.raw?.ok) all();
});

// what was refused is said in words; nothing typed is lost, and the rest is shown as it is now
const refused = document.getElementById('refused');
document.addEventListener('htmx:response:error', ({ detail: { ctx } }) => {
  const answer = new DOMParser().parseFromString(ctx.text ?? '', 'text/html').querySelector('main .lead');
  sayRefused(answer?.textContent ?? ctx.response.raw.status);
  if (ctx.response.raw.status === 409) again(new Set([current()]));
});
function sayRefused(what) {
  refused.textContent = `${refused.dataset.says} ${what}`;
  refused.hidden = false;
  setTimeout(() => { refused.hidden = true; }, 8000);
}

// --- many at once: fifty at a time, with one way back for all of them ---

const bulk = document.getElementById('bulk');
bulk?.addEventListener('submit', async (event) => {
  event.preventDefault();
  const codes = chosen(), progress = document.getElementById('bulk-progress');
  const batch = [...crypto.getRandomValues(new Uint8Array(6))].map((one) => one.toString(16).padStart(2, '0')).join('');
  let done = null;
  for (let from = 0; from < codes.length; from += 50) {
    progress.textContent = progress.dataset.says.replace('{n}', from).replace('{all}', codes.length);
    const form = new URLSearchParams({ csrf, batch, state: event.submitter.value });
    for (const code of codes.slice(from, from + 50)) form.append('ref', code);
    const answer = await fetch(`${home}/bulk`, { method: 'POST', body: form, headers: { 'hx-request': 'true' } });
    if (!answer.ok) { sayRefused(answer.status); break; }
    const said = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('done');
    if (!done) done = said;
    else done.dataset.references = [done.dataset.references, said.dataset.references].filter(Boolean).join(',');
    if (done !== said) done.append(...said.querySelectorAll('ul'));
  }
  progress.textContent = '';
  choose([]);
  document.getElementById('done')?.remove();
  const count = done?.dataset.references.split(',').filter(Boolean).length ?? 0;
  if (done?.querySelector('ul')) triage.before(document.adoptNode(done));
  offerUndo(words.many.replace('{n}', count), count ? batch : '');
  await Promise.all([all(), tally(), again(new Set([current()]))]);
});

// --- the lease: held while the page is seen, given back when it is left ---

const lease = (what, code) => fetch(`${home}/report/${code}/${what}`, { method: 'POST', body: new URLSearchParams({ csrf }), keepalive: true });
async function hold() {
  const code = current();
  if (!acts || !code || document.hidden) return;
  const answer = await lease('hold', code).catch(() => null);
  if (!answer?.ok || current() !== code) return;
  const { mine } = await answer.json();
  const held = Boolean(document.querySelector('#report .held'));
  if (mine === held) again(new Set([code]));
}
setInterval(hold, 60000);
document.addEventListener('visibilitychange', hold);
hold();
addEventListener('pagehide', () => {
  if (acts && current()) navigator.sendBeacon(`${home}/report/${current()}/leave`, new URLSearchParams({ csrf }));
});

// --- live ---

let waiting = 0;
const listed = new Set();
arrived.addEventListener('click', async () => {
  waiting = 0;
  listed.clear();
  arrived.hidden = true;
  await all();
});

document.addEventListener('desk:news', ({ detail: news }) => {
  const references = new Set(news.references);
  for (const { reference, name } of news.taken ?? []) {
    references.add(reference);
    if (reference !== current() || !name || name === triage.dataset.me || document.querySelector('#report .held')) continue;
    offerUndo(words.taken.replace('{name}', name).replace('{reference}', reference), '');
    hold();
  }
  if (news.again) all();
  again(new Set(news.references));
  if (news.parts.includes('watch')) watch(news.position);
  owe({ ...news, references: [...references] });
});
document.addEventListener('desk:arrived', ({ detail: arrivals }) => came(arrivals));

// what may be fetched a moment later waits until the hands rest: the next key has the machine for itself
const REST_MS = 600, LONGEST_MS = 4000;
let owed = null, owedAt = 0, touchedAt = -Infinity;
document.addEventListener('keydown', () => { touchedAt = performance.now(); }, true);

function owe(news) {
  if (!owed) {
    owedAt = performance.now();
    setTimeout(pay);
  }
  owed = together(owed, news);
}

function pay() {
  const rest = Math.min(touchedAt + REST_MS, owedAt + LONGEST_MS) - performance.now();
  if (rest > 0) return setTimeout(pay, rest);
  const news = owed;
  owed = null;
  renew(new Set(news.references));
  if (news.parts.includes('counts')) tally(news.position);
  if (news.again) atlas.reports.refresh();
  else atlas.reports.refreshKeys(news.tiles ?? []);
}

// what is new is counted from the news alone; only a life at risk interrupts
function came(news) {
  const list = query().get('list') ?? 'look';
  const fresh = news.filter(({ reference, lists, list: first }) => !listed.has(reference) && (lists ?? [first]).includes(list) && !document.getElementById(`row-${reference}`));
  for (const { reference } of fresh) listed.add(reference);
  waiting += fresh.length;
  arrived.textContent = arrived.dataset.says.replace('{n}', waiting);
  arrived.hidden = !waiting;
  const critical = fresh.some(({ urgency }) => urgency >= 4);
  arrived.classList.toggle('critical-came', critical || (waiting > 0 && arrived.classList.contains('critical-came')));
  if (critical) tone();
}

// who says which event it heard of is given what was made for another desk a moment ago
async function tally(position = 0) {
  const fresh = await part(`${home}/tally?${query()}&at=${position}`, 'tally'), old = document.getElementById('tally');
  if (fresh && !old.contains(document.activeElement)) put(old, fresh);
}

async function watch(position) {
  const fresh = await part(`${triage.dataset.watch}?at=${position}`, 'watch'), old = document.getElementById('watch');
  if (!fresh || fresh.textContent === old.textContent || old.contains(document.activeElement)) return;
  put(old, fresh);
  const alarms = document.getElementById('alarms-open');
  if (alarms) alarms.textContent = fresh.dataset.alarms;
}

// the report in hand is shown as it is now, unless a hand is on it or another was opened meanwhile
async function again(references) {
  const report = document.getElementById('report');
  if (!report || !references.has(report.dataset.reference)) return;
  const answer = await fetch(`${report.dataset.from}?by=itself`, { headers: { 'hx-request': 'true' } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('report');
  if (!fresh || !report.isConnected || isTouched(report)) return;
  put(report, fresh);
  shown();
}

function isTouched(report) {
  const typing = document.activeElement.matches('input, textarea') && report.contains(document.activeElement);
  return typing || pin.moved || report.querySelector('.mend[open], .revealed') || [...report.querySelectorAll('input:not([type=hidden]):not([type=checkbox]), textarea')].some((one) => one.value !== one.defaultValue);
}

const offline = document.getElementById('offline');
document.addEventListener('desk:online', () => { offline.hidden = true; });
document.addEventListener('desk:offline', () => { offline.hidden = false; });
listen(triage.dataset.live);
