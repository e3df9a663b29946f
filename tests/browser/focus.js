// Every stop of the keyboard: it takes the focus, a line is seen around it, nothing covers it.
() => {
  const found = [];
  const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select,"
    + " textarea, summary, audio[controls], video[controls], [tabindex='0']")].filter((e) =>
    !e.matches(":disabled, iframe") && e.checkVisibility({ checkVisibilityCSS: true }) && !e.closest("[inert]")
      && !(e.matches("[type=radio]") && !e.checked));
  const drawn = (e) => {
    const s = getComputedStyle(e);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.transform,
      s.borderColor, s.backgroundColor].join();
  };
  const around = (e) => [e, e.closest("label, .choice") ?? e].map(drawn).join();
  const shown = (e) => e.outerHTML.slice(0, 120);
  const first = document.activeElement;
  first?.blur();
  for (const e of stops) {
    const atRest = around(e);
    e.focus();
    if (document.activeElement !== e) { found.push(`takes no focus: ${shown(e)}`); continue; }
    if (!e.matches(":focus-visible") || around(e) === atRest)
      found.push(`no focus to be seen: ${shown(e)}`);
    const box = (e.closest("label") ?? e).getClientRects()[0];
    if (!box) continue;
    const between = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
    const middle = document.elementFromPoint(
      between(box.left, box.right, innerWidth), between(box.top, box.bottom, innerHeight));
    const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    if (!inView || !(middle && (e.contains(middle) || middle.contains(e)
      || e.closest("label")?.contains(middle))))
      found.push(`the focus is hidden${inView ? ` by ${middle && shown(middle)}` : ""}: ${shown(e)}`);
  }
  document.activeElement?.blur();
  return found;
}
