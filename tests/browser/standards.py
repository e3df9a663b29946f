"""What every page keeps to: axe-core's rules, and what it does not look at.

Pages are measured as they stand: scripts are brought in by the browser's own tools, which a
page's policy does not concern, and styles as constructed sheets, which it allows.
"""

from tests.browser.classroom import AXE, NARROW, WORKING_AREA

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
THEMES = ("cream", "dark", "contrast", "light")

# what is in a frame is another page, and one of another origin does not answer
RUN_AXE = """async ([tags, rules]) => {
  const only = rules ? { type: "rule", values: rules } : { type: "tag", values: tags };
  const asked = { runOnly: only, resultTypes: ["violations"], iframes: false };
  const { violations } = await axe.run(document, asked);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) =>
    `${id}: ${node.html.slice(0, 160)} ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message}`));
}"""

OWN_RULES = r"""([language, direction]) => {
  const found = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (e) => e.outerHTML.slice(0, 120);
  const html = document.documentElement;
  if (html.lang !== language || html.dir !== direction)
    found.push(`the page says that it is ${html.lang}, ${html.dir}`);
  if (all("h1").length !== 1) found.push(`${all("h1").length} h1`);
  for (const img of all("img")) {
    if (!img.hasAttribute("alt")) found.push(`no alt: ${shown(img)}`);
    if (/\.(svg|png|jpe?g|webp)$/i.test(img.alt)) found.push(`a file name as alt: ${shown(img)}`);
    if (img.complete && !img.naturalWidth) found.push(`a picture that is not there: ${shown(img)}`);
  }
  for (const table of all("table"))
    if (!table.querySelector("th[scope]")) found.push(`a table without headers: ${shown(table)}`);
  for (const media of all("audio, video")) {
    if (media.autoplay) found.push(`plays by itself: ${shown(media)}`);
    // what is muted, and a voice that only says what is written
    const silent = media.muted || media.matches("audio:not([controls]), audio[aria-describedby]");
    if (!silent && !media.querySelector("track[kind=captions]"))
      found.push(`no captions: ${shown(media)}`);
  }
  for (const e of all("[tabindex]"))
    if (e.tabIndex > 0) found.push(`an order of its own: ${shown(e)}`);
  for (const e of all("main p")) {
    const align = getComputedStyle(e).textAlign;
    if (align === "justify") found.push(`justified: ${shown(e)}`);
  }
  const pieces = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (pieces.nextNode()) {
    const { data, parentElement } = pieces.currentNode;
    if (parentElement.matches("noscript")) continue; // where programs run it is one text
    if (/[\u0621-\u064a]{2}/.test(data) && !parentElement.closest("[lang]").lang.startsWith("ar"))
      found.push(`Arabic that is not said to be: ${data.trim().slice(0, 60)}`);
  }
  return found;
}"""

FITS = r"""(what) => {
  const found = [];
  const { scrollWidth } = document.documentElement;
  const name = (e) => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`;
  if (scrollWidth > innerWidth) {
    const wide = [...document.querySelectorAll("body *")].filter((e) => {
      const box = e.getBoundingClientRect();
      return (box.right > innerWidth + 1 || box.left < -1) && box.width > 2
        && !e.closest(".wide, pre, .unseen, .skip");
    });
    found.push(`${what}: ${scrollWidth} px wide: ${wide.slice(-1).map(name)}`);
  }
  for (const e of document.querySelectorAll("main *, header *, footer *")) {
    const style = getComputedStyle(e);
    if (e.clientWidth < 3 || !/hidden|clip/.test(style.overflowX + style.overflowY)) continue;
    if ((e.scrollWidth > e.clientWidth + 1 && e.tagName !== "INPUT")
      || e.scrollHeight > e.clientHeight + 3)
      found.push(`${what}: cut off: ${name(e)}`);
  }
  return found;
}"""

SPACED = """() => {
  window.spaced = new CSSStyleSheet();
  spaced.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, spaced];
}"""
"""The text spacing of WCAG 1.4.12."""
NOT_SPACED = "() => { document.adoptedStyleSheets = []; }"

RESIZE = """(size) => {
  const { dataset } = document.documentElement;
  const before = dataset.size;
  dataset.size = size;
  return before;
}"""
TO_THE_END = """() => document.querySelector(".along")
  && scrollTo(0, document.documentElement.scrollHeight)"""
"""Where the bar at the foot of a page of a course stands below everything: elsewhere it stands over
whatever happens to be there, which a focus brings into sight."""


def axe(page, rules=None):
    """Return what axe-core finds; brought into a page once."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    return page.evaluate(RUN_AXE, [TAGS, rules])


def faults_of(page, language):
    """Return everything that a page of this language does not keep to, at every width.

    It begins with the width that the page has: changing it takes longer than what is looked for.
    """
    found = page.evaluate(OWN_RULES, [language, "rtl" if language == "ar" else "ltr"])
    looks = [(WORKING_AREA, _faults_on_a_screen), (NARROW, _faults_on_a_narrow_screen)]
    for size, look in sorted(looks, key=lambda each: each[0] != page.viewport_size):
        if page.viewport_size != size:
            page.set_viewport_size(size)
        found += look(page)
    return found


def _faults_on_a_screen(page):
    page.evaluate(TO_THE_END)
    found = axe(page) + page.evaluate(FITS, "at 1024 px")
    size = page.evaluate(RESIZE, "200")
    found += page.evaluate(FITS, "at 200 %")
    page.evaluate(RESIZE, size)
    return found


def _faults_on_a_narrow_screen(page):
    found = page.evaluate(FITS, "at 320 px")
    page.evaluate(SPACED)
    found += page.evaluate(FITS, "at 320 px with wide spacing")
    page.evaluate(NOT_SPACED)
    return found


def wear(page, theme):
    """Give a page the colours of a theme."""
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)


def faults_in_themes(page, themes=THEMES):
    """Return what cannot be read in one of these themes; the page wears the last one then."""
    found = []
    for theme in themes:
        wear(page, theme)
        rules = ["color-contrast", "link-in-text-block"]
        found += [f"{theme}: {fault}" for fault in axe(page, rules)]
    return found
