"""What every page keeps to: axe-core's rules, and what it does not look at.

Pages are measured as they stand: scripts are brought in by the browser's own tools, which a
page's policy does not concern, and styles as constructed sheets, which it allows.
"""

from pathlib import Path

from tests.browser.classroom import AXE, NARROW, WORKING_AREA, words
from tests.browser.explained import REASONS

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TAGS += ["RGAAv4", "experimental"]
"""Some rules of RGAA are experimental ones; the others that are cost nothing to ask."""
THEMES = ("cream", "dark", "contrast", "light")

# what is in a frame is another page, and one of another origin does not answer; the two rules that
# are left out ask for a look at each frame, and at whatever is hidden
RUN_AXE = """async ([tags, rules, reasons]) => {
  const asked = rules ? { runOnly: { type: "rule", values: rules } } : {
    runOnly: { type: "tag", values: tags },
    rules: { "frame-tested": { enabled: false }, "hidden-content": { enabled: false } },
  };
  const { violations, incomplete } = await axe.run(document, {
    ...asked, resultTypes: ["violations", "incomplete"], elementRef: true, iframes: false,
  });
  const explained = new Set();
  const told = (list, sure) => list.flatMap(({ id, nodes }) => nodes.flatMap((node) => {
    const name = sure ? id : `${id}?`;
    const reason = reasons.findIndex(([rule, where]) =>
      rule === name && node.element.matches(where));
    if (reason >= 0) explained.add(reason);
    const { message } = node.any[0] ?? node.all[0] ?? node.none[0] ?? {};
    return reason < 0 ? [`${name}: ${node.html.slice(0, 160)} ${message}`] : [];
  }));
  const found = [...told(violations, true), ...told(incomplete, false)];
  return { found, explained: [...explained] };
}"""

OWN_RULES, FORCED_COLOURS, FOCUS = (
    Path(__file__).with_name(name).read_text("utf-8")
    for name in ("own_rules.js", "forced_colours.js", "focus.js")
)

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
TO_THE_END = """() => scrollTo(0, document.querySelector(".along")
  ? document.documentElement.scrollHeight : 0)"""
"""Where the bar of a page stands over nothing, at its foot or, in an exam, at its head: elsewhere
it stands over whatever happens to be there, which a focus brings into sight."""


def axe(page, rules=None, explained=None):
    """Return what axe-core finds, also what it is not sure of; brought into a page once."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    return _unexplained(page, RUN_AXE, [TAGS, rules], explained)


def _unexplained(page, look, arguments, explained):
    """Return what is found and has no reason; ``explained`` gets the reasons that were met."""
    reasons = [(reason.rule, reason.where) for reason in REASONS]
    answer = page.evaluate(look, [*arguments, reasons])
    if explained is not None:
        explained.update(REASONS[number] for number in answer["explained"])
    return answer["found"]


def faults_of(page, language, explained=None):
    """Return everything that a page of this language does not keep to, at every width.

    It begins with the width that the page has: changing it takes longer than what is looked for.
    """
    direction = "rtl" if language == "ar" else "ltr"
    own = [language, direction, words(language)("Required.")]
    found = []
    looks = [(WORKING_AREA, _faults_on_a_screen), (NARROW, _faults_on_a_narrow_screen)]
    for size, look in sorted(looks, key=lambda each: each[0] != page.viewport_size):
        if page.viewport_size != size:
            page.set_viewport_size(size)
        found += _unexplained(page, OWN_RULES, own, explained) + look(page, explained)
    return list(dict.fromkeys(found))


def _faults_on_a_screen(page, explained):
    page.evaluate(TO_THE_END)
    found = axe(page, explained=explained) + page.evaluate(FITS, "at 1024 px")
    size = page.evaluate(RESIZE, "200")
    found += page.evaluate(FITS, "at 200 %")
    page.evaluate(RESIZE, size)
    return found


def _faults_on_a_narrow_screen(page, _):
    found = page.evaluate(FITS, "at 320 px")
    page.evaluate(SPACED)
    found += page.evaluate(FITS, "at 320 px with wide spacing")
    page.evaluate(NOT_SPACED)
    return found


def faults_in_forced_colours(page):
    """Return what is no longer seen where the system gives a page its few colours."""
    page.emulate_media(forced_colors="active", color_scheme="dark")
    found = []
    for _ in range(5):  # what is wrong is still wrong a second later; the new colours come by then
        found = page.evaluate(FORCED_COLOURS)
        if not found:
            break
        page.wait_for_timeout(250)
    page.emulate_media(forced_colors="none", color_scheme="light")
    return [f"in forced colours: {fault}" for fault in found]


def faults_of_focus(page):
    """Return the stops of the keyboard that take no focus, do not show it, or lie below something.

    A key is pressed first: a browser draws the line around the focus for who uses the keyboard.
    """
    page.keyboard.press("Tab")
    return page.evaluate(FOCUS)


def wear(page, theme):
    """Give a page the colours of a theme."""
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)


def faults_in_themes(page, themes=THEMES):
    """Return what cannot be read in one of these themes; the page wears the last one then."""
    found = []
    for theme in themes:
        page.evaluate(TO_THE_END)
        wear(page, theme)
        rules = ["color-contrast", "link-in-text-block"]
        found += [f"{theme}: {fault}" for fault in axe(page, rules)]
    return found
