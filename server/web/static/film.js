/**
 * A film or recording with what goes with it: speed, ten seconds back and on, chapters, the same in
 * sign language kept in step, and what is said line by line, which follows and leads to its place.
 *
 * <figure data-film> <video> <track kind="captions"> <video class="signs">
 *   [data-film-tools] with data-skip="-10", select data-speed;  links data-at="65";  [data-lines] ol
 */

const APART = 0.3; // seconds by which sign language may lag behind
const MOST_LINES = 3000;

function begin(figure) {
  const [film, signs] = figure.querySelectorAll("video");
  const tools = figure.querySelector("[data-film-tools]");
  const go = (at) => {
    film.currentTime = Math.min(Math.max(0, at), film.duration || at);
  };
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const skip = event.target.closest("[data-skip]")?.dataset.skip;
    if (skip) go(film.currentTime + Number(skip));
  });
  tools.querySelector("[data-speed]").addEventListener("change", (event) => {
    film.playbackRate = Number(event.target.value);
  });
  figure.addEventListener("click", (event) => {
    const at = event.target.closest("[data-at]")?.dataset.at;
    if (at === undefined) return;
    event.preventDefault();
    go(Number(at));
    film.play().catch(() => {});
  });
  const chapters = [...figure.querySelectorAll(".chapters [data-at]")];
  film.addEventListener("timeupdate", () => {
    mark(chapters, chapters.findLast(({ dataset }) => Number(dataset.at) <= film.currentTime + 0.2));
  });
  if (signs) together(film, signs);
  const lines = figure.querySelector("[data-lines]");
  if (lines) follow(film, lines, figure);
  figure.classList.toggle("has-side", chapters.length > 0 || Boolean(lines));
}

/** Say which of some links or lines is the one of this moment. */
function mark(all, now) {
  for (const each of all) {
    if (each === now) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
  }
}

/** Have the film in sign language do what the film does. */
function together(film, signs) {
  const step = () => {
    if (Math.abs(signs.currentTime - film.currentTime) > APART) signs.currentTime = film.currentTime;
    signs.playbackRate = film.playbackRate;
  };
  signs.controls = false;
  for (const kind of ["seeked", "ratechange", "timeupdate"]) film.addEventListener(kind, step);
  film.addEventListener("play", () => signs.play().catch(() => {}));
  for (const kind of ["pause", "ended", "waiting"]) film.addEventListener(kind, () => signs.pause());
  film.addEventListener("playing", () => signs.play().catch(() => {}));
}

/** List what the captions say, and keep to where the film is. */
function follow(film, lines, figure) {
  const list = lines.querySelector("ol");
  const element = figure.querySelector("track");
  const { track } = element;
  if (document.documentElement.dataset.captions === "always") track.mode = "showing";
  else if (track.mode === "disabled") track.mode = "hidden";
  const write = () => {
    if (list.childElementCount || !track.cues?.length) return;
    list.lang = track.language;
    list.dir = "auto";
    for (const cue of [...track.cues].slice(0, MOST_LINES)) {
      const button = Object.assign(document.createElement("button"), { type: "button" });
      button.dataset.at = cue.startTime;
      button.textContent = cue.getCueAsHTML().textContent;
      list.appendChild(document.createElement("li")).append(button);
    }
    lines.hidden = false;
  };
  element.addEventListener("load", write);
  write();
  track.addEventListener("cuechange", () => {
    const start = track.activeCues?.[0]?.startTime;
    if (start === undefined) return;
    const all = [...list.querySelectorAll("button")];
    const now = all.find(({ dataset }) => Number(dataset.at) === start);
    mark(all, now);
    if (now && !list.contains(document.activeElement)) list.scrollTop = now.offsetTop - list.clientHeight / 3;
  });
}

document.querySelectorAll("[data-film]").forEach(begin);
