"""Moodle XML is read as Moodle reads it: types, texts with their files, categories, old files."""

import base64
from fractions import Fraction

import pytest

from content.formats.questions import reading, writing
from content.formats.questions.brought import Brought, NotXml, UnknownForm
from content.questions.types import (
    Choice,
    Handed,
    Labels,
    Match,
    Number,
    Order,
    Parts,
    Short,
    Text,
    TrueFalse,
)
from tests.content.formats.questions.files import MP3, PICTURE, PNG, SOUND
from tests.content.questions.examples import SAID

B64 = base64.b64encode(PNG).decode()


def quiz(*inside):
    return f'<?xml version="1.0" encoding="UTF-8"?><quiz>{"".join(inside)}</quiz>'.encode()


def element(kind, inside, text="<text>Q</text>", name="N"):
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="html">{text}</questiontext>{inside}</question>'
    )


def category(path):
    return f'<question type="category"><category><text>{path}</text></category></question>'


def one(kind, inside, text="<text>Q</text>"):
    read = reading.read(quiz(element(kind, inside, text)))
    assert [problem.in_words() for problem in read.left_out] == []
    return read.questions[0]


def answer(text, fraction, remark="", more=""):
    return (
        f'<answer fraction="{fraction}"><text>{text}</text>'
        f"<feedback><text>{remark}</text></feedback>{more}</answer>"
    )


def test_a_choice_of_one_with_all_that_is_said():
    read = one(
        "multichoice",
        "<defaultgrade>2.5</defaultgrade><idnumber>R &amp; D</idnumber><single>true</single>"
        "<shuffleanswers>0</shuffleanswers>"
        "<generalfeedback><text>all</text></generalfeedback>"
        "<correctfeedback><text>yes</text></correctfeedback>"
        "<incorrectfeedback><text>no</text></incorrectfeedback>"
        "<hint><text>h1</text></hint><hint><text>h2</text></hint>"
        + answer("&lt;p&gt;a&lt;/p&gt;", 100, "good")
        + answer("b", 0)
        + "<tags><tag><text>t1</text></tag><tag><text>t2</text></tag></tags>",
    )
    assert isinstance(read.question, Choice)
    assert read.question.options == ("a", "b")
    assert (read.question.key, read.question.several, read.question.shuffle) == ((0,), False, False)
    said = read.question
    assert (said.right, said.review, said.general, said.hint) == ("yes", "no", "all", "h1\nh2")
    assert said.remarks == ("good", "")
    assert (read.points, read.ident, read.tags) == (Fraction(5, 2), "R & D", ("t1", "t2"))


def test_several_answers_with_thirds():
    answers = "".join(answer(text, share) for text, share in [("a", "33.33333"), ("b", "66.66667")])
    question = one("multichoice", f"<single>false</single>{answers}{answer('c', -100)}").question
    assert question.weights == ("1/3", "2/3", "-1")
    assert question.several


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        pytest.param(answer("true", 100) + answer("false", 0), True, id="true"),
        pytest.param(answer("true", 0) + answer("false", 100), False, id="false"),
        pytest.param(answer("false", 100) + answer("true", 0), False, id="turned round"),
        pytest.param(answer("Vrai", 100) + answer("Faux", 0), True, id="an old file"),
        pytest.param(answer("Vrai", 0) + answer("Faux", 100), False, id="an old file, false"),
    ],
)
def test_true_or_false(answers, key):
    question = one("truefalse", answers).question
    assert isinstance(question, TrueFalse)
    assert question.key is key


def test_a_typed_answer_with_a_star():
    question = one(
        "shortanswer",
        "<usecase>1</usecase>" + answer("*beta", 100, "good") + answer("*", 0, "no"),
    ).question
    assert isinstance(question, Short)
    assert (question.case, question.wildcards, question.accents) == (True, True, True)
    assert question.key == (("*beta", False), ("*", False))
    assert question.weights == ("1", "0")


def test_a_number_with_units_and_their_penalty():
    question = one(
        "numerical",
        answer("4,2", 100, more="<tolerance>0.1</tolerance>")
        + answer("*", 0, "no", "<tolerance></tolerance>")
        + "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>"
        "<unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>"
        "<unitgradingtype>2</unitgradingtype><unitpenalty>0.1000000</unitpenalty>"
        "<showunits>2</showunits><unitsleft>1</unitsleft>",
    ).question
    assert isinstance(question, Number)
    assert (question.key, question.tolerance) == ("4.2", "0.1")
    assert question.more[0].value == "*"
    assert question.units == (("m", "1"), ("cm", "100"))
    assert (question.unit_rule, question.unit_penalty) == ("required", "1/10")
    assert (question.penalty_of, question.unit_first, question.unit_listed) == (
        *("question", True, True),
    )


def test_pairs_with_one_side_only():
    pairs = [("<b>a</b>", "1"), ("b", "x &lt; y"), ("", "3")]
    inside = "".join(
        f'<subquestion format="html"><text><![CDATA[{left}]]></text>'
        f"<answer><text>{right}</text></answer></subquestion>"
        for left, right in pairs
    )
    question = one("matching", inside).question
    assert isinstance(question, Match)
    assert question.key == (("<b>a</b>", "1"), ("b", "x < y"))
    assert question.others == ("3",)


def test_an_essay_with_its_words_and_what_to_look_for():
    question = one(
        "essay",
        "<responseformat>editor</responseformat><responsefieldlines>15</responsefieldlines>"
        "<minwordlimit>10</minwordlimit><maxwordlimit>20</maxwordlimit>"
        "<graderinfo format='html'><text>&lt;p&gt;Be kind.&lt;/p&gt;&lt;p&gt;Count.&lt;/p&gt;"
        "</text></graderinfo><responsetemplate><text>Dear</text></responsetemplate>",
    ).question
    assert isinstance(question, Text)
    assert (question.least, question.most, question.lines) == (10, 20, 15)
    assert (question.notes, question.template) == ("Be kind.\nCount.", "Dear")


def test_an_essay_that_is_only_a_file_is_a_file_to_hand_in():
    question = one("essay", "<responseformat>noinline</responseformat>").question
    assert isinstance(question, Handed)


def test_a_text_with_gaps_counts_the_points_of_its_gaps():
    read = one("cloze", "", "<text><![CDATA[<p>a {2:SA:=b} c {1:MC:=d~e}</p>]]></text>")
    assert isinstance(read.question, Parts)
    assert read.points == 3


def test_words_chosen_from_lists_and_dragged_are_lists_in_the_text():
    for kind, word in (("gapselect", "selectoption"), ("ddwtos", "dragbox")):
        inside = "".join(
            f"<{word}><text>{text}</text><group>{group}</group></{word}>"
            for text, group in [("cat", 1), ("dog", 1), ("one", 2), ("two", 2)]
        )
        text = "<text><![CDATA[<p>[[4]] of a [[1]] and a [[2]]</p>]]></text>"
        question = one(kind, inside, text).question
        assert isinstance(question, Parts)
        assert question.text == "<p>[[1]] of a [[2]] and a [[3]]</p>"
        assert [(part.question.options, part.question.key) for part in question.key] == [
            (("one", "two"), (1,)),
            (("cat", "dog"), (0,)),
            (("cat", "dog"), (1,)),
        ]


def test_things_to_put_in_order():
    inside = "<gradingtype>ABSOLUTE_POSITION</gradingtype>" + answer("a", 1) + answer("b", 2)
    question = one("ordering", inside).question
    assert isinstance(question, Order)
    assert (question.key, question.rule) == (("a", "b"), "places")


def test_labels_on_a_picture():
    question = one(
        "ddimageortext",
        f'<file name="m.png" encoding="base64">{B64}</file>'
        "<drag><no>1</no><text>A</text><draggroup>1</draggroup></drag>"
        "<drag><no>2</no><text>B</text><draggroup>1</draggroup></drag>"
        "<drop><no>1</no><choice>2</choice><xleft>0</xleft><ytop>0</ytop></drop>",
    ).question
    assert isinstance(question, Labels)
    assert (question.labels, question.key) == (("A", "B"), (1,))
    assert question.picture.file == f"files/{PICTURE}"


def test_pictures_and_sounds_are_named_by_what_they_hold():
    text = (
        '<text><![CDATA[<p>Look <img src="@@PLUGINFILE@@/a%20b.png" alt="x"> and '
        '<audio controls="true"><source src="@@PLUGINFILE@@/s/c.mp3">c</audio></p>]]></text>'
        f'<file name="a b.png" path="/" encoding="base64">{B64}</file>'
        f'<file name="c.mp3" path="/s/" encoding="base64">{base64.b64encode(MP3).decode()}</file>'
    )
    read = one("essay", "", text)
    assert read.question.prompt == f'<p>Look <img src="files/{PICTURE}" alt="x"> and </p>'
    assert [(sound.file, sound.name) for sound in read.question.sounds] == [(f"files/{SOUND}", "c")]
    assert read.media == {PICTURE: PNG, SOUND: MP3}


def test_a_picture_of_moodle_1_9_stands_at_the_end():
    inside = f"<image>old.png</image><image_base64>\n{B64}\n</image_base64>"
    assert f'src="files/{PICTURE}"' in one("essay", inside).question.prompt


def test_pictures_from_elsewhere_are_taken_out_and_said():
    text = '<text><![CDATA[<img src="http://a.example/x.png" alt="a cat">?]]></text>'
    read = reading.read(quiz(element("essay", "", text)))
    assert read.questions[0].question.prompt == "a cat ?"
    assert "example" in read.changed[0].what


def test_categories_go_on_until_the_next_one():
    read = reading.read(
        quiz(
            element("essay", ""),
            category("$course$/top/A//B/C"),
            element("essay", ""),
            category("Old way/D"),
            element("essay", ""),
        )
    )
    assert [each.category for each in read.questions] == [(), ("A/B", "C"), ("Old way", "D")]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        pytest.param(element("calculated", ""), "which numbers", id="random numbers"),
        pytest.param(element("stack", ""), "stack", id="a type that others added"),
        pytest.param(element("description", ""), "without a question", id="a text alone"),
        pytest.param(element("multichoice", ""), "fewer than two", id="no answer"),
        pytest.param(element("numerical", answer("x", 100)), "no number", id="no number"),
        pytest.param(element("ddimageortext", ""), "picture", id="no picture"),
    ],
)
def test_a_bad_question_is_named_and_stops_no_other(bad, says):
    read = reading.read(quiz(element("essay", ""), f"\n{bad}\n", element("essay", "")))
    assert len(read.questions) == 2
    (problem,) = read.left_out
    assert problem.where == "line 2 (“N”)"
    assert says in problem.what


def test_a_question_that_is_no_xml_stops_no_other():
    good = element("essay", "")
    broken = good.replace("<text>Q</text>", "<text>a & b</text>")
    read = reading.read(quiz(f"\n{good}\n{broken}\n{good}"))
    assert [each.where for each in read.questions] == ["line 2 (“N”)", "line 4 (“N”)"]
    assert [problem.where for problem in read.left_out] == ["line 3"]


def test_letters_that_html_has_names_for_are_read():
    good = element("essay", "", name="&eacute;t&eacute; &amp; &nosuch;")
    (read,) = reading.read(quiz(good)).questions
    assert read.name == "été & &"


def test_what_the_editor_of_moodle_4_writes_around_an_option_is_gone():
    text = '&lt;p dir="ltr" style="text-align: left;"&gt;Paris&lt;br&gt;&lt;/p&gt;'
    turned = '&lt;p dir="rtl"&gt;لا&lt;/p&gt;'
    question = one("multichoice", answer(text, 100) + answer(turned, 0)).question
    assert question.options == ("Paris<br>", '<span dir="rtl">لا</span>')


def test_no_entity_is_ever_read():
    bomb = b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz><question type="essay">&a;</question></quiz>'
    with pytest.raises(NotXml):
        reading.read(b'<?xml version="1.0"?>' + bomb)


def test_another_xml_is_refused():
    with pytest.raises(UnknownForm):
        reading.read(b"<?xml version='1.0'?><html><body/></html>")


def test_what_is_written_is_what_moodle_reads():
    question = Match("<p>Q</p>", "h", "", "", key=(("a", "1"), ("b", "2")))
    data = writing.written([Brought("N", question)], "moodle_xml").decode()
    for piece in (
        '<question type="matching">',
        '<questiontext format="html"><text><![CDATA[<p>Q</p>]]></text></questiontext>',
        "<defaultgrade>1.0000000</defaultgrade>",
        '<subquestion format="html"><text>a</text><answer><text>1</text></answer></subquestion>',
        '<hint format="html"><text>h</text></hint>',
    ):
        assert piece in data
    assert "ardoise" not in data


def test_a_note_of_ours_with_files_that_are_not_there_is_passed_over():
    question = Choice(*SAID, ("a", "b"), (0,), False, rule="all_or_nothing")
    data = writing.written([Brought("N", question)], "moodle_xml").decode()
    forged = data.replace('prompt\\":\\"', "").replace("<p>Q</p>", '<img src="files/x.png">')
    assert reading.read(forged.encode()).questions[0].question.rule == ""


EXPECTED = {
    "broken_cloze_questions.xml": (0, 5),
    "category_with_description.xml": (1, 0),
    "html_chars_in_idnumbers.xml": (1, 0),
    "multichoice.xml": (1, 0),
    "nested_categories_with_questions.xml": (5, 0),
    "sample_questions_with_old_image_tag.xml": (2, 0),
    "testquestion.moodle.xml": (1, 0),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_moodles_own_files_are_read_and_come_back(shared, name):
    read = reading.read((shared / "moodle_xml" / name).read_bytes(), name)
    assert (len(read.questions), len(read.left_out)) == EXPECTED[name]
    again = reading.read(writing.written(read.questions, "moodle_xml"))
    assert [(each.question, each.media) for each in again.questions] == [
        (each.question, each.media) for each in read.questions
    ]
