"""The page that reads itself aloud, in a real browser under the policy that our pages have."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from i18n.speech.aloud import speak

CHROMIUM = Path("/usr/bin/chromium")
STATIC = Path(__file__).parents[2] / "server" / "web" / "static"
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not on this machine"),
]

BLOCKS = {
    "b1": ("fr", "Un 😀 mot, l'<b>élè</b>ve lit."),
    "b2": ("fr", "Voici la fin."),
    "b3": ("ar", "مرحبا بكم"),
}
TEXTS = {name: html.replace("<b>", "").replace("</b>", "") for name, (_, html) in BLOCKS.items()}

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Leçon</title>
<link rel="stylesheet" href="/page.css"><script type="module" src="/listen.js"></script></head>
<body><div data-listen-bar hidden data-word-loading="Un instant" data-word-paused="En pause"
 data-word-finished="Terminé" data-word-failed="Le son ne vient pas">
<button type="button" data-listen="play">Écouter</button>
<button type="button" data-listen="pause" hidden>Pause</button>
<button type="button" data-listen="stop">Arrêter</button>
<button type="button" data-listen="back">Avant</button>
<button type="button" data-listen="forward">Après</button>
<select data-listen="speed"><option>1</option><option>2</option><option>0.5</option></select>
<p role="status"></p></div>
<article data-behaviour="listen" data-speech-url="/speech"><p data-block="b1">%s</p>
<p data-block="b2" class="far">%s</p><p data-block="b3" dir="rtl" lang="ar">%s</p></article>
<footer class="far"></footer></body></html>"""

STYLE = """.far { margin-block-start: 1500px } .listen-word { background: #ff08 }
::highlight(listen) { background: gold }"""

WATCH = """
window.violations = [];
window.scrolls = [];
document.addEventListener("securitypolicyviolation", (e) => violations.push(e.violatedDirective));
const scrolled = window.scrollBy.bind(window);
window.scrollBy = (options) => { scrolls.push(options.behavior); scrolled(options); };
"""

RECORD = r"""
window.heard = [];
const places = (range) => [...range.getClientRects()];
const near = (a, b) => ["left", "top", "width", "height"].every((k) => Math.abs(a[k] - b[k]) < 2);
/* What is marked now: the highlighted text, or the text that lies under the boxes. */
window.marked = () => {
  const ranges = CSS.highlights?.get("listen");
  if (ranges) return [...ranges][0].toString();
  const drawn = [...document.querySelectorAll(".listen-word")];
  const boxes = drawn.map((box) => box.getBoundingClientRect());
  if (!boxes.length) return null;
  const block = document.querySelector(".speaking");
  if (!block) return "?";
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const ends = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let n = 0; n <= node.length; n++) {
      if (!/[\udc00-\udfff]/.test(node.data[n] ?? "")) ends.push([node, n]);
    }
  }
  for (const from of ends) for (const to of ends) {
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    const under = places(range);
    if (under.length === boxes.length && under.every((place, n) => near(place, boxes[n]))) {
      return range.toString();
    }
  }
  return "?";
};
let last = null;
const look = () => {
  const signature = CSS.highlights?.get("listen")
    ? [...CSS.highlights.get("listen")][0]
    : JSON.stringify([...document.querySelectorAll(".listen-word")].map((b) => b.style.cssText));
  if (signature !== last) {
    last = signature;
    const word = marked();
    if (word) heard.push([document.querySelector(".speaking")?.dataset.block, word]);
  }
  requestAnimationFrame(look);
};
look();
"""


class Site:
    """A server of one page; what it must refuse to give can be named."""

    def __init__(self, folder):
        self.refused = set()
        self.asked = []
        self.spoken = {
            name: speak(TEXTS[name], language, folder) for name, (language, _) in BLOCKS.items()
        }
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append(self.path)
                found = None if self.path in site.refused else site.answer(self.path)
                body, kind = found or (b"", "text/plain")
                self.send_response(200 if found else 500)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Security-Policy", POLICY)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, path):
        if path.startswith("/sound/"):
            return self.spoken[path.removeprefix("/sound/")].mp3.read_bytes(), "audio/mpeg"
        pages = {
            "/": (PAGE % tuple(html for _, html in BLOCKS.values()), "text/html; charset=utf-8"),
            "/page.css": (STYLE, "text/css"),
            "/listen.js": ((STATIC / "listen.js").read_text("utf-8"), "text/javascript"),
            "/speech": (json.dumps(self.speech()), "application/json"),
        }
        text, kind = pages.get(path, ("", "text/plain"))
        return text.encode(), kind

    def speech(self):
        return {
            "blocks": [
                {
                    "id": name,
                    "audio": f"/sound/{name}",
                    "cues": [[c.start, c.length, c.at, c.until] for c in spoken.cues],
                }
                for name, spoken in self.spoken.items()
            ]
        }

    def words(self):
        return [
            (name, TEXTS[name][cue.start : cue.start + cue.length])
            for name, spoken in self.spoken.items()
            for cue in spoken.cues
        ]


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--autoplay-policy=no-user-gesture-required",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("spoken"))
    yield site
    site.server.shutdown()


@pytest.fixture(params=["highlights", "boxes"])
def page(request, chromium, site):
    """Open the page as a browser with or without highlights shows it."""
    context = chromium.new_context(viewport={"width": 800, "height": 600}, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(WATCH)
    if request.param == "boxes":
        page.add_init_script("delete CSS.highlights; delete window.Highlight;")
    page.goto(site.address)
    page.evaluate(f"() => {{ {RECORD} }}")
    yield page
    assert page.evaluate("violations") == []
    context.close()


def press(page, name):
    page.click(f"[data-listen={name}]")


def wait_for(page, state):
    page.wait_for_selector(f"[data-listen-bar][data-state={state}]")


def until(page, condition, argument=None):
    """Wait for a condition in the page; Playwright's own way needs eval, which is forbidden."""
    for _ in range(400):
        if page.evaluate(condition, argument):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {condition}")


def says(page, words):
    until(page, "words => document.querySelector('[role=status]').textContent === words", words)


def status(page):
    return page.inner_text("[role=status]")


def is_in_order(few, all_):
    """Say whether ``few`` are some of ``all_``, in the same order."""
    rest = iter(all_)
    return all(one in rest for one in few)


def test_the_marked_word_follows_the_voice_and_the_page_is_as_before_at_the_end(page, site):
    before = page.inner_html("article")
    page.select_option("[data-listen=speed]", "1")
    press(page, "play")
    wait_for(page, "playing")
    assert page.inner_html("article").replace(' class="speaking"', "") == before
    says(page, "Terminé")
    heard = [tuple(word) for word in page.evaluate("heard")]
    assert is_in_order(heard, site.words())
    assert len(heard) > len(site.words()) / 2
    assert {block for block, _ in heard} == set(BLOCKS)
    assert page.evaluate("marked()") is None
    assert page.inner_html("article").replace(' class=""', "") == before
    assert page.get_attribute("[data-listen-bar]", "data-state") == "stopped"
    assert page.is_visible("[data-listen=play]")


def test_words_across_tags_and_behind_an_emoji_are_marked_whole(page, site):
    page.select_option("[data-listen=speed]", "0.5")
    press(page, "play")
    until(page, "heard.some(([, word]) => word === 'lit')")
    words = [word for _, word in page.evaluate("heard")]
    assert is_in_order(words, ["Un", "😀", "mot", "l'élève", "lit"])
    assert "l'élève" in words


def test_a_pause_keeps_the_word_and_goes_on_from_there(page):
    page.select_option("[data-listen=speed]", "0.5")
    press(page, "play")
    until(page, "marked()?.length > 1")
    press(page, "pause")
    wait_for(page, "paused")
    assert status(page) == "En pause"
    word = page.evaluate("marked()")
    assert word
    page.evaluate("scrollBy({ top: 40, behavior: 'instant' })")
    until(page, "word => marked() === word", word)
    press(page, "play")
    wait_for(page, "playing")
    assert page.get_attribute(".speaking", "data-block") == "b1"
    assert status(page) == ""


def test_the_keyboard_stays_on_the_button_that_takes_over(page):
    page.focus("[data-listen=play]")
    page.keyboard.press("Enter")
    wait_for(page, "playing")
    assert page.evaluate("document.activeElement.dataset.listen") == "pause"
    page.keyboard.press("Enter")
    wait_for(page, "paused")
    assert page.evaluate("document.activeElement.dataset.listen") == "play"


def test_stopping_takes_every_mark_away_and_starts_from_the_top_again(page):
    press(page, "forward")
    page.wait_for_selector("[data-block=b1].speaking")
    press(page, "forward")
    page.wait_for_selector("[data-block=b2].speaking")
    press(page, "stop")
    wait_for(page, "stopped")
    assert page.query_selector(".speaking") is None
    assert page.evaluate("marked()") is None
    press(page, "play")
    page.wait_for_selector("[data-block=b1].speaking")


def test_forward_and_back_go_block_by_block_and_bring_it_into_view_without_sliding(page):
    press(page, "play")
    page.wait_for_selector("[data-block=b1].speaking")
    press(page, "forward")
    page.wait_for_selector("[data-block=b2].speaking")
    until(
        page,
        "() => { const r = document.querySelector('[data-block=b2]').getBoundingClientRect();"
        " return r.top >= 0 && r.bottom <= innerHeight; }",
    )
    assert set(page.evaluate("scrolls")) == {"auto"}
    assert len(page.query_selector_all(".speaking")) == 1
    press(page, "back")
    page.wait_for_selector("[data-block=b1].speaking")


def test_the_sound_of_the_next_block_is_on_its_way_before_it_is_needed(page, site):
    page.select_option("[data-listen=speed]", "0.5")
    with page.expect_request("**/sound/b2"):
        press(page, "play")
    assert page.get_attribute(".speaking", "data-block") == "b1"
    assert "/sound/b3" not in site.asked


def test_where_nothing_can_be_heard_the_page_says_so_and_tries_again_when_asked(page, site):
    site.refused.add("/speech")
    press(page, "play")
    says(page, "Le son ne vient pas")
    assert page.get_attribute("[data-listen-bar]", "data-state") == "stopped"
    site.refused.clear()
    press(page, "play")
    wait_for(page, "playing")
    assert status(page) == ""


def test_a_sound_that_does_not_come_leaves_the_page_clean_and_is_asked_for_again(page, site):
    site.refused.add("/sound/b1")
    press(page, "play")
    says(page, "Le son ne vient pas")
    assert page.query_selector(".speaking") is None
    site.refused.clear()
    press(page, "play")
    wait_for(page, "playing")
    assert page.get_attribute(".speaking", "data-block") == "b1"


def test_a_bar_without_words_stays_silent(page, site):
    page.evaluate(
        "for (const name in document.querySelector('[data-listen-bar]').dataset)"
        " if (name.startsWith('word')) "
        "delete document.querySelector('[data-listen-bar]').dataset[name]"
    )
    site.refused.add("/speech")
    with page.expect_response("**/speech"):
        press(page, "play")
    wait_for(page, "stopped")
    assert status(page) == ""
