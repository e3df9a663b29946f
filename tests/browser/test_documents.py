"""A PDF of a course, drawn in a page of ours, and as the browser's own viewer shows its file.

That viewer is a part of the browser, not of the page. Chromium (156) leaves of a PDF's policy only
``frame-ancestors``, so that ``sandbox`` stops no viewer; no script of ours runs there.
"""

import base64

import pytest

from content.library import open_library
from server.database import open_school
from server.settings import Home
from server.web.headers import FILE_POLICY
from tests.browser.classroom import Server
from tests.content.documents import written
from tests.server import course
from tests.server.conftest import close_databases
from tests.server.words.conftest import put_in

pytestmark = pytest.mark.browser

CHANNEL = """id = "papiers"
release = 1
title = "Les papiers"
description = "Un formulaire."
language = "fr"
author = "Les tests"
license = "CC0"
subject = "culture"
level = "beginner"
"""
PAGE = """---
title: Le formulaire
description: À remplir.
kind: document
file: formulaire.pdf
---

Un carré rouge.
"""
WORDS = "mot;définition;en\nbois;Ce que donne un arbre.;wood\nchaise;On est assis dessus.;chair\n"
SEES_RED = """async (picture) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const paper = Object.assign(document.createElement("canvas"), image);
  [paper.width, paper.height] = [image.width, image.height];
  const pen = paper.getContext("2d");
  pen.drawImage(image, 0, 0);
  const dots = pen.getImageData(0, 0, image.width, image.height).data;
  let red = 0;
  for (let at = 0; at < dots.length; at += 4)
    red += dots[at] > 200 && dots[at + 1] < 60 && dots[at + 2] < 60;
  return red / (dots.length / 4);
}"""


def a_red_page(padding):
    """Return a PDF of one red page, and so many bytes that nothing uses."""
    drawn = b"1 0 0 rg 0 0 300 200 re f"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Length %d>>stream\n%s\nendstream" % (padding, b" " * padding),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj%sendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n"
        % (*(size, table, size),)
        + b"startxref\n%d\n%%%%EOF\n" % len(data)
    )


def serving(tmp_path, pdf):
    """A server whose library has one course, with one PDF, and one dictionary."""
    home = Home(tmp_path / "home")
    source = tmp_path / "papiers"
    source.mkdir()
    (source / "channel.toml").write_text(CHANNEL, "utf-8")
    (source / "01-formulaire.md").write_text(PAGE, "utf-8")
    (source / "formulaire.pdf").write_bytes(pdf)
    (tmp_path / "mots.csv").write_text(WORDS, "utf-8")
    home.folder.mkdir()
    open_school(home.school)
    held = open_library(home.library)
    course.install(held, source, tmp_path / "built")
    put_in(held, tmp_path / "mots.csv", tmp_path / "words", id="mots")
    close_databases()
    return Server(home.folder, "serve")


@pytest.fixture(params=[0, 3 << 20], ids=["small", "read in pieces"])
def library(request, browser, tmp_path):
    """A server with one PDF of one red page."""
    server = serving(tmp_path, a_red_page(request.param))
    yield server
    server.stop()


@pytest.fixture
def written_down(browser, tmp_path):
    """A server with one PDF of words."""
    server = serving(tmp_path, written("La chaise est en bois"))
    yield server
    server.stop()


@pytest.fixture
def redness(browser):
    """Return what says how much of what a tab shows is red, between 0 and 1."""
    context = browser.new_context()
    blank = context.new_page()
    yield lambda page: blank.evaluate(SEES_RED, base64.b64encode(page.screenshot()).decode())
    context.close()


def test_a_pdf_of_a_course_is_drawn_in_our_page_and_opens_as_a_file(library, browser, redness):
    context = browser.new_context()
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text))
    page.goto(library.address + "/library/")
    page.get_by_role("link", name="Les papiers").first.click()
    page.get_by_role("link", name="Le formulaire").first.click()
    page.locator(".leaf canvas").wait_for()
    drawn = page.locator(".leaf")
    assert any(redness(drawn) > 0.5 for _ in waits(page)), "our viewer draws nothing"
    assert page.locator("[data-leaf-words]").is_hidden()
    before = page.locator(".leaf").bounding_box()["width"]
    page.locator(".leaves").focus()
    page.keyboard.press("+")
    assert page.locator(".leaf").bounding_box()["width"] > before
    assert complaints == []
    with page.expect_response("**/files/**") as sent:
        page.get_by_role("link", name="Ouvrir le fichier").click()
    assert sent.value.headers["content-type"] == "application/pdf"
    told = context.request.get(sent.value.url).headers["content-security-policy"]
    assert told == FILE_POLICY
    assert any(redness(page) > 0.1 for _ in waits(page)), "the viewer of the browser shows nothing"
    context.close()


def test_a_word_of_a_drawn_page_is_told_where_it_is_pressed_and_by_keyboard(written_down, browser):
    context = browser.new_context()
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text))
    page.goto(written_down.address + "/library/")
    page.get_by_role("link", name="Les papiers").first.click()
    page.get_by_role("link", name="Le formulaire").first.click()
    page.get_by_role("button", name="Aide aux mots").click()
    words = page.locator(".leaf-words span", has_text="bois")
    words.wait_for()
    box = words.bounding_box()
    page.mouse.click(box["x"] + box["width"] - 6, box["y"] + box["height"] / 2)
    panel = page.locator(".word-panel")
    panel.get_by_text("Ce que donne un arbre.").wait_for()
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    for key in ("ArrowLeft", "ArrowLeft", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    panel.get_by_text("On est assis dessus.").wait_for()
    assert complaints == []
    context.close()


def waits(page):
    """Go on for ten seconds at most, a little at a time."""
    for _ in range(40):
        page.wait_for_timeout(250)
        yield
