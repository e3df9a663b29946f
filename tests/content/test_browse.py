"""What pages ask of the library."""

import pytest

from content import browse
from content.browse import NoSuchPage
from content.formats.folder.reader import node_id
from content.models import database
from tests.content.conftest import COURSE, Shelf, write

A, B, COACH = (
    node_id("lire", f"les-sons/{n}") for n in ("la-lettre-a", "la-lettre-b", "pour-le-professeur")
)
DAYS, DESK = (node_id("lire", f"les-mots/{n}") for n in ("les-jours", "au-guichet"))


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Two courses with the same pages; learners see both. Only read here."""
    folder = tmp_path_factory.mktemp("browse")
    course = write(folder / "lire", COURSE)
    shelf = Shelf(folder / "site")
    shelf.install(course)
    write(course, {"channel.toml": COURSE["channel.toml"].replace("lire", "autre")})
    shelf.install(course)
    yield shelf.library
    database.close()


def item(name, language="fr", *, coach=False):
    return browse.item(name, language, coach=coach)


@pytest.mark.parametrize(
    ("language", "title", "said_in"),
    [
        pytest.param("fr", "La lettre A", "fr", id="its own"),
        pytest.param("ar", "الحرف", "ar", id="a translation"),
        pytest.param("en", "La lettre A", "fr", id="there is none: its own"),
    ],
)
def test_a_title_comes_in_the_language_asked_for_or_its_own(library, language, title, said_in):
    words = item(A, language).words
    assert (words.title, words.language) == (title, said_in)


def test_courses_come_in_the_order_they_were_installed(library):
    assert [channel.id for channel in browse.channels("fr")] == ["lire", "autre"]
    assert [channel.words.title for channel in browse.channels("en")] == ["Reading", "Reading"]
    assert browse.channel("lire", "ar").words.title == "Lire"
    with pytest.raises(NoSuchPage):
        browse.channel("nothing", "fr")


def test_children_come_in_reading_order_and_those_for_teachers_to_teachers(library):
    release = browse.channel("lire", "fr").release
    sounds, words = browse.children(release, "", "fr", coach=False)
    assert [c.id for c in browse.children(release, sounds.id, "fr", coach=False)] == [A, B]
    assert [c.id for c in browse.children(release, sounds.id, "fr", coach=True)] == [A, B, COACH]
    assert [c.id for c in browse.children(release, words.id, "fr", coach=False)] == [DAYS, DESK]


def test_a_page_for_teachers_is_not_found_by_others(library):
    assert item(COACH, coach=True).words.title == "Conseils"
    with pytest.raises(NoSuchPage):
        item(COACH)
    with pytest.raises(NoSuchPage):
        item("f" * 32, coach=True)
    assert set(browse.items([A, COACH, "x"], "fr", coach=False)) == {A}
    assert browse.items([], "fr", coach=True) == {}


@pytest.mark.parametrize(
    ("coach", "order"),
    [
        pytest.param(False, [A, B, DAYS, DESK], id="a learner"),
        pytest.param(True, [A, B, COACH, DAYS, DESK], id="a teacher"),
    ],
)
def test_neighbours_follow_the_reading_order_across_topics(library, coach, order):
    names = [None, *order, None]
    for before, here, after in zip(names, order, names[2:], strict=False):
        found = browse.neighbours(item(here), "fr", coach=coach) if here != COACH else None
        if found:
            assert tuple(near and near.id for near in found) == (before, after)


def test_the_way_to_a_page_names_its_topics(library):
    assert [topic.words.title for topic in browse.path_to(item(A), "ar")] == ["الأصوات"]


def test_the_versions_of_a_page_begin_with_its_own(library):
    versions = browse.versions(item(A, "ar"))
    assert [(v.language, v.easy) for v in versions[:2]] == [("fr", False), ("ar", False)]
    assert {(v.language, v.easy) for v in versions[2:]} == {("fr", True), ("ar", True)}
    assert len({v.file.sha256 for v in versions}) == 4
    assert versions[1].words.checked == "نور، 2026-11-20"


def test_a_recording_has_its_transcript_as_text_and_its_files(library):
    (version,) = browse.versions(item(DESK))
    assert version.file.role == "transcript"
    roles = {file.role: file.media_type for file in browse.files_of(item(DESK))}
    assert roles == {"main": "audio/mpeg", "captions": "text/vtt", "transcript": "text/html"}


def test_a_cover_is_found_by_its_hash_and_nothing_else_is(library):
    found = item(A)
    assert found.picture.endswith(".svg")
    mine, picture = frozenset({"lire"}), found.picture.removesuffix(".svg")
    cover = browse.cover(picture, coach=False, channels=mine)
    assert cover.media_type == "image/svg+xml"
    text = browse.versions(found)[0].file.sha256
    assert browse.cover(text, coach=True, channels=mine) is None
    assert browse.cover(picture, coach=True, channels=frozenset({"another"})) is None
    assert browse.channel("lire", "fr").picture_alt == "Un livre"


def test_facts_of_a_page_are_those_its_author_wrote(library):
    found = item(A)
    assert (found.minutes, found.level, found.subject) == (8, "beginner", "french")
    assert (found.license, found.author, found.reviewed) == ("CC BY-SA 4.0", "Nous", "2026-11-20")
    assert found.labels == ("alternatives", "audio", "easy")
    assert item(DAYS).level == "basic"


def test_a_release_nobody_sees_is_not_found(shelf, course):
    shelf.library.stage(*shelf.bring(course, 1))
    with pytest.raises(NoSuchPage):
        item(A)
