// Tells which seconds of a recording were played, and says when all of it has been.
//
//   <figure data-behaviour="watch" data-watch-url="…" data-csrf="…" data-from="12.5"
//     data-word-done="…">
//     <video> <p role="status">

const TELL = 10000; // ms

function begin(figure) {
  const media = figure.querySelector("video");
  const status = figure.querySelector("[role=status]");
  let told = "";

  async function tell() {
    const { played, duration } = media;
    if (!Number.isFinite(duration)) return;
    const parts = Array.from({ length: played.length }, (_, at) => at)
      .map((at) => `${played.start(at).toFixed(1)}-${played.end(at).toFixed(1)}`)
      .join(" ");
    if (parts === told || !parts) return;
    const body = new URLSearchParams({ csrf_token: figure.dataset.csrf, parts, length: duration });
    const sent = { method: "POST", body, keepalive: true };
    const response = await fetch(figure.dataset.watchUrl, sent).catch(() => null);
    if (!response?.ok) return;
    told = parts;
    if ((await response.json()).done) status.textContent = figure.dataset.wordDone;
  }

  media.addEventListener("loadedmetadata", () => {
    const from = Number(figure.dataset.from);
    if (from < media.duration - 5) media.currentTime = from;
  });
  setInterval(() => media.paused || tell(), TELL);
  for (const kind of ["pause", "ended"]) media.addEventListener(kind, tell);
  addEventListener("pagehide", tell);
}

document.querySelectorAll('[data-behaviour~="watch"]').forEach(begin);
