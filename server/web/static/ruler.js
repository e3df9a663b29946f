// A ruler under the line that is read: it follows the mouse, what is reached by Tab, the word that is
// heard, and goes a line down or up with Alt and an arrow.
//
// In effect while <html data-ruler="yes">; "look" on the document tells that this has changed.

const html = document.documentElement;
const ruler = Object.assign(document.createElement("div"), { className: "ruler", hidden: true });
const NEAR = 6; // points by which the tops of two pieces of one line may differ
ruler.setAttribute("aria-hidden", "true");
document.body.append(ruler);

const isOn = () => html.dataset.ruler === "yes";

/** Lay the ruler over a line of the window. */
function lay({ top, bottom, height }) {
  if (!isOn() || !height) return;
  ruler.hidden = false;
  ruler.style.top = `${top - 3}px`;
  ruler.style.height = `${bottom - top + 6}px`;
}

/** Return the line of text at a place of the window, or null. */
function lineAt(x, y) {
  const place = document.caretPositionFromPoint?.(x, y);
  const range = place ? document.createRange() : document.caretRangeFromPoint?.(x, y);
  if (place) range.setStart(place.offsetNode, place.offset);
  if (range?.startContainer.nodeType !== Node.TEXT_NODE) return null;
  const [whole, line] = [document.createRange(), (box) => box.top - NEAR <= y && y <= box.bottom + NEAR];
  whole.selectNodeContents(range.startContainer);
  return [...whole.getClientRects()].find(line) ?? null;
}

/** Return all lines of the page's text, from the top, where they are in the window now. */
function lines() {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    if (!node.data.trim() || node.parentElement.closest(".unseen, [hidden], svg")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    found.push(...[...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1));
  }
  return found.sort((one, other) => one.top - other.top);
}

/** Go to the next line, or the one before; scroll where it is out of sight. */
function step(by) {
  const all = lines();
  const from = ruler.hidden ? 0 : ruler.getBoundingClientRect().top + 3;
  const next = ruler.hidden
    ? all.find(({ top }) => top >= 0)
    : by > 0
      ? all.find(({ top }) => top > from + NEAR)
      : all.findLast(({ top }) => top < from - NEAR);
  if (!next) return;
  const away = next.top < innerHeight * 0.1 || next.bottom > innerHeight * 0.8;
  const before = scrollY;
  if (away) scrollBy({ top: next.top - innerHeight / 3, behavior: "instant" });
  const moved = scrollY - before;
  lay({ top: next.top - moved, bottom: next.bottom - moved, height: next.height });
}

/** Follow the word that is heard, as long as something is. */
function heard() {
  const word = [...(globalThis.CSS?.highlights?.get("listen") ?? [])][0];
  const box = word?.getBoundingClientRect() ?? document.querySelector(".listen-word")?.getBoundingClientRect();
  if (box) lay(box);
}

addEventListener("pointermove", ({ clientX, clientY }) => {
  const line = isOn() && lineAt(clientX, clientY);
  if (line) lay(line);
});
addEventListener("focusin", ({ target }) => {
  const box = target.getBoundingClientRect();
  if (box.height < innerHeight / 3 && target.matches(":focus-visible")) lay(box);
});
addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || !event.altKey || event.ctrlKey || event.metaKey || !isOn()) return;
  if (event.target.matches("select, textarea, input:not([type=radio], [type=checkbox])")) return;
  event.preventDefault();
  step(by);
});
setInterval(() => isOn() && document.querySelector('[data-listen-bar][data-state="playing"]') && heard(), 100);
document.addEventListener("look", () => {
  if (!isOn()) ruler.hidden = true;
});
addEventListener("scroll", () => !document.querySelector('[data-state="playing"]') && keepToText(), { passive: true });

/** The text moves below the ruler: have it lie on a line again. */
function keepToText() {
  if (ruler.hidden) return;
  const { top, height } = ruler.getBoundingClientRect();
  const middle = top + height / 2;
  const line = lines().find((each) => each.top - NEAR <= middle && middle <= each.bottom + NEAR);
  if (line) lay(line);
}
