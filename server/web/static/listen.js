/**
 * « Écouter »: plays an article block by block and shows the word that is heard.
 *
 * <article data-behaviour="listen" data-speech-url="…"> holds elements with data-block="b3"; several
 * on a page hold each their own bar, and one at a time is heard.
 * The address answers {blocks: [{id, audio, sentences: [at, …], cues: [[start, length, at, until],
 * …]}]}: places are code points of the block's textContent, times are seconds.
 * [data-listen-bar] holds buttons data-listen="play|pause|stop|back|again|forward|here", perhaps a
 * select data-listen="speed", and a role="status", which says what the bar has as data-word-loading,
 * -playing, -paused, -finished, -failed; one left out says nothing.
 * A page with two texts has two bars: data-of names the element of theirs, data-speech-url is their
 * own, and data-prefix what stands before the names of their blocks; one is heard at a time.
 * [data-listen-now] elsewhere does what the first button of the bar does, play or pause.
 * A bar with data-blocks="….js" reads the main part of a page that is no lesson: that module's
 * blocksOf(main) gives its blocks, and each is asked for its audio, sentences and cues when its turn comes.
 * For styles: data-state on the bar (stopped, loading, playing, paused), .speaking on the block,
 * ::highlight(listen), and .listen-word, boxes laid over the word where there are no highlights.
 * While it is read, a word that is pressed is where it goes on from. "here" begins at the word that
 * was pressed last, or at what is in sight. On a button of the bar, the arrows lead to the sentence
 * before and after, and to the paragraph before and after.
 * The nodes of the article are never changed.
 */

const END = Symbol("the last sentence");
const SLIP = 0.05; // seconds by which a browser may land before the moment asked for

const highlighted = {
  paint: (range) => CSS.highlights.set("listen", new Highlight(range)),
  clear: () => CSS.highlights.delete("listen"),
};
const box = () => Object.assign(document.createElement("div"), { className: "listen-word" });
const boxed = {
  boxes: [],
  paint(range) {
    this.range = range;
    this.keep();
  },
  /** Lay the boxes where the word is now: text moves while it is read and in a pause. */
  keep() {
    const places = this.range ? [...this.range.getClientRects()] : [];
    while (this.boxes.length > places.length) this.boxes.pop().remove();
    places.forEach((place, index) => {
      const { style } = (this.boxes[index] ??= document.body.appendChild(box()));
      Object.assign(style, { position: "fixed", pointerEvents: "none" });
      for (const side of ["left", "top", "width", "height"]) style[side] = `${place[side]}px`;
    });
  },
  clear: () => boxed.paint(null),
};
const painter = globalThis.CSS?.highlights && globalThis.Highlight ? highlighted : boxed;

function textsOf(element) {
  const [found, walker] = [[], document.createTreeWalker(element, NodeFilter.SHOW_TEXT)];
  for (let node; (node = walker.nextNode()); ) found.push(node);
  return found;
}

/** Return the range of a cue's code points in some texts, or null where they have fewer. */
function rangeOf(texts, [start, length]) {
  const places = []; // of each code point: its node, where it begins and ends there
  for (const node of texts) {
    let unit = 0;
    for (const point of node.data) places.push([node, unit, (unit += point.length)]);
  }
  const [first, last] = [places[start], places[start + length - 1]];
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first[0], first[1]);
  range.setEnd(last[0], last[2]);
  return range;
}

const isShown = ({ top, bottom }) => top >= innerHeight * 0.1 && bottom <= innerHeight * 0.85;
/** Scroll a rectangle of the window into its middle part, at once for whoever wants no motion. */
function show(place) {
  if (isShown(place)) return;
  const { still: asked } = document.documentElement.dataset;
  const still = asked === "yes" || matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollBy({ top: place.top - innerHeight / 3, behavior: still ? "auto" : "smooth" });
}

const CONTROLS = "a, button, input, select, textarea, label, summary, audio, video";
/** Return the text node under a place of the window and the character of it, or null. */
function textAt(x, y) {
  const found = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y);
  const node = found?.offsetNode ?? found?.startContainer;
  return node?.nodeType === Node.TEXT_NODE ? [node, found.offset ?? found.startOffset] : null;
}

class Reader {
  static heard = null; // the one that is heard now
  blocks = null; // null until the server has named them
  index = 0;
  audio = null; // of the block being read
  next = null; // of the one after, on its way already
  word = -1;
  turn = 0; // counts starts and stops: an answer that comes too late finds another number

  constructor(article, bar) {
    this.article = article;
    this.bar = bar;
    this.control = (name) => bar.querySelector(`[data-listen=${name}]`);
    bar.addEventListener("click", (event) => this.press(event.target.closest("button")));
    bar.addEventListener("change", () => this.pace());
    bar.addEventListener("keydown", (event) => this.key(event));
    // a press that takes the place in the text away with it leads nowhere
    this.control("here")?.addEventListener("mousedown", (event) => event.preventDefault());
    article.addEventListener("click", (event) => this.point(event));
    addEventListener("pagehide", () => this.stop("stopped"));
    this.stop("stopped");
    bar.hidden = false;
  }

  press(button) {
    const what = button?.dataset.listen;
    const paused = this.bar.dataset.state === "paused";
    if (what === "play") paused ? this.sound(this.turn) : this.start(this.index);
    if (what === "pause" && this.audio) this.pause();
    else if (what === "pause" || what === "stop") this.stop("stopped");
    if (what === "back") this.step(-1);
    if (what === "again") this.step(0);
    if (what === "forward") this.step(1);
    if (what === "here") this.from(this.here());
  }

  key(event) {
    if (!event.target.closest("button") || event.ctrlKey || event.altKey || event.metaKey) return;
    const turned = getComputedStyle(this.bar).direction === "rtl" ? -1 : 1;
    const sentences = { ArrowLeft: -turned, ArrowRight: turned };
    const paragraphs = { ArrowUp: -1, ArrowDown: 1 };
    if (event.key in sentences) this.step(sentences[event.key]);
    else if (event.key in paragraphs && this.audio) {
      const next = this.index + paragraphs[event.key];
      this.start(Math.min(Math.max(next, 0), this.blocks.length - 1));
    } else return;
    event.preventDefault();
  }

  /** Go on from a word that is pressed while the page is read, unless a press has another meaning. */
  point(event) {
    if (this.bar.dataset.state === "stopped" || !getSelection().isCollapsed) return;
    if (event.target.closest(`${CONTROLS}, [data-words-on]`)) return;
    const at = textAt(event.clientX, event.clientY);
    const place = at && this.placeOf(...at);
    if (place) this.from(place);
  }

  /** Return the block that a character of a text node is in, and how many stand before it there. */
  placeOf(node, unit) {
    const element = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-block]");
    if (!element || !this.article.contains(element)) return null;
    const before = document.createRange();
    before.setStart(element, 0);
    before.setEnd(node, unit);
    return { element, offset: [...before.toString()].length };
  }

  /** Return the place that was pressed or chosen last if it is in sight, else the first one that is. */
  here() {
    const { anchorNode: node, anchorOffset: unit } = getSelection();
    const place = node && this.article.contains(node) && this.placeOf(node, unit);
    const inSight = (element) => {
      const { top, bottom, height } = element.getBoundingClientRect();
      return height > 0 && bottom > this.hidden() && top < innerHeight;
    };
    if (place && inSight(place.element)) return place;
    const element = [...this.article.querySelectorAll("[data-block]")].find(inSight);
    return { element: element ?? this.article.querySelector("[data-block]"), offset: 0 };
  }

  /** Return how much of the window the bar covers where it stays at the top. */
  hidden() {
    return getComputedStyle(this.bar).position === "sticky" ? this.bar.offsetHeight : 0;
  }

  /** Read from a place on: from its word, or from the next block that can be read. */
  async from({ element, offset }) {
    const turn = this.silence();
    if (this.bar.dataset.state !== "playing") this.say("loading");
    this.blocks ??= await this.ask().catch(() => null);
    if (turn !== this.turn) return;
    if (!this.blocks) return this.stop("failed");
    const { DOCUMENT_POSITION_FOLLOWING: AFTER } = Node;
    const index = this.blocks.findIndex(
      (each) => each.element === element || element?.compareDocumentPosition(each.element) & AFTER,
    );
    const block = this.blocks[index];
    if (!block) return this.stop("finished");
    if (await block.ask?.().then(() => false, () => true)) return this.stop("failed");
    if (turn !== this.turn) return;
    const word = block.element === element ? block.cues.findLast(([start]) => start <= offset) : null;
    await this.start(index, word?.[2] ?? 0);
  }

  /** Read the sentence before or after, in this block or the one beside it. */
  step(by) {
    if (!this.audio) return this.start(this.index);
    const { sentences } = this.blocks[this.index];
    const now = sentences.findLastIndex((at) => at <= this.audio.currentTime + SLIP);
    const at = sentences[now + by];
    if (at === undefined) return this.start(Math.max(0, this.index + by), by < 0 && this.index > 0 ? END : 0);
    this.audio.currentTime = at;
    this.sound(this.turn);
  }

  /** Read from a moment of a block on, or from its last sentence; behind the last all is as before. */
  async start(index, at = 0) {
    const turn = this.silence();
    if (this.bar.dataset.state !== "playing") this.say("loading");
    this.blocks ??= await this.ask().catch(() => null);
    if (turn !== this.turn) return;
    const block = this.blocks?.[index];
    const failed = await block?.ask?.().catch((error) => error);
    if (turn !== this.turn) return;
    if (failed) return this.stop("failed");
    if (!block) return this.stop(this.blocks ? "finished" : "failed");
    if (Reader.heard !== this) Reader.heard?.stop("stopped");
    Reader.heard = this;
    this.index = index;
    this.audio = this.next?.id === block.id ? this.next : sent(block);
    this.audio.addEventListener("ended", () => turn === this.turn && this.start(index + 1));
    this.audio.addEventListener("error", () => turn === this.turn && this.stop("failed"));
    this.audio.currentTime = at === END ? block.sentences.at(-1) : at;
    block.element.classList.add("speaking");
    show((this.range(0) ?? block.element).getBoundingClientRect());
    this.follow(turn);
    await this.sound(turn);
    const following = turn === this.turn && this.blocks[index + 1];
    if (!following) return;
    await following.ask?.().catch(() => null); // its own turn will say what is wrong
    if (turn === this.turn && following.audio) this.next = sent(following);
  }

  async sound(turn) {
    this.pace();
    const problem = await this.audio.play().catch((error) => error);
    if (turn !== this.turn || problem?.name === "AbortError") return;
    if (problem) return this.stop("failed");
    this.say("playing");
  }

  pause() {
    this.audio.pause();
    this.say("paused");
  }

  /** Mark the word of this moment, frame by frame, until another block begins or all ends. */
  follow(turn) {
    if (turn !== this.turn) return;
    if (!this.article.getClientRects().length) return this.stop("stopped"); // it was put away
    const { cues } = this.blocks[this.index];
    const { currentTime, readyState, seeking } = this.audio;
    const isThere = readyState > 0 && !seeking; // before, the time may still be that of the beginning
    const word = isThere ? cues.findLastIndex(([, , at]) => at <= currentTime) : this.word;
    if (word === this.word) painter.keep?.();
    else this.mark(word);
    requestAnimationFrame(() => this.follow(turn));
  }

  /** Mark a word; scroll to it if the one before was in sight: nobody is pulled back. */
  mark(word) {
    const [last, range] = [this.range(this.word), this.range(word)];
    this.word = word;
    if (!range) return painter.clear();
    painter.paint(range);
    if (last && isShown(last.getBoundingClientRect())) show(range.getBoundingClientRect());
  }

  /** Return where a word of this block stands, or null. */
  range(word) {
    const { element, nodes, cues } = this.blocks[this.index];
    return cues[word] ? rangeOf(nodes ?? textsOf(element), cues[word]) : null;
  }

  stop(word) {
    this.silence();
    this.next = null;
    if (word !== "failed") this.index = 0;
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
    return this.turn;
  }

  async ask() {
    const { blocks: from } = this.bar.dataset;
    if (from) return (await import(from)).blocksOf(this.article);
    const response = await fetch(this.bar.dataset.speechUrl ?? this.article.dataset.speechUrl);
    if (!response.ok) throw new Error(response.status);
    const { blocks } = await response.json();
    const before = this.bar.dataset.prefix ?? "";
    const named = (id) => this.article.querySelector(`[data-block="${CSS.escape(before + id)}"]`);
    return blocks.map((b) => ({ ...b, element: named(b.id) })).filter(({ element }) => element);
  }

  pace() {
    if (!this.audio) return;
    this.audio.playbackRate = Number(this.control("speed")?.value) || 1;
    this.audio.volume = (Number(document.documentElement.dataset.volume) || 100) / 100;
  }

  say(state, word = state) {
    const [play, pause] = ["play", "pause"].map(this.control);
    const pressed = document.activeElement;
    this.bar.dataset.state = state;
    pause.hidden = state === "stopped" || state === "paused";
    play.hidden = !pause.hidden;
    if (pressed === play || pressed === pause) (play.hidden ? pause : play).focus();
    const status = this.bar.querySelector("[role=status]");
    const said = this.bar.dataset[`word${word[0].toUpperCase()}${word.slice(1)}`] ?? "";
    if (status.textContent !== said) status.textContent = said; // else it would be read out again
  }
}

const sent = ({ audio, id }) => Object.assign(new Audio(audio), { preload: "auto", id });
const lessons = [...document.querySelectorAll('[data-behaviour~="listen"]')];
const bars = [...document.querySelectorAll("[data-listen-bar]")];
const now = document.querySelector("[data-listen-now]");
/** Return what a bar reads: what it names, the main part, the text it stands in, or the one without a bar. */
function textOf(bar) {
  const { of, blocks } = bar.dataset;
  if (of) return document.getElementById(of);
  if (blocks) return bar.closest("main");
  return lessons.find((text) => text.contains(bar)) ?? lessons.find((text) => !bars.some((b) => text.contains(b)));
}
for (const bar of bars) if (textOf(bar)) new Reader(textOf(bar), bar);
if (bars.length && textOf(bars[0])) {
  if (now) now.hidden = false;
  now?.addEventListener("click", () => bars[0].querySelector("[data-listen]:not([hidden])").click());
}
