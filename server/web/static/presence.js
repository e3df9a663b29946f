// Tells the server that somebody is there, warns before the seat is closed, says when the last page is left.
//
//   <div data-behaviour="presence" data-sign-out-after="600" data-csrf="…" hidden>
//     <strong data-presence="left"> <button data-presence="stay">
//
// The server takes a page that was closed for a seat left unless another page speaks within 15 s:
// hence the first sign of life soon after a page opened, the others well below that, and the call
// to pages in other tabs, whose clocks a browser slows down to one tick a minute. The next person at
// this seat must not find these tabs as they were: they hide at once when somebody leaves in one, ask
// whether it is so, and go to the sign-in page on any answer that is not ours.

const TELL = 10; // seconds
const FIRST = 2;
const LEAVING = 5; // a page that is left so soon after a link or a button was pressed goes on
const PLAYING = "[data-listen-bar][data-state=playing], [data-goes-on]"; // and an exam that is watched
const box = document.querySelector('[data-behaviour~="presence"]');
const tabs = globalThis.BroadcastChannel ? new BroadcastChannel("presence") : null;
const now = () => performance.now() / 1000;
let warnFor = 120; // seconds; half of the time at a site that closes seats sooner
let closesAt = 0;
let tellAt = 0;
let pressedAt = -LEAVING;
let active = false;
let before = null;
let wentAt = -LEAVING; // to the sign-in page: going there twice would break off the first

const left = () => Math.max(0, Math.round(closesAt - now()));

async function tell(fields) {
  tellAt = now() + TELL;
  const body = new URLSearchParams({ csrf_token: box.dataset.csrf, ...fields });
  let response = null;
  try {
    response = await fetch("/presence", { method: "POST", body });
  } catch {
    // The server may be starting again: the next sign of life will reach it.
  }
  if (!response || response.status >= 500) return;
  const answer = response.ok ? await response.json().catch(() => null) : null;
  if (now() - wentAt < LEAVING) return;
  if (!answer || answer.over) {
    wentAt = pressedAt = now();
    document.body.hidden = true;
    location.replace("/sign-in");
    return;
  }
  closesAt = now() + answer.left;
  if (document.body.hidden) tellAt = now() + FIRST;
  document.body.hidden = false;
}

function hear({ data }) {
  if (data === "left") document.body.hidden = true;
  setTimeout(tell, 1000 * (data === "left" ? 1 : FIRST), {});
}

function show() {
  const warn = left() <= warnFor;
  if (warn === box.hidden) {
    box.hidden = !warn;
    if (warn) {
      before = document.activeElement;
      box.querySelector("[data-presence=stay]").focus();
    } else before?.focus();
  }
  if (!warn) return;
  const seconds = String(left() % 60).padStart(2, "0");
  box.querySelector("[data-presence=left]").textContent = `${Math.floor(left() / 60)}:${seconds}`;
}

async function stay() {
  await tell({ active: "1" });
  show();
}

async function tick() {
  if (document.querySelector(PLAYING)) active = true;
  if (now() >= tellAt || left() === 0) {
    const here = active && box.hidden;
    active = false;
    await tell(here ? { active: "1" } : {});
  }
  show();
}

function leave() {
  if (now() - pressedAt < LEAVING) return;
  const body = new URLSearchParams({ csrf_token: box.dataset.csrf, closed: "1" });
  navigator.sendBeacon("/presence", body);
  tabs?.postMessage("closed");
}

if (box) {
  const whole = Number(box.dataset.signOutAfter);
  warnFor = Math.min(warnFor, whole / 2);
  closesAt = now() + whole;
  tellAt = now() + FIRST;
  for (const kind of ["keydown", "pointerdown", "scroll", "input"])
    addEventListener(kind, () => (active = true), { passive: true, capture: true });
  document.addEventListener("timeupdate", () => (active = true), true);
  document.addEventListener("click", ({ target }) => {
    if (target.closest("a[href]")) pressedAt = now();
  });
  document.addEventListener("submit", ({ target }) => {
    pressedAt = now();
    if (target.matches("form.leave")) tabs?.postMessage("left");
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) tell({});
  });
  box.querySelector("[data-presence=stay]").addEventListener("click", stay);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stay();
    if (event.key === "Tab") event.preventDefault();
  });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => {
    if (event.persisted) tell({ active: "1" });
  });
  tabs?.addEventListener("message", hear);
  setInterval(tick, 1000);
}
