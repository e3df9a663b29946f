// What can no longer be seen where the system gives a page its own few colours: a sign or a line
// drawn in a colour of ours, a choice that was told by its ground alone.
async () => {
  const found = [];
  await new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); });
  const all = (selector) => [...document.querySelectorAll(selector)].filter((e) =>
    e.checkVisibility({ checkVisibilityCSS: true }) && e.getBoundingClientRect().width > 2);
  const shown = (e) => (e.parentElement.closest("a, button, li, p, summary") ?? e).outerHTML
    .slice(0, 240);
  const parts = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const clear = (colour) => !colour || colour === "none" || parts(colour)[3] === 0;
  const light = (colour) => parts(colour).slice(0, 3).map((part) => part / 255)
    .map((p) => p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4)
    .reduce((sum, p, at) => sum + p * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!clear(backgroundColor)) return backgroundColor;
    }
    return "rgb(0, 0, 0)"; // that of the page itself: see standards.py
  };
  const stands = (colour, e) => {
    const [dark, bright] = [light(colour), light(ground(e))].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05) >= 3;
  };

  for (const e of all("svg.icon"))
    if (!stands(getComputedStyle(e).stroke, e)) found.push(`a sign is not seen: ${shown(e)}`);
  for (const e of all("svg:not(.icon, .mark) :is(path, line, polyline, rect, circle, text)")) {
    if (e.closest("defs, symbol, .grid")) continue;
    const { fill, stroke } = getComputedStyle(e);
    const drawn = [fill, stroke].filter((colour) => !clear(colour));
    if (drawn.length && !drawn.some((colour) => stands(colour, e.closest("svg"))))
      found.push(`a line of a drawing is not seen: ${e.outerHTML.slice(0, 120)}`);
  }
  for (const e of all(".admonition-title")) {
    const sign = getComputedStyle(e, "::before");
    if (sign.maskImage !== "none" && !stands(sign.backgroundColor, e))
      found.push(`a sign is not seen: ${shown(e)}`);
  }
  for (const e of all("img"))
    if (/\.svg/.test(e.src) && light(ground(e)) < 0.8) found.push(`black on black: ${shown(e)}`);

  // What is chosen differs from what is not in more than its colours
  const drawn = (e) => {
    const style = getComputedStyle(e);
    const line = ["Top", "Right", "Bottom", "Left"].map((side) =>
      stands(style[`border${side}Color`], e) ? style[`border${side}Width`] : "");
    const around = style.outlineStyle === "none" ? "" : style.outlineWidth;
    return [style.fontWeight, style.textDecorationLine, style.borderStyle, ...line, around].join();
  };
  const LIKE = [["[aria-current]", "a, button, li, span"], ["[aria-pressed=true]", "button"],
    [".chosen", "label"]];
  for (const [chosen, like] of LIKE) for (const e of all(chosen)) {
    const others = [...(e.closest("ul, ol, form, tr, .along, .chips, fieldset") ?? e.parentElement)
      .querySelectorAll(like)].filter((other) => other !== e && other.tagName === e.tagName
        && !other.matches(chosen) && other.getBoundingClientRect().width > 2);
    const box = e.querySelector("input");
    if (others.length && !box && others.every((other) => drawn(other) === drawn(e)))
      found.push(`what is chosen looks like the rest: ${shown(e)}`);
  }
  return found;
}
