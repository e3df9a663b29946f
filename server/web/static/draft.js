// Keeps a text while it is being written, counts its words, and says what became of it.
//
//   <form><input name="csrf_token"> … <div data-behaviour="draft" data-draft-url="…"
//     data-word-kept="…" data-word-lost="…" data-word-count="{n} …"><textarea> <p role="status">

const QUIET = 2000; // ms without a key before it is kept
const AGAIN = 5000; // ms before a save that failed is tried again

function begin(box) {
  const area = box.querySelector("textarea");
  const status = box.querySelector("[role=status]");
  let timer = 0;
  let kept = area.value;

  function say(word) {
    const words = area.value.split(/\s+/u).filter((each) => /[\p{L}\p{N}]/u.test(each)).length;
    status.textContent = `${box.dataset.wordCount.replace("{n}", words)}${word ? ` · ${word}` : ""}`;
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(keep, wait);
  }

  async function keep() {
    const text = area.value;
    if (text === kept) return;
    const body = new URLSearchParams(new FormData(area.form));
    const sent = { method: "POST", body, keepalive: text.length < 20000 };
    const response = await fetch(box.dataset.draftUrl, sent).catch(() => null);
    if (response?.status === 204) kept = text;
    else later(AGAIN);
    say(response?.status === 204 ? box.dataset.wordKept : box.dataset.wordLost);
  }

  area.addEventListener("input", () => later(QUIET));
  area.form.addEventListener("submit", () => clearTimeout(timer));
  addEventListener("pagehide", keep);
  say("");
}

document.querySelectorAll('[data-behaviour~="draft"]').forEach(begin);
