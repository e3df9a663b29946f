// Sound on the pages of where somebody starts: off until a loudspeaker or "Sound" is pressed, then heard by itself.
//
//   <span data-behaviour="say"><audio controls src="…"><button hidden>…</button></span>
//                         a player without JavaScript; with it, the button plays, and plays again
//   [data-told="prompt"]  what to do: heard by itself when the page opens, unless speak.js says it
//   [data-told="item"]    what is to be understood: heard by itself after it
//   [data-word-press]     what is written beside it where the browser plays no sound before the first press

const KEPT = "ardoise-sound";
const speaks = document.querySelector('[data-behaviour="speak"]');
const sounds = [...document.querySelectorAll('[data-behaviour="say"]')];
const told = (what) => sounds.find((say) => say.dataset.told === what);
let now = null;

function play(say, next) {
  if (!say) return next?.();
  now?.pause();
  now = say.querySelector("audio");
  now.currentTime = 0;
  now.onended = () => next?.();
  now.play().catch(({ name }) => name === "NotAllowedError" && waitForAPress(say, next));
}

/** Say in writing that a press is awaited; that press plays it, unless it leads on. */
function waitForAPress(say, next) {
  const note = Object.assign(document.createElement("span"), { className: "hint", textContent: say.dataset.wordPress });
  note.setAttribute("role", "status");
  say.append(note);
  const pressed = ({ target }) => {
    for (const kind of ["click", "keyup"]) document.removeEventListener(kind, pressed);
    note.remove();
    if (!target.closest("button, a, input")) play(say, next);
  };
  for (const kind of ["click", "keyup"]) document.addEventListener(kind, pressed);
}

for (const say of sounds) {
  const [audio, button] = [say.querySelector("audio"), say.querySelector("button")];
  audio.hidden = true;
  audio.controls = false;
  audio.volume = Number(document.documentElement.dataset.volume ?? 100) / 100;
  button.hidden = false;
  button.addEventListener("click", () => {
    sessionStorage.setItem(KEPT, "on");
    play(say);
  });
}

const item = () => play(told("item"));
if (speaks) {
  speaks.addEventListener("ended", item, { capture: true, once: true }); // its sound stands in it
} else if (sessionStorage.getItem(KEPT) === "on") {
  play(told("prompt"), item);
}
