"""The five courses that come with the program keep what they promise."""

import io
import re
from pathlib import Path

import pytest

from content.accessibility.drafts import of_draft
from content.dictionary.reading import some
from content.formats.asked import Asked
from content.formats.folder import read
from content.formats.sources import sources
from content.html import text_of
from content.questions.exercise import Exercise

DEMO = Path(__file__).parents[2] / "content" / "demo"
COURSES = sorted(path.parent.name for path in DEMO.glob("*/channel.toml"))
WORDS_A_MINUTE = 120
"""Half of what a practised reader takes in."""
OUTSIDE = re.compile(r"(?:https?:)?//[\w-]+\.|www\.[\w-]+", re.IGNORECASE)


@pytest.fixture(scope="module")
def drafts():
    return {name: read(DEMO / name) for name in COURSES}


def lessons(drafts):
    for name, draft in drafts.items():
        for node in draft.catalogue.nodes:
            if node.kind == "lesson":
                yield name, draft, node


def texts(drafts):
    """Every text: its course, its page, and its fragment of HTML."""
    for name, draft in drafts.items():
        for node in draft.catalogue.nodes:
            for file in node.files:
                data = draft.blobs[file.sha256]
                if file.type == "text/html":
                    yield name, node, data.decode()
                elif file.type == "application/json":
                    yield name, node, Exercise.from_bytes(data).read_aloud()


def test_there_are_five_courses_and_each_becomes_a_bundle(drafts):
    assert len(drafts) == 5
    assert all(draft.catalogue.nodes for draft in drafts.values())


def test_there_are_at_least_thirty_french_lessons_in_four_courses(drafts):
    french = [name for name, _, node in lessons(drafts) if node.language == "fr"]
    assert len(french) >= 30
    assert len(set(french)) >= 4


def test_a_third_of_the_lessons_can_be_read_in_english_and_arabic(drafts):
    found = [{v.language for v in node.versions} for _, _, node in lessons(drafts)]
    for language in ("en", "ar"):
        assert sum(language in languages for languages in found) * 3 >= len(found)


def test_every_page_is_read_in_ten_minutes(drafts):
    long = [
        (name, node.versions[0].title)
        for name, node, fragment in texts(drafts)
        if len(text_of(fragment).split()) > 10 * WORDS_A_MINUTE or node.minutes > 10
    ]
    assert long == []


def test_every_page_says_how_long_it_takes_and_what_it_is_about(drafts):
    silent = [
        node.versions[0].title
        for draft in drafts.values()
        for node in draft.catalogue.nodes
        if node.kind != "topic" and not (node.minutes and node.versions[0].description)
    ]
    assert silent == []


def test_no_page_names_an_address_outside(drafts):
    named = [(name, OUTSIDE.findall(fragment)) for name, _, fragment in texts(drafts)]
    assert [(name, found) for name, found in named if found] == []


def test_every_page_on_release_says_when_its_facts_were_checked(drafts):
    nodes = drafts["preparer-sa-sortie"].catalogue.nodes
    assert [n.versions[0].title for n in nodes if n.kind != "topic" and not n.reviewed] == []


def test_nothing_in_them_stands_in_anybodys_way(drafts):
    found = {
        name: [(each.kind, each.pages) for each in of_draft(drafts[name]).found] for name in COURSES
    }
    left = {name: faults for name, faults in found.items() if faults}
    assert left == {}


def test_every_course_has_a_cover_and_titles_in_three_languages(drafts):
    for draft in drafts.values():
        channel = draft.catalogue.channel
        assert [file.role for file in channel.files] == ["thumbnail"]
        assert {version.language for version in channel.versions} == {"fr", "en", "ar"}


def test_the_glossary_says_how_it_was_made_and_every_word_has_its_meaning_and_translations():
    (source,) = sources(DEMO / "mots" / "mots.csv", Asked(1))
    made = source()
    (node,) = made.draft.catalogue.nodes
    assert made.notes.left_out == []
    assert "n'ont pas été relues" in node.versions[0].description
    data = made.draft.blobs[node.files[0].sha256]
    entries = some(io.BytesIO(data), 10_000)
    assert len(entries) >= 310
    for each in entries:
        (sense,) = each.senses
        assert sense.means.endswith((".", "?")), each.word
        assert len(sense.words) == 11, each.word


def test_a_first_visitor_sees_a_film_with_captions_and_a_sheet_to_print(drafts):
    nodes = [node for draft in drafts.values() for node in draft.catalogue.nodes]
    film = next(node for node in nodes if node.kind == "video")
    sheet = next(node for node in nodes if node.kind == "document")
    sizes = {file.role: file.size for node in (film, sheet) for file in node.files}
    assert {"captions", "descriptions"} <= set(sizes)
    assert max(sizes.values()) < 100_000
