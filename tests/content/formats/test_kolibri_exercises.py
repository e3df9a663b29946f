"""Exercises and books of Kolibri channels: their questions, their rules, their chapters."""

import json

import pytest

from content.questions.exercise import Exercise
from content.questions.mastery import EVERYTHING, OF, ROW, TWICE, Mastery
from tests.content.formats.drives import identity, made, packed, pages, told
from tests.content.formats.epub.books import book, page
from tests.content.formats.questions.perseus import item, package, radio

NAMES = ("a", "b", "c", "d")


def exercise(of, title):
    """The exercise of a page."""
    (main,) = [file for file in pages(of)[title].files if file.role == "main"]
    return Exercise.from_bytes(of.draft.blobs[main.sha256])


def asked(channel, title, model, names=NAMES, **facts):
    """Add an exercise of four questions with its rule."""
    items = {n: item(f"{n} ? [[☃ radio 1]]", radio_1=radio("=oui", "non")) for n in NAMES}
    channel.page(title, "exercise", package(items), "perseus", kind="exercise", **facts)
    rule(channel, title, model, names)


def rule(channel, title, model, names):
    """Say how a node is mastered."""
    channel.relate(
        "content_assessmentmetadata",
        contentnode_id=identity(title),
        mastery_model=json.dumps(model),
        assessment_item_ids=json.dumps(names),
        number_of_assessments=len(names),
    )


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ({"type": "m_of_n", "m": 3, "n": 4}, Mastery(OF, 3, 4)),
        ({"type": "m_of_n", "m": 3, "n": 3}, Mastery(ROW, 3, 3)),
        ({"type": "num_correct_in_a_row_5"}, Mastery(ROW, 5, 5)),
        ({"type": "skill_check"}, Mastery(ROW, 1, 1)),
        ({"type": "do_all"}, EVERYTHING),
        ({"type": "num_correct_in_a_row_x"}, EVERYTHING),
        ({"type": "m_of_n", "m": "3", "n": None}, EVERYTHING),
        ("nonsense", EVERYTHING),
    ],
    ids=str,
)
def test_every_mastery_model_is_kept(channel, model, expected):
    asked(channel, "Exercice", model)
    found = made(channel)
    assert pages(found)["Exercice"].kind == "exercise"
    assert exercise(found, "Exercice").mastery == expected
    assert found.notes.changed == []


def test_a_window_longer_than_ours_is_shortened_and_said(channel):
    asked(channel, "Exercice", {"type": "m_of_n", "m": 30, "n": 40})
    found = made(channel)
    assert exercise(found, "Exercice").mastery == Mastery(OF, 15, 20)
    assert "15" in found.notes.changed[0].why()


def test_questions_are_those_that_the_database_names_in_its_order(channel):
    asked(channel, "Exercice", {"type": "do_all"}, ["c", "a"])
    assert ["c ?" in q.prompt for q in exercise(made(channel), "Exercice").questions] == [
        True,
        False,
    ]


def test_a_practice_quiz_asks_each_question_once(channel):
    quiz = {"modality": "QUIZ"}
    asked(channel, "Quiz", {"type": "do_all"}, options=json.dumps(quiz))
    found = exercise(made(channel), "Quiz")
    assert (len(found.questions), found.mastery) == (4, EVERYTHING)


def test_a_survey_is_left_out_because_nothing_in_it_is_right(channel):
    channel.video("Le film")
    items = {"a": item("[[☃ radio 1]]", radio_1=radio("oui", "non"))}
    channel.page("Avis", "exercise", package(items), "perseus", kind="exercise")
    ((where, why),) = told(made(channel).notes.left_out)
    assert where == "Avis"
    assert "survey" in why


def test_a_unit_begins_with_its_test_before_and_after(channel):
    for title, modality, parent in (("Cours", "COURSE", "racine"), ("Unité", "UNIT", "Cours")):
        channel.node(title, options=json.dumps({"modality": modality}), parent=parent)
    channel.node("Leçon", options='{"modality": "LESSON"}', parent="Unité")
    channel.video("Le film", parent="Leçon")
    items = {n: item(f"{n} ? [[☃ radio 1]]", radio_1=radio("=oui", "non")) for n in NAMES}
    channel.attach("Unité", "exercise", package(items), "perseus")
    halves = {"version_a_item_ids": ["a", "b"], "version_b_item_ids": ["c", "d"]}
    rule(channel, "Unité", {"type": "pre_post_test", "pre_post_test": halves}, NAMES)
    found = made(channel)
    titles = list(pages(found))
    assert titles == ["Cours", "Unité", "Avant et après : Unité", "Leçon", "Le film"]
    test = exercise(found, "Avant et après : Unité")
    assert test.mastery == Mastery(TWICE)
    assert [q.prompt[3] for q in test.questions] == ["a", "c", "b", "d"], "pairs that ask the same"
    assert pages(found)["Avant et après : Unité"].parent == identity("Unité")


def test_what_is_to_be_known_first_stands_in_the_description(channel):
    channel.video("Un")
    channel.video("Deux", description="Suite.")
    row = {"from_contentnode_id": identity("Deux"), "to_contentnode_id": identity("Un")}
    channel.relate("content_contentnode_has_prerequisite", **row)
    (version,) = pages(made(channel))["Deux"].versions
    assert version.description == "Suite.\n\nÀ savoir d'abord\N{NO-BREAK SPACE}: Un"


def test_a_book_becomes_a_topic_with_its_chapters(channel, tmp_path):
    chapters = {
        "a.xhtml": page("<h1>Un</h1><p>Texte.</p>"),
        "b.xhtml": page("<h1>Deux</h1><p>x</p>"),
    }
    data = book(tmp_path / "livre.epub", chapters).read_bytes()
    channel.page("Livre", "epub", data, "epub", kind="document")
    found = made(channel)
    kinds = {title: node.kind for title, node in pages(found).items()}
    assert kinds == {"Livre": "topic", "Un": "lesson", "Deux": "lesson"}
    assert pages(found)["Un"].parent == identity("Livre")
    again = made(channel).draft.catalogue
    assert again == found.draft.catalogue, "their ids stay the same"


def test_a_book_of_one_chapter_is_a_lesson_in_its_place(channel, tmp_path):
    data = book(tmp_path / "x.epub", {"a.xhtml": page("<h1>Un</h1><p>Texte.</p>")}).read_bytes()
    channel.page("Livre", "epub", data, "epub", kind="document")
    node = pages(made(channel))["Livre"]
    assert (node.id, node.content_id, node.kind) == (
        identity("Livre"),
        identity("Livre!"),
        "lesson",
    )


@pytest.mark.parametrize(
    ("preset", "ending", "data"),
    [
        ("epub", "epub", b"PK\x03\x04"),
        ("exercise", "perseus", b"no archive"),
        ("exercise", "perseus", packed({"exercise.json": '{"all_assessment_items": ["x"]}'})),
        ("qti", "zip", packed({"imsmanifest.xml": "<x/>"})),
        ("zim", "zim", b"ZIM\x04 cut off"),
    ],
)
def test_a_broken_one_is_left_out_with_its_reason_and_the_rest_goes_on(
    channel, preset, ending, data
):
    channel.video("Le film")
    channel.page("Autre", preset, data, ending)
    found = made(channel)
    assert list(pages(found)) == ["Le film"]
    assert [note.where for note in found.notes.left_out] == ["Autre"]
