// Moves the bar of a job while it is done, and shows the page anew once it has ended.
//
//   <div data-behaviour="job" data-progress-url="…" data-words="Under way"><progress><p>

const EVERY = 1000;
const box = document.querySelector('[data-behaviour~="job"]');

async function look() {
  try {
    const response = await fetch(box.dataset.progressUrl, { headers: { Accept: "application/json" } });
    const { done, total, over } = await response.json();
    if (over) {
      location.reload();
      return;
    }
    const bar = box.querySelector("progress");
    bar.max = total || 1;
    bar.value = done;
    const percent = Math.floor((100 * done) / (total || 1));
    box.querySelector("p").textContent = `${box.dataset.words} – ${percent} %`;
  } catch {
    // The server may be starting again: ask once more.
  }
  setTimeout(look, EVERY);
}

if (box) setTimeout(look, EVERY);
