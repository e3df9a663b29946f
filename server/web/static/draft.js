// Keeps a text while it is being written, counts its words, and says what became of it.
//
//   <form><input name="csrf_token"> … <div data-behaviour="draft" data-draft-url="…"
//     data-word-kept="…" data-word-lost="…" data-word-count="{n} …"><textarea> <p role="status">

const QUIET = 2000; // ms without a key before it is kept
const AGAIN = 5000; // ms before a save that failed is tried again

function begin(box) {
  const area = box.querySelector("textarea");
  const status = box.querySelector("[role=status]");
  const { form } = area;
  let timer = 0;
  let sent = false;
  let kept = `${said()}`;

  function said() {
    const body = new URLSearchParams(new FormData(form));
    body.delete("at"); // where the writer is, not what is written
    return body;
  }

  function say(word) {
    const words = area.value.split(/\s+/u).filter((each) => /[\p{L}\p{N}]/u.test(each)).length;
    const counted = box.dataset.wordCount.replace("{n}", words);
    status.textContent = [counted, word].filter(Boolean).join(" · ");
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(keep, wait);
  }

  async function keep() {
    const body = said();
    const written = `${body}`;
    if (written === kept) return;
    const request = { method: "POST", body, keepalive: written.length < 60000 };
    const response = await fetch(box.dataset.draftUrl, request).catch(() => null);
    if (response?.status === 204) kept = written;
    else later(AGAIN);
    say(response?.status === 204 ? box.dataset.wordKept : box.dataset.wordLost);
  }

  form.addEventListener("input", () => {
    sent = false;
    later(QUIET);
  });
  form.addEventListener("submit", () => {
    sent = true; // what is kept now would come after it, and undo what the server adds
    clearTimeout(timer);
  });
  addEventListener("pagehide", () => sent || keep());
  say("");
}

document.querySelectorAll('[data-behaviour~="draft"]').forEach(begin);
