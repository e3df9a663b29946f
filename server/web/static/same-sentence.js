// Tells a sentence in another version of the page: pressed, or chosen with the arrows and Enter.
//
//   <section data-behaviour="same-sentence" data-sentences="…" data-word-close="…"
//     data-word-waiting="…" data-word-failed="…">
//
// The address answers {sentences: [[block, number, place, length], …]}: places are code points of
// the block's textContent. Below it, /<block>/<number> tells the sentence. The nodes of the text are
// never changed: lines laid over it mark the sentence. Where help with words is on too, a press
// tells the sentence, and the panel leads to its words.

const help = document.querySelector('[data-behaviour~="same-sentence"]');
const text = document.querySelector("article.prose");
const PRESSED = "a, button, input, select, textarea, label, summary, audio, video, [contenteditable]";

/** Return the place of each code point of an element's text: its node, where it begins and ends. */
function pointsOf(element) {
  const places = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    let unit = 0;
    for (const point of node.data) places.push([node, unit, (unit += point.length)]);
  }
  return places;
}

class Sentences {
  now = -1; // the sentence that is marked
  boxes = [];
  turn = 0;

  constructor(found) {
    this.found = found
      .map(([block, number, place, length]) => ({ block, number, range: rangeOf(block, place, length) }))
      .filter(({ range }) => range);
    this.panel = Object.assign(document.createElement("div"), { className: "same-panel", hidden: true, tabIndex: -1 });
    this.panel.setAttribute("role", "dialog");
    this.panel.setAttribute("aria-labelledby", "same-title");
    document.body.append(this.panel);
    const how = document.querySelector("#same-how");
    how.hidden = false;
    text.tabIndex = 0;
    text.dataset.sentencesOn = "";
    text.setAttribute("aria-describedby", how.id);
    text.addEventListener("click", (event) => this.pressed(event), true);
    text.addEventListener("keydown", (event) => this.key(event), true);
    text.addEventListener("blur", () => this.panel.hidden && this.mark(-1));
    this.panel.addEventListener("click", (event) => this.inside(event));
    addEventListener("keydown", (event) => event.key === "Escape" && !this.panel.hidden && this.close());
    for (const moved of ["scroll", "resize"]) addEventListener(moved, () => this.draw(), { passive: true, capture: true });
  }

  pressed(event) {
    if (event.target.closest(PRESSED) || !getSelection().isCollapsed) return;
    const at = this.found.findIndex(({ range }) =>
      [...range.getClientRects()].some((r) => r.left <= event.clientX && event.clientX <= r.right && r.top <= event.clientY && event.clientY <= r.bottom),
    );
    if (at < 0) return;
    event.stopImmediatePropagation();
    this.tell(at);
  }

  key(event) {
    if (event.target !== text || event.ctrlKey || event.altKey || event.metaKey) return;
    const onward = getComputedStyle(text).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") this.step(event.key === onward ? 1 : -1);
    else if (event.key === "Enter" && this.now >= 0) this.tell(this.now);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  step(by) {
    const seen = ({ range }) => range.getBoundingClientRect().bottom > 0;
    const next = this.now < 0 ? this.found.findIndex(seen) : this.now + by;
    if (!this.found[next]) return;
    this.mark(next);
    const { top, bottom } = this.found[next].range.getBoundingClientRect();
    if (top < 80 || bottom > innerHeight - 120) scrollBy({ top: top - innerHeight / 3 });
    this.draw();
  }

  mark(at) {
    this.now = at;
    this.draw();
  }

  /** Lay the lines where the sentence is now. */
  draw() {
    const places = this.found[this.now] ? [...this.found[this.now].range.getClientRects()] : [];
    while (this.boxes.length > places.length) this.boxes.pop().remove();
    places.forEach((place, index) => {
      this.boxes[index] ??= document.body.appendChild(Object.assign(document.createElement("div"), { className: "same-here" }));
      for (const side of ["left", "top", "width", "height"]) this.boxes[index].style[side] = `${place[side]}px`;
    });
  }

  tell(at) {
    this.mark(at);
    const { block, number } = this.found[at];
    this.open(`${help.dataset.sentences}/${block}/${number}`);
  }

  async open(address) {
    const turn = ++this.turn;
    this.fill(`<p role="status"></p>`).textContent = help.dataset.wordWaiting;
    const url = new URL(address, location.href);
    url.searchParams.set("panel", "yes");
    const answer = await fetch(url).catch(() => null);
    const told = answer?.ok && !answer.redirected ? await answer.text() : null;
    if (turn !== this.turn) return;
    if (told === null) this.fill(`<p role="alert"></p>`).textContent = help.dataset.wordFailed;
    else this.fill(told); // our own page: see side_by_side/answer.html
    this.panel.focus();
    this.speak();
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

  inside(event) {
    const link = event.target.closest("a");
    if (event.target.closest("[data-close]")) return this.close();
    if (link?.dataset.into !== undefined) this.open(link.href);
    else if (link?.dataset.hear !== undefined) {
      sessionStorage.setItem("same-aloud", "yes");
      this.play(link.href);
    } else return;
    event.preventDefault();
  }

  /** Speak what is told, once somebody has asked for it: sound is off until then. */
  speak() {
    const link = this.panel.querySelector("[data-hear]");
    if (link && sessionStorage.getItem("same-aloud")) this.play(link.href);
  }

  play(address) {
    this.sound?.pause();
    this.sound = new Audio(address);
    this.sound.play().catch(() => {});
  }

  close() {
    this.turn += 1;
    this.sound?.pause();
    this.panel.hidden = true;
    text.focus({ preventScroll: true });
    this.draw();
  }
}

function rangeOf(block, place, length) {
  const element = text.querySelector(`[data-block="${CSS.escape(block)}"]`);
  const points = element ? pointsOf(element) : [];
  const [first, last] = [points[place], points[place + length - 1]];
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first[0], first[1]);
  range.setEnd(last[0], last[2]);
  return range;
}

if (help && text) {
  fetch(help.dataset.sentences)
    .then((answer) => answer.json())
    .then(({ sentences }) => new Sentences(sentences))
    .catch(() => {});
}
