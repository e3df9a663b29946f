// Hands on what an interactive package tells of what somebody did in it.
//
//   <iframe data-report-url="…" data-capability="…" data-part="…" data-csrf="…">
//   <p role="status" data-reported hidden><strong>Reported by the content</strong> <span></span></p>
//
// A message counts only from that very frame, which is of no origin, and in the closed form below;
// all else is passed over. What comes in quickly goes out together, as the server looks at it again.

const EVERY = 3000; // ms
const LONGEST = 64000; // characters of a state
const PATIENCE = 1000; // ms that leaving may take
const KEPT_ALIVE = 60000; // bytes that a browser sends on for a page that goes
const HIGHEST = 1e6;
const frame = document.querySelector("iframe[data-report-url]");
const status = document.querySelector("[data-reported]");
const number = (value) => Number.isFinite(value) && Math.abs(value) <= HIGHEST;
const count = (value) => Number.isInteger(value) && value >= 0 && value <= HIGHEST * 100;
const CHECKS = {
  state: (value) => typeof value === "string" && value.length <= LONGEST,
  completed: (value) => value === true,
  passed: (value) => typeof value === "boolean",
  raw: number,
  least: number,
  most: number,
  scaled: (value) => number(value) && Math.abs(value) <= 1,
  answered: count,
  of: count,
  seconds: count,
};
let waiting = null;
let timer = 0;
let last = 0;
let left = false;

/** Return what a message tells, or null where its form is another. */
function read({ source, origin, data }) {
  if (source !== frame.contentWindow || origin !== "null") return null;
  if (data?.ardoise !== 1 || typeof data.report !== "object" || data.report === null) return null;
  const told = Object.entries(data.report);
  if (told.length > 20 || !told.every(([name, value]) => CHECKS[name]?.(value))) return null;
  return Object.fromEntries(told);
}

async function send() {
  clearTimeout(timer);
  timer = 0;
  if (!waiting) return;
  const { csrf, capability, part, reportUrl } = frame.dataset;
  const body = new URLSearchParams({ csrf_token: csrf, capability, part });
  for (const [name, value] of Object.entries(waiting)) {
    body.set(name, typeof value === "boolean" ? (value ? "yes" : "no") : String(value));
  }
  waiting = null;
  last = Date.now();
  const keepalive = body.toString().length < KEPT_ALIVE;
  const answer = await fetch(reportUrl, { method: "POST", body, keepalive }).catch(() => null);
  if (!answer?.ok) return;
  const { said } = await answer.json().catch(() => ({}));
  if (!said) return;
  status.querySelector("span").textContent = said;
  status.hidden = false;
}

/** Let what runs in the frame come to its end, wait for its last word and hand it on. */
async function leave() {
  if (left) return;
  left = true;
  const ended = new Promise((resolve) => {
    addEventListener("message", ({ source, data }) => {
      if (source === frame.contentWindow && data?.ended === true) resolve();
    });
    setTimeout(resolve, PATIENCE);
  });
  frame.contentWindow.postMessage({ ardoise: 1, end: true }, "*");
  await ended;
  await Promise.race([send(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}

if (frame) {
  addEventListener("message", (event) => {
    const told = read(event);
    if (!told) return;
    waiting = { ...waiting, ...told };
    timer ||= setTimeout(send, Math.max(300, last + EVERY - Date.now()));
  });
  addEventListener("beforeunload", send); // before the next page is asked for, which may be this one
  addEventListener("pagehide", send);
  // a lesson may tell how it ended only when it is left: it is, before this page is
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain || event.defaultPrevented || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    leave().then(() => location.assign(link.href));
  });
  document.addEventListener("submit", (event) => {
    if (left || event.defaultPrevented) return;
    event.preventDefault();
    leave().then(() => event.target.requestSubmit(event.submitter));
  });
  document.addEventListener("visibilitychange", () => document.hidden && send());
}
