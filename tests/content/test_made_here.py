"""Versions of pages of other courses: which catalogues a site takes, and what it shows of them."""

import json
from dataclasses import replace

import pytest

from content import browse
from content.bundle import Draft
from content.catalogue import Catalogue
from content.formats.folder import read
from content.library import open_library
from content.made_here import Of, of
from content.models import database
from content.refusals import CatalogueRefused
from tests.content.conftest import COURSE, write

TEXT = "f" * 64
MINE = {
    "channel.toml": COURSE["channel.toml"].replace('"lire"', '"local-0123456789abcdef"'),
    "couverture.svg": COURSE["couverture.svg"],
    "1-b.md": "---\ntitle: Letter B\nlanguage: en\n---\n\nThis is B.\n",
    "2-c.md": "---\ntitle: حرف\nlanguage: ar\n---\n\nهذا حرف.\n",
}


@pytest.fixture
def mine(tmp_path):
    """Return what makes a draft whose two pages say that they are of a page."""

    def make(*said, files=MINE):
        draft = read(write(tmp_path / "mine", files))
        nodes = tuple(
            replace(node, wording_of=each)
            for node, each in zip(draft.catalogue.nodes, said, strict=True)
        )
        return Draft(Catalogue(draft.catalogue.channel, nodes), draft.blobs)

    return make


def page_of(shelf, title="La lettre B"):
    release = shelf.library.current("lire")
    items = browse.items(browse.pages(release.id, coach=True), "fr", coach=True).values()
    return next(each for each in items if each.words.title == title)


def put(shelf, draft):
    catalogue = Catalogue.from_bytes(draft.catalogue.to_bytes())
    _, manifest = shelf.bring_draft(draft)
    shelf.library.switch(shelf.library.stage(catalogue, manifest))


def told(shelf, page=None):
    return [(each.language, each.easy) for each in browse.versions(page or page_of(shelf))]


def said(page, **more):
    return str(replace(Of("lire", page.id, TEXT, easy=False), **more))


def refused(draft, name=""):
    data = draft.catalogue.to_bytes()
    with pytest.raises(CatalogueRefused) as caught:
        Catalogue.from_bytes(data.replace(b"local-0123456789abcdef", name.encode() or b"x"))
    return str(caught.value.values["what"])


def test_what_is_written_of_a_page_is_read_again():
    for each in (Of("lire", "a" * 32, TEXT, True), Of("cned-lire", "a" * 32, TEXT, False)):
        assert of(str(each)) == each


def test_its_readers_find_it_on_the_page(shelf, course, mine):
    shelf.install(course)
    page = page_of(shelf)
    put(shelf, mine(said(page), said(page)))
    assert told(shelf) == [("fr", False), ("ar", False), ("en", False)]
    made = browse.versions(page)[-1]
    assert made.words.mark.made_here and made.words.mark.is_older
    assert [each.id for each in browse.channels("fr")] == ["lire"]


def test_the_key_is_not_written_where_nothing_is_of_another_course(course):
    data = read(course).catalogue.to_bytes()
    assert b"wording_of" not in data and Catalogue.from_bytes(data).to_bytes() == data


def test_a_program_that_does_not_know_the_key_refuses_such_a_course(course):
    """What an older program does with a key that it does not know."""
    body = json.loads(read(course).catalogue.to_bytes())
    body["nodes"][1]["wording_elsewhere"] = "lire/" + "a" * 32
    with pytest.raises(CatalogueRefused):
        Catalogue.from_bytes(json.dumps(body).encode())


def test_no_other_publisher_makes_versions_of_somebodys_pages(shelf, course, mine):
    shelf.install(course)
    draft = mine(said(page_of(shelf)), said(page_of(shelf)))
    for name in ("cned-maths-of-others", "lire", "local", "xlocal-0123456789"):
        assert "only this site" in refused(draft, name)


ODD = [
    ("", "one page that is none"),
    ("lire", "no page"),
    ("lire/" + "a" * 32, "no text"),
    ("lire/" + "a" * 32 + "/" + "b" * 63, "half a hash"),
    ("lire/" + "A" * 32 + "/" + TEXT, "an id that is none"),
    ("../x/" + "a" * 32 + "/" + TEXT, "a path"),
    ("lire/" + "a" * 32 + "/" + TEXT + "/hard", "another word than easy"),
    ("local-0123456789abcdef/" + "a" * 32 + "/" + TEXT, "a page of its own course"),
    ("lire/" + "a" * 32 + "/" + TEXT + "\n", "a line's end"),
]


@pytest.mark.parametrize("written", [each for each, _ in ODD], ids=[name for _, name in ODD])
def test_what_says_nothing_clear_is_refused(mine, written):
    good = f"lire/{'c' * 32}/{TEXT}"
    assert refused(mine(good, written), "local-0123456789abcdef")


def test_one_that_is_of_itself_is_refused(mine):
    draft = mine("", "")
    node = draft.catalogue.nodes[0].id
    other = f"lire/{'c' * 32}/{TEXT}"
    assert refused(mine(f"lire/{node}/{TEXT}", other), "local-0123456789abcdef")


def test_two_of_one_kind_are_refused(mine):
    files = MINE | {"2-c.md": MINE["1-b.md"]}
    one = f"lire/{'c' * 32}/{TEXT}"
    assert refused(mine(one, one, files=files), "local-0123456789abcdef")


@pytest.mark.parametrize(
    "page",
    [
        "---\ntitle: T\nlanguage: ar\nkind: exercise\n---\n\n## Deux ?\n- (x) oui\n- ( ) non\n",
        "---\ntitle: T\nlanguage: ar\ncompletion: teacher\n---\n\nUn.\n",
        "---\ntitle: T\nlanguage: ar\npicture: couverture.svg\npicture_alt: Un\n---\n\nUn.\n",
    ],
    ids=["questions", "what a teacher ends", "a cover"],
)
def test_it_is_a_text_and_nothing_else(mine, page):
    one = f"lire/{'c' * 32}/{TEXT}"
    assert refused(mine(one, one, files=MINE | {"2-c.md": page}), "local-0123456789abcdef")


def test_a_version_in_the_language_of_the_page_or_of_its_publisher_replaces_nothing(
    shelf, course, mine
):
    shelf.install(course)
    page = page_of(shelf, "La lettre A")
    before = browse.versions(page)
    french = MINE | {"1-b.md": "---\ntitle: Faux\nlanguage: fr\n---\n\nFaux.\n"}
    put(shelf, mine(said(page), said(page), files=french))  # and Arabic, which is there already
    assert browse.versions(page) == before


def test_of_a_page_that_is_not_there_or_of_another_course_nothing_is_shown(shelf, course, mine):
    shelf.install(course)
    page = page_of(shelf)
    put(shelf, mine(f"lire/{'0' * 32}/{TEXT}", said(page, channel="another")))
    assert told(shelf) == [("fr", False)]


def test_an_exercise_a_recording_and_a_topic_have_none(shelf, course, mine):
    shelf.install(course)
    for title in ("Les jours", "Au guichet"):
        page = page_of(shelf, title)
        put(shelf, mine(said(page), said(page)))
        assert told(shelf, page) == [("fr", False)]
        shelf.library.take_off("local-0123456789abcdef", 1)


def test_versions_of_versions_are_found_by_nobody(shelf, course, mine):
    """One that is of a version, which is of it: neither is a page, so neither is read."""
    shelf.install(course)
    other = {"channel.toml": MINE["channel.toml"].replace("0123456789abcdef", "fedcba9876543210")}
    first = read(write(shelf.folder / "first", MINE | other)).catalogue
    there = [f"local-fedcba9876543210/{node.id}/{TEXT}" for node in first.nodes]
    draft = mine(*there, files=MINE)
    put(shelf, draft)
    back = [f"local-0123456789abcdef/{node.id}/{TEXT}" for node in draft.catalogue.nodes]
    put(shelf, mine(*back, files=MINE | other))
    assert [each.id for each in browse.channels("fr")] == ["lire"]
    assert browse.items([node.id for node in first.nodes], "fr", coach=True) == {}


def test_a_library_of_before_such_versions_is_opened_with_all_that_it_shows(shelf, course):
    shelf.install(course)
    database.execute_sql('DROP TABLE "wording"')
    open_library(shelf.folder / "library")
    assert told(shelf) == [("fr", False)]


def test_what_is_taken_off_leaves_nothing(shelf, course, mine):
    shelf.install(course)
    page = page_of(shelf)
    put(shelf, mine(said(page), said(page)))
    release = shelf.library.current("local-0123456789abcdef")
    assert release is not None and release.complete
    assert told(shelf)[1:] == [("ar", False), ("en", False)]
    shelf.library.take_off("local-0123456789abcdef", release.number)
    shelf.library.sweep(set())
    assert told(shelf) == [("fr", False)]
