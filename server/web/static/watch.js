// Tells which seconds of a recording were played, and says when all of it has been; keeps the
// second where somebody is, and goes back there when they return.
//
//   <figure data-behaviour="watch" data-watch-url="…" data-place-url="…" data-version="…"
//     data-csrf="…" data-from="12" data-word-done="…">
//     <video> <p role="status">

const TELL = 10000; // ms

function begin(figure) {
  const media = figure.querySelector("video");
  const status = figure.querySelector("[role=status]");
  let told = "";
  let kept = Number(figure.dataset.from);

  /** Keep where the recording stands; nothing as long as nobody has moved it. */
  function keep() {
    const second = media.ended ? 0 : Math.floor(media.currentTime);
    if (second === kept || (!media.played.length && !second)) return;
    kept = second;
    const { placeUrl, version, csrf } = figure.dataset;
    const body = new URLSearchParams({ place: `s${second}`, version, csrf_token: csrf });
    fetch(placeUrl, { method: "POST", body, keepalive: true }).catch(() => {
      kept = -1;
    });
  }

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

  const goBack = () => {
    if (kept > 0 && kept < media.duration - 0.5) media.currentTime = kept;
  };
  if (media.readyState) goBack();
  else media.addEventListener("loadedmetadata", goBack, { once: true });
  const both = () => {
    tell();
    keep();
  };
  setInterval(() => media.paused || both(), TELL);
  for (const kind of ["pause", "ended"]) media.addEventListener(kind, both);
  media.addEventListener("seeked", () => media.paused && keep());
  addEventListener("pagehide", both);
}

document.querySelectorAll('[data-behaviour~="watch"]').forEach(begin);
