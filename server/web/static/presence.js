// Tells the server that somebody is there, warns before the seat is closed, says when the page is left.
//
//   <div data-behaviour="presence" data-sign-out-after="600" data-csrf="…" hidden>
//     <strong data-presence="left"> <button data-presence="stay">

const WARN = 120;
const TELL = 30;
const box = document.querySelector('[data-behaviour~="presence"]');
let left = 0;
let active = false;
let untold = 0;
let before = null;

async function tell(fields) {
  const body = new URLSearchParams({ csrf_token: box.dataset.csrf, ...fields });
  try {
    const response = await fetch("/presence", { method: "POST", body });
    const answer = await response.json();
    if (answer.over) location.assign("/sign-in");
    else left = answer.left;
  } catch {
    // The server may be starting again: the next sign of life will reach it.
  }
}

function show() {
  const warn = left <= WARN;
  if (warn === !box.hidden) {
    if (!warn) return;
  } else {
    box.hidden = !warn;
    if (warn) {
      before = document.activeElement;
      box.querySelector("[data-presence=stay]").focus();
    } else before?.focus();
  }
  const minutes = Math.floor(left / 60);
  const seconds = String(Math.max(0, left % 60)).padStart(2, "0");
  box.querySelector("[data-presence=left]").textContent = `${minutes}:${seconds}`;
}

async function stay() {
  await tell({ active: "1" });
  show();
}

async function tick() {
  left -= 1;
  untold += 1;
  if (untold >= TELL || left <= 0) {
    untold = 0;
    await tell(active && box.hidden ? { active: "1" } : {});
    active = false;
  }
  show();
}

if (box) {
  left = Number(box.dataset.signOutAfter);
  for (const kind of ["keydown", "pointerdown", "scroll", "input"])
    addEventListener(kind, () => (active = true), { passive: true, capture: true });
  document.addEventListener("timeupdate", () => (active = true), true);
  box.querySelector("[data-presence=stay]").addEventListener("click", stay);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stay();
    if (event.key === "Tab") event.preventDefault();
  });
  addEventListener("pagehide", () => {
    const body = new URLSearchParams({ csrf_token: box.dataset.csrf, closed: "1" });
    navigator.sendBeacon("/presence", body);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) tell({ active: "1" });
  });
  setInterval(tick, 1000);
}
