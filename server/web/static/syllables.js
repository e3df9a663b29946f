// Shows the syllables of words in two colours, one after the other. The server says where they end;
// the nodes of the page are never changed: what is painted are ranges, below the mark of listening.
//
// In effect while <html data-syllables="yes">; "look" on the document tells that this has changed.

const html = document.documentElement;
const WORD = /\p{L}[\p{L}\p{M}]*(?:['’ʼ][\p{L}\p{M}]+)*/gu;
const LEFT_OUT = `button, .button, nav, math, svg, code, pre, kbd, select, textarea, mark, .unseen, .tag,
  .listen-bar, .pieces, .notice .title, .choice[data-theme], [role=timer], [role=status], [aria-hidden=true]`;
const known = new Map(); // of a language: a map of words to the places where their syllables end
const painted = ["syllable-one", "syllable-two"];
let waiting = 0;

/** Return the texts of the page whose words are coloured, each with its language. */
function texts() {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(LEFT_OUT)) continue;
    found.push([node, parent.closest("[lang]").lang.split("-")[0]]);
  }
  return found;
}

/** Ask for the words that were not asked for yet, a language at a time. */
async function learn(found) {
  const wanted = new Map();
  for (const [node, language] of found) {
    if (!known.has(language)) known.set(language, new Map());
    for (const [word] of node.data.matchAll(WORD)) {
      if (known.get(language).has(word)) continue;
      known.get(language).set(word, []);
      wanted.set(language, [...(wanted.get(language) ?? []), word]);
    }
  }
  const csrf = document.querySelector("[name=csrf_token]").value;
  const asked = [...wanted].map(async ([language, words]) => {
    const body = new URLSearchParams({ csrf_token: csrf, language, words: words.join(" ") });
    const answer = await fetch("/look/syllables", { method: "POST", body });
    if (!answer.ok || answer.redirected) return;
    for (const [word, ends] of Object.entries(await answer.json())) known.get(language).set(word, ends);
  });
  await Promise.allSettled(asked);
}

async function paint() {
  waiting = 0;
  const found = html.dataset.syllables === "yes" ? texts() : [];
  await learn(found);
  const ranges = [[], []];
  let turn = 0;
  for (const [node, language] of found) {
    for (const { 0: word, index } of node.data.matchAll(WORD)) {
      let start = 0;
      for (const end of [...(known.get(language).get(word) ?? []), word.length]) {
        const part = { startContainer: node, startOffset: index + start };
        ranges[turn].push(new StaticRange({ ...part, endContainer: node, endOffset: index + end }));
        turn = 1 - turn;
        start = end;
      }
    }
  }
  painted.forEach((name, which) => {
    const highlight = new Highlight(...ranges[which]);
    highlight.priority = -1;
    CSS.highlights.set(name, highlight);
  });
}

function soon() {
  waiting ||= requestAnimationFrame(paint);
}

if (globalThis.CSS?.highlights && globalThis.Highlight) {
  const changes = new MutationObserver((all) => {
    const matters = ({ target }) => !(target.parentElement ?? target).closest(LEFT_OUT);
    if (html.dataset.syllables === "yes" && all.some(matters)) soon();
  });
  changes.observe(document.querySelector("main"), { childList: true, characterData: true, subtree: true });
  document.addEventListener("look", soon);
  soon();
}
