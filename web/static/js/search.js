// The search: j and k walk through what was found; Enter opens it, as on any link.
for (const button of document.querySelectorAll('[data-move]')) {
  button.addEventListener('click', () => {
    const hits = [...document.querySelectorAll('#found [data-hit]')];
    const here = hits.indexOf(document.activeElement);
    const next = hits[Math.max(0, Math.min(hits.length - 1, here + Number(button.dataset.move)))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  });
}
// whoever came with a search goes on typing behind it
const words = document.getElementById('q');
if (document.activeElement === words) words.setSelectionRange(words.value.length, words.value.length);
// what is kept as a view is what is looked for now, also when it was typed without a new page
const query = document.querySelector('[data-view-query]');
document.addEventListener('htmx:after:swap', () => {
  if (!query) return;
  const now = new URLSearchParams(location.search);
  for (const strange of ['before', 'lang', 'csrf']) now.delete(strange);
  query.value = now.toString();
});
