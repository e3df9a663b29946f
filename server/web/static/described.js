/**
 * Says what is seen in a film, for whoever asked: each line aloud when the film comes to it. A line that
 * takes longer than the film has room for has the film wait until it is said.
 *
 * <figure data-film> <video>  [data-describes] button[data-describe]  p[data-seen]
 *   li[data-begins="2.5"][data-ends="4"][data-sound="address"], its last element the words
 */

const ROOM = 0.3; // seconds of a film in which nothing can be said, and after which it is told where it is

function begin(part) {
  const film = part.closest("[data-film]").querySelector("video");
  const button = part.querySelector("[data-describe]");
  const seen = part.querySelector("[data-seen]");
  const lines = [...part.querySelectorAll("[data-begins]")].map((line) => ({
    begins: Number(line.dataset.begins),
    ends: Number(line.dataset.ends),
    sound: line.dataset.sound,
    words: line.lastElementChild.textContent,
  }));
  const voice = new Audio();
  let on = false;
  let saying = null; // a line
  let waits = false; // the film, for what is said
  let before = -1; // the second up to which lines were said

  function silence() {
    voice.pause();
    saying = null;
    waits = false;
  }

  /** Let the film go on, if it waited. */
  function goOn() {
    const waited = waits;
    silence();
    if (waited) film.play().catch(() => {});
  }

  function say(line) {
    seen.textContent = line.words;
    if (!line.sound) return;
    saying = line;
    voice.src = line.sound;
    voice.playbackRate = film.playbackRate;
    voice.volume = film.volume;
    voice.play().catch(() => saying === line && goOn());
  }

  function step() {
    const now = film.currentTime;
    if (!saying) {
      const next = on && lines.find(({ begins }) => begins > before && begins <= now);
      before = next ? next.begins : now;
      if (next) say(next);
    }
    if (saying && now > saying.ends - ROOM && !waits && !film.paused) {
      waits = true;
      film.pause();
    }
  }

  function turn(wanted) {
    on = wanted;
    button.setAttribute("aria-pressed", String(on));
    seen.hidden = !on;
    if (on) before = film.currentTime || -1;
    else goOn();
  }

  film.addEventListener("timeupdate", step);
  film.addEventListener("play", () => {
    if (waits) silence(); // somebody does not want to wait
    else if (saying) voice.play().catch(() => {});
    else step();
  });
  film.addEventListener("pause", () => waits || film.ended || voice.pause());
  film.addEventListener("seeking", () => {
    silence();
    seen.textContent = "";
    before = film.currentTime - 0.01;
  });
  voice.addEventListener("ended", goOn);
  voice.addEventListener("error", () => saying && goOn());
  button.addEventListener("click", () => turn(!on));
  button.hidden = false;
  turn(document.documentElement.dataset.described === "yes");
}

document.querySelectorAll("[data-describes]").forEach(begin);
