// One quiet tone when a life may be at risk; off until somebody at this computer wants it.
const KEPT = 'konbit.tone';
const toggle = document.getElementById('tone-on');
toggle.checked = localStorage.getItem(KEPT) === 'on';
toggle.addEventListener('change', () => {
  localStorage.setItem(KEPT, toggle.checked ? 'on' : 'off');
  if (toggle.checked) tone(); // this is how it sounds
});

export function tone() {
  if (!toggle.checked) return;
  const sound = new AudioContext(), note = sound.createOscillator(), loud = sound.createGain();
  note.frequency.value = 660;
  loud.gain.setValueAtTime(0.15, sound.currentTime);
  loud.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + 0.6);
  note.connect(loud).connect(sound.destination);
  note.start();
  note.stop(sound.currentTime + 0.6);
  note.addEventListener('ended', () => sound.close());
}
