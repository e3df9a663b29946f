"""A document page by page: its words without JavaScript, searched, heard, and the place kept."""

import re

import pytest

from server.library.documents import Document, document_of, folded, sweep
from server.records.models import Visit
from tests.content.documents import written
from tests.server import course

CHANNEL = """id = "guides"
release = 1
title = "Les guides"
description = "Pour la sortie."
language = "fr"
author = "Nous"
license = "CC0"
subject = "release"
level = "beginner"
"""
PAGE = """---
title: Le guide du sortant
description: À lire avant de partir.
kind: document
file: guide.pdf
---

Un guide en trois pages.
"""
OUTSIDE = "https://www.example.org/mutuelle"
TEXTS = ("Bienvenue dans ce guide.", "", "Pour la <mutuelle>, écrire à la mairie.")


@pytest.fixture
def guide(school, node, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "channel.toml").write_text(CHANNEL)
    (source / "01-guide.md").write_text(PAGE)
    (source / "guide.pdf").write_bytes(written(*TEXTS, picture=2, link=OUTSIDE))
    course.install(school.site.library, source, tmp_path / "built")
    return node("Le guide du sortant")


@pytest.fixture
def seat(school):
    return school.sign_in(school.learner())


def words_of(page: str) -> str:
    return page.partition("data-leaf-words>")[2].partition("</section>")[0]


def test_without_javascript_each_page_is_words_and_the_file_can_be_opened(seat, guide):
    page = seat.page(f"/library/{guide.id}/")
    assert "Bienvenue dans ce guide." in words_of(page)
    assert 'rel="next"' in page and 'rel="prev"' not in page and "Chapitre 3" in page
    file = re.search(r'href="([^"]+\.pdf)"', page)
    assert seat.get(file[1]).data.startswith(b"%PDF")
    third = seat.get(f"/library/{guide.id}/?page=3").text
    assert "Pour la &lt;mutuelle&gt;" in words_of(third) and 'rel="next"' not in third


def test_somebody_goes_on_at_the_page_where_they_were(seat, guide):
    seat.page(f"/library/{guide.id}/?page=3&view=text")
    assert "mutuelle" in words_of(seat.page(f"/library/{guide.id}/"))
    seat.post(f"/library/{guide.id}/place", {"place": "p1", "version": "fr"})
    assert Visit.get(Visit.node_id == guide.id).place == "p1"
    assert "Bienvenue" in words_of(seat.page(f"/library/{guide.id}/"))


def test_a_scanned_page_is_said_to_be_scanned(seat, guide):
    assert "scann" in words_of(seat.page(f"/library/{guide.id}/?page=2"))


@pytest.mark.parametrize("asked", ["0", "9999", "-1", "x", "99999999999"])
def test_a_page_that_is_not_there_shows_one_that_is(seat, guide, asked):
    assert re.search(
        r'name="page"[^>]* value="[13]"', seat.page(f"/library/{guide.id}/?page={asked}")
    )


def test_a_word_is_found_with_its_page_without_accents(seat, guide):
    page = seat.page(f"/library/{guide.id}/?find=ECRIRE a")
    assert "<mark>écrire à</mark>" in page and "mutuelle" in words_of(page)
    assert "<mark>" not in seat.page(f"/library/{guide.id}/?find=zzz")


def test_the_search_of_the_library_leads_to_the_page(school, seat, guide):
    course.index(school.site)
    page = seat.page("/search?q=mutuelle")
    link = re.search(rf'href="(/library/{guide.id}/\?page=3[^"]*)"', page)
    assert page.count(f"/library/{guide.id}/") == 1
    assert "<mark>" in seat.page(link[1].replace("&amp;", "&"))


def test_the_words_of_a_page_are_heard(seat, guide):
    told = seat.get(f"/library/{guide.id}/speech/pages/3").json["blocks"]
    assert [block["id"] for block in told] == ["b1"]
    assert seat.get(told[0]["audio"]).mimetype == "audio/mpeg"
    assert seat.get(f"/library/{guide.id}/speech/pages/3/b7.mp3").status_code == 404


def test_a_lesson_has_no_pages_of_a_document(seat, node):
    lesson = node("Les fractions")
    assert seat.get(f"/library/{lesson.id}/speech/pages/1").status_code == 404


def test_words_made_ahead_are_kept_until_the_document_is_gone(school, guide, monkeypatch):
    site, file = school.site, document_of(guide)
    document = Document(site.library, site.home.cache, file)
    document.make_ahead()
    monkeypatch.setattr("content.pdf_pages.leaf", None)
    assert document.leaf(1).paragraphs == ("Bienvenue dans ce guide.",)
    assert document.leaf(4).paragraphs == ()
    sweep(site.home.cache, {file.sha256})
    assert document.leaf(3).paragraphs
    sweep(site.home.cache, set())
    assert list((site.home.cache / "documents").iterdir()) == []


def test_a_long_document_that_is_not_ready_says_so(seat, guide, monkeypatch):
    monkeypatch.setattr("server.library.documents.READ_AT_ONCE", 2)
    page = seat.page(f"/library/{guide.id}/?find=mairie")
    assert "<mark>" not in page and "Bienvenue" in words_of(page)


def test_folding_keeps_every_sign_in_its_place():
    text = "Œuvre à l'ÉTÉ – ﷺ الكِتاب"
    assert len(folded(text)) == len(text) and "ete" in folded(text)


def test_where_the_links_of_a_page_lead_outside_is_said_below_its_words(seat, guide, school):
    told = words_of(seat.page(f"/library/{guide.id}/"))
    address = f"/library/{guide.id}/outside?to=https://www.example.org/mutuelle"
    assert "www.example.org" in told and f'href="{address}"' in told
    assert "Le site" in seat.page(address)
    document = Document(school.site.library, school.site.home.cache, document_of(guide))
    document.make_ahead()
    assert document.leaf(1).links == (OUTSIDE,)
