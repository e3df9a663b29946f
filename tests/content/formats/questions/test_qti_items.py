"""Items of QTI become questions that are asked and marked as the item says."""

from fractions import Fraction

import pytest

from content.formats.questions import reading
from content.questions.types import (
    Choice,
    Handed,
    Labels,
    Match,
    Number,
    Order,
    Parts,
    Short,
    Spot,
    Text,
)
from tests.content.formats.questions.files import MP3, PICTURE, PNG, SOUND
from tests.content.formats.questions.items import choices, item, mapping, package, response

AB = (("A", "one"), ("B", "two"), ("C", "<b>three</b>"))


def one(data, **files):
    read = reading.read(package({"i.xml": data}, others=files))
    assert [problem.in_words() for problem in read.left_out] == []
    return read.questions[0]


def test_a_choice_of_one_by_match_correct():
    read = one(item(response("B"), f"<p>Look.</p>{choices(*AB)}"))
    assert isinstance(read.question, Choice)
    assert read.question.prompt == "<p>Look.</p><p>Q?</p>"
    assert read.question.options == ("one", "two", "<b>three</b>")
    assert (read.question.key, read.question.several, read.question.rule) == ((1,), False, "")
    assert (read.name, read.ident, read.points) == ("Title", "I1", 1)


def test_several_right_ones_by_match_correct_are_all_or_nothing():
    body = choices(*AB, attributes='maxChoices="0"')
    question = one(item(response("A", "C", cardinality="multiple"), body)).question
    assert (question.key, question.several, question.rule) == ((0, 2), True, "all_or_nothing")


def test_a_mapping_gives_weights_and_the_points():
    declared = response(
        "A", "C", cardinality="multiple", inside=mapping('defaultValue="-1"', A=1, C=2)
    )
    read = one(item(declared, choices(*AB, attributes='maxChoices="0"'), "map_response"))
    assert read.question.weights == ("1/3", "-1/3", "2/3")
    assert read.points == 3


def test_a_word_typed_is_compared_sign_by_sign():
    body = '<p>Capital?</p><textEntryInteraction responseIdentifier="RESPONSE"/>'
    question = one(item(response("Paris", base="string"), body)).question
    assert isinstance(question, Short)
    assert question.key == (("Paris", True),)
    assert question.case
    assert question.accents


def test_a_mapped_word_may_have_other_capitals_and_earn_less():
    declared = response(
        "York",
        base="string",
        inside='<mapping><mapEntry mapKey="York" mappedValue="2"/>'
        '<mapEntry mapKey="york" mappedValue="1" caseSensitive="true"/></mapping>',
    )
    body = '<p>Where? <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    read = one(item(declared, body, "map_response"))
    assert read.question.key == (("York", False), ("york", True))
    assert read.question.weights == ("1", "1/2")
    assert read.points == 2


def test_a_number_typed_with_the_tolerance_of_its_own_rule():
    rules = (
        '<responseCondition><responseIf><equal toleranceMode="relative" tolerance="5 5">'
        '<variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal>'
        "</responseIf></responseCondition>"
    )
    body = '<p>g? <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    question = one(item(response("9.81", base="float"), body, "", rules=rules)).question
    assert isinstance(question, Number)
    assert (question.key, question.tolerance, question.mode) == ("9.81", "0.05", "relative")


def test_gaps_within_a_text_stay_where_they_are():
    declared = response("owl", base="string", name="R1") + response("B", name="R2")
    body = (
        '<p>The <textEntryInteraction responseIdentifier="R1"/> and '
        '<inlineChoiceInteraction responseIdentifier="R2" shuffle="false">'
        '<inlineChoice identifier="A">dog</inlineChoice>'
        '<inlineChoice identifier="B">cat</inlineChoice></inlineChoiceInteraction>.</p>'
    )
    read = one(item(declared, body))
    assert isinstance(read.question, Parts)
    assert read.question.text == "<p>The [[1]] and [[2]].</p>"
    assert [part.question.type for part in read.question.key] == ["short", "choice"]
    assert read.points == 2


def test_several_choices_of_one_item_are_one_question():
    declared = response("A", name="R1") + response("B", name="R2")
    both = "".join(choices(*AB, prompt=f"Q{n}").replace("RESPONSE", f"R{n}") for n in (1, 2))
    question = one(item(declared, both)).question
    assert question.text == "<p>Q1</p><p>[[1]]</p><p>Q2</p><p>[[2]]</p>"
    assert [part.shown for part in question.key] == ["column", "column"]


def test_words_for_gaps_are_lists_in_the_text():
    declared = response(
        "W G1", "S G2", cardinality="multiple", base="directedPair",
        inside=mapping(W_G1=1, S_G2=2),
    )  # fmt: skip
    body = (
        '<gapMatchInteraction responseIdentifier="RESPONSE" shuffle="false"><prompt>Fill.</prompt>'
        '<gapText identifier="W" matchMax="1">winter</gapText>'
        '<gapText identifier="S" matchMax="1">summer</gapText>'
        '<gapText identifier="A" matchMax="1">autumn</gapText>'
        '<blockquote><p>Now is the <gap identifier="G1"/> by this <gap identifier="G2"/>.</p>'
        "</blockquote></gapMatchInteraction>"
    )
    read = one(item(declared, body, "map_response"))
    assert isinstance(read.question, Parts)
    assert read.question.prompt == "<p>Fill.</p>"
    assert "<p>Now is the [[1]] by this [[2]].</p>" in read.question.text
    assert [part.weight for part in read.question.key] == ["1", "2"]
    assert [part.question.key for part in read.question.key] == [(0,), (1,)]
    assert read.points == 3


def _sets(lefts, rights, *, kind="matchInteraction"):
    sides = [
        "".join(
            f'<simpleAssociableChoice identifier="{name}" matchMax="4">{name}!'
            "</simpleAssociableChoice>"
            for name in side
        )
        for side in (lefts, rights)
    ]
    inside = "".join(f"<simpleMatchSet>{side}</simpleMatchSet>" for side in sides)
    return (
        f'<{kind} responseIdentifier="RESPONSE" shuffle="false" maxAssociations="4">'
        f"<prompt>Q</prompt>{inside}</{kind}>"
    )


def test_two_sets_are_pairs_with_what_is_left_over():
    declared = response("C R", "D M", cardinality="multiple", base="directedPair")
    question = one(item(declared, _sets("CD", "MRT"))).question
    assert isinstance(question, Match)
    assert question.key == (("C!", "R!"), ("D!", "M!"))
    assert question.others == ("T!",)
    assert question.rule == "all_or_nothing"


def test_two_sets_are_turned_where_that_makes_pairs():
    declared = response("A X", "A Y", "B Z", cardinality="multiple", base="directedPair")
    question = one(item(declared, _sets("AB", "XYZ"))).question
    assert isinstance(question, Match)
    assert question.key == (("X!", "A!"), ("Y!", "A!"), ("Z!", "B!"))


def test_a_table_with_several_crosses_in_a_row_is_lines_to_tick():
    declared = response("A X", "A Y", "B X", cardinality="multiple", base="directedPair")
    question = one(item(declared, _sets("AB", "XY"))).question
    assert isinstance(question, Parts)
    assert [part.question.several for part in question.key] == [True, False]
    assert question.rule == "all_or_nothing"


def test_things_of_one_set_are_paired():
    inside = "".join(
        f'<simpleAssociableChoice identifier="{n}" matchMax="1">{n}!</simpleAssociableChoice>'
        for n in "ABCDE"
    )
    body = f'<associateInteraction responseIdentifier="RESPONSE">{inside}</associateInteraction>'
    declared = response("A D", "B C", cardinality="multiple", base="pair")
    question = one(item(declared, f"<p>Rivals?</p>{body}")).question
    assert isinstance(question, Match)
    assert question.key == (("A!", "D!"), ("B!", "C!"))
    assert question.others == ("E!",)


def test_things_to_put_in_order():
    body = choices(*AB, kind="orderInteraction", attributes="")
    question = one(item(response("C", "A", "B", cardinality="ordered"), body)).question
    assert isinstance(question, Order)
    assert question.key == ("three", "one", "two")


def test_words_to_choose_in_a_text():
    body = (
        '<hottextInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Wrong?</prompt>'
        '<p>He <hottext identifier="A">goed</hottext> to <hottext identifier="B">bed</hottext></p>'
        "</hottextInteraction>"
    )
    question = one(item(response("A"), body)).question
    assert isinstance(question, Choice)
    assert "He" in question.prompt
    assert question.options == ("goed", "bed")


MAP = '<object type="image/png" data="img/m.png" width="200" height="100">A map</object>'


def test_areas_of_a_picture():
    body = (
        f'<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1">{MAP}'
        '<hotspotChoice shape="circle" coords="20,20,8" identifier="A"/>'
        '<hotspotChoice shape="rect" coords="50,10,90,60" identifier="B"/>'
        '<hotspotChoice shape="poly" coords="0,0,10,0,10,10" identifier="C"/></hotspotInteraction>'
    )
    read = one(item(response("B"), f"<p>Where?</p>{body}"), **{"img/m.png": PNG})
    assert isinstance(read.question, Spot)
    assert [area.shape for area in read.question.areas] == ["circle", "rect", "poly"]
    assert (read.question.key, read.question.several) == ((1,), False)
    assert (read.question.picture.width, read.question.picture.alt) == (200, "A map")
    assert read.media == {PICTURE: PNG}


def test_a_point_to_find_is_one_of_several_areas():
    declared = response(
        base="point",
        inside='<areaMapping defaultValue="0"><areaMapEntry shape="circle" coords="100,50,10" '
        'mappedValue="2"/></areaMapping>',
    )
    body = f'<selectPointInteraction responseIdentifier="RESPONSE">{MAP}</selectPointInteraction>'
    data = package({"i.xml": item(declared, body, "map_response_point")}, others={"img/m.png": PNG})
    read = reading.read(data)
    (brought,) = read.questions
    assert isinstance(brought.question, Spot)
    areas = brought.question.areas
    assert areas[brought.question.key[0]].coords == (100, 50, 10)
    assert 3 <= len(areas) <= 6
    assert brought.points == 2
    assert "areas" in read.changed[0].what


def test_labels_to_put_on_a_picture():
    body = (
        f'<graphicGapMatchInteraction responseIdentifier="RESPONSE">{MAP}'
        '<gapText identifier="A" matchMax="1">Oran</gapText>'
        '<gapText identifier="B" matchMax="1">Alger</gapText>'
        '<associableHotspot shape="rect" coords="10,10,30,20" identifier="X" matchMax="1"/>'
        "</graphicGapMatchInteraction>"
    )
    declared = response("B X", cardinality="multiple", base="directedPair")
    question = one(item(declared, body), **{"img/m.png": PNG}).question
    assert isinstance(question, Labels)
    assert (question.labels, question.key, question.places) == (
        ("Oran", "Alger"),
        (1,),
        ((20, 15),),
    )


def test_what_a_teacher_marks():
    essay = '<extendedTextInteraction responseIdentifier="RESPONSE" expectedLines="12"/>'
    question = one(item(response(base="string"), f"<p>Write.</p>{essay}", "")).question
    assert isinstance(question, Text)
    assert question.lines == 12
    upload = '<uploadInteraction responseIdentifier="RESPONSE"/>'
    handed = one(item(response(base="file"), f"<p>Send.</p>{upload}", "")).question
    assert isinstance(handed, Handed)


def test_pictures_and_sounds_come_along():
    body = (
        '<p><img src="../m.png" alt="x"/></p><p><object type="audio/mpeg" data="s.mp3"/></p>'
        f"{choices(*AB)}"
    )
    files = {"d/i.xml": item(response("A"), body)}
    read = reading.read(package(files, others={"m.png": PNG, "d/s.mp3": MP3}))
    (brought,) = read.questions
    assert f'src="files/{PICTURE}"' in brought.question.prompt
    assert [sound.file for sound in brought.question.sounds] == [f"files/{SOUND}"]
    assert set(brought.media) == {PICTURE, SOUND}


def test_a_page_in_columns_and_a_shared_text_are_read():
    body = (
        '<div class="grid-row"><div class="col-12"><include href="shared.xml"/></div></div>'
        '<div class="grid-row"><div class="col-12"> </div></div>'
        f'<div class="grid-row"><div class="col-12">{choices(*AB)}</div></div>'
    )
    shared = b"<assessmentStimulus><p>Once upon a time</p></assessmentStimulus>"
    question = one(item(response("A"), body), **{"shared.xml": shared}).question
    assert question.prompt.startswith("<div><div><p>Once upon a time</p></div></div>")
    read = reading.read(package({"i.xml": item(response("A"), body)}))
    assert "shared.xml" in read.changed[0].what


def test_a_sound_may_be_played_a_few_times():
    body = (
        '<mediaInteraction responseIdentifier="M" autostart="false" maxPlays="2">'
        f'<object type="audio/mpeg" data="s.mp3"/></mediaInteraction>{choices(*AB)}'
    )
    question = one(item(response("A"), body), **{"s.mp3": MP3}).question
    assert [sound.plays for sound in question.sounds] == [2]


def test_what_is_said_to_an_option_comes_along():
    options = (("A", 'one<feedbackInline identifier="A">good</feedbackInline>'), ("B", "two"))
    question = one(item(response("A"), choices(*options))).question
    assert question.options == ("one", "two")
    assert question.remarks == ("good", "")


def test_a_single_item_is_read_and_its_missing_picture_said():
    read = reading.read(item(response("A"), f'<p><img src="m.png" alt="x"/></p>{choices(*AB)}'))
    assert read.questions[0].question.key == (0,)
    assert "m.png" in read.changed[0].what


def test_the_names_of_qti_3_are_understood():
    data = (
        '<qti-assessment-item identifier="I" title="T"><qti-response-declaration '
        'identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response>'
        "<qti-value>B</qti-value></qti-correct-response></qti-response-declaration>"
        '<qti-item-body><qti-choice-interaction response-identifier="RESPONSE" max-choices="1">'
        '<qti-simple-choice identifier="A">a</qti-simple-choice>'
        '<qti-simple-choice identifier="B">b</qti-simple-choice></qti-choice-interaction>'
        "</qti-item-body></qti-assessment-item>"
    )
    assert reading.read(data.encode()).questions[0].question.key == (1,)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        pytest.param(item("", "<p>Read.</p>"), "without a question", id="a text alone"),
        pytest.param(item(response(), choices(*AB)), "which answer", id="nothing is right"),
        pytest.param(item(response("A"), choices(("A", "a"))), "fewer than two", id="one option"),
        pytest.param(
            item(response("A"), '<drawingInteraction responseIdentifier="RESPONSE"/>'),
            "drawingInteraction",
            id="a drawing",
        ),
        pytest.param(
            item(
                response("A"),
                f'<hotspotInteraction responseIdentifier="RESPONSE">{MAP}</hotspotInteraction>',
            ),
            "picture is missing",
            id="no picture",
        ),
        pytest.param(
            item(response("A", "B", cardinality="ordered"), choices(*AB, kind="orderInteraction")),
            "order",
            id="half an order",
        ),
    ],
)
def test_a_bad_item_is_named_and_stops_no_other(bad, says):
    good = item(response("A"), choices(*AB))
    read = reading.read(package({"a.xml": good, "b.xml": bad, "c.xml": good}))
    assert len(read.questions) == 2
    (problem,) = read.left_out
    assert problem.where == "“Title” (b.xml)"
    assert says in problem.what


def test_points_are_those_of_the_test():
    items = {"a.xml": item(response("A"), choices(*AB)), "b.xml": item(response("B"), choices(*AB))}
    read = reading.read(package(items, test="Exam"))
    assert [each.question.key for each in read.questions] == [(1,), (0,)]
    assert {(each.points, each.category) for each in read.questions} == {
        (Fraction(2), ("Exam",)),
    }
