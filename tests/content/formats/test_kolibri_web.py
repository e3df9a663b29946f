"""Archives of web pages in a Kolibri channel, which become lessons."""

import hashlib

import pytest

from content.bundle import build
from tests.content.formats.drives import (
    DOT,
    made,
    packed,
    pages,
    text_of,
    zipped,
)
from tests.content.formats.packages import archives

TEXT = "<h1>Les plantes</h1><p>Elles poussent.</p>"


def test_a_page_is_read_with_its_pictures_and_without_its_looks(channel):
    body = f'<style>p{{}}</style>{TEXT}<img src="img/a.png?v=1" alt="Un arbre">'
    body += '<img src="no.png" alt="Rien">'
    data = packed({"index.html": body, "img/a.png": DOT})
    channel.page("Les plantes", "html5_zip", data, "zip")
    found = made(channel)
    sha256 = hashlib.sha256(DOT).hexdigest()
    assert f'<img src="files/{sha256}.png" alt="Un arbre">' in text_of(found, "Les plantes")
    assert "Rien" in text_of(found, "Les plantes"), "what a picture said stays"
    assert 'data-block="b1"' in text_of(found, "Les plantes")
    assert "style" not in text_of(found, "Les plantes")
    assert pages(found)["Les plantes"].labels == ("alternatives", "audio")


def test_its_pictures_are_read_from_the_archive_when_the_bundle_is_written(channel, tmp_path):
    data = packed({"index.html": TEXT + "<img src=a.png>", "a.png": DOT})
    channel.page("Les plantes", "html5_zip", data, "zip")
    bundle = build(made(channel).draft, tmp_path / "out")
    parts = b"".join(part.read_bytes() for part in bundle.glob("parts/*/*"))
    assert DOT in parts


def test_several_pages_become_one_lesson_in_the_order_of_their_links(channel):
    files = {
        "index.html": "<h1>Sommaire</h1><a href='b.html#fin'>B</a> <a href='a.html'>A</a>",
        "a.html": "<h1>Page A</h1><p>a</p>",
        "b.html": "<h1>Page B</h1><p id='fin'>b</p><a href='index.html'>retour</a>",
        "never.html": "<p>jamais</p>",
    }
    channel.page("Site", "html5_zip", packed(files), "zip")
    text = text_of(made(channel), "Site")
    assert text.index("Page B") < text.index("Page A")
    assert 'href="#p1-fin"' in text and 'id="p1-fin"' in text
    assert "jamais" not in text


def test_links_that_lead_outside_lead_nowhere(channel):
    page = TEXT + "<a href='https://example.org/'>dehors</a><img src='//example.org/x.png'>"
    channel.page("Les plantes", "html5_zip", zipped(index_html=page), "zip")
    found = made(channel)
    text = text_of(found, "Les plantes")
    assert "href" not in text and "example.org/x.png" not in text
    assert '<a title="https://example.org/">dehors</a>' in text
    assert {note.message for note in found.notes.changed} == {
        "links that led outside only say now where they led",
        "pictures that are missing or not allowed were taken out",
    }


def test_scripts_of_a_text_are_taken_out_and_it_is_said(channel):
    page = TEXT + "<p>" + "mot " * 80 + "</p><script>alert(1)</script><video src=x></video>"
    channel.page("Les plantes", "html5_zip", zipped(index_html=page), "zip")
    found = made(channel)
    assert "alert" not in text_of(found, "Les plantes")
    assert len(found.notes.changed) == 2


@pytest.mark.parametrize(
    "page",
    [
        "<p>Jouez !</p><script src=game.js></script>",
        "<canvas></canvas><button>Go</button><p onclick=x>" + "mot " * 200,
        "<canvas></canvas><script src=game.js></script>",
    ],
    ids=["a game", "a game with its instructions", "a game without words"],
)
def test_a_program_becomes_an_interactive_page(channel, page):
    channel.page("Jeu", "html5_zip", packed({"index.html": page, "game.js": "1"}), "zip")
    found = pages(made(channel))["Jeu"]
    assert (found.kind, found.files[0].type) == ("html5", "application/zip")


def test_h5p_of_a_channel_becomes_an_interactive_page(channel):
    channel.page("Salut", "h5p", archives.h5p(), "h5p")
    assert pages(made(channel))["Salut"].kind == "html5"


def test_h5p_without_what_it_runs_is_left_out_by_name(channel):
    channel.video("Le film")
    channel.page("Salut", "h5p", archives.h5p(without="H5P.Other"), "h5p")
    (note,) = made(channel).notes.left_out
    assert (note.where, "H5P.Other-1.0" in note.why()) == ("Salut", True)


def test_an_empty_page_is_left_out(channel):
    channel.video("Le film")
    channel.page("Rien", "html5_zip", zipped(index_html="<div></div>"), "zip")
    (note,) = made(channel).notes.left_out
    assert "nothing that can be read" in note.why()


@pytest.mark.parametrize(
    "data",
    [b"not an archive", zipped(readme_txt="x"), packed({"index.html": "x" * (5 << 20)})],
    ids=["no archive", "no page", "a page that swells"],
)
def test_an_archive_that_cannot_be_read_is_left_out(channel, data):
    channel.video("Le film")
    channel.page("Cassé", "html5_zip", data, "zip")
    found = made(channel)
    assert list(pages(found)) == ["Le film"]
    assert [note.where for note in found.notes.left_out] == ["Cassé"]


def test_an_entry_whose_name_climbs_is_not_found(channel):
    files = {"index.html": TEXT + "<img src='../../x.png' alt=''>", "../../x.png": DOT}
    channel.page("Les plantes", "html5_zip", packed(files), "zip")
    assert "<img" not in text_of(made(channel), "Les plantes")
