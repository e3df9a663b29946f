"""What is exported is read back as it was: every type of question, whatever the format can say."""

from dataclasses import replace
from fractions import Fraction

import pytest

from content.formats.questions import reading, writing
from content.formats.questions.brought import Brought
from content.questions.types import Choice, Gaps, Number, Picks, Short, TrueFalse, Words
from tests.content.formats.questions.files import NAMES, PICTURE, QUESTIONS, media_of
from tests.content.questions.examples import SAID, number, short

MORE = [
    Gaps(
        "<p>Q</p>", "a hint", "", "", pieces=("Le ", " & <la> ", "."), key=(("un", "deux"), ("x",))
    ),
    Picks("", "", "", "", pieces=("", " dort"), options=(("le chat", "{~}"),), key=(("le chat",),)),
    Words(*SAID, key=(("je", "viens", "demain"), ("demain", "je", "viens"))),
    Short(*SAID, key=(("Mot", True), ("a*b", False))),
    Choice("<p>a\\b\n\n{c}</p>", "<p>h</p>", "r", "v", ("= ~a", "#b", "<b>-&gt;</b>"), (1,), False),
    Choice(*SAID, tuple("abcdefghijk"), (0, 1, 2, 3, 4, 5, 6), True, rule="all_or_nothing"),
    TrueFalse("<p>Q</p>", "", "<p>yes</p>", "<p>no</p>", key=False),
    Number("<p>Q</p>", "", "yes", "no", "-0.5", "0.01"),
    number("1", more=()),
    short("l'été", "R&D", "50 %", "a = b", "x -> y"),
]
ALL = [*QUESTIONS, *MORE]


@pytest.mark.parametrize("question", ALL, ids=[*NAMES, *(each.type for each in MORE)])
def test_a_question_comes_back_from_moodle_xml_as_it_was(question):
    brought = Brought(
        "Étoile & <co>",
        question,
        category=("Maths", "A/B"),
        tags=("un", "d]eux"),
        points=Fraction(3, 2),
        ident="n°1",
        media=media_of(question),
    )
    done = writing.put([brought], "moodle_xml")
    assert done.left_out == []
    read = reading.read(done.data)
    assert read.left_out == []
    (back,) = read.questions
    assert back.question == question
    assert back.media == brought.media
    assert (back.name, back.category, back.tags, back.ident) == (
        *(brought.name, brought.category, brought.tags, brought.ident),
    )
    if question.type not in ("parts", "gaps", "picks"):
        assert back.points == brought.points


@pytest.mark.parametrize("question", ALL, ids=[*NAMES, *(each.type for each in MORE)])
def test_a_question_comes_back_from_gift_as_it_was_or_is_said_to_be_left_out(question):
    done = writing.put([Brought("Étoile: 1", question, tags=("un",))], "gift")
    read = reading.read(done.data, "a.gift")
    assert read.left_out == []
    assert len(read.questions) + len(done.left_out) == 1
    if not media_of(question):
        assert [each.question for each in read.questions] == [question] * len(read.questions)


@pytest.mark.parametrize("question", ALL, ids=[*NAMES, *(each.type for each in MORE)])
def test_a_question_comes_back_from_a_table_as_it_was_or_is_said_to_be_left_out(question):
    brought = Brought(
        "Étoile ; 1", question, category=("A", "B"), tags=("un",), points=Fraction(3, 2)
    )
    done = writing.put([brought], "csv")
    read = reading.read(done.data, "a.csv")
    assert read.left_out == []
    assert len(read.questions) + len(done.left_out) == 1
    assert [replace(each, where="") for each in read.questions] == [brought] * len(read.questions)


def test_many_questions_keep_their_order_and_their_categories():
    paths = [("A",), ("A",), ("A", "B"), ("A",)]
    every = [
        Brought(f"Q{n}", short(f"w{n}", wildcards=True, accents=True), category=path)
        for n, path in enumerate(paths)
    ]
    for form in ("moodle_xml", "gift"):
        read = reading.read(writing.written(every, form))
        assert [(each.name, each.category) for each in read.questions] == [
            (each.name, each.category) for each in every
        ]
        assert [each.question for each in read.questions] == [each.question for each in every]


def test_what_somebody_changed_in_the_file_is_what_comes_back():
    question = Short(*SAID, key=(("chat", True),))
    for form in ("moodle_xml", "gift"):
        data = writing.written([Brought("Q", question)], form)
        assert b"ardoise" in data
        (back,) = reading.read(data.replace(b"chat", b"chien")).questions
        assert back.question.key == (("chien", False),)


def test_a_picture_that_is_not_at_hand_is_said():
    question = Choice(
        f'<p><img src="files/{PICTURE}" alt="x">?</p>', *SAID[1:], ("a", "b"), (0,), False
    )
    read = reading.read(writing.written([Brought("Q", question)], "moodle_xml"))
    assert read.questions[0].media == {}
    assert [problem.where for problem in read.changed]
