/**
 * What a page that is no lesson says, for listen.js: the texts of its main part, as one sees them.
 *
 * A block is what stands in one language in one box of the page. Where its sound is, and when its words
 * are heard, is asked for at the door (see speak.js) when its turn comes.
 */

const SILENT = ".listen-bar, .unseen, [aria-hidden=true], script, style, noscript, select, textarea, button";
const LONGEST = 1000; // characters that the door takes

/** Return the box that an element stands in. */
function boxOf(element) {
  while (/^(inline|contents)$/.test(getComputedStyle(element).display)) element = element.parentElement;
  return element;
}

/** Tell a block where its sound is, and the places and times of its words. */
async function ask(block, { door, key }) {
  if (block.audio) return;
  const asked = new URLSearchParams({ text: block.text, key });
  const response = await fetch(`${door}${block.language}.json?${asked}`);
  if (!response.ok) throw new Error(response.status);
  Object.assign(block, await response.json());
}

/** Return the blocks of a page in the order in which one reads. */
export function blocksOf(main) {
  const at = document.querySelector('[data-behaviour="speak"]').dataset;
  const voices = at.voices.split(" ");
  const blocks = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const parent = node.parentElement;
    if (parent.closest(SILENT) || !parent.checkVisibility()) continue;
    const [element, language] = [boxOf(parent), parent.closest("[lang]").lang.split("-")[0]];
    const last = blocks.at(-1);
    if (last?.element === element && last.language === language) last.nodes.push(node);
    else blocks.push({ element, language, nodes: [node] });
  }
  return blocks
    .map((block, place) => {
      const text = block.nodes.map((node) => node.data).join("").slice(0, LONGEST);
      const made = { ...block, text, id: `page-${place}` };
      return Object.assign(made, { ask: () => ask(made, at) });
    })
    .filter(({ text, language }) => voices.includes(language) && /[\p{L}\p{N}]/u.test(text));
}
