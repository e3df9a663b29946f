// Plays a sound that may be heard so many times. The server counts: each play is asked of it.
//
//   <form><input name="csrf_token"> … <div data-behaviour="plays" data-left="2"
//     data-word-left="{n} …" data-word-none="…" data-word-lost="…">
//     <button formaction="…"> <p role="status">
//
// The address answers a POST with {src, left}: where the sound is for this once, and how often it
// may still be asked for. 409: not once more. Without this script the button sends the form there.

function begin(box) {
  const button = box.querySelector("button");
  const status = box.querySelector("[role=status]");
  if (!button) return;
  const audio = new Audio();
  let playing = false;

  function say(left) {
    const word = left > 0 ? box.dataset.wordLeft : box.dataset.wordNone;
    status.textContent = word.replace("{n}", left);
    button.disabled = playing || left <= 0;
    box.dataset.left = left;
  }

  function over() {
    playing = false;
    say(Number(box.dataset.left));
  }

  async function play(event) {
    event.preventDefault();
    if (playing) return;
    playing = button.disabled = true;
    const token = button.form.elements.csrf_token?.value ?? "";
    const body = new URLSearchParams({ csrf_token: token, listen: button.value });
    const headers = { Accept: "application/json" };
    const sent = { method: "POST", body, headers };
    const answer = await fetch(button.formAction, sent).catch(() => null);
    const told = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!told) {
      playing = false;
      if (answer?.status === 409) return say(0);
      button.disabled = false;
      status.textContent = box.dataset.wordLost;
      return;
    }
    say(told.left);
    audio.src = told.src;
    audio.play().catch(over);
  }

  audio.addEventListener("ended", over);
  audio.addEventListener("error", over);
  button.addEventListener("click", play);
}

document.querySelectorAll('[data-behaviour~="plays"]').forEach(begin);
