// Menus that unfold close by Escape and by a press elsewhere, and give the focus back.
const open = () => [...document.querySelectorAll('details:is(.more, .zones-all)[open]')];

document.addEventListener('pointerdown', ({ target }) => {
  for (const one of open()) if (!one.contains(target)) one.open = false;
});
document.addEventListener('keydown', (event) => {
  const [one] = open();
  if (event.key !== 'Escape' || !one) return;
  one.open = false;
  one.querySelector('summary').focus();
});
document.addEventListener('focusin', ({ target }) => {
  for (const one of open()) if (!one.contains(target)) one.open = false;
});
