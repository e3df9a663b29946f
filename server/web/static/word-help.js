// Tells what a word means: pressed in the text, or chosen with the arrows and Enter.
//
//   <section data-behaviour="word-help" data-word-close="…" data-word-waiting="…"
//     data-word-failed="…" data-word-kept="…"> holds the form that looks a word up; where the
//   section is missing, only [data-say] links are played.
//
// The nodes of a text are never changed: a frame laid over a word marks it. A text is an article, or
// the drawn pages of a document, whose words lie over their picture; where there is none, the form
// alone helps.

const help = document.querySelector('[data-behaviour~="word-help"]');
const texts = [...document.querySelectorAll("article.prose, .leaves")];
const textOf = (node) => texts.find((text) => text.contains(node));
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’ʼ\-‑][\p{L}\p{M}\p{N}]+)*/gu;
const PRESSED = "a, button, input, select, textarea, label, summary, audio, video, math, [contenteditable]";

/** Play a word that is heard, wherever its link stands. */
let sound = null;
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-say]");
  if (!link) return;
  event.preventDefault();
  sound?.pause();
  sound = new Audio(link.href);
  sound.play().catch(() => location.assign(link.href));
});

/** Return the words of a text node: places in its data. */
const wordsOf = (node) =>
  [...node.data.matchAll(WORD)].map((found) => ({
    node,
    start: found.index,
    end: found.index + found[0].length,
    text: found[0],
  }));

function wordAt(x, y) {
  const place = document.caretPositionFromPoint?.(x, y);
  const range = place ? null : document.caretRangeFromPoint?.(x, y);
  const [node, offset] = place ? [place.offsetNode, place.offset] : [range?.startContainer, range?.startOffset];
  if (node?.nodeType !== Node.TEXT_NODE || !textOf(node)) return null;
  return wordsOf(node).find((word) => word.start <= offset && offset <= word.end) ?? null;
}

class Help {
  word = null; // the one that is marked
  turn = 0;

  constructor() {
    this.frame = Object.assign(document.createElement("div"), { className: "word-here", hidden: true });
    this.panel = Object.assign(document.createElement("div"), { className: "word-panel", hidden: true, tabIndex: -1 });
    this.panel.setAttribute("role", "dialog");
    this.panel.setAttribute("aria-labelledby", "words-title");
    document.body.append(this.frame, this.panel);
    for (const text of texts) this.attend(text);
    help.querySelector("form").addEventListener("submit", (event) => this.typed(event));
    this.panel.addEventListener("submit", (event) => this.keep(event));
    this.panel.addEventListener("click", (event) => event.target.closest("[data-close]") && this.close());
    addEventListener("keydown", (event) => event.key === "Escape" && !this.panel.hidden && this.close());
    for (const moved of ["scroll", "resize"]) addEventListener(moved, () => this.place(), { passive: true, capture: true });
  }

  attend(text) {
    const how = document.querySelector("#words-how");
    how.hidden = false;
    text.tabIndex = 0;
    text.dataset.wordsOn = "";
    text.setAttribute("aria-describedby", how.id);
    text.addEventListener("click", (event) => this.pressed(event));
    text.addEventListener("dblclick", (event) => this.pressed(event, true));
    text.addEventListener("keydown", (event) => this.key(event));
    text.addEventListener("blur", () => this.panel.hidden && this.mark(null));
  }

  pressed(event, twice = false) {
    if (!twice && event.target.closest(PRESSED)) return;
    if (!twice && !getSelection().isCollapsed) return;
    const word = wordAt(event.clientX, event.clientY);
    if (word) this.ask(word);
  }

  key(event) {
    const text = event.target;
    if (!texts.includes(text) || event.ctrlKey || event.altKey || event.metaKey) return;
    const onward = getComputedStyle(text).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const steps = { [onward]: 1, [onward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft"]: -1 };
    if (event.key in steps) this.step(steps[event.key], text);
    else if (event.key === "Enter" && this.word) this.ask(this.word);
    else return;
    event.preventDefault();
  }

  /** Mark the word after this one, or before it, whichever element it stands in. */
  step(by, text) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    if (!text.contains(this.word?.node)) return this.first(walker, text.getBoundingClientRect().top);
    const here = wordsOf(this.word.node);
    const next = here[here.findIndex((word) => word.start === this.word.start) + by];
    if (next) return this.mark(next);
    walker.currentNode = this.word.node;
    for (let node; (node = by > 0 ? walker.nextNode() : walker.previousNode()); ) {
      const found = wordsOf(node);
      if (found.length && this.isSeen(node)) return this.mark(found.at(by > 0 ? 0 : -1));
    }
  }

  /** Mark the first word below a height. */
  first(walker, top) {
    for (let node; (node = walker.nextNode()); ) {
      const [word] = wordsOf(node);
      if (!word || !this.isSeen(node) || this.rangeOf(word).getBoundingClientRect().bottom < top) continue;
      return this.mark(word);
    }
  }

  isSeen(node) {
    return node.parentElement.getClientRects().length > 0 && !node.parentElement.closest(".unseen, math");
  }

  mark(word) {
    this.word = word;
    this.place();
    if (!word) return;
    if (textOf(word.node).matches(".leaves")) word.node.parentElement.scrollIntoView({ block: "nearest" });
    const { top, bottom } = this.rangeOf(word).getBoundingClientRect();
    if (top < 80 || bottom > innerHeight - 120) scrollBy({ top: top - innerHeight / 3 });
    this.place();
  }

  rangeOf({ node, start, end }) {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return range;
  }

  /** Lay the frame where the word is now. */
  place() {
    this.frame.hidden = !this.word?.node.isConnected;
    if (this.frame.hidden) return;
    const at = this.rangeOf(this.word).getBoundingClientRect();
    const { style } = this.frame;
    for (const side of ["left", "top", "width", "height"]) style[side] = `${at[side]}px`;
  }

  ask(word) {
    this.mark(word);
    const language = word.node.parentElement.closest("[lang]").lang;
    this.open(word.text, language, textOf(word.node));
  }

  typed(event) {
    event.preventDefault();
    const { word, language } = event.target.elements;
    this.mark(null);
    this.open(word.value, language.value, word);
  }

  /** Show the panel with what the server tells of a word; closing goes back to where one was. */
  async open(word, language, from) {
    this.from = from;
    const turn = ++this.turn;
    this.fill(`<p role="status"></p>`).textContent = help.dataset.wordWaiting;
    const next = help.querySelector("[name=next]").value;
    const query = new URLSearchParams({ word, language, next, panel: "yes" });
    const action = help.querySelector("form").action;
    const answer = await fetch(`${action}?${query}`).catch(() => null);
    const told = answer?.ok && !answer.redirected ? await answer.text() : null;
    if (turn !== this.turn) return;
    if (told === null) this.fill(`<p role="alert"></p>`).textContent = help.dataset.wordFailed;
    else this.fill(`<div class="word-answer">${told}</div>`); // our own page: see words/answer.html
    this.panel.focus();
  }

  fill(inside) {
    const close = document.createElement("button");
    Object.assign(close, { type: "button", className: "button quiet", textContent: help.dataset.wordClose });
    close.dataset.close = "";
    this.panel.innerHTML = inside;
    this.panel.prepend(close);
    this.panel.hidden = false;
    return this.panel.lastElementChild;
  }

  close() {
    this.turn += 1;
    this.panel.hidden = true;
    this.from?.focus({ preventScroll: true });
    this.place();
  }

  /** Keep a word without leaving the page; any other form of the panel goes its way. */
  async keep(event) {
    const form = event.target.closest("[data-keep]");
    if (!form) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    body.set("panel", "yes");
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    if (answer?.status !== 204) return form.submit();
    const note = Object.assign(document.createElement("p"), { textContent: help.dataset.wordKept, tabIndex: -1 });
    note.setAttribute("role", "status");
    form.replaceWith(note);
    note.focus();
  }
}

if (help) new Help();
