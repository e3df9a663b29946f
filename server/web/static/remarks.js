// Writes ready comments into the remark: by their buttons, and by the keys 1 to 9 where no text is
// being written. Without it each button sends the form, and the server does the same.
//
//   <form data-behaviour="remarks" data-keys data-read="answer"> <textarea>
//     <button data-comment="1"> <p role="status" data-added="… {sentence}">
//
// data-keys: the keys write too. data-read: what is read first, so that Tab leads from it to the form.

const WRITING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=file])";

function begin(form) {
  const remark = form.querySelector("textarea");
  const status = form.querySelector("[data-added]");

  function write(button) {
    const sentence = button.textContent.trim();
    if (!remark.value.includes(sentence)) {
      remark.value = `${remark.value.trimEnd()} ${sentence}`.trimStart();
    }
    status.textContent = status.dataset.added.replace("{sentence}", sentence);
  }

  for (const button of form.querySelectorAll("[data-comment]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      write(button);
    });
  }

  // By the place of the key: on a French keyboard the 1 is typed with Shift, and "&" without.
  function pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest(WRITING) || document.querySelector("[aria-modal]:not([hidden])")) return;
    const [, row, digit] = /^(Digit|Numpad)([1-9])$/.exec(event.code) ?? [];
    if (!digit || (row === "Numpad" && event.key.length > 1)) return; // an arrow, without NumLock
    const button = form.querySelector(`[data-comment="${digit}"]`);
    if (button) write(button);
  }
  if ("keys" in form.dataset) document.addEventListener("keydown", pressed);

  const first = document.getElementById(form.dataset.read ?? "");
  if (first && !location.hash) first.focus({ preventScroll: true });
}

document.querySelectorAll('[data-behaviour~="remarks"]').forEach(begin);
