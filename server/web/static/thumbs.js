/**
 * The pages of a PDF as small pictures, to go to: <details data-leaf-thumbs><ol></ol></details>.
 * Made once it is opened; each is drawn when it comes into sight.
 */

const WIDTH = 96; // px

export function thumbs(viewer, holder) {
  const list = holder.querySelector("ol");
  const sight = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) {
        if (!isIntersecting) continue;
        sight.unobserve(target);
        draw(viewer, target).catch(() => {});
      }
    },
    { root: list, rootMargin: "200px" },
  );
  holder.addEventListener("toggle", () => {
    if (!holder.open || list.childElementCount) return;
    const [wide, high] = viewer.usual;
    for (let number = 1; number <= viewer.pdf.numPages; number++) {
      const link = Object.assign(document.createElement("a"), { href: `?page=${number}` });
      link.dataset.to = number;
      link.setAttribute("aria-label", viewer.numbered(number));
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [WIDTH, Math.round((WIDTH * high) / wide)];
      link.append(canvas, String(number));
      list.appendChild(document.createElement("li")).append(link);
      sight.observe(link);
    }
    show(list, viewer.number);
  });
  return (number) => show(list, number);
}

async function draw(viewer, link) {
  const page = await viewer.pdf.getPage(Number(link.dataset.to));
  const { width } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: WIDTH / width });
  const canvas = link.querySelector("canvas");
  canvas.height = Math.round(viewport.height);
  await page.render({ canvasContext: canvas.getContext("2d", { alpha: false }), viewport }).promise;
}

/** Say which page is before the reader. */
function show(list, number) {
  list.querySelector("[aria-current]")?.removeAttribute("aria-current");
  list.children[number - 1]?.firstElementChild.setAttribute("aria-current", "page");
}
