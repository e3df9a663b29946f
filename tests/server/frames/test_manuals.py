"""A manual of web pages in a package: the one search finds its pages, and opens the very page."""

import pytest

from search.query import Query
from server import clock
from server.actors import SYSTEM
from server.library import packages as indexing
from server.library.indexing import ask_for_archives, bring_up_to_date
from tests.content.formats.brought import zipped
from tests.content.formats.packages import archives as made
from tests.server.frames import packages
from tests.server.frames.packages import Shown

INDEX = (
    "<!doctype html><html lang=fr><head><title>Le manuel</title></head><body><p>Bienvenue."
    "<script src=a.js></script><a href='aide/tableur.html#ici'>Tableur</a> <a href='../x.html'>"
    "x</a> <a href='https://example.org/index.html'>y</a> <a href='piece.html'>z</a>"
)
SHEET = (
    "<html><head><base href='../'><title>Le tableur &amp; ses cellules</title></head><body>"
    "<p>Une cellule fusionnée.<script>var secret='tournesol'</script> <a href='loin/fin.html'>Fin"
)
FILES = {
    "index.html": INDEX,
    "a.js": "'marguerite'",
    "aide/tableur.html": SHEET,
    "loin/fin.html": "<html><body><h1>La <em>fin</em></h1><p>Un dromadaire.",
    "piece.html": "<p>Une giroflée.",
    "gabarit.html": "<div>Une capucine {{ nom }}</div>",
    "seule.html": "<html><head><title>Seule</title></head><body>Une pivoine.",
}


def nothing(done, total):
    pass


@pytest.fixture
def manual(school, node, tmp_path):
    """The node of a manual whose pages are indexed."""
    packages.install(school.site.library, zipped(FILES), tmp_path / "in")
    bring(school)
    return node("Le manuel")


def frame_at(seat, node, page):
    return packages.FRAME.search(seat.page(f"/library/{node.id}/?page={page}"))[2]


def bring(school):
    bring_up_to_date(school.site.library, school.site.index, school.site.home.cache, nothing)
    indexing.bring_in(school.site.library, school.site.index, nothing)


def found(school, words):
    return [hit.part for hit in school.site.index.search(Query(words)).hits]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        pytest.param("fusionnée", "aide/tableur.html", id="on a page that is linked"),
        pytest.param("dromadaire", "loin/fin.html", id="from another folder"),
        pytest.param("giroflée", "piece.html", id="a piece that a link leads to"),
        pytest.param("pivoine", "seule.html", id="a whole page that nothing leads to"),
        pytest.param("tournesol", None, id="in a program"),
        pytest.param("capucine", None, id="a piece that programs fill"),
    ],
)
def test_a_word_on_a_page_of_a_manual_finds_that_page(school, manual, words, part):
    assert found(school, words) == ([part] if part else [])


def test_the_page_that_was_found_opens_in_the_frame(school, manual):
    seat = school.sign_in(school.learner())
    page = seat.page("/search?q=fusionnée")
    assert f"/library/{manual.id}/?page=aide/tableur.html" in page
    assert "Le tableur" in page
    assert manual.words.title in page[page.find("Le tableur") :], "of which manual it is"
    shown = frame_at(seat, manual, "aide/tableur.html")
    assert shown.endswith("/p/aide/tableur.html")
    assert "cellule" in seat.get(shown).text


@pytest.mark.parametrize("page", ["a.js", "ardoise.json", "../index.html", "none.html", "/etc"])
def test_what_is_no_page_of_it_opens_the_first(school, manual, page):
    seat = school.sign_in(school.learner())
    assert frame_at(seat, manual, page).endswith("/p/index.html")


def test_it_is_done_once_and_anew_for_another_release(school, manual, tmp_path):
    site = school.site
    assert ask_for_archives(site, SYSTEM, at=clock.now()) is None
    changed = {**FILES, "seule.html": FILES["seule.html"].replace("pivoine", "lavande")}
    packages.install(site.library, zipped(changed), tmp_path / "again", release=2)
    bring_up_to_date(site.library, site.index, site.home.cache, nothing)
    assert ask_for_archives(site, SYSTEM, at=clock.now()).kind == "library.archives"
    indexing.bring_in(site.library, site.index, nothing)
    assert (found(school, "pivoine"), found(school, "lavande")) == ([], ["seule.html"])


def test_a_package_that_asks_and_marks_keeps_what_is_in_its_files(school, node, tmp_path):
    page = f"{made.ACTING}<p>La réponse est rhubarbe."
    packages.install(school.site.library, made.one_sco(page), tmp_path / "in")
    bring(school)
    assert found(school, "rhubarbe") == []
    assert indexing.due(school.site.library, school.site.index) == []
    packages.allow("paquet")
    shown = Shown(school.sign_in(school.learner()), node("Sécurité à l'atelier"))
    assert "/p/a/index.html?" in shown.frame
