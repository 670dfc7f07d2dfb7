// «Use where this phone is»: to the nearest hundred metres, which is enough to sort a list and says less of who asks.
const button = document.getElementById('near-me'), said = document.getElementById('near-said');
const { form } = document.getElementById('near');
if ('geolocation' in navigator) button.hidden = false;
button.addEventListener('click', () => {
  said.textContent = button.dataset.looking;
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    form.elements.near.value = `${coords.latitude.toFixed(3)}, ${coords.longitude.toFixed(3)}`;
    form.requestSubmit ? form.requestSubmit() : form.submit();
  }, () => { said.textContent = button.dataset.lost; }, { timeout: 20000 });
});
