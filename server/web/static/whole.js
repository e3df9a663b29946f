// Escape leaves the full page of a frame, also where the page in the frame hears the key and tells.
//
//   <a class="larger" href="#whole">  <div class="whole" id="whole"> <a class="smaller" href="#part"> <iframe>

const frame = document.querySelector(".whole iframe");

function leave() {
  if (location.hash === "#whole") location.hash = "#part";
}

addEventListener("keydown", (event) => event.key === "Escape" && leave());
addEventListener("message", ({ source, data }) => {
  if (frame && source === frame.contentWindow && data?.ardoise === 1 && data.escape === true) leave();
});
addEventListener("hashchange", () => {
  const next = { "#whole": ".smaller", "#part": ".larger" }[location.hash];
  if (next) document.querySelector(next)?.focus();
});
