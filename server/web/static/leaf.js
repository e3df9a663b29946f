/** One page of a PDF: its picture, its words over it, its links, what it says of its structure. */

const LARGEST = 4e6; // pixels of one picture: an old PC has little room
export const plain = (text) => [...text].map((c) => c.normalize("NFD")[0].toLowerCase()).join("");

export class Leaf {
  drawn = null; // what can be given up again: {canvas, task}
  constructor(number, viewer) {
    Object.assign(this, { number, viewer });
    this.element = document.createElement("section");
    this.element.className = "leaf";
    this.element.dataset.number = number;
    this.element.setAttribute("aria-label", viewer.numbered(number));
    this.shape = null; // width and height of the page itself, in points
  }

  size(width) {
    const [w, h] = this.shape ?? this.viewer.usual;
    this.element.style.width = `${width}px`;
    this.element.style.height = `${Math.round((width * h) / w)}px`;
  }

  async draw() {
    if (this.drawn) return;
    const mine = (this.drawn = {});
    const page = (this.page ??= await this.viewer.pdf.getPage(this.number));
    if (this.drawn !== mine) return;
    const whole = page.getViewport({ scale: 1 });
    this.shape = [whole.width, whole.height];
    this.size(this.viewer.width);
    const scale = this.viewer.width / whole.width;
    const dots = Math.min(devicePixelRatio || 1, Math.sqrt(LARGEST / (whole.width * whole.height)) / scale);
    const canvas = Object.assign(document.createElement("canvas"), {
      width: Math.floor(whole.width * scale * dots),
      height: Math.floor(whole.height * scale * dots),
    });
    canvas.setAttribute("role", "presentation");
    mine.task = page.render({
      canvasContext: canvas.getContext("2d", { alpha: false }),
      viewport: page.getViewport({ scale: scale * dots }),
    });
    try {
      await mine.task.promise;
    } catch (error) {
      if (error.name !== "RenderingCancelledException") throw error;
      return;
    }
    if (this.drawn !== mine) return;
    this.element.replaceChildren(canvas);
    const viewport = page.getViewport({ scale });
    await this.write(page, viewport);
    await this.link(page, viewport);
  }

  /** Lay the words over the picture: to be marked, copied, read by a screen reader. */
  async write(page, viewport) {
    const box = document.createElement("div");
    box.className = "leaf-words";
    box.lang = this.viewer.language;
    box.style.setProperty("--scale-factor", viewport.scale);
    box.style.setProperty("--total-scale-factor", viewport.scale);
    const textContentSource = page.streamTextContent({ includeMarkedContent: true });
    await new this.viewer.library.TextLayer({ textContentSource, container: box, viewport }).render();
    for (const word of this.viewer.words) mark(box, word);
    this.element.append(box);
    const tree = await page.getStructTree().catch(() => null);
    if (tree) this.element.prepend(structure(tree));
  }

  /** Lead to other pages of the document; what leads outside, to the page that says so. */
  async link(page, viewport) {
    for (const { subtype, dest, url, rect } of await page.getAnnotations()) {
      if (subtype !== "Link") continue;
      const to = dest ? await this.viewer.pageOf(dest).catch(() => 0) : 0;
      const away = !to && this.viewer.tellsOutside && /^https?:/.test(url ?? "");
      if (!to && !away) continue;
      const [x1, y1, x2, y2] = viewport.convertToViewportRectangle(rect);
      const href = away ? this.viewer.outside(url) : `?page=${to}`;
      const link = Object.assign(document.createElement("a"), { className: "leaf-link", href });
      if (to) link.dataset.to = to;
      const label = away ? this.viewer.named(url) : this.viewer.numbered(to);
      link.setAttribute("aria-label", label);
      const place = { left: Math.min(x1, x2), top: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
      for (const [side, length] of Object.entries(place)) link.style[side] = `${length}px`;
      this.element.append(link);
    }
  }

  forget() {
    this.drawn?.task?.cancel();
    this.drawn = null;
    this.element.replaceChildren();
    this.page?.cleanup();
  }
}

/** Mark a word wherever a span has it. */
function mark(box, word) {
  for (const span of box.querySelectorAll("span")) {
    if (span.children.length || !span.textContent) continue;
    const at = plain(span.textContent).indexOf(word);
    if (at < 0) continue;
    const signs = [...span.textContent];
    const found = document.createElement("mark");
    found.textContent = signs.slice(at, at + word.length).join("");
    span.replaceChildren(signs.slice(0, at).join(""), found, signs.slice(at + word.length).join(""));
  }
}

const ROLES = { Document: "", P: "paragraph", H: "heading", L: "list", LI: "listitem", Table: "table", TR: "row", TH: "columnheader", TD: "cell", Figure: "figure", Link: "link", Caption: "caption" };

/** Say what a tagged document says of its structure; its words stay where they are drawn. */
function structure(node) {
  const element = document.createElement("span");
  const heading = /^H([1-6])$/.exec(node.role ?? "");
  const role = heading ? "heading" : ROLES[node.role];
  if (role) element.setAttribute("role", role);
  if (heading) element.setAttribute("aria-level", heading[1]);
  if (node.alt) element.setAttribute("aria-label", node.alt);
  if (node.lang) element.lang = node.lang;
  const owned = [];
  for (const child of node.children ?? []) {
    if (child.type === "content") owned.push(child.id);
    else if (child.role) element.append(structure(child));
  }
  if (owned.length) element.setAttribute("aria-owns", owned.join(" "));
  if (node.role === "Root") element.className = "leaf-tree";
  return element;
}
