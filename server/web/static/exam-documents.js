// The documents of a paper beside its questions: one open at a time, on wide screens in a column of
// its own that stays in sight. F6 leads from a field to the open document and back to that field.
//
//   <section data-behaviour="exam-documents"><details><summary> <iframe> … [data-exam-documents=key]

const box = document.querySelector('[data-behaviour~="exam-documents"]');
const all = [...(box?.querySelectorAll("details") || [])];
const form = document.querySelector('[data-exam="form"]');
const missing = new Set(); // frames whose page did not come: loaded again when the server answers
let field = null; // where somebody was in the questions

function opened(details) {
  if (details.open) for (const other of all) if (other !== details) other.open = false;
  const framed = all.find((each) => each.open && each.querySelector("iframe"));
  document.documentElement.classList.toggle("has-document", Boolean(framed));
}

// Without a network the browser puts a page of its own there, which none of ours may read.
function loaded(frame) {
  if (frame.contentDocument) frame.contentWindow.addEventListener("keydown", cross);
  else missing.add(frame);
}

function cross(event) {
  if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const inside = event.view !== window || box.contains(document.activeElement);
  if (inside) {
    const first = form.querySelector('[data-exam="question"]:not([hidden]) :is(input, select, textarea)[name]:not([type="hidden"])');
    const to = field?.isConnected && field.offsetParent ? field : first;
    window.focus();
    to?.focus();
    return;
  }
  const details = all.find((each) => each.open) || all[0];
  const frame = details.querySelector("iframe");
  const page = details.open ? frame?.contentDocument?.querySelector(".leaves:not([hidden]), [tabindex='0']") : null;
  if (page) frame.contentWindow.focus();
  (page || details.querySelector("summary")).focus();
}

if (box) {
  for (const details of all) {
    details.addEventListener("toggle", () => opened(details));
    const frame = details.querySelector("iframe");
    frame?.addEventListener("load", () => loaded(frame));
    if (frame?.contentDocument?.readyState === "complete") loaded(frame);
  }
  document.addEventListener("exam:state", () => {
    for (const frame of missing) frame.src = frame.src;
    missing.clear();
  });
  form.addEventListener("focusin", ({ target }) => {
    if (target.matches("input, select, textarea")) field = target;
  });
  document.addEventListener("keydown", cross);
  box.querySelector('[data-exam-documents="key"]').hidden = false;
}
