// Which squares of the public map have changed: told by the server as it happens, or asked for each half minute where
// a stream does not come through. A page that nobody sees holds no line, and looks once when it is seen again.
const POLL_MS = 30_000, PATIENCE = 3; // failures in a row before it asks instead of listening

// `hear` gets tiles as z/x/y; `wake` is called when some may have been missed
export function followChanges(home, hear, wake) {
  let source = null, timer = 0, after = null, failed = 0, asking = !window.EventSource;

  const tell = (tiles) => { if (tiles.length) hear(tiles); };

  function listen() {
    source = new EventSource(`${home}/live`);
    source.addEventListener('changed', ({ data }) => tell(JSON.parse(data).tiles));
    source.addEventListener('open', () => {
      if (failed) wake();
      failed = 0;
    });
    source.addEventListener('error', () => {
      failed += 1;
      if (source?.readyState !== EventSource.CLOSED && failed < PATIENCE) return;
      rest();
      asking = true;
      begin();
    });
  }

  async function ask() {
    try {
      const answer = await fetch(after === null ? `${home}/changes.json` : `${home}/changes.json?after=${after}`);
      if (!answer.ok) return;
      const news = await answer.json();
      if (after !== null) tell(news.tiles);
      after = news.after;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // no network: the next question may find it again
    }
  }

  function begin() {
    if (asking) { ask(); timer = setInterval(ask, POLL_MS); } else listen();
  }

  function rest() {
    source?.close();
    clearInterval(timer);
    source = null;
  }

  document.addEventListener('visibilitychange', () => {
    rest();
    if (document.hidden) return;
    wake();
    begin();
  });
  addEventListener('pagehide', rest);
  if (!document.hidden) begin();
}
