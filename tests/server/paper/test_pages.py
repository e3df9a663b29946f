"""Printing a page of the library: room to write for everybody, answers for those who teach."""

import json
import re

import pytest

from content import browse
from content.models import Node
from content.questions.exercise import Exercise
from server.paper.sheets import Drawn, answers_on, sheet_of
from server.roles import Role
from tests.server.course import KEYS
from tests.server.paper.conftest import DETENTION, said

CONTROLS = re.compile(r"<(?:input|select|textarea|audio|video|button(?![^>]*data-behaviour))")


def printed(item):
    return f"/library/{item.id}/print"


def with_answers(item):
    return f"/paper/answers/{item.id}"


def printable():
    """Return the pages of the library that a learner finds."""
    rows = Node.select(Node.node_id).where(Node.kind != "topic", ~Node.coach).tuples()
    return [browse.item(node_id, "fr", coach=False) for (node_id,) in rows]


def test_any_page_is_offered_to_be_printed_and_has_nothing_that_only_a_screen_can_do(classroom):
    seat = classroom.school.sign_in(classroom.camille)
    pages = printable()
    assert len(pages) > 10
    for item in pages:
        assert printed(item) in seat.page(f"/library/{item.id}/")
        sheet = seat.page(printed(item)).partition("<h1")[2].partition("</main>")[0]
        assert item.words.title in sheet
        assert not CONTROLS.search(sheet), item.words.title
        assert "<script" not in sheet


def test_each_sheet_says_at_its_foot_what_it_is(classroom):
    lesson = classroom.node("Les fractions")
    seat = classroom.school.sign_in(classroom.camille)
    foot = f'data-foot="Les fractions · {lesson.id[:8]} · "'
    assert foot in seat.page(printed(lesson))
    assert foot in seat.page(f"/library/{lesson.id}/")


def test_a_recording_is_replaced_by_a_line_and_what_is_said_is_printed(classroom):
    sheet = classroom.main(classroom.camille, printed(classroom.node("Au guichet")))
    assert "Un enregistrement va avec cette page" in sheet
    assert "je voudrais une attestation" in sheet


def test_pictures_are_found_from_the_sheet(classroom):
    lesson = classroom.node("Les fractions")
    seat = classroom.school.sign_in(classroom.camille)
    (picture,) = re.findall(r'<img[^>]* src="([^"]+)"', seat.page(printed(lesson)))
    assert seat.get(picture).status_code == 200


def test_a_version_is_printed_in_its_own_language_and_direction(classroom):
    lesson = classroom.node("Les fractions")
    sheet = classroom.main(classroom.camille, f"{printed(lesson)}?version=ar")
    assert '<article class="prose printed lesson" lang="ar" dir="rtl">' in sheet
    assert "نصف فطيرة" in sheet


def test_a_topic_is_no_page_to_print(classroom):
    topic = classroom.node("Les fractions").parent
    assert (
        classroom.school.sign_in(classroom.camille).get(f"/library/{topic}/print").status_code
        == 404
    )


@pytest.mark.parametrize("who", ["camille", "claude", "dominique", None])
def test_no_sheet_tells_an_answer(classroom, who):
    person = getattr(classroom, who) if who else None
    sheet = classroom.main(person, printed(classroom.node("Exercice de tout")))
    assert "Quelle ville" in sheet
    assert [key for key in KEYS if key in sheet] == []
    assert "Oui, cela fait la paire" not in sheet


@pytest.mark.parametrize("role", [None, Role.LEARNER, Role.CONTENT_MANAGER, Role.EXAMINER])
def test_the_answers_are_refused_to_whoever_does_not_teach(classroom, role):
    seat = classroom.school.sign_in(role) if role else classroom.school.seat()
    response = seat.get(with_answers(classroom.node("Exercice de tout")))
    assert response.status_code == (403 if role else 303)
    assert [key for key in KEYS if key in response.text] == []
    sheet = seat.page(printed(classroom.node("Exercice de tout")))
    assert "/answers" not in sheet


def test_a_teacher_prints_the_answers_in_the_letters_and_words_of_the_sheet(classroom):
    exercise = classroom.node("Exercice de tout")
    assert with_answers(exercise) in classroom.main(classroom.dominique, printed(exercise))
    told = classroom.main(classroom.dominique, with_answers(exercise))
    assert [key for key in KEYS if key not in told] == []
    assert "B. deux" in told
    assert "1. hier" in told
    assert "4242 ± 1" in told


def test_the_answers_of_a_lesson_are_nowhere(classroom):
    seat = classroom.school.sign_in(classroom.dominique)
    assert seat.get(with_answers(classroom.node("Les fractions"))).status_code == 404


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_no_printed_page_tells_of_detention(classroom, code):
    seat = classroom.in_tongue(classroom.dominique, code)
    for item in printable():
        addresses = (printed, with_answers) if item.kind == "exercise" else (printed,)
        for address in addresses:
            found = DETENTION.search(said(seat.page(address(item))))
            assert found is None, (item.words.title, found)


def texts(least, most):
    question = {"type": "text", "prompt": "", "hint": "", "right": "", "review": ""}
    body = {"format": 1, "intro": "", "questions": [question | {"least": least, "most": most}]}
    return Exercise.from_bytes(json.dumps(body).encode())


def test_the_longer_the_text_asked_for_the_more_lines_there_are(school, node):
    item = node("Exercice de tout")
    counts = [
        sheet_of(item, "x", "fr", texts(*limits), [], sha256="0").questions[0].lines
        for limits in ((0, 10), (5, 30), (50, 150), (0, 2000))
    ]
    assert counts == sorted(counts)
    assert counts[0] >= 4
    assert counts[1] * 7 >= 30
    assert counts[-1] <= 60


def test_what_is_drawn_is_printed_and_its_answers_with_it(classroom):
    item = classroom.node("Tirage")
    exercise = Exercise.from_bytes(_bytes_of(classroom, item))
    drawn = Drawn("a seed")
    asked = sheet_of(item, "x", "fr", exercise, [], sha256="0", drawn=drawn).questions
    told = answers_on(exercise, item.id, "0", drawn)
    assert len(asked) == 3
    sums = [int(re.search(r"font (\d+)", each.shown.prompt)[1]) for each in asked]
    assert [int(each.right[0]) for each in told] == [2 * each for each in sums]


def _bytes_of(classroom, item):
    file = next(f for f in browse.files_of(item) if f.media_type == "application/json")
    return classroom.school.site.library.store.read(file.sha256)
