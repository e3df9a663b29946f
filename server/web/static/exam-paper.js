// Going from question to question of an exam without asking the server, the list of all, questions
// to look at again, and recordings that may be heard so many times.
//
//   [data-exam=question] … [data-exam=overview]: one is shown, the others are hidden
//   <button name="to" value="3"> shows question 3; the value behind the last one the list
//   [data-exam=flag] <button aria-pressed> in each question; [data-exam=list] li[data-place]
//   [data-exam=messages][data-told=1] what was told, <template data-exam=message>; see "exam:state"
//   [data-exam=sound][data-place][data-sound] <button> [data-left]

const root = document.querySelector('[data-behaviour~="exam-paper"]');
const form = root?.querySelector('[data-exam="form"]');
const questions = [...(root?.querySelectorAll('[data-exam="question"]') || [])];
const overview = root?.querySelector('[data-exam="overview"]');
const flags = `exam-flags-${root?.dataset.sitting}-${root?.dataset.candidate}`;
const alone = root?.dataset.alone !== undefined;

const unheard = new Map(); // by its button, what the browser did not play

const flagged = () => new Set(JSON.parse(sessionStorage.getItem(flags) || "[]"));

// Shows one question by its number from 1, or the list.
function go(number) {
  const last = questions.length + 1;
  const to = Math.min(Math.max(number, 1), last);
  if (alone) {
    questions.forEach((each, place) => (each.hidden = place !== to - 1));
    for (const each of root.querySelectorAll("[data-first]")) each.hidden = Number(each.dataset.first) !== to - 1;
    overview.hidden = to !== last;
    const [back, next] = ["previous", "next"].map((name) => root.querySelector(`[data-exam="${name}"]`));
    back.value = to - 1;
    back.hidden = to === 1;
    next.value = to + 1;
    next.hidden = to === last;
    next.querySelector("span").textContent = to === last - 1 ? next.dataset.wordList : next.dataset.wordNext;
    root.querySelector('[data-exam="save"]').hidden = to === last;
    root.querySelector('[data-exam="hand-in"]').hidden = to !== last;
  }
  root.dataset.at = to - 1;
  fill();
  const shown = to === last ? overview : questions[to - 1];
  shown.querySelector("legend, h2")?.setAttribute("tabindex", "-1");
  shown.querySelector("legend, h2")?.focus();
  if (!alone) shown.scrollIntoView();
}

const isAnswered = (question) =>
  [...question.querySelectorAll("input, select, textarea")].some(
    (each) =>
      each.name.startsWith("q") &&
      (["radio", "checkbox"].includes(each.type) ? each.checked : each.type !== "file" && each.value.trim()),
  ) || question.dataset.handed !== undefined;

function fill() {
  const again = flagged();
  for (const line of root.querySelectorAll('[data-exam="list"] [data-place]')) {
    const question = questions[Number(line.dataset.place)];
    const done = isAnswered(question);
    line.querySelector('[data-exam="done"]').hidden = !done;
    line.querySelector('[data-exam="open"]').hidden = done;
    line.querySelector('[data-exam="again"]').hidden = !again.has(line.dataset.place);
  }
}

function flag(button) {
  const again = flagged();
  const { place } = button.closest('[data-exam="question"]').dataset;
  if (!again.delete(place)) again.add(place);
  sessionStorage.setItem(flags, JSON.stringify([...again]));
  button.setAttribute("aria-pressed", String(again.has(place)));
}

// Shows what the examiner has told since, above the paper; the latest first.
function hear({ detail: { messages } }) {
  const box = root.querySelector('[data-exam="messages"]');
  const fresh = (messages || []).slice(0, Math.max(0, (messages || []).length - Number(box.dataset.told)));
  for (const { text } of fresh.reverse()) {
    const said = root.querySelector('template[data-exam="message"]').content.cloneNode(true);
    said.querySelector(".notice > div > div").textContent = text;
    box.prepend(said);
    box.scrollIntoView({ block: "nearest" });
  }
  box.dataset.told = Number(box.dataset.told) + fresh.length;
}

async function listen(button) {
  const box = button.closest('[data-exam="sound"]');
  const { place, sound } = box.dataset;
  if (unheard.has(button)) return play(button, ...unheard.get(button));
  button.disabled = true;
  const response = await fetch(root.dataset.played, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": form.csrf_token.value },
    body: JSON.stringify({ place: Number(place), sound: Number(sound) }),
  }).catch(() => null);
  const answer = response?.ok ? await response.json() : null;
  if (!answer) {
    button.disabled = false;
    box.querySelector("[role=status]").textContent = root.dataset.wordNotHeard;
    return;
  }
  const left = answer.allowed - answer.times;
  const player = new Audio(answer.address);
  player.addEventListener("ended", () => (button.disabled = left <= 0));
  player.addEventListener("error", () => (button.disabled = left <= 0));
  play(button, player, box.dataset.wordLeft.replace("{n}", left));
}

// Plays a recording that was counted; its button plays it again uncounted where the browser did not.
async function play(button, player, told) {
  const status = button.closest('[data-exam="sound"]').querySelector("[role=status]");
  button.disabled = true;
  status.textContent = told;
  unheard.delete(button);
  if (player.error) player.load();
  if (await player.play().then(() => true, () => false)) return;
  unheard.set(button, [player, told]);
  button.disabled = false;
  status.textContent = root.dataset.wordNotHeard;
}

if (root) {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "to" || event.submitter.dataset.exam === "save") return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("exam:push"));
    go(Number(event.submitter.value));
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button, a");
    if (button?.matches('[data-exam="flag"]')) flag(button);
    if (button?.closest('[data-exam="sound"]') && button.matches("button")) {
      event.preventDefault();
      listen(button);
    }
    if (alone && button?.closest('[data-exam="list"]')) {
      event.preventDefault();
      go(Number(button.closest("[data-place]").dataset.place) + 1);
    }
  });
  form.addEventListener("input", fill);
  document.addEventListener("exam:state", hear);
  for (const button of root.querySelectorAll('[data-exam="flag"]')) {
    button.hidden = false;
    const { place } = button.closest('[data-exam="question"]').dataset;
    button.setAttribute("aria-pressed", String(flagged().has(place)));
  }
  fill();
}
