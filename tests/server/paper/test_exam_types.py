"""What exams ask, on paper: a picture with its numbers, lines to write on, and no answer."""

from html import unescape

import pytest
from flask import render_template_string

from content import browse
from content.questions.exercise import Exercise
from server.paper.sheets import answers_on, sheet_of
from tests.content.questions.examples import SHA, dictation, labels, parts, spot

SHEET = '{% from "paper/pieces.html" import sheet with context %}{{ sheet(told, "fr", "ltr") }}'
ASKED = Exercise("", (parts(), labels(), spot(), dictation()))


@pytest.fixture
def sheet(school, node):
    lesson = node("Exercice de tout")
    item = browse.item(lesson.id, "fr", coach=False)
    told = sheet_of(item, "Examen", "fr", ASKED, [], sha256="s")
    with school.app.test_request_context():
        return unescape(render_template_string(SHEET, told=told))


def test_each_question_can_be_answered_with_a_pen(sheet):
    assert sheet.count(f"{SHA}.png") == 2
    assert sheet.count("<hr>") == 4
    assert all(label in sheet for label in ("Oran", "Alger", "Lyon"))
    assert "écrivez ce que vous entendez" in sheet
    assert not any(tag in sheet for tag in ("<input", "<select", "<audio"))


def test_no_answer_is_on_the_sheet(sheet):
    assert "chat" not in sheet and "rêve" not in sheet


def test_the_teachers_sheet_says_what_is_right(school):
    told = [each.right for each in answers_on(ASKED, "n", "s")]
    assert told == [
        ["chat / 4 / a"],
        ["1 → Oran / 2 → Alger"],
        ["1 (à gauche)"],
        ["Le chat dort. / Il rêve."],
    ]
