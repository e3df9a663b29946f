// Answers on a picture by pressing it; the fields below hold what is sent and stay what counts.
//
//   <div data-behaviour="spot"><svg> <g data-place="0"> … </svg> <input name value="0"> …
//   <div data-behaviour="labels" data-word-take="…"><svg> <g data-place="0"> … </svg>
//     <select> <option value="">…</option> <option>Oran</option> … one for each place
//
// Labels become buttons: press one, then its place; or drag it there.

const placesOf = (box) => [...box.querySelectorAll("[data-place]")];

/** Press the areas instead of their numbers. */
function spot(box) {
  const inputs = [...box.querySelectorAll("input")];
  if (box.closest("fieldset[disabled]")) return show();
  box.classList.add("can-click");

  function show() {
    placesOf(box).forEach((place, at) => place.classList.toggle("taken", inputs[at].checked));
  }

  placesOf(box).forEach((place, at) => place.addEventListener("click", () => inputs[at].click()));
  box.addEventListener("change", show);
  show();
}

/** Put labels on places; each list says what is on its own. */
function labels(box) {
  const lists = [...box.querySelectorAll("select")];
  const places = placesOf(box);
  let held = null;
  const row = Object.assign(document.createElement("div"), { className: "labels-to-take" });
  const chips = [...lists[0].options].slice(1).map((option) => chip(option.text));

  function chip(text) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "button quiet", textContent: text });
    Object.assign(made, { draggable: true, dir: "auto" });
    made.addEventListener("click", () => take(held === made ? null : made));
    made.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData("text/plain", text);
      take(made);
    });
    return made;
  }

  function take(one) {
    held = one;
    for (const each of chips) each.setAttribute("aria-pressed", each === held);
  }

  function put(at) {
    if (!held) return lists[at].focus();
    lists[at].value = held.textContent;
    lists[at].dispatchEvent(new Event("change", { bubbles: true }));
    lists[at].dispatchEvent(new Event("input", { bubbles: true }));
    take(null);
  }

  function show() {
    const taken = lists.map((list) => list.value).filter(Boolean);
    for (const each of chips) each.classList.toggle("taken", taken.includes(each.textContent));
    places.forEach((place, at) => {
      place.classList.toggle("taken", lists[at].value !== "");
      titled(place, lists[at].value);
    });
  }

  function titled(place, text) {
    let title = place.querySelector("title");
    title ??= place.appendChild(document.createElementNS(place.namespaceURI, "title"));
    title.textContent = text;
  }

  box.addEventListener("change", show);
  if (!box.closest("fieldset[disabled]")) {
    box.classList.add("can-click");
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", box.dataset.wordTake);
    row.append(...chips);
    box.querySelector("svg").after(row);
    places.forEach((place, at) => {
      place.addEventListener("click", () => put(at));
      place.addEventListener("dragover", (event) => event.preventDefault());
      place.addEventListener("drop", (event) => {
        event.preventDefault();
        put(at);
      });
    });
  }
  show();
}

document.querySelectorAll('[data-behaviour~="spot"]').forEach(spot);
document.querySelectorAll('[data-behaviour~="labels"]').forEach(labels);
