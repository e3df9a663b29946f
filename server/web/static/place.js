// Keeps how far down a lesson somebody is, and goes back there when they return.
//
//   <article data-behaviour="place" data-place="b12" data-version="fr" data-place-url="…"
//     data-csrf="…">

const QUIET = 2000;
const TOP = 80; // points from the top of the window to the block that is being read
const article = document.querySelector('[data-behaviour~="place"]');
let timer = 0;
let kept = "";

function blockInView() {
  const blocks = [...article.querySelectorAll("[data-block]")];
  return blocks.find((block) => block.getBoundingClientRect().bottom > TOP + 1);
}

function keep() {
  const inParts = article.querySelector(".other-piece");
  const name = window.scrollY < 200 && !inParts ? "" : blockInView()?.dataset.block;
  if (name === undefined || name === kept) return;
  kept = name;
  const { version, csrf } = article.dataset;
  const body = new URLSearchParams({ place: name, version, csrf_token: csrf });
  fetch(article.dataset.placeUrl, { method: "POST", body, keepalive: true }).catch(() => {
    kept = "";
  });
}

if (article) {
  kept = article.dataset.place;
  const last = kept && article.querySelector(`[data-block="${CSS.escape(kept)}"]`);
  if (last && !location.hash) scrollBy(0, last.getBoundingClientRect().top - TOP);
  addEventListener(
    "scroll",
    () => {
      clearTimeout(timer);
      timer = setTimeout(keep, QUIET);
    },
    { passive: true },
  );
}
