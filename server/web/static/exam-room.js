// Where a candidate waits, or has handed in: asks how far the exam is, and shows the next page when
// it is due; sends meanwhile what this browser still keeps of their answers.
//
//   <div data-behaviour="exam-room" data-stage="waiting" data-sitting data-candidate data-state data-save>

import { keeper } from "./exam-kept.js";

const ASK = 3000; // ms
const box = document.querySelector('[data-behaviour~="exam-room"]');

async function look(kept) {
  const response = await fetch(box.dataset.state).catch(() => null);
  const state = await response?.json().catch(() => null);
  if (response?.ok && state) {
    const saves = kept.saves();
    if (saves.length) await send(kept, saves, state.csrf);
    if (state.stage !== box.dataset.stage || state.messages.length !== Number(box.dataset.messages))
      return location.reload();
  }
  setTimeout(look, ASK, kept);
}

async function send(kept, saves, csrf) {
  const response = await fetch(box.dataset.save, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify({
      candidate: box.dataset.candidate,
      saves: saves.map(({ uuid, place, number, answer, at }) => ({ uuid, place, number, answer, client_ms: at })),
    }),
  }).catch(() => null);
  const answer = response?.ok ? await response.json().catch(() => null) : null;
  if (answer) await kept.forget(new Set([...answer.kept, ...Object.keys(answer.refused || {})]));
}

async function begin() {
  const kept = await keeper(`${box.dataset.sitting}.${box.dataset.candidate}`);
  if (kept.drafts().length) await kept.queue();
  look(kept);
}

if (box) begin();
