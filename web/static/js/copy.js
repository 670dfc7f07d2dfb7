// «Copy» beside something that is shown once; without this it is marked and copied by hand.
for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const shown = document.getElementById(button.dataset.copy);
    shown.select();
    await navigator.clipboard.writeText(shown.value);
    button.textContent = button.dataset.done;
  });
}
