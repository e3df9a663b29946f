"""QTI 1.2, as Canvas, Blackboard and Common Cartridge write it, becomes questions."""

from fractions import Fraction
from html import escape

import pytest

from content.formats.questions import reading
from content.questions.scoring import score
from content.questions.types import Choice, Handed, Number, Parts, Short, Text
from tests.content.formats.questions.files import PICTURE, PNG
from tests.content.formats.questions.items import package


def text(said, kind="text/html"):
    return f'<material><mattext texttype="{kind}">{escape(said)}</mattext></material>'


def labels(*options):
    return "".join(
        f'<response_label ident="{name}">{text(said)}</response_label>' for name, said in options
    )


def lid(*options, ident="response1", many=False, said=""):
    return (
        f'<response_lid ident="{ident}" rcardinality="{"Multiple" if many else "Single"}">{said}'
        f"<render_choice>{labels(*options)}</render_choice></response_lid>"
    )


def equal(value, ident="response1", more=""):
    return f'<varequal respident="{ident}"{more}>{value}</varequal>'


def given(holds, points="100", action="Set", go_on="No"):
    return (
        f'<respcondition continue="{go_on}"><conditionvar>{holds}</conditionvar>'
        f'<setvar action="{action}" varname="SCORE">{points}</setvar></respcondition>'
    )


def canvas(kind, shown, rules, points="2.0", title="Item"):
    fields = "".join(
        f"<qtimetadatafield><fieldlabel>{name}</fieldlabel><fieldentry>{entry}</fieldentry>"
        "</qtimetadatafield>"
        for name, entry in (("question_type", kind), ("points_possible", points))
    )
    return (
        f'<item ident="i1" title="{title}"><itemmetadata><qtimetadata>{fields}</qtimetadata>'
        f"</itemmetadata><presentation>{shown}</presentation><resprocessing><outcomes>"
        '<decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>'
        f"{rules}</resprocessing></item>"
    )


def file(*items):
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<questestinterop '
        'xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a" title="Quiz">'
        f'<section ident="root_section">{"".join(items)}</section></assessment></questestinterop>'
    ).encode()


def one(item):
    read = reading.read(file(item))
    assert [problem.in_words() for problem in (*read.left_out, *read.changed)] == []
    return read.questions[0]


ABC = (("1", "<p>Oran</p>"), ("2", "Alger"), ("3", "S&eacute;tif"))


def test_a_choice_of_one_with_the_points_of_its_test():
    shown = text("<p>Where?<br>Say.</p>") + lid(*ABC)
    found = one(canvas("multiple_choice_question", shown, given(equal("2"))))
    assert isinstance(found.question, Choice)
    assert found.question.options == ("Oran", "Alger", "Sétif")
    assert (found.question.key, found.question.several) == ((1,), False)
    assert (found.points, found.category, found.name) == (2, ("Quiz",), "Item")
    assert "Where?<br>Say." in found.question.prompt


def test_several_answers_that_count_together():
    holds = f"<and>{equal('1')}<not>{equal('2')}</not>{equal('3')}</and>"
    found = one(canvas("multiple_answers_question", text("?") + lid(*ABC, many=True), given(holds)))
    assert [score(found.question, tuple(chosen)) for chosen in ("02", "0", "012")] == [1, 0, 0]


def test_words_that_are_typed_whatever_their_capitals():
    shown = text("?") + '<response_str ident="response1"><render_fib/></response_str>'
    rules = given(equal("Oran") + "", "100")
    twice = given(f"<or>{equal('Oran')}{equal('Wahran')}</or>")
    for each in (rules, twice):
        found = one(canvas("short_answer_question", shown, each))
        assert isinstance(found.question, Short)
        assert [score(found.question, (word,)) for word in ("ORAN", "Alger")] == [1, 0]


def test_a_number_with_a_range():
    shown = (
        text("?") + '<response_str ident="response1"><render_fib fibtype="Decimal"/></response_str>'
    )
    holds = (
        f'<or>{equal("4.0")}<and><vargte respident="response1">3.9</vargte>'
        '<varlte respident="response1">4.1</varlte></and></or>'
    )
    found = one(canvas("numerical_question", shown, given(holds)))
    assert isinstance(found.question, Number)
    assert [score(found.question, (n,)) for n in ("3,9", "4.1", "4.2")] == [1, 1, 0]


def test_pairs_are_lists_that_each_count():
    shown = text("Match.") + "".join(
        lid(*ABC, ident=f"response_{n}", said=text(f"left {n}", "text/plain")) for n in (1, 2)
    )
    rules = "".join(given(equal(str(n), f"response_{n}"), "50.00", "Add", "Yes") for n in (1, 2))
    found = one(canvas("matching_question", shown, rules))
    assert isinstance(found.question, Parts)
    assert found.question.text.index("left 1") < found.question.text.index("[[1]]")
    assert [score(found.question, given) for given in (("0", "1"), ("0", "0"))] == [
        1,
        Fraction(1, 2),
    ]
    assert found.points == 2


def test_blanks_that_the_text_names_are_filled_where_they_stand():
    shown = text("<p>Roses are [color], sky is [other].</p>") + "".join(
        lid((f"{name}1", word), (f"{name}2", f"{word}ish"), ident=f"response_{name}",
            said=f"<material><mattext>{name}</mattext></material>")
        for name, word in (("color", "red"), ("other", "blue"))
    )  # fmt: skip
    rules = "".join(
        given(equal(f"{name}1", f"response_{name}"), "50", "Add", "Yes")
        for name in ("color", "other")
    )
    listed = one(canvas("multiple_dropdowns_question", shown, rules)).question
    assert listed.text == "<div><p>Roses are [[1]], sky is [[2]].</p></div>"
    assert score(listed, ("0", "1")) == Fraction(1, 2)
    typed = one(canvas("fill_in_multiple_blanks_question", shown, rules)).question
    assert [score(typed, given) for given in (("Red", "blue"), ("red", "1"))] == [1, Fraction(1, 2)]


def test_what_a_teacher_marks_or_nobody():
    field = '<response_str ident="response1"><render_fib/></response_str>'
    essay = one(canvas("essay_question", text("Write.") + field, ""))
    assert isinstance(essay.question, Text)
    assert isinstance(one(canvas("file_upload_question", text("Send."), "")).question, Handed)
    lost = [
        canvas("text_only_question", text("Read."), "", title="a"),
        canvas("calculated_question", text("[x]?") + field, "", title="b"),
        canvas("hot", text("?") + "<response_xy ident='r'/>", "", title="c"),
    ]
    read = reading.read(file(*lost))
    says = [problem.in_words() for problem in read.left_out]
    assert ["without a question" in says[0], "drawn anew" in says[1], "“hot”" in says[2]] == [
        True
    ] * 3


def test_blackboard_says_the_most_by_a_name():
    item = (
        "<item maxattempts='0' title='B'><itemmetadata><bbmd_questiontype>True/False"
        "</bbmd_questiontype></itemmetadata><presentation><flow class='Block'>"
        "<flow class='QUESTION_BLOCK'><flow class='FORMATTED_TEXT_BLOCK'><material>"
        "<mat_extension><mat_formattedtext type='HTML'>&lt;p&gt;Water is wet.&lt;/p&gt;"
        "</mat_formattedtext></mat_extension></material></flow></flow><flow "
        "class='RESPONSE_BLOCK'><response_lid ident='response' rcardinality='Single'>"
        "<render_choice><flow_label class='Block'><response_label ident='true'><flow_mat>"
        "<material><mattext>true</mattext></material></flow_mat></response_label>"
        "<response_label ident='false'><flow_mat><material><mattext>false</mattext></material>"
        "</flow_mat></response_label></flow_label></render_choice></response_lid></flow></flow>"
        "</presentation><resprocessing><outcomes><decvar maxvalue='10.0' varname='SCORE'/>"
        "</outcomes><respcondition title='correct'><conditionvar><varequal respident='response' "
        "case='No'>true</varequal></conditionvar><setvar variablename='SCORE' action='Set'>"
        "SCORE.max</setvar></respcondition><respcondition title='incorrect'><conditionvar>"
        "<other/></conditionvar><setvar variablename='SCORE' action='Set'>0.0</setvar>"
        "</respcondition></resprocessing></item>"
    )
    manifest = (
        '<manifest xmlns:bb="http://www.blackboard.com/content-packaging/"><resources><resource '
        'bb:file="res1.dat" type="assessment/x-bb-qti-pool"/></resources></manifest>'
    )
    (found,) = reading.read(package({"res1.dat": file(item)}, manifest=manifest)).questions
    assert (found.question.options, found.question.key, found.points) == (
        ("true", "false"),
        (0,),
        10,
    )


def test_pictures_of_a_cartridge_are_found():
    shown = text('<p><img src="$IMS-CC-FILEBASE$/a%20b.png" alt="x"></p>') + lid(*ABC)
    item = canvas("multiple_choice_question", shown, given(equal("2")))
    manifest = (
        '<manifest><resources><resource type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment">'
        '<file href="q/q.xml"/></resource></resources></manifest>'
    )
    others = {"web_resources/a b.png": PNG}
    (found,) = reading.read(
        package({"q/q.xml": file(item)}, others=others, manifest=manifest)
    ).questions
    assert found.media == {PICTURE: PNG}


@pytest.mark.parametrize(
    "item",
    ["<item/>", "<item><presentation/></item>", canvas("x", lid(*ABC), given("<varxyz/>"))],
)
def test_a_bad_item_stops_no_other(item):
    good = canvas("multiple_choice_question", text("?") + lid(*ABC), given(equal("2")))
    read = reading.read(file(good, item, good))
    assert len(read.questions) == 2
    assert len(read.left_out) == 1
