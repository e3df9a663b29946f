/**
 * « Écouter »: plays an article block by block and shows the word that is heard.
 *
 * <article data-behaviour="listen" data-speech-url="…"> holds elements with data-block="b3".
 * The address answers {blocks: [{id, audio, cues: [[start, length, at, until], …]}]}: places are
 * code points of the block's textContent, times are seconds.
 *
 * <div data-listen-bar hidden> holds buttons data-listen="play|pause|stop|back|forward", a
 * select data-listen="speed" and a role="status". What the status says comes from the bar:
 * data-word-loading, -playing, -paused, -finished, -failed; one left out says nothing.
 * The bar carries data-state: "stopped", "loading", "playing" or "paused".
 *
 * Styles: [data-block].speaking, ::highlight(listen), and .listen-word, the boxes over the word
 * in browsers without highlights. The article's own nodes are never changed.
 */

/** Marks a range by the browser's own means, or by boxes laid over it. */
const painter = globalThis.CSS?.highlights && globalThis.Highlight
  ? {
      paint: (range) => CSS.highlights.set("listen", new Highlight(range)),
      keep: () => {},
      clear: () => CSS.highlights.delete("listen"),
    }
  : {
      boxes: [],
      range: null,
      paint(range) {
        this.range = range;
        this.keep();
      },
      /** Lay the boxes where the word is now: text moves with zoom, fonts and scrolling. */
      keep() {
        const rects = this.range ? [...this.range.getClientRects()] : [];
        while (this.boxes.length > rects.length) this.boxes.pop().remove();
        rects.forEach((rect, index) => {
          const box = (this.boxes[index] ??= newBox());
          place(box, rect);
        });
      },
      clear() {
        this.range = null;
        this.keep();
      },
    };

function newBox() {
  const box = document.createElement("div");
  box.className = "listen-word";
  box.setAttribute("aria-hidden", "true");
  Object.assign(box.style, { position: "absolute", pointerEvents: "none" });
  document.body.append(box);
  return box;
}

/** Put a box on a rectangle of the window, whatever the box is positioned against. */
function place(box, rect) {
  Object.assign(box.style, { left: "0", top: "0", right: "auto", bottom: "auto" });
  Object.assign(box.style, { width: `${rect.width}px`, height: `${rect.height}px` });
  const origin = box.getBoundingClientRect();
  box.style.left = `${rect.left - origin.left}px`;
  box.style.top = `${rect.top - origin.top}px`;
}

/** Return the range of some code points of an element's text, or null where it has fewer. */
function rangeOf(element, start, length) {
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let before = 0; // code points in the nodes before this one
  let begun = false;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const points = [...node.data];
    const units = (count) => points.slice(0, count).join("").length;
    if (!begun && start < before + points.length) {
      range.setStart(node, units(start - before));
      begun = true;
    }
    if (begun && start + length <= before + points.length) {
      range.setEnd(node, units(start + length - before));
      return range;
    }
    before += points.length;
  }
  return null;
}

/** Scroll so that a rectangle of the window stands in its middle part. */
function show(rect) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!isShown(rect)) {
    scrollBy({ top: rect.top - innerHeight / 3, behavior: still ? "auto" : "smooth" });
  }
}

function isShown(rect) {
  return rect.top >= innerHeight * 0.1 && rect.bottom <= innerHeight * 0.85;
}

class Reader {
  blocks = null; // null until the server has named them
  index = 0;
  audio = null;
  next = null; // the block after, on its way already
  word = -1;
  turn = 0; // counts the starts and stops, so that an answer that comes too late is dropped

  constructor(article, bar) {
    this.article = article;
    this.bar = bar;
    this.speed = bar.querySelector("select[data-listen=speed]");
    this.status = bar.querySelector("[role=status]");
    bar.addEventListener("click", (event) => this.press(event.target.closest("button")));
    this.speed?.addEventListener("change", () => this.audio && this.pace(this.audio));
    addEventListener("resize", () => painter.keep());
    addEventListener("pagehide", () => this.stop("stopped"));
    bar.dataset.state = "stopped";
    bar.hidden = false;
  }

  press(button) {
    const what = button?.dataset.listen;
    if (what === "play") this.play();
    if (what === "pause") this.pause();
    if (what === "stop") this.stop("stopped");
    if (what === "back") this.start(Math.max(0, this.index - 1));
    if (what === "forward") this.start(this.index + (this.audio ? 1 : 0));
  }

  play() {
    if (!this.audio) this.start(this.index);
    else if (this.bar.dataset.state === "paused") this.sound(this.turn);
  }

  pause() {
    if (this.bar.dataset.state !== "playing") return;
    this.audio.pause();
    this.say("paused", "paused");
  }

  /** Speak from a block on; after the last one everything is as before. */
  async start(index) {
    this.silence();
    const turn = this.turn;
    this.say("loading", "loading");
    try {
      this.blocks ??= await this.ask();
    } catch {
      if (turn === this.turn) this.stop("failed");
      return;
    }
    if (turn !== this.turn) return;
    const block = this.blocks[index];
    if (!block) {
      this.index = 0;
      this.stop("finished");
      return;
    }
    this.index = index;
    this.audio = this.next?.dataset.block === block.id ? this.next : this.fetched(block);
    this.audio.addEventListener("ended", () => turn === this.turn && this.start(index + 1));
    this.audio.addEventListener("error", () => turn === this.turn && this.stop("failed"));
    block.element.classList.add("speaking");
    const first = block.cues[0] && rangeOf(block.element, block.cues[0][0], block.cues[0][1]);
    show((first ?? block.element).getBoundingClientRect());
    if (this.audio.error) this.stop("failed");
    else await this.sound(turn);
    const following = this.blocks?.[index + 1];
    if (following && turn === this.turn) this.next = this.fetched(following);
  }

  async sound(turn) {
    this.pace(this.audio);
    try {
      await this.audio.play();
    } catch (problem) {
      if (turn === this.turn && problem.name !== "AbortError") this.stop("failed");
      return;
    }
    if (turn !== this.turn) return;
    this.say("playing", "playing");
    this.follow(turn);
  }

  /** Mark the word of this moment, frame by frame, for as long as this block sounds. */
  follow(turn) {
    if (turn !== this.turn || this.audio.paused) return;
    const { element, cues } = this.blocks[this.index];
    const now = this.audio.currentTime;
    const word = cues.findLastIndex(([, , at]) => at <= now);
    if (word === this.word || word < 0) painter.keep();
    else this.mark(element, cues, word);
    requestAnimationFrame(() => this.follow(turn));
  }

  /** Mark a word; scroll to it if the one before could be seen: nobody is pulled back. */
  mark(element, cues, word) {
    const [last, range] = [cues[this.word], cues[word]].map(
      (cue) => cue && rangeOf(element, cue[0], cue[1]),
    );
    this.word = word;
    if (!range) return painter.clear();
    painter.paint(range);
    if (last && isShown(last.getBoundingClientRect())) show(range.getBoundingClientRect());
  }

  stop(word) {
    this.silence();
    if (word === "stopped") this.index = 0;
    this.say("stopped", word);
  }

  /** End the sound and take every mark off the page. */
  silence() {
    this.turn += 1;
    this.audio?.pause();
    this.audio = null;
    this.word = -1;
    painter.clear();
    this.blocks?.[this.index]?.element.classList.remove("speaking");
  }

  async ask() {
    const response = await fetch(this.article.dataset.speechUrl);
    if (!response.ok) throw new Error(response.status);
    const { blocks } = await response.json();
    const here = new Map();
    for (const element of this.article.querySelectorAll("[data-block]")) {
      here.set(element.dataset.block, element);
    }
    return blocks
      .filter(({ id }) => here.has(id))
      .map((block) => ({ ...block, element: here.get(block.id) }));
  }

  fetched(block) {
    const audio = new Audio(block.audio);
    audio.preload = "auto";
    audio.dataset.block = block.id;
    return audio;
  }

  pace(audio) {
    audio.defaultPlaybackRate = audio.playbackRate = Number(this.speed?.value) || 1;
  }

  say(state, word) {
    this.bar.dataset.state = state;
    const name = `word${word[0].toUpperCase()}${word.slice(1)}`;
    if (this.status) this.status.textContent = this.bar.dataset[name] ?? "";
  }
}

const bar = document.querySelector("[data-listen-bar]");
const article = document.querySelector('article[data-behaviour~="listen"]');
if (article && bar) new Reader(article, bar);
