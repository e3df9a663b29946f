// Has pictures that move stand still: their first picture is shown in their place.
//
// In effect while <html data-still="yes">; "look" on the document tells that this has changed.

const moving = [...document.querySelectorAll('main img[src*=".gif"], main img[src*=".webp"]')];

/** Put what a picture shows now on a canvas before it, which has its words. */
function draw(image) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  canvas.getContext("2d").drawImage(image, 0, 0);
  if (image.alt) {
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", image.alt);
  }
  canvas.className = "still";
  image.before(canvas);
  return canvas;
}

async function show(image) {
  await image.decode().catch(() => {});
  if (!image.naturalWidth) return;
  const isOn = document.documentElement.dataset.still === "yes";
  const before = image.previousElementSibling;
  const canvas = before?.matches("canvas.still") ? before : isOn && draw(image);
  if (canvas) canvas.hidden = !isOn;
  image.hidden = isOn;
}

moving.forEach(show);
document.addEventListener("look", () => moving.forEach(show));
