/**
 * Says the controls of a page, for whoever asked for sound.
 *
 * <div data-behaviour="speak" data-door="/aloud/" data-key="…" data-voices="fr ar …" data-word-press="…">:
 * the door answers <language>.mp3?text=…&key=… The sound stands in it, and the mark that shows what is being
 * said; or, where a browser plays no sound before the first press, that it waits for one, which is then answered.
 *
 * A control is said when the keyboard comes to it, when the pointer rests on it, when a finger holds it
 * (which then does not press it); headings, notices and questions when the pointer rests on them. What
 * role="status" and role="alert" come to say is said, and on arrival the title of the page or its
 * error. Any press interrupts, Escape silences, and nothing is said twice in a row. While the page reads
 * itself or a film plays, nothing else speaks; nor what stands in [data-unsaid], for to read it is asked.
 */

const REST = 250; // milliseconds for which a pointer lies on something that is meant
const HELD = 450; // and a finger
const LONGEST = 1000; // characters that the door takes

const here = document.querySelector('[data-behaviour="speak"]');
const voices = new Set(here.dataset.voices.split(" "));
const sound = here.appendChild(new Audio());
const mark = here.appendChild(document.createElement("div"));
sound.volume = Number(document.documentElement.dataset.volume) / 100;
mark.className = "said-mark";
mark.hidden = true;

const FIELDS = "input, select, textarea";
const CONTROLS = `a[href], button, ${FIELDS}, summary, label, audio, video, [tabindex="0"]`;
const SAID = `${CONTROLS}, h1, h2, h3, h4, legend, .prompt, .notice, [role=status], [role=alert]`;
const TOLD = "[role=status], [role=alert], [role=alertdialog], [aria-live]";
const SILENT = "[hidden], [aria-hidden=true], [data-unsaid], script, style, noscript, select, textarea, audio, video";

let queue = [];
let last = ""; // what was said last
let group = null; // the choices whose question was said last
let timer = 0;
let held = null; // what a finger holds, and was said
let saying = null; // the words that are said, and their element
let unheard = null; // those that the browser did not play

const languageOf = (element) => element.closest("[lang]").lang.split("-")[0];
const tidy = (text) => text.replace(/\s+/g, " ").trim();

/** Return what an element says: pairs of a language and a text, what stands apart as sentences. */
function wordsOf(root) {
  const found = [];
  const add = (element, text) => {
    const language = languageOf(element);
    if (!voices.has(language) || !/[\p{L}\p{N}]/u.test(text)) return;
    const before = found.at(-1);
    if (before?.[0] === language) before[1] += text;
    else found.push([language, text]);
  };
  const stop = () => found.length && (found.at(-1)[1] += "\n");
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return add(node.parentElement, node.data.replace(/\s+/g, " "));
    if (node.nodeType !== Node.ELEMENT_NODE || (node !== root && node.matches(SILENT))) return;
    const label = node.getAttribute("aria-label") ?? node.getAttribute("alt");
    if (label !== null && node !== root) return add(node, ` ${label} `);
    node.childNodes.forEach(walk);
    if (getComputedStyle(node).display !== "inline") stop();
  };
  walk(root);
  return found.map(([language, text]) => {
    const pieces = text.split("\n").map(tidy).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
    const said = pieces.reduce((all, piece) => (/[.!?؟。:]$/.test(all) ? `${all} ${piece}` : `${all}. ${piece}`));
    return [language, said.slice(0, LONGEST)];
  });
}

const named = (element, attribute) =>
  (element.getAttribute(attribute) ?? "").split(" ").map((id) => id && document.getElementById(id));
const wordsOfThose = (element, attribute) => named(element, attribute).filter(Boolean).flatMap(wordsOf);
const plain = (element, text) => (text ? [[languageOf(element), tidy(text)]] : []);

/** Return what a field says: its label, what is chosen in a list, what stands beside it. */
function wordsOfField(field) {
  const label = plain(field, field.getAttribute("aria-label"));
  const words = label.length ? label : [...(field.labels ?? [])].flatMap(wordsOf);
  const own = words.length ? words : plain(field, field.placeholder || field.title);
  const chosen = field.selectedOptions?.[0] ? plain(field, field.selectedOptions[0].text) : [];
  return [...own, ...chosen.filter(([, text]) => text !== "…"), ...wordsOfThose(field, "aria-describedby")];
}

/** Return the question of the choices that a control is one of, unless it was said last. */
function questionOf(control) {
  const around = control.matches("[type=radio], [type=checkbox]") ? control.closest("fieldset") : null;
  if (!around || around === group) return [];
  group = around;
  const legend = around.querySelector("legend");
  return [...(legend ? wordsOf(legend) : []), ...wordsOfThose(around, "aria-describedby")];
}

/** Return all that is said of a control, or of what is to be read. */
function saidOf(element) {
  const control = (element.matches("label") && element.control) || element;
  const labelled = wordsOfThose(control, "aria-labelledby");
  if (labelled.length) return labelled;
  if (control.matches(FIELDS)) return [...questionOf(control), ...wordsOfField(control)];
  const label = plain(control, control.getAttribute("aria-label"));
  if (label.length) return label;
  const words = wordsOf(control);
  return words.length ? words : plain(control, control.title);
}

/** Show what is being said: an outline, a loudspeaker, and the words where they are not seen. */
function show(element, words) {
  hide();
  element.classList.add("is-said");
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const text = words.map(([, each]) => each).join(" ");
  const seen = tidy(element.innerText ?? "").includes(text.slice(0, 12));
  mark.replaceChildren(document.querySelector(".sound .icon").cloneNode(true), seen ? "" : text);
  mark.hidden = false;
  const turned = document.dir === "rtl";
  const side = turned ? right - mark.offsetWidth + 12 : left - 12;
  mark.style.left = `${Math.min(Math.max(side, 2), innerWidth - mark.offsetWidth - 2)}px`;
  const room = innerHeight - mark.offsetHeight - 2;
  const beside = bottom + 4 < room ? bottom + 4 : top - mark.offsetHeight - 4; // not over what is read
  const place = seen || element.matches(FIELDS) ? top - 18 : beside;
  mark.style.top = `${Math.min(Math.max(place, 2), room)}px`;
}

function hide() {
  mark.hidden = true;
  document.querySelectorAll(".is-said").forEach((each) => each.classList.remove("is-said"));
}

function silence() {
  clearTimeout(timer);
  queue = [];
  sound.pause();
  hide();
}

function next() {
  const part = queue.shift();
  if (!part) return hide();
  const [language, text] = part;
  sound.src = `${here.dataset.door}${language}.mp3?${new URLSearchParams({ text, key: here.dataset.key })}`;
  sound.play().catch((problem) => {
    if (problem.name === "AbortError") return; // something else is said already
    silence();
    last = "";
    if (problem.name !== "NotAllowedError") return;
    unheard = saying;
    show(saying[1], [[language, here.dataset.wordPress]]);
  });
}

/** Say what the browser did not play before it was pressed, unless the press had something said. */
function sayUnheard() {
  const [words, element] = unheard || [];
  unheard = null;
  if (words && sound.paused && element.isConnected) say(words, element, true);
}

const isListening = () =>
  document.querySelector("[data-listen-bar]:is([data-state=playing], [data-state=loading])") ||
  [...document.querySelectorAll("audio, video")].some((each) => each !== sound && !each.paused);

function say(words, element, again = false) {
  const told = JSON.stringify(words);
  if (!words.length || isListening() || (told === last && !again)) return;
  silence();
  last = told;
  saying = [words, element];
  queue = [...words];
  show(element, words);
  next();
}

const sayThis = (element, again) => element?.isConnected && say(saidOf(element), element, again);
const reached = (event, what) => event.target.closest?.(what) ?? null;

sound.addEventListener("ended", next);
sound.addEventListener("error", () => sound.getAttribute("src") && next());
addEventListener("pagehide", silence);
for (const pressed of ["click", "keyup"]) addEventListener(pressed, sayUnheard);

document.addEventListener("focusin", (event) => {
  if (event.target.matches(`:focus-visible:is(${CONTROLS})`)) sayThis(event.target);
});
document.addEventListener("change", (event) => {
  if (event.target.matches("select")) sayThis(event.target);
});
document.addEventListener("keydown", (event) => {
  silence();
  if (event.key === "Escape") last = unheard = "";
});
document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  clearTimeout(timer);
  const element = reached(event, SAID);
  if (element) timer = setTimeout(() => sayThis(element), REST);
});
document.addEventListener("pointerdown", (event) => {
  silence();
  held = null;
  const element = event.pointerType === "mouse" ? null : reached(event, SAID);
  if (!element) return;
  timer = setTimeout(() => {
    held = element;
    sayThis(element, true);
  }, HELD);
});
for (const ended of ["pointerup", "pointercancel"]) {
  document.addEventListener(ended, () => held || clearTimeout(timer));
}
for (const pressed of ["click", "contextmenu"]) {
  document.addEventListener(pressed, (event) => {
    if (!held) return;
    event.preventDefault();
    event.stopPropagation();
    if (pressed === "click") held = null;
  }, true);
}

/** Say what a part of the page has come to tell; not what counts, nor into somebody's recording. */
const told = new WeakMap();
function listenTo(changes) {
  for (const { target } of changes) {
    const element = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
    const part = element?.closest(TOLD);
    if (!part || element.closest("[role=timer], [data-listen-bar], [data-counted], .player, [data-behaviour=speak]")) continue;
    if (!part.checkVisibility() || tidy(part.innerText) === (told.get(part) ?? "")) continue;
    told.set(part, tidy(part.innerText));
    const going = part.closest("[data-word-going]")?.dataset.wordGoing.split("{")[0];
    if (!going || !part.innerText.startsWith(going)) sayThis(part);
  }
}
document.querySelectorAll(TOLD).forEach((each) => told.set(each, tidy(each.innerText)));
new MutationObserver(listenTo).observe(document.body, {
  ...{ subtree: true, childList: true, characterData: true },
  ...{ attributes: true, attributeFilter: ["hidden"] },
});

const problem = document.querySelector("main [role=alert], main .error");
const message = [...document.querySelectorAll(".messages")].find((each) => tidy(each.innerText));
sayThis(problem ?? message ?? document.querySelector("h1"));
