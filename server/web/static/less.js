// Shows a text a part at a time: a heading with what follows, or a question of an exercise.
//
//   <template data-pieces> holds the bar: buttons data-piece="-1" and "1", <p data-word="Part {n} of {count}">
//
// In effect while <html data-less="yes">; "look" on the document tells that this has changed. Blocks stay
// where they are in the document: those of other parts are hidden, and shown when they are heard, looked
// for by an address or gone back to.

const html = document.documentElement;
const MOST_WORDS = 90; // of a part: what is seen at once without scrolling
const template = document.querySelector("template[data-pieces]");

const PICTURED = 60; // words that a picture takes the room of

function wordsIn(block) {
  const pictures = block.matches("img, video, svg") ? 1 : block.querySelectorAll("img, video, svg").length;
  return block.textContent.trim().split(/\s+/).length + pictures * PICTURED;
}

/** Return the parts of a text, each a list of its blocks. */
function partsOf(text) {
  const parts = [];
  let words = MOST_WORDS;
  let last = null;
  for (const block of text.children) {
    if (block.matches("form, .on-paper, script")) {
      parts.push([block]);
      words = MOST_WORDS;
      last = block;
      continue;
    }
    const more = wordsIn(block);
    const isHeading = block.matches("h1, h2, h3, h4");
    const follows = last?.matches("h1, h2, h3, h4");
    if (!parts.length || (!follows && (isHeading || words + more > MOST_WORDS))) {
      parts.push([]);
      words = 0;
    }
    parts.at(-1).push(block);
    words += more;
    last = block;
  }
  return parts;
}

class Pieces {
  at = 0;

  constructor(text, bar) {
    this.text = text;
    this.parts = partsOf(text);
    this.bar = bar;
    this.finish = document.querySelector("main form.finish");
    text.after(bar);
    bar.addEventListener("click", (event) => {
      const by = Number(event.target.closest("[data-piece]")?.dataset.piece);
      if (by) this.go(this.at + by);
    });
    addEventListener("hashchange", () => this.goToAddress());
    document.addEventListener("look", () => this.show());
    new MutationObserver(() => this.goTo(text.querySelector(".speaking"))).observe(text, {
      attributes: true,
      attributeFilter: ["class"],
      subtree: true,
    });
    const kept = text.dataset.place && text.querySelector(`[data-block="${CSS.escape(text.dataset.place)}"]`);
    this.at = Math.max(0, this.partOf(kept || text.querySelector(":scope > .now")));
    this.show();
    this.goToAddress();
  }

  partOf(element) {
    return element ? this.parts.findIndex((part) => part.some((block) => block.contains(element))) : -1;
  }

  goTo(element) {
    const at = this.partOf(element);
    if (html.dataset.less === "yes" && at >= 0 && at !== this.at) this.go(at);
  }

  goToAddress() {
    const name = decodeURIComponent(location.hash.slice(1));
    if (name) this.goTo(document.getElementById(name));
  }

  go(at) {
    if (at < 0 || at >= this.parts.length) return;
    this.at = at;
    this.show();
    const top = this.parts[at][0].getBoundingClientRect().top;
    if (top < 0 || top > innerHeight / 2) scrollBy({ top: top - 24, behavior: "instant" });
    dispatchEvent(new Event("scroll")); // whoever keeps the place looks again
  }

  show() {
    const isOn = html.dataset.less === "yes" && this.parts.length > 1;
    this.parts.forEach((part, number) => {
      for (const block of part) block.classList.toggle("other-piece", isOn && number !== this.at);
    });
    this.bar.hidden = !isOn;
    this.finish?.classList.toggle("other-piece", isOn && this.at < this.parts.length - 1);
    const [back, next] = this.bar.querySelectorAll("[data-piece]");
    back.setAttribute("aria-disabled", String(this.at === 0));
    next.setAttribute("aria-disabled", String(this.at === this.parts.length - 1));
    const status = this.bar.querySelector("[role=status]");
    const values = { n: this.at + 1, count: this.parts.length };
    status.textContent = status.dataset.word.replace(/{(\w+)}/g, (_, name) => values[name]);
  }
}

const text = document.querySelector("main article.prose");
if (text && template) new Pieces(text, template.content.firstElementChild.cloneNode(true));
