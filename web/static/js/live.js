// The one live connection of a page. What came in is told at once as `desk:arrived`, for nothing is fetched for it.
// All that was heard comes as `desk:news` on the document: at most two a second, put together from whatever was
// heard since, and a little apart from other desks, so that thirty of them do not fetch in step. `desk:offline` and `desk:online` say whether the line stands.
const APART_MS = 500, JITTER_MS = 250;

let source = null;

// `url` ends with ?after=N, the event that the page has already; who calls again hears on the same line
export function listen(url) {
  if (source) return source;
  let heard = null, timer = 0, told = -Infinity;

  function tell() {
    timer = 0;
    told = performance.now();
    const detail = heard;
    heard = null;
    document.dispatchEvent(new CustomEvent('desk:news', { detail }));
  }

  source = new EventSource(url);
  source.addEventListener('changed', ({ data }) => {
    const news = JSON.parse(data);
    if (news.arrived.length) document.dispatchEvent(new CustomEvent('desk:arrived', { detail: news.arrived }));
    heard = together(heard, news);
    timer ||= setTimeout(tell, Math.max(0, told + APART_MS - performance.now()) + Math.random() * JITTER_MS);
  });
  let online = true;
  source.addEventListener('open', () => { if (!online) say('desk:online'); online = true; });
  source.addEventListener('error', () => { if (online) say('desk:offline'); online = false; });
  // a page that is left open in a tab's history holds no line, and one that comes back hears again
  addEventListener('pagehide', () => source?.close());
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
  return source;
}

function say(name) {
  document.dispatchEvent(new CustomEvent(name));
}

// two pieces of news as one: of what is known by a name the later word counts
export function together(before, after) {
  if (!before) return after;
  return {
    position: after.position,
    again: before.again || after.again,
    references: [...new Set([...before.references, ...after.references])],
    parts: [...new Set([...before.parts, ...after.parts])],
    tiles: [...new Set([...before.tiles, ...after.tiles])],
    arrived: [...before.arrived, ...after.arrived],
    taken: [...new Map([...before.taken, ...after.taken].map((one) => [one.reference, one])).values()],
  };
}
