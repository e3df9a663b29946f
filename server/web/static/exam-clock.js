// The countdown of an exam: shown, hidden if the candidate wishes, told at 30, 10 and 5 minutes in
// writing and by voice. It counts by this PC's elapsed time what the server said was left; when the
// time is over it lets the last words be sent first and closes the fields then.
//
//   <div data-behaviour="exam-clock" data-left="5400" data-stopped="" data-word-left="{time}"
//     data-word-stopped="…" data-word-over="…" data-word-over-away="…" data-over-url="/exam">
//     <span data-exam-clock="time"> <button data-exam-clock="hide"> <p data-exam-clock="told" role="alert">
//     <p data-exam-clock="section" data-left="[600,null]" data-word-left="… {time}" data-word-over="…">
//     <audio data-exam-clock="30"> <audio data-exam-clock="10"> <audio data-exam-clock="5">

const TOLD = [30, 10, 5]; // minutes
const SHOWN = 60; // seconds for which that is shown
const LAST = 60000; // ms that the last words may take before the fields are closed all the same

const box = document.querySelector('[data-behaviour~="exam-clock"]');
const part = (name) => box.querySelector(`[data-exam-clock="${name}"]`);
let endsAt = 0; // performance.now() in ms
let stoppedWith = null; // seconds left while the clock stands still
let before = Infinity;
let overAt = 0;
let waiting = 0;
let sections = []; // seconds left for each section, null for no time of its own
let heardAt = 0; // performance.now() in ms when that was so
let closed = ""; // the sections whose time is over

const left = () => stoppedWith ?? Math.ceil((endsAt - performance.now()) / 1000);

function inWords(seconds) {
  const whole = Math.max(0, seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.map((each) => String(each).padStart(2, "0")).join(":");
}

function hear({ detail }) {
  if (typeof detail.remaining !== "number") return;
  stoppedWith = detail.stopped ? detail.remaining : null;
  endsAt = performance.now() + detail.remaining * 1000;
  sections = detail.sections || [];
  heardAt = performance.now();
  if (detail.reload) location.reload();
  show();
}

function tellMinutes(seconds) {
  for (const minutes of TOLD)
    if (before > minutes * 60 && seconds <= minutes * 60 && seconds > minutes * 60 - 30) {
      part("told").textContent = box.dataset[`word-${minutes}`]; // before a digit the hyphen stays
      part(String(minutes))?.play().catch(() => {}); // a browser may forbid sound before a key was pressed
    }
  if (seconds > 0 && !TOLD.some((minutes) => seconds <= minutes * 60 && seconds > minutes * 60 - SHOWN))
    part("told").textContent = "";
  before = Math.min(before, seconds);
  if (seconds > TOLD[0] * 60 || stoppedWith !== null) before = seconds; // time was given back
}

// The time of the section before the candidate; where all stand on the page, of the first that runs.
function showSection() {
  const line = part("section");
  if (!line || !sections.length) return;
  const gone = stoppedWith === null ? Math.floor((performance.now() - heardAt) / 1000) : 0;
  const lefts = sections.map((each) => each && each - gone);
  const over = lefts.flatMap((each, number) => (sections[number] !== null && each <= 0 ? [number] : []));
  const alone = document.querySelector("[data-alone]");
  const shown = alone ? Number(document.querySelector("[data-section]:not([hidden])")?.dataset.section)
    : lefts.findIndex((each, number) => sections[number] !== null && !over.includes(number));
  const text = over.includes(shown) ? line.dataset.wordOver
    : sections[shown] == null ? "" : line.dataset.wordLeft.replace("{time}", inWords(lefts[shown]));
  if (line.textContent !== text) line.textContent = text;
  if (closed === String(over)) return;
  closed = String(over);
  document.dispatchEvent(new CustomEvent("exam:push")); // the last words first
  document.dispatchEvent(new CustomEvent("exam:sections", { detail: over }));
}

function end() {
  overAt ||= performance.now();
  document.dispatchEvent(new CustomEvent("exam:push"));
  if (waiting && performance.now() - overAt < LAST) {
    part("told").textContent = box.dataset.wordSaving;
    return;
  }
  document.dispatchEvent(new CustomEvent("exam:close"));
  document.dispatchEvent(new CustomEvent("exam:over", { detail: waiting }));
  part("told").textContent = waiting ? box.dataset.wordOverAway : box.dataset.wordOver;
}

function show() {
  const seconds = left();
  part("time").textContent = stoppedWith === null ? inWords(seconds) : box.dataset.wordStopped;
  tellMinutes(seconds);
  showSection();
  if (seconds <= 0 && stoppedWith === null) end();
  else overAt = 0;
}

if (box) {
  const seconds = Number(box.dataset.left);
  endsAt = performance.now() + seconds * 1000;
  if (box.dataset.stopped) stoppedWith = seconds;
  before = seconds + 1;
  sections = JSON.parse(part("section")?.dataset.left || "[]");
  heardAt = performance.now();
  document.addEventListener("exam:state", hear);
  document.addEventListener("exam:kept", ({ detail }) => (waiting = detail));
  const hide = part("hide");
  hide.hidden = false;
  hide.addEventListener("click", () => {
    const hidden = hide.getAttribute("aria-pressed") === "true";
    hide.setAttribute("aria-pressed", String(!hidden));
    part("time").hidden = !hidden;
  });
  show();
  setInterval(show, 1000);
}
