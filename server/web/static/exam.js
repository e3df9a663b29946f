// Keeps every change of a candidate's answers in this browser first, then on the server: one second
// after the last change and five after the first at most, in order, again and again until it is
// confirmed. Typing never stops, whatever fails; nor does going from question to question, for all
// of them are on the page.
//
//   <div data-behaviour="exam-paper" data-sitting data-candidate data-save data-state data-word-…>
//     <form data-exam="form"> <div data-exam="question" data-place="0" data-number="3"> its fields,
//       <p data-exam="kept"> </div> … <div data-exam="overview" hidden>
//     <p data-exam="here"> <p data-exam="server"> <p data-exam="trouble" role="status">
//
// What the server answers is told to the rest of the page as an event "exam:state"; how much waits
// in this browser as "exam:kept"; that the server does not answer as "exam:away".

import { keeper } from "./exam-kept.js";

const QUIET = 1000; // ms without a change before it is sent
const MOST = 5000; // ms after the first change that was not sent
const AGAIN = [1000, 2000, 5000]; // ms before a save that failed is tried again
const PATIENCE = 10000; // ms for an answer
const TOGETHER = 20;
const ASK = 4000; // ms: what the examiner grants shows within five seconds
const TROUBLE = 3; // tries before it is said

const root = document.querySelector('[data-behaviour~="exam-paper"]');
const form = root?.querySelector('[data-exam="form"]');
const part = (name) => root.querySelector(`[data-exam="${name}"]`);
const boxes = new Map(
  [...(root?.querySelectorAll('[data-exam="question"]') || [])].map((box) => [Number(box.dataset.place), box]),
);
const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "medium" });
const underWay = new Set();
const drafted = new Map(); // of each place, what this page has last kept of it
let kept = null; // the keeper
let firstChange = 0; // performance.now() of the first change not yet sent, 0 for none
let timer = 0;
let failed = 0;
let sending = null;
let refusal = ""; // why the last answer cannot be kept: it stays in its field
let over = false; // nothing more is typed here
let going = false; // the server was there a moment ago: the form may go

const controls = (box) =>
  [...box.querySelectorAll("input, select, textarea")].filter((each) =>
    new RegExp(`^q${box.dataset.place}(\\.\\d+)?$`).test(each.name),
  );

// One text for each field; of boxes to tick, the values that are ticked.
function answerOf(box) {
  const answer = [];
  const chosen = new Map();
  for (const control of controls(box)) {
    if (control.type === "checkbox") {
      if (control.checked) answer.push(control.value);
    } else if (control.type === "radio") {
      if (!chosen.has(control.name)) answer[chosen.set(control.name, answer.length).get(control.name)] = "";
      if (control.checked) answer[chosen.get(control.name)] = control.value;
    } else answer.push(control.value);
  }
  return answer;
}

function show(box, answer) {
  const left = [...answer];
  const chosen = new Map();
  for (const control of controls(box)) {
    if (control.type === "checkbox") control.checked = answer.includes(control.value);
    else if (control.type === "radio") {
      if (!chosen.has(control.name)) chosen.set(control.name, left.shift() ?? "");
      control.checked = control.value === chosen.get(control.name);
    } else control.value = left.shift() ?? "";
  }
}

function say(name, word, time) {
  const place = part(name);
  const text = word ? word.replace("{time}", time ? clock.format(time) : "") : "";
  if (place && place.textContent !== text) place.textContent = text;
}

// The number of the next save of a question: the same until it is on its way.
const numberOf = (box) => Number(box.dataset.number || 0) + 1;

async function queue() {
  if (!kept.drafts().length) return;
  for (const { place, number } of kept.drafts()) if (boxes.has(place)) boxes.get(place).dataset.number = number;
  await kept.queue(underWay);
}

const waiting = () => kept.saves().length + kept.drafts().length;
const told = (name, detail) => document.dispatchEvent(new CustomEvent(`exam:${name}`, { detail }));

// Leaving a field that was typed in is a change too, as is closing it at the end of a section: what
// is kept already must not be sent a second time. It only goes at once.
async function changed(box, soon) {
  if (over) return;
  const answer = answerOf(box);
  if (drafted.get(box) === JSON.stringify(answer)) {
    if (soon && kept.drafts().length) push();
    return;
  }
  drafted.set(box, JSON.stringify(answer));
  refusal = "";
  firstChange ||= performance.now();
  const since = performance.now() - firstChange;
  clearTimeout(timer);
  timer = setTimeout(push, soon ? 0 : Math.max(0, Math.min(QUIET, MOST - since)));
  const safe = await kept.draft(Number(box.dataset.place), answer, numberOf(box));
  say("here", safe ? root.dataset.wordHere : root.dataset.wordNotHere, Date.now());
  told("kept", waiting());
}

// Sends all there is; says whether the server has it.
async function push() {
  clearTimeout(timer);
  firstChange = 0;
  await queue();
  sending ??= send().finally(() => (sending = null));
  await sending;
  return waiting() === 0;
}

async function send() {
  while (kept.saves().length) {
    const saves = kept.saves().slice(0, TOGETHER);
    for (const save of saves) underWay.add(save.uuid);
    const body = JSON.stringify({
      candidate: root.dataset.candidate,
      saves: saves.map(({ uuid, place, number, answer, at }) => ({ uuid, place, number, answer, client_ms: at })),
    });
    const answer = await asked(root.dataset.save, {
      method: "POST",
      body,
      keepalive: document.hidden && new Blob([body]).size < 60000, // a browser refuses larger ones
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.csrf_token.value },
    });
    underWay.clear();
    if (!answer?.kept) {
      timer = setTimeout(push, AGAIN[Math.min(Math.max(failed, 1), AGAIN.length) - 1]);
      return;
    }
    const refused = answer.refused || {};
    if (Object.keys(refused).length) drafted.clear();
    await kept.forget(new Set([...answer.kept, ...Object.keys(refused)]));
    if (Object.keys(refused).length) say("trouble", (refusal = Object.values(refused)[0]));
    if (waiting() === 0) say("server", root.dataset.wordServer, Date.now());
    told("kept", waiting());
  }
}

// Asks the server; null when it does not answer as it should, which is said after a few tries.
async function asked(url, how = {}) {
  const patience = new AbortController();
  const enough = setTimeout(() => patience.abort(), PATIENCE);
  const response = await fetch(url, { ...how, signal: patience.signal }).catch(() => null);
  const answer = await response?.json().catch(() => null);
  clearTimeout(enough);
  if (answer?.csrf) form.csrf_token.value = answer.csrf;
  if (response?.ok && answer) {
    failed = 0;
    say("trouble", refusal);
    told("state", answer);
    return answer;
  }
  failed += 1;
  if (answer?.stage === "signed_out") say("trouble", root.dataset.wordSignIn);
  else if (answer?.error) say("trouble", answer.error);
  else if (failed >= TROUBLE) say("trouble", over ? "" : root.dataset.wordWaiting);
  told("away", failed);
  return null;
}

// Another page is due: paused, over, moved elsewhere, or time was given back after the end. What is
// here goes first.
async function leave({ detail }) {
  if (!detail.stage || (detail.stage === "working" && !over)) return;
  close();
  if (await push()) location.reload();
}

// Nothing more is typed here; what was typed is still sent.
function close() {
  if (!over) say("trouble", refusal);
  over = true;
  for (const box of boxes.values()) for (const control of controls(box)) control.disabled = true;
}

// The time of some sections is over: nothing more is typed there, until time is given back.
function closeSections({ detail: sections }) {
  for (const box of boxes.values())
    for (const control of controls(box)) control.disabled = over || sections.includes(Number(box.dataset.section));
}

// What this browser kept and the server has not is shown again and sent, unless the server has a
// newer answer: then it is only sent, and kept beside.
async function takeUpAgain() {
  for (const { place, number, answer } of kept.saves()) {
    const box = boxes.get(place);
    if (!box || number <= Number(box.dataset.number || 0)) continue;
    show(box, answer);
    box.dataset.number = number;
  }
  for (const { place, answer } of kept.drafts()) if (boxes.has(place)) show(boxes.get(place), answer);
  if (!waiting()) return;
  told("kept", waiting());
  await push();
}

const ask = () => asked(`${root.dataset.state}?waiting=${waiting()}&place=${root.dataset.at || 0}`);

// A form goes only to a server that is there: no page of the browser's own, which says that there
// is none, takes the place of what is being written. The last words go first.
async function submit(event) {
  const { submitter } = event;
  const saves = submitter?.dataset.exam === "save";
  if (going || submitter?.formTarget === "_blank" || (submitter?.name === "to" && !saves)) return;
  event.preventDefault();
  if (!(await push()) || !(await ask())) {
    if (!over && !part("trouble").textContent) say("trouble", root.dataset.wordWaiting);
    return;
  }
  if (saves) return say("server", root.dataset.wordServer, Date.now());
  going = true;
  form.requestSubmit(submitter);
  going = false;
}

async function begin() {
  kept = await keeper(`${root.dataset.sitting}.${root.dataset.candidate}`);
  await takeUpAgain();
  for (const box of boxes.values()) {
    // what has no name is no answer: how fast the question is read
    box.addEventListener("input", ({ target }) => target.name && changed(box, false));
    box.addEventListener("change", ({ target }) => target.name && changed(box, true));
  }
  form.addEventListener("submit", submit);
  document.addEventListener("visibilitychange", () => document.hidden && push());
  document.addEventListener("exam:state", leave);
  document.addEventListener("exam:close", close);
  document.addEventListener("exam:sections", closeSections);
  document.addEventListener("exam:push", push);
  document.addEventListener("exam:gather", async ({ detail: give }) => {
    await queue();
    give(kept.saves());
  });
  addEventListener("pagehide", push);
  addEventListener("online", push);
  const look = async () => {
    if (!sending) await ask();
    setTimeout(look, ASK);
  };
  setTimeout(look, ASK);
  root.dataset.ready = "";
}

if (root) begin();
