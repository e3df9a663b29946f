/**
 * « Écouter »: plays an article block by block and shows the word that is heard.
 *
 * <article data-behaviour="listen" data-speech-url="…"> holds elements with data-block="b3".
 * The address answers {blocks: [{id, audio, sentences: [at, …], cues: [[start, length, at, until],
 * …]}]}: places are code points of the block's textContent, times are seconds.
 * [data-listen-bar] holds buttons data-listen="play|pause|stop|back|forward", perhaps a select
 * data-listen="speed", and a role="status", which says what the bar has as data-word-loading,
 * -playing, -paused, -finished, -failed; one left out says nothing.
 * [data-listen-now] elsewhere does what the first button of the bar does, play or pause.
 * A bar with data-blocks="….js" reads the main part of a page that is no lesson: that module's
 * blocksOf(main) gives its blocks, and each is asked for its audio, sentences and cues when its turn comes.
 * For styles: data-state on the bar (stopped, loading, playing, paused), .speaking on the block,
 * ::highlight(listen), and .listen-word, boxes laid over the word where there are no highlights.
 * The nodes of the article are never changed.
 */

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

class Reader {
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
    if (what === "forward") this.step(1);
  }

  /** Read the sentence before or after, in this block or the one beside it. */
  step(by) {
    if (!this.audio) return this.start(this.index);
    const { sentences } = this.blocks[this.index];
    const now = sentences.findLastIndex((at) => at <= this.audio.currentTime + SLIP);
    const at = sentences[now + by];
    if (at === undefined) return this.start(Math.max(0, this.index + by), by < 0 && this.index > 0);
    this.audio.currentTime = at;
    this.sound(this.turn);
  }

  /** Read from a block on, or from its last sentence; behind the last block all is as before. */
  async start(index, fromItsEnd = false) {
    const turn = this.silence();
    if (this.bar.dataset.state !== "playing") this.say("loading");
    this.blocks ??= await this.ask().catch(() => null);
    if (turn !== this.turn) return;
    const block = this.blocks?.[index];
    const failed = await block?.ask?.().catch((error) => error);
    if (turn !== this.turn) return;
    if (failed) return this.stop("failed");
    if (!block) return this.stop(this.blocks ? "finished" : "failed");
    this.index = index;
    this.audio = this.next?.id === block.id ? this.next : sent(block);
    this.audio.addEventListener("ended", () => turn === this.turn && this.start(index + 1));
    this.audio.addEventListener("error", () => turn === this.turn && this.stop("failed"));
    this.audio.currentTime = fromItsEnd ? block.sentences.at(-1) : 0;
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
    const { cues } = this.blocks[this.index];
    const word = cues.findLastIndex(([, , at]) => at <= this.audio.currentTime);
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
    const response = await fetch(this.article.dataset.speechUrl);
    if (!response.ok) throw new Error(response.status);
    const { blocks } = await response.json();
    const named = (id) => this.article.querySelector(`[data-block="${CSS.escape(id)}"]`);
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
const bar = document.querySelector("[data-listen-bar]");
const lesson = document.querySelector('article[data-behaviour~="listen"]');
const article = bar?.dataset.blocks ? bar.closest("main") : lesson;
const now = document.querySelector("[data-listen-now]");
if (article && bar) {
  new Reader(article, bar);
  if (now) now.hidden = false;
  now?.addEventListener("click", () => bar.querySelector("[data-listen]:not([hidden])").click());
}
