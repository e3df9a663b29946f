// Helps whoever writes a lesson: a few buttons, and what readers will see, beside the text.
//
//   <form data-behaviour="write" data-preview-url="…"> [role=toolbar] <button data-put="…"
//     data-where="around|line|block"> <button data-go="id"> </div> <textarea> <input name="at">
//     <div data-seen>

const QUIET = 700; // ms without a key before the page is shown again
const decoder = new DOMParser();

function begin(form) {
  const area = form.querySelector("textarea[name=text]");
  const place = form.elements.at;
  const seen = form.querySelector("[data-seen]");
  const tools = form.querySelector("[role=toolbar]");
  let timer = 0;
  let asked = null;

  async function show() {
    asked?.abort();
    asked = new AbortController();
    const sent = new FormData(form);
    for (const name of ["sound_file", "picture_file"]) sent.delete(name);
    const request = { method: "POST", body: new URLSearchParams(sent), signal: asked.signal };
    const response = await fetch(form.dataset.previewUrl, request).catch(() => null);
    if (!response?.ok) return;
    const page = decoder.parseFromString(await response.text(), "text/html");
    seen.replaceChildren(...page.body.childNodes);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(show, QUIET);
  }

  function put(text, where) {
    const { selectionStart: from, selectionEnd: to, value } = area;
    const chosen = value.slice(from, to);
    area.focus();
    if (where === "around") {
      area.setRangeText(`${text}${chosen}${text}`, from, to, "end");
      if (!chosen) area.selectionStart = area.selectionEnd = from + text.length;
    } else if (where === "line") {
      const start = value.lastIndexOf("\n", from - 1) + 1;
      const lines = value.slice(start, to).split("\n");
      area.setRangeText(lines.map((line) => text + line).join("\n"), start, to, "end");
    } else {
      const next = value.indexOf("\n", to);
      const end = next < 0 ? value.length : next;
      const gap = value.slice(0, end).trim() ? "\n\n" : "";
      area.setRangeText(`${gap}${text}\n`, end, end, "end");
    }
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  tools.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button?.dataset.put) put(button.dataset.put, button.dataset.where);
    else if (button) {
      const part = document.getElementById(button.dataset.go);
      part.scrollIntoView();
      part.querySelector("input, select, button").focus();
    }
  });
  tools.addEventListener("keydown", (event) => {
    const buttons = [...tools.querySelectorAll("button")];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const way = document.documentElement.dir === "rtl" ? -step : step;
    const next = buttons.indexOf(document.activeElement) + way;
    buttons[(next + buttons.length) % buttons.length].focus();
    event.preventDefault();
  });
  area.addEventListener("keydown", (event) => {
    if (!event.ctrlKey || event.altKey || event.key !== "b") return;
    put("**", "around");
    event.preventDefault();
  });
  for (const sign of ["blur", "select", "keyup", "click"]) {
    area.addEventListener(sign, () => (place.value = area.selectionEnd));
  }
  form.addEventListener("input", ({ target }) => target.type !== "file" && later());
  tools.hidden = false;
}

document.querySelectorAll('[data-behaviour~="write"]').forEach(begin);
