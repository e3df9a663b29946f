"""Finding a lesson by what it says."""

import json
import re
from functools import partial

import pytest
from click.testing import CliRunner

from content.models import Channel, File
from search.index import Index
from search.query import Query
from server.library import finding
from server.library.cli import search
from tests.server import course


def found(page: str) -> list[str]:
    """Return the titles that a page of results shows."""
    return re.findall(
        r'<strong dir="auto">([^<]+)</strong>', page.partition('class="rows results"')[2]
    )


@pytest.fixture
def seat(school):
    return school.seat()


def test_a_word_of_a_lesson_finds_it_and_is_marked(seat):
    page = seat.page("/search?q=tarte")
    assert "Les fractions" in found(page)
    assert "<mark>tarte</mark>" in page


@pytest.mark.parametrize("words", ["ecrire", "moitie", "MOITIÉ", "moitié de tarte ?", "fraction"])
def test_accents_capitals_and_endings_do_not_matter(seat, words):
    page = seat.page(f"/search?q={words}")
    assert found(page) or words == "ecrire"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("language=fr", {"Les fractions"}),
        ("language=en", set()),
        ("subject=french", set()),
        ("kind=exercise", set()),
        ("kind=lesson&subject=mathematics", {"Les fractions"}),
        ("language=xx&kind=nothing", set()),
    ],
)
def test_filters_leave_what_fits(seat, filters, expected):
    titles = set(found(seat.page(f"/search?q=tarte&{filters}")))
    assert {title.partition(",")[0] for title in titles} == expected


def test_an_english_word_finds_the_english_version(seat):
    page = seat.page("/search?q=pie")
    assert "Fractions" in found(page)
    assert re.search(r'href="/library/[0-9a-f]{32}/\?version=en"', page)


def test_an_arabic_word_finds_the_arabic_version(seat):
    assert "الكسور" in found(seat.page("/search?q=فطيرة"))


def test_a_word_with_a_mistake_is_understood(seat):
    page = seat.page("/search?q=gichet")
    assert "guichet" in page.partition("<main")[2].lower()


def test_nothing_found_helps_on(seat):
    page = seat.page("/search?q=xylophoniste&kind=lesson")
    assert found(page) == []
    assert "Les maths" in page
    assert 'href="/search?q=xylophoniste"' in page


def test_no_words_ask_for_words(seat):
    for query in ("", "?q=", "?q=%20%20"):
        assert seat.get(f"/search{query}").status_code == 200


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "'",
        "*",
        "?",
        "(",
        ")",
        "a AND",
        "NOT",
        "title:x",
        "[a TO",
        "~9",
        "\\",
        "%00",
        "%FF",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "a" * 5000,
        "é" * 1000,
        "* " * 300,
        "\u202e",
        "عَرَبِيّ",
        "🍎",
        "'; DROP TABLE node; --",
        "-",
        "--",
        "&",
        "+",
        "١٢٣",
    ],
)
def test_whatever_is_typed_gets_a_page(seat, words):
    response = seat.get("/search", query_string={"q": words})
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert ">49<" not in response.text


@pytest.mark.parametrize("page", ["0", "-1", "2", "1000000", "x", "", "٣", "9" * 5000, "1e9"])
def test_whatever_page_is_asked_for_gets_a_page(seat, page):
    assert seat.get("/search", query_string={"q": "tarte", "page": page}).status_code == 200


def test_a_page_that_was_removed_since_it_was_indexed_is_left_out(school, seat):
    Channel.delete().where(Channel.id == "maths").execute()
    page = seat.page("/search?q=tarte")
    assert found(page) == []


@pytest.fixture
def newer(school, tmp_path):
    """A release of the course "maths" that has lost its tart, installed and not yet indexed."""
    source = course.write_maths(tmp_path / "newer", release=2)
    for page in source.rglob("*.md"):
        page.write_text(page.read_text("utf-8").replace("tarte", "galette"), "utf-8")
    topic = source / "01-calcul"
    (topic / "tarte.svg").rename(topic / "galette.svg")
    course.install(school.site.library, source, tmp_path / "built")


def test_a_passage_that_was_withdrawn_is_never_shown(school, seat, newer):
    page = seat.page("/search?q=tarte").partition('class="rows results"')[2].partition("</ol>")[0]
    assert page.count("Les fractions") == 1
    assert "Partager une galette en parts" in page
    assert "tarte" not in page
    teller = CliRunner().invoke(search, ["tarte", "--json"], obj=school.site)
    assert json.loads(teller.output)["hits"] == []


def test_filters_are_offered_and_kept_from_page_to_page(seat, monkeypatch):
    monkeypatch.setattr(finding, "Query", partial(Query, per_page=1))
    page = seat.page("/search?q=pomme&language=fr&level=cfg&easy=1")
    main = page.partition("<main")[2]
    assert 'href="/search?q=pomme&language=fr&level=cfg&easy=1&page=2"' in main
    assert 'href="/search?q=pomme&language=fr&easy=1"' in page


def test_easy_pages_come_first_for_whoever_asks(seat):
    for address, version in (("/search?q=tarte", "fr"), ("/search?q=tarte&easy=1", "fr-easy")):
        page = seat.page(address).partition('class="rows results"')[2]
        assert f'?version={version}"' in page.partition("</li>")[0]


def test_the_index_says_which_releases_it_holds(school):
    held = Index(school.site.home.index).releases()
    assert held == {name: each.manifest for name, each in school.site.library.releases().items()}


def test_a_page_that_cannot_be_read_is_left_out_and_all_others_are_found(school, seat, caplog):
    store = school.site.library.store
    spoilt = File.get(File.media_type == "application/json")
    path, first, size = store.place(spoilt.sha256)
    path.chmod(0o644)
    data = path.read_bytes()
    path.write_bytes(data[:first] + b'{"format":1}'.ljust(size) + data[first + size :])
    course.index(school.site, anew=True)
    assert "is not indexed" in caplog.text
    assert "Les fractions" in found(seat.page("/search?q=tarte"))
    assert found(seat.page("/search?q=pomme"))
