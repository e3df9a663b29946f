"""A book becomes a channel: its chapters lessons, its contents the tree, its links still right."""

import hashlib

import pytest

from content.bundle import build
from content.formats.channels import OtherLicense
from tests.content.formats.brought import brought, changed, left_out, node, text, tree
from tests.content.formats.drives import DOT
from tests.content.formats.epub.books import ABOUT, book, line, nav, page

ONE, TWO = "<h1>Un</h1><p>La graine.</p>", "<h1>Deux</h1><p id='ici'>La tige.</p>"


@pytest.fixture
def at(tmp_path):
    return tmp_path / "plantes.epub"


def test_what_a_book_says_of_itself_is_what_its_channel_says(at, tmp_path):
    made = brought(book(at, {"a.xhtml": page(ONE)}), license="", language="")
    channel = made.draft.catalogue.channel
    assert (channel.language, channel.author) == ("fr", "Ada, Bob")
    assert (channel.license, channel.versions[0].title) == ("CC BY-SA 4.0", "Les plantes")
    assert build(made.draft, tmp_path / "out").is_dir()


def test_rights_that_name_no_licence_of_ours_are_shown_and_asked_about(at):
    about = ABOUT.replace("https://creativecommons.org/licenses/by-sa/4.0/", "© 2020 Ada")
    book(at, {"a.xhtml": page(ONE)}, about=about)
    with pytest.raises(OtherLicense, match=r"© 2020 Ada.*--license"):
        brought(at, license="")
    assert brought(at).draft.catalogue.channel.license == "CC0"


def test_the_contents_become_topics_and_lessons_in_reading_order(at):
    contents = nav(
        line("Début", "intro.xhtml"),
        line("Partie", "part.xhtml", line("Un", "a.xhtml"), line("Deux", "b.xhtml#ici")),
        line("Sans page", "", line("Trois", "c.xhtml")),
    )
    documents = {
        "cover.xhtml": page("<p>Couverture</p>", "La couverture"),
        "intro.xhtml": page("<p>Bonjour</p>"),
        "part.xhtml": page("<h1>Partie</h1>"),
        "a.xhtml": page(ONE),
        "b.xhtml": page(TWO),
        "c.xhtml": page("<p>Fin</p>"),
    }
    assert tree(brought(book(at, documents, contents=contents))) == [
        (1, "lesson", "La couverture"),
        (1, "lesson", "Début"),
        (1, "topic", "Partie"),
        (2, "lesson", "Partie"),
        (2, "lesson", "Un"),
        (2, "lesson", "Deux"),
        (1, "lesson", "Trois"),
    ]


def test_contents_of_version_2_are_read_too(at):
    ncx = (
        '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "x.dtd">'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel>'
        '<text>L&#233;gumes</text></navLabel><content src="b.xhtml"/></navPoint></navMap></ncx>'
    )
    made = brought(book(at, {"a.xhtml": page(ONE), "b.xhtml": page(TWO)}, ncx=ncx))
    assert [title for _, _, title in tree(made)] == ["Un", "Légumes"]


def test_a_chapter_that_was_cut_in_several_files_is_one_lesson(at):
    documents = {"a.xhtml": page(ONE), "a2.xhtml": page("<p>La suite.</p>"), "b.xhtml": page(TWO)}
    contents = nav(line("Un", "a.xhtml"), line("Deux", "b.xhtml"))
    made = brought(book(at, documents, contents=contents))
    assert [title for _, _, title in tree(made)] == ["Un", "Deux"]
    assert "La suite." in text(made, "Un")


def test_without_contents_each_document_is_a_lesson_with_its_heading(at):
    made = brought(book(at, {"a.xhtml": page(ONE), "b.xhtml": page("<p>b</p>", "Sans titre")}))
    assert [title for _, _, title in tree(made)] == ["Un", "Sans titre"]


def test_links_between_chapters_lead_to_the_right_lesson_and_spot(at):
    documents = {
        "a.xhtml": page(ONE + "<p><a href='b.xhtml#ici'>b</a> <a href='b.xhtml'>tout b</a></p>"),
        "b.xhtml": page(TWO + "<p><a href='#ici'>haut</a> <a href='no.xhtml'>perdu</a></p>"),
    }
    contents = nav(line("Un", "a.xhtml"), line("Deux", "b.xhtml"))
    made = brought(book(at, documents, contents=contents))
    other = node(made, "Deux").id
    assert f'href="../{other}/#p0-ici"' in text(made, "Un")
    assert f'href="../{other}/"' in text(made, "Un")
    assert 'id="p0-ici"' in text(made, "Deux") and 'href="#p0-ici"' in text(made, "Deux")
    assert "<a>perdu</a>" in text(made, "Deux")


def test_notes_stay_where_they_are_and_can_be_reached(at):
    body = '<p>Mot<a epub:type="noteref" href="#n1">1</a></p>'
    body += '<aside epub:type="footnote" id="n1"><p>La note.</p></aside>'
    made = brought(book(at, {"a.xhtml": page(ONE + body)}))
    assert 'href="#p0-n1"' in text(made, "Un")
    assert '<div id="p0-n1"><p data-block="b3">La note.</p></div>' in text(made, "Un")


def test_notes_in_a_document_apart_come_last(at):
    documents = {"notes.xhtml": page("<h1>Notes</h1><p id='n'>N</p>"), "a.xhtml": page(ONE)}
    made = brought(book(at, documents, contents=nav(line("Un", "a.xhtml")), last=("notes.xhtml",)))
    assert text(made, "Un").endswith("</div>") and "Notes" in text(made, "Un")


def test_pictures_formulas_and_empty_elements_are_kept_as_they_are_meant(at):
    body = (
        '<a id="haut"/><p>Avant<img src="../img/a.png" alt="Une feuille"/></p>'
        '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:semantics><m:mfrac><m:mi>a</m:mi>'
        '<m:mn>2</m:mn></m:mfrac><m:annotation encoding="tex">\\frac</m:annotation></m:semantics>'
        "</m:math><p/><p>Après</p><script>alert(1)</script>"
    )
    made = brought(book(at, {"a.xhtml": page(ONE + body)}, others={"img/a.png": DOT}))
    shown = text(made, "Un")
    assert f'<img src="files/{hashlib.sha256(DOT).hexdigest()}.png" alt="Une feuille" ' in shown
    assert "<mfrac><mi>a</mi><mn>2</mn></mfrac>" in shown
    assert "frac</" not in shown.replace("mfrac", "") and "alert" not in shown
    assert '<a id="p0-haut"></a>' in shown
    assert node(made, "Un").labels == ("alternatives", "audio")


def test_drawings_become_pictures_and_framed_pictures_lose_their_frame(at):
    drawing = '<svg viewBox="0 0 9 9"><title>Un rond</title><circle cx="4" cy="4" r="3"/></svg>'
    framed = '<svg><image width="9" xlink:href="../img/a.png"/></svg>'
    made = brought(book(at, {"a.xhtml": page(ONE + drawing + framed)}, others={"img/a.png": DOT}))
    assert 'alt="Un rond"' in text(made, "Un")
    assert {file.type for file in node(made, "Un").files} == {
        *("text/html", "image/svg+xml", "image/png")
    }


def test_the_cover_stands_for_the_channel(at):
    items = '<item id="c" href="c.png" properties="cover-image" media-type="image/png"/>'
    made = brought(book(at, {"a.xhtml": page(ONE)}, others={"OEBPS/c.png": DOT}, items=items))
    (cover,) = made.draft.catalogue.channel.files
    assert (cover.role, cover.type) == ("thumbnail", "image/png")


def test_a_fixed_layout_becomes_its_pictures_and_it_is_said(at):
    about = f'{ABOUT}<meta property="rendition:layout">pre-paginated</meta>'
    documents = {
        "1.xhtml": page('<div style="background-image: url(a.png)"><span>Bulle</span></div>'),
        "2.xhtml": page('<img src="a.png" alt=""/>'),
    }
    made = brought(book(at, documents, about=about, others={"OEBPS/a.png": DOT}))
    assert [kind for _, kind, _ in tree(made)] == ["lesson"]
    assert text(made, "Les plantes").count("<img") == 2
    assert any("fixed layout" in why for _, why in changed(made))


def test_a_document_too_long_for_a_lesson_is_cut_and_its_places_are_found(at):
    long = "".join(f"<h1 id='h{n}'>Partie {n}</h1>" + "<p>mot</p>" * 4_000 for n in range(8))
    documents = {"a.xhtml": page(f"<div>{long}</div>"), "b.xhtml": page(ONE)}
    documents["b.xhtml"] = page(ONE + "<a href='a.xhtml#h7'>7</a>")
    contents = nav(line("Long", "a.xhtml"), line("Court", "b.xhtml"))
    made = brought(book(at, documents, contents=contents))
    titles = [title for _, kind, title in tree(made) if kind == "lesson"]
    assert len(titles) > 2 and titles[1] == "Long (2)"
    (target,) = {t for t in titles if 'id="p0-h7"' in text(made, t)}
    assert f'href="../{node(made, target).id}/#p0-h7"' in text(made, "Court")


def test_a_broken_chapter_is_left_out_and_the_rest_stays(at):
    documents = {"a.xhtml": page(ONE), "b.xhtml": page("<b>" * 500), "c.xhtml": page("<p>C</p>")}
    contents = nav(*(line(name[0].upper(), name) for name in [*documents, "gone.xhtml"]))
    made = brought(book(at, documents, contents=contents))
    assert [title for _, _, title in tree(made)] == ["A", "C"]
    assert left_out(made) == {"B": "HTML that is not written as a lesson's"}


def test_a_whole_book_in_one_document_is_cut_where_its_contents_lead(at):
    parts = "".join(
        f"<section id='s{n}'><div><h2>Partie {n}</h2></div>{'<p>mot mot mot</p>' * 3_000}</section>"
        for n in range(5)
    )
    whole = page(f"<div><h1>Tout</h1><p><a href='#s3'>3</a></p>{parts}</div>")
    contents = nav(line("Tout", "a.xhtml", *(line(f"P{n}", f"a.xhtml#s{n}") for n in range(5))))
    made = brought(book(at, {"a.xhtml": whole}, contents=contents))
    assert [title for _, _, title in tree(made)] == ["Tout", "P0", "P1", "P2", "P3", "P4"]
    assert f'href="../{node(made, "P3").id}/#p0-s3"' in text(made, "Tout")
    assert "Partie 2" in text(made, "P2") and "Partie 3" not in text(made, "P2")
