// What a page keeps to that axe-core does not look at: see standards.py. Each fault has the name of
// its rule, what is wrong, and the element, so that a reason given in explained.py can be found.
([language, direction, must, reasons]) => {
  const found = [];
  const explained = new Set();
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (e) => e.outerHTML.slice(0, 120);
  const words = (text) => text.replace(/\s+/g, " ").trim();
  const tell = (rule, e, what = "") => {
    const reason = reasons.findIndex(([of, where]) => of === rule && e.matches(where));
    if (reason < 0) found.push(`${rule}: ${what} ${shown(e)}`);
    else explained.add(reason);
  };

  const html = document.documentElement;
  if (html.lang !== language || html.dir !== direction)
    found.push(`the page says that it is ${html.lang}, ${html.dir}`);
  if (all("h1").length !== 1) found.push(`${all("h1").length} h1`);
  for (const img of all("img")) {
    if (!img.hasAttribute("alt")) tell("no alt", img);
    if (/\.(svg|png|jpe?g|webp)$/i.test(img.alt)) tell("a file name as alt", img);
    if (img.complete && !img.naturalWidth) tell("a picture that is not there", img);
  }
  for (const figure of all("figure:has(> figcaption):has(img)")) { // RGAA 1.9
    const caption = words(figure.querySelector("figcaption").textContent);
    const named = words(figure.getAttribute("aria-label") ?? "") === caption;
    if (!named || !/^(figure|group)$/.test(figure.getAttribute("role")))
      tell("a caption that is tied to nothing", figure);
  }
  for (const media of all("audio, video")) {
    if (media.autoplay) tell("plays by itself", media);
    // what is muted, and a voice that only says what is written
    const silent = media.muted || media.matches("audio:not([controls]), audio[aria-describedby]");
    if (!silent && !media.querySelector("track[kind=captions]")) tell("no captions", media);
  }
  for (const table of all("table")) {
    if (!table.querySelector("th")) tell("a table without headers", table);
    if (!table.caption && !table.matches("[aria-label], [aria-labelledby]"))
      tell("a table without a name", table);
  }
  for (const th of all("th:not([scope])")) tell("a header of nothing in particular", th);
  for (const e of all("[tabindex]")) if (e.tabIndex > 0) tell("an order of its own", e);
  for (const e of all("main p"))
    if (getComputedStyle(e).textAlign === "justify") tell("justified", e);

  // Links: what they say by themselves, and beside others of the same words
  const VAGUE = new RegExp(`^(${[
    "ici", "cliquer", "cliquez( ici)?", "(ce )?lien", "(lire )?(la )?suite", "en savoir plus", "lire",
    "plus", "voir", "détails?", "page", "cette page", "télécharger", "ouvrir",
    "هنا", "(اضغط|انقر) هنا", "(هذا )?(ال)?رابط", "المزيد", "(اقرأ|اعرف) المزيد", "اقرأ", "عرض",
    "التفاصيل", "تحميل", "فتح", "افتح",
  ].join("|")})[.…:!»]*$`, "iu");
  const seen = new Map();
  const headings = all("h1, h2, h3, h4, h5, h6");
  const above = (e) => headings.findLast((h) =>
    h.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
  for (const link of all("a[href]")) {
    const name = words(link.getAttribute("aria-label") || link.textContent);
    if (!name) continue; // a picture: axe looks at its name
    const where = link.closest("li, p, td, th, dd, figcaption");
    const row = link.closest("td")?.closest("tr").querySelectorAll("th") ?? [];
    const around = [where, ...row].map((e) => words(e?.textContent ?? "")).join(" ").trim();
    if (VAGUE.test(name) && around === name) tell("a vague link", link);
    const menu = link.closest("nav")?.getAttribute("aria-label");
    const heading = above(link);
    const part = link.closest("header, main, aside, footer")?.tagName;
    const key = [name, around, part, menu, heading && words(heading.textContent)].join("|");
    const other = seen.get(key);
    if (other && other !== link.href) tell("another link of these words", link);
    seen.set(key, link.href);
  }

  // Boxes of one question stand in a group that says it
  const groups = new Map();
  const forms = [...document.forms];
  for (const box of all("input[type=radio], input[type=checkbox]")) {
    const key = `${forms.indexOf(box.form)} ${box.name}`;
    if (box.name) groups.set(key, [...(groups.get(key) ?? []), box]);
  }
  const GROUP = "fieldset:has(> legend), [role=group][aria-label], [role=group][aria-labelledby],"
    + " [role=radiogroup][aria-label], [role=radiogroup][aria-labelledby], table";
  for (const boxes of groups.values())
    if (boxes.length > 1) for (const box of boxes)
      if (!box.closest(GROUP)) { tell("boxes without a legend", box); break; }

  // What must be filled in says so before it is sent
  const fields = (form) => new Set([...form.elements].filter((e) =>
    e.name && !e.matches("button, fieldset, [type=hidden]")).map((e) => e.name));
  for (const field of all("input[required], select[required], textarea[required]")) {
    if (!field.form || fields(field.form).size < 2) continue; // nothing else could be meant
    const about = (field.getAttribute("aria-describedby") ?? "").split(" ")
      .map((id) => document.getElementById(id));
    if (![...field.labels, ...about].some((e) => e?.textContent.includes(must)))
      tell("does not say that it is required", field);
  }

  // A colour alone says nothing
  for (const e of all("main :is(span, i, b, em, td, div):empty")) {
    const style = getComputedStyle(e);
    const coloured = !/^(transparent|rgba\(.*, 0\))$/.test(style.backgroundColor);
    if (coloured && e.offsetWidth > 3 && e.offsetHeight > 3 && !e.matches("[aria-label], [role]"))
      tell("a colour that says it alone", e);
  }

  // The eye and the Tab key go the same way
  const stops = all("a[href], button, input:not([type=hidden]), select, textarea, summary,"
    + " audio[controls], video[controls], iframe, [tabindex='0']").filter((e) =>
    !e.disabled && e.checkVisibility({ checkVisibilityCSS: true })
      && !e.closest("[hidden], .unseen, .skip"));
  const fixed = (e) => {
    for (let at = e; at && at !== document.body; at = at.parentElement)
      if (/fixed|sticky|absolute/.test(getComputedStyle(at).position)) return true;
    return false;
  };
  const place = (e) => { // of what scrolls in a box, the box is where it is seen
    const own = e.getBoundingClientRect();
    const box = e.parentElement.closest("[tabindex='0'], nav ol")?.getBoundingClientRect();
    return box && (own.top < box.top - 1 || own.bottom > box.bottom + 1) ? box : own;
  };
  const placed = stops.filter((e) => !fixed(e)).map((e) => [e, place(e)]);
  placed.forEach(([e, box], at) => {
    if (!at || !box.width) return;
    const [before, its] = placed[at - 1];
    if (its.x === box.x && its.y === box.y) return;
    let shared = e;
    while (!shared.contains(before)) shared = shared.parentElement;
    const rtl = getComputedStyle(shared).direction === "rtl";
    const ahead = rtl ? box.left >= its.right - 1 : box.right <= its.left + 1;
    const beyond = rtl ? box.right <= its.left + 1 : box.left >= its.right - 1;
    const level = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top)
      > Math.min(box.height, its.height) / 2;
    if (level ? ahead : box.bottom <= its.top + 1 && !beyond)
      tell("an order that jumps", e, `after ${shown(before)}:`);
  });

  // What is in another language says so: by its script; in Arabic, by three words of another one,
  // for names and codes are nobody's language. Of what people write, nobody knows it.
  const SCRIPTS = [
    ["Arabic", /[\u0621-\u064a]{2}/, /^(ar|fa|ur)/],
    ["Cyrillic", /[\u0400-\u04ff]{2}/, /^(ru|uk|bg|sr|be)/],
    ["Georgian", /[\u10d0-\u10fa]{2}/, /^ka/],
    ["Han", /[\u4e00-\u9fff]/, /^(zh|ja)/],
    ["Latin", /(\p{Script=Latin}{2,}[\s'’,]+){2}\p{Script=Latin}{2,}/u, /^(?!ar|fa|ur)/],
  ];
  const NAMES = /\u2068[^\u2069]*\u2069|Safe Exam Browser|Défenseur des droits/g;
  const pieces = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (pieces.nextNode()) {
    const { data, parentElement } = pieces.currentNode;
    if (parentElement.closest("noscript, script, style")) continue; // the first is one text then
    const isWritten = !parentElement.closest("bdi, [dir=auto], textarea, option, [lang]").lang;
    const text = data.replace(NAMES, "");
    for (const [name, letters, languages] of SCRIPTS) {
      if (!letters.test(text) || (name === "Latin" && isWritten)) continue;
      if (!languages.test(parentElement.closest("[lang]").lang))
        tell(`${name} that is not said to be`, parentElement, data.trim().slice(0, 60));
    }
  }
  return { found, explained: [...explained] };
}
