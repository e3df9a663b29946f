// Makes a sentence of words that are pressed one after the other, in place of a list for each.
//
//   <div data-behaviour="words" data-word-mine="…" data-word-take="…" data-word-back="…">
//     <select name="answer.0">…</select> <select name="answer.1">…</select>
//
// The lists stay in the form and hold what is sent; without this script they are what one uses.

function group(name) {
  const made = document.createElement("div");
  made.className = "chips";
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", name);
  return made;
}

function begin(box) {
  const lists = [...box.querySelectorAll("select")];
  const words = [...lists[0].options].map((option) => option.text).slice(1);
  const [mine, rest] = [group(box.dataset.wordMine), group(box.dataset.wordTake)];
  mine.setAttribute("aria-live", "polite");
  const chips = words.map((word) => {
    const chip = document.createElement("button");
    Object.assign(chip, { type: "button", className: "button quiet", textContent: word });
    chip.addEventListener("click", () => move(chip));
    return chip;
  });

  function move(chip) {
    const taken = chip.parentElement === rest;
    (taken ? mine : rest).append(chip);
    keep();
    (taken ? (rest.firstElementChild ?? chip) : chip).focus();
  }

  function keep() {
    const taken = [...mine.children];
    lists.forEach((list, place) => (list.value = taken[place]?.textContent ?? ""));
    for (const chip of chips) {
      if (chip.parentElement === mine) chip.title = box.dataset.wordBack;
      else chip.removeAttribute("title");
    }
  }

  rest.append(...chips);
  for (const list of lists) {
    const chip = chips.find((each) => each.parentElement === rest && each.textContent === list.value);
    if (chip) mine.append(chip);
    list.parentElement.hidden = true;
  }
  keep();
  box.append(mine, rest);
}

document.querySelectorAll('[data-behaviour~="words"]').forEach(begin);
