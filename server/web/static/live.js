// Brings a part of a page up to date every few seconds, in place: what has not changed is not
// touched, so focus, selection and scroll stay where they are.
//
//   <div data-behaviour="live" data-live-url="…"> elements whose id begins with "live-" </div>
//   data-live-every="3": how many seconds apart, 5 where it says nothing
//   <p role="status" data-live-fault="The server does not answer …">
//
// The address answers with the same part of the page. A table body keeps its rows by their ids.
// Asking is no sign of life: a seat that is left closes as ever, and then the answer is another page.

const box = document.querySelector('[data-behaviour~="live"]');
const EVERY = 1000 * (box?.dataset.liveEvery || 5); // ms
const fault = document.querySelector("[data-live-fault]");
const decoder = new DOMParser();
let timer = 0;

function told(text) {
  if (fault && fault.textContent !== text) fault.textContent = text;
}

function refill(old, fresh) {
  old.className = fresh.className;
  if (old.innerHTML !== fresh.innerHTML) old.innerHTML = fresh.innerHTML;
}

function rows(old, fresh) {
  let place = old.firstElementChild;
  for (const row of [...fresh.children]) {
    const known = document.getElementById(row.id);
    if (known) refill(known, row);
    const now = known || row;
    if (now === place) place = place.nextElementSibling;
    else old.insertBefore(now, place);
  }
  while (place) {
    const gone = place;
    place = place.nextElementSibling;
    gone.remove();
  }
}

function put(part) {
  const focused = box.contains(document.activeElement) ? document.activeElement : null;
  const button = focused?.id;
  const row = focused?.closest("tr[id]")?.id;
  const link = focused?.getAttribute("href");
  const parts = [...box.querySelectorAll("[id^=live-]:not(tr)")];
  const fresh = parts.map((old) => part.getElementById(old.id));
  if (fresh.includes(null) || parts.length !== part.querySelectorAll("[id^=live-]:not(tr)").length) {
    box.replaceChildren(...part.body.childNodes); // another shape: the first person has come
    return;
  }
  parts.forEach((old, number) => {
    if (old.tagName === "TBODY") rows(old, fresh[number]);
    else refill(old, fresh[number]);
  });
  if (button && document.activeElement !== focused) {
    document.getElementById(button)?.focus({ preventScroll: true });
  }
  if (row && link && document.activeElement !== focused) {
    const place = document.getElementById(row);
    place?.querySelector(`a[href="${CSS.escape(link)}"]`)?.focus({ preventScroll: true });
  }
}

async function look() {
  clearTimeout(timer);
  if (document.hidden) return;
  const response = await fetch(box.dataset.liveUrl).catch(() => null);
  if (response?.redirected) return; // the seat is closed: presence.js leads away
  if (response?.ok) {
    put(decoder.parseFromString(await response.text(), "text/html"));
    told("");
  } else told(fault?.dataset.liveFault || "");
  timer = setTimeout(look, EVERY);
}

if (box) {
  document.addEventListener("visibilitychange", look);
  timer = setTimeout(look, EVERY);
}
