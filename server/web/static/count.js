// Counts the words of a text while it is typed, as the server does: see content/questions/words.py.
//
//   <div data-behaviour="count" data-word-count="{n} …" data-word-few="… {n}" data-word-many="… {n}"
//     data-least="100" data-most="300"><textarea> <p role="status" data-counted>
//
// It is said once nobody types any more: read out at every word, it would cover what is written.

const QUIET = 800; // ms without a key
const BETWEEN = /[\p{Z}\p{Cc}—–]+/u;

function begin(box) {
  const area = box.querySelector("textarea");
  const told = box.querySelector("[data-counted]");
  const [least, most] = [Number(box.dataset.least), Number(box.dataset.most)];

  function count() {
    const words = area.value.split(BETWEEN).filter(Boolean).length;
    let word = box.dataset.wordCount.replace("{n}", words);
    if (most && words > most) word += ` · ${box.dataset.wordMany.replace("{n}", words - most)}`;
    else if (words < least) word += ` · ${box.dataset.wordFew.replace("{n}", least - words)}`;
    told.textContent = word;
  }

  let timer = 0;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(count, QUIET);
  });
  count();
}

document.querySelectorAll('[data-behaviour~="count"]').forEach(begin);
