/**
 * Pages of a PDF as pictures with their words over them, drawn by PDF.js as they come into sight.
 *
 * <div data-behaviour="leaves" data-src data-library data-number data-count data-words
 *   data-version data-place-url data-csrf data-word-page data-word-failed hidden>
 * [data-leaves-bar] holds the number of the page and buttons data-leaf="back|next|smaller|larger|
 * fit|text"; links data-to="12" lead to a page. Only what is in sight is fetched and drawn: a
 * thousand pages open as fast as ten. Without this, the page's words stand in [data-leaf-words].
 */

import { Leaf, plain } from "./leaf.js";
import { ranges } from "./ranges.js";

const KEPT = 6; // drawn pages: each takes 8 MB of an old PC
const QUIET = 1500; // ms without scrolling after which the place is kept
const ZOOM = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4]; // of the width there is
const MOST_PRINTED = 20;

const view = document.querySelector('[data-behaviour~="leaves"]');
const find = (selector) => document.querySelector(selector);
const status = find("[data-leaves-status]");

class Viewer {
  zoom = ZOOM.indexOf(1);
  number = Number(view.dataset.number);
  language = view.dataset.language;
  words = plain(view.dataset.words).split(/\s+/).filter(Boolean);
  fresh = []; // drawn pages, the last drawn at the end

  async open() {
    const base = view.dataset.library;
    this.library = await import(`${base}pdf.min.mjs`);
    this.library.GlobalWorkerOptions.workerSrc = `${base}pdf.worker.min.mjs`;
    const lost = new Promise((_, refuse) => (this.lost = refuse));
    lost.catch((error) => this.fail(error));
    const opening = this.library.getDocument({
      range: await ranges(this.library, view.dataset.src, this.lost),
      disableAutoFetch: true,
      disableStream: true,
      rangeChunkSize: 1 << 17,
      cMapUrl: `${base}cmaps/`,
      cMapPacked: true,
      standardFontDataUrl: `${base}fonts/`,
      wasmUrl: `${base}wasm/`,
      useWasm: false,
      isEvalSupported: false,
      enableXfa: false,
    });
    this.pdf = await Promise.race([opening.promise, lost]);
    const page = this.pdf.getPage(Math.min(this.number, this.pdf.numPages));
    const first = await Promise.race([page, lost]);
    const { width, height } = first.getViewport({ scale: 1 });
    this.usual = [width, height];
    view.hidden = false;
    this.leaves = Array.from({ length: this.pdf.numPages }, (_, at) => new Leaf(at + 1, this));
    view.append(...this.leaves.map((leaf) => leaf.element));
    this.resize();
    this.go(this.number);
    this.watch();
  }

  get tellsOutside() {
    return "outside" in view.dataset;
  }

  outside(url) {
    return `${view.dataset.outside}?to=${encodeURIComponent(url)}`;
  }

  named(url) {
    return view.dataset.wordOutside.replace("{host}", new URL(url).host);
  }

  numbered(number) {
    return view.dataset.wordPage.replace("{n}", number);
  }

  get width() {
    return Math.max(160, Math.floor((view.clientWidth - 24) * ZOOM[this.zoom]));
  }

  /** Give every page its size again, and stay at the page where one is. */
  resize() {
    const { number } = this;
    for (const leaf of this.leaves) {
      if (leaf.drawn) leaf.forget();
      leaf.size(this.width);
    }
    this.fresh = [];
    this.go(number);
    this.look();
  }

  go(number) {
    const leaf = this.leaves[Math.min(Math.max(1, number), this.leaves.length) - 1];
    view.scrollTop = leaf.element.offsetTop - 8;
    this.at(leaf.number);
  }

  /** Draw what is in sight, and the page after; give up what is far. */
  look() {
    const top = view.scrollTop;
    const bottom = top + view.clientHeight;
    const seen = this.inSight(top, bottom);
    const after = this.leaves[seen.at(-1)?.number];
    for (const leaf of after ? [...seen, after] : seen) {
      this.fresh = [...this.fresh.filter((each) => each !== leaf), leaf];
      leaf.draw().catch((error) => this.fail(error));
    }
    while (this.fresh.length > Math.max(KEPT, seen.length + 1)) this.fresh.shift().forget();
    const middle = seen.find(({ element }) => element.offsetTop + element.offsetHeight > top + view.clientHeight / 3);
    if (middle) this.at(middle.number);
  }

  inSight(top, bottom) {
    let [low, high] = [0, this.leaves.length - 1];
    while (low < high) {
      const half = (low + high) >> 1;
      const { offsetTop, offsetHeight } = this.leaves[half].element;
      if (offsetTop + offsetHeight < top) low = half + 1;
      else high = half;
    }
    const seen = [];
    for (let at = low; at < this.leaves.length && this.leaves[at].element.offsetTop < bottom; at++) seen.push(this.leaves[at]);
    return seen;
  }

  /** Say everywhere which page this is, and keep it once nobody scrolls any more. */
  at(number) {
    if (number === this.number && this.told) return;
    [this.number, this.told] = [number, true];
    find("#leaf-number").value = number;
    for (const link of document.querySelectorAll('[data-leaf="text"]')) link.href = link.href.replace(/page=\d+/, `page=${number}`);
    find('[data-leaf="back"]').hidden = number === 1;
    find('[data-leaf="next"]').hidden = number === this.leaves.length;
    for (const field of document.querySelectorAll("#print-from, #print-to")) field.value = number;
    status.textContent = this.numbered(number);
    this.mark?.(number);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), QUIET);
  }

  keep() {
    const { placeUrl, version, csrf } = view.dataset;
    if (!placeUrl) return;
    const body = new URLSearchParams({ place: `p${this.number}`, version, csrf_token: csrf });
    fetch(placeUrl, { method: "POST", body, keepalive: true }).catch(() => {});
  }

  async pageOf(dest) {
    const found = typeof dest === "string" ? await this.pdf.getDestination(dest) : dest;
    const [ref] = found ?? [];
    return ref && typeof ref === "object" ? (await this.pdf.getPageIndex(ref)) + 1 : 0;
  }

  watch() {
    let asked = 0;
    view.addEventListener("scroll", () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(() => this.look());
    }, { passive: true });
    let sized = 0;
    addEventListener("resize", () => {
      clearTimeout(sized);
      sized = setTimeout(() => this.resize(), 200);
    });
    addEventListener("pagehide", () => this.keep());
    document.addEventListener("click", (event) => this.press(event));
    find("#leaf-number").form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.go(Number(find("#leaf-number").value));
      view.focus({ preventScroll: true });
    });
    view.addEventListener("keydown", (event) => this.key(event));
    find("[data-leaves-print] form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      const { from, to } = event.target.elements;
      this.print(Number(from.value), Number(to.value));
    });
  }

  press(event) {
    const to = event.target.closest("[data-to]");
    const what = event.target.closest("[data-leaf]")?.dataset.leaf;
    if (!to && (!what || what === "text")) return;
    event.preventDefault();
    if (to) this.go(Number(to.dataset.to));
    if (to) view.focus({ preventScroll: true });
    this.act(what);
  }

  act(what) {
    if (what === "back") this.go(this.number - 1);
    if (what === "next") this.go(this.number + 1);
    const zoom = { smaller: this.zoom - 1, larger: this.zoom + 1, fit: ZOOM.indexOf(1) }[what];
    if (zoom === undefined || !ZOOM[zoom]) return;
    this.zoom = zoom;
    this.resize();
  }

  /** Keys act while the pages have the focus, nowhere else. */
  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const what = { "+": "larger", "=": "larger", "-": "smaller", 0: "fit", n: "next", p: "back" }[event.key];
    if (!what) return;
    event.preventDefault();
    this.act(what);
  }

  /** Draw some pages for paper, one sheet each, and print those alone. */
  async print(from, to) {
    const paper = document.body.appendChild(document.createElement("div"));
    paper.className = "leaves-paper";
    const last = Math.min(to, this.pdf.numPages, from + MOST_PRINTED - 1);
    for (let number = from; number <= last; number++) {
      const page = await this.pdf.getPage(number);
      const viewport = page.getViewport({ scale: 2 });
      const { width, height } = viewport;
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      await page.render({ canvasContext: canvas.getContext("2d"), viewport, intent: "print" }).promise;
      paper.append(canvas);
    }
    document.body.classList.add("has-paper");
    addEventListener("afterprint", () => {
      document.body.classList.remove("has-paper");
      paper.remove();
    }, { once: true });
    print();
  }

  fail(error) {
    console.error(error);
    status.textContent = view.dataset.wordFailed;
  }
}

/** Offer all pages in small, where the page has room for them. */
async function showSmall(viewer, holder) {
  if (!holder) return;
  const { thumbs } = await import("./thumbs.js");
  viewer.mark = thumbs(viewer, holder);
  holder.hidden = false;
}

if (view) {
  const words = find("[data-leaf-words]");
  const viewer = new Viewer();
  words.hidden = true;
  viewer.open().then(
    () => {
      for (const each of document.querySelectorAll("[data-leaf-sizes], [data-leaves-print]")) each.hidden = false;
      showSmall(viewer, find("[data-leaf-thumbs]"));
    },
    (error) => {
      view.hidden = true;
      words.hidden = false;
      viewer.fail(error);
    },
  );
}
