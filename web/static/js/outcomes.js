// Figures that look again by themselves keep open what somebody opened.
const open = new Set();

document.addEventListener('toggle', ({ target }) => {
  if (!target.id) return;
  if (target.open) open.add(target.id);
  else open.delete(target.id);
}, true);

document.addEventListener('fresh', ({ detail }) => {
  for (const part of detail.querySelectorAll('details')) part.open = open.has(part.id);
});
