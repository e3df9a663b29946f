// Says the drawings of the sign-in pages, once somebody has asked for sound.
//
//   <a data-behaviour="sound" href="….mp3">   the loudspeaker: says the sentence of the page, and
//                                             from then on each drawing that is reached
//   [data-now] on it                          something went wrong: said at once, if sound is on
//   [data-say="….mp3"]                        a drawing and the sound of its word

const speaker = document.querySelector('[data-behaviour="sound"]');
const KEPT = "ardoise-sound";
let sound = null;
let last = null;

const isOn = () => sessionStorage.getItem(KEPT) === "on";

function play(address) {
  sound?.pause();
  sound = new Audio(address);
  sound.play().catch(() => {}); // a browser may forbid sound before the first press
}

speaker.addEventListener("click", (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEPT, "on");
  play(speaker.href);
});

function reached(event) {
  const drawing = event.target.closest?.("[data-say]");
  if (!isOn() || !drawing || drawing === last) return;
  last = drawing;
  play(drawing.dataset.say);
}

document.addEventListener("focusin", reached);
document.addEventListener("pointerover", reached);
if (isOn() && !document.querySelector(".mine .done")) play(speaker.href);
