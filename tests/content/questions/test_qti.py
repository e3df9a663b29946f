"""What items of QTI earn: their three templates, their rules, and what is not known (NULL)."""

from fractions import Fraction
from xml.etree.ElementTree import fromstring

import pytest

from content.questions.qti import CannotBeScored, item_of
from content.questions.qti_rules import processed
from tests.content.questions.vectors import vectors

MAPS, POINTS, CORRECT = "map_response", "map_response_point", "match_correct"


def declared(kind, base, correct=(), inside=""):
    values = "".join(f"<value>{value}</value>" for value in correct)
    right = f"<correctResponse>{values}</correctResponse>" if correct else ""
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{kind}" baseType="{base}">'
        f"{right}{inside}</responseDeclaration>"
    )


def item(declaration, processing):
    rules = (
        f'<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/'
        f'{processing}"/>'
        if not processing.startswith("<")
        else f"<responseProcessing>{processing}</responseProcessing>"
    )
    score = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
    return item_of(fromstring(f"<assessmentItem>{declaration}{score}{rules}</assessmentItem>"))


def mapping(limits="", **earns):
    entries = "".join(
        f'<mapEntry mapKey="{key.replace("_", " ")}" mappedValue="{value}"/>'
        for key, value in earns.items()
    )
    return f"<mapping {limits}>{entries}</mapping>"


def areas(*circles, limits=""):
    entries = "".join(
        f'<areaMapEntry shape="circle" coords="{circle}" mappedValue="1"/>' for circle in circles
    )
    return f"<areaMapping {limits}>{entries}</areaMapping>"


def when(condition, points, otherwise=""):
    def said(number):
        return f'<setOutcomeValue identifier="SCORE">{value(number)}</setOutcomeValue>'

    other = f"<responseElse>{said(otherwise)}</responseElse>" if otherwise != "" else ""
    body = f"<responseIf>{condition}{said(points)}</responseIf>{other}"
    return f"<responseCondition>{body}</responseCondition>"


def value(number, base="float"):
    return f'<baseValue baseType="{base}">{number}</baseValue>'


def member(option):
    return f"<member>{value(option, 'identifier')}{ANSWER}</member>"


ANSWER = '<variable identifier="RESPONSE"/>'
RIGHT = f'<match>{ANSWER}<correct identifier="RESPONSE"/></match>'


def one_of(correct):
    return item(declared("single", "identifier", [correct]), CORRECT)


def in_order(*correct):
    return item(declared("ordered", "identifier", correct), CORRECT)


def ordered(*things):
    return f"<ordered>{''.join(value(thing, 'identifier') for thing in things)}</ordered>"


DRIVERS = ("DriverC", "DriverA", "DriverB")
SWAPPED = f"<match>{ANSWER}{ordered('DriverC', 'DriverB', 'DriverA')}</match>"
NEAR = f'<equal toleranceMode="absolute" tolerance="5">{ANSWER}{value(16)}</equal>'
NUMBER = f'<equal toleranceMode="exact">{ANSWER}{value("0.63")}</equal>'
COMMA = NUMBER.replace(
    ANSWER, f'<customOperator definition="depcp:ParseCommaDecimal">{ANSWER}</customOperator>'
)
PLAIN = (
    '<stringMatch caseSensitive="false"><customOperator definition="depcp:Trim">'
    f'<customOperator definition="depcp:ToAscii">{ANSWER}</customOperator></customOperator>'
    f"{value('test', 'string')}</stringMatch>"
)
EXACT = f'<stringMatch caseSensitive="true">{ANSWER}{value("rek", "string")}</stringMatch>'
WATER = item(
    declared(
        "multiple",
        "identifier",
        "HO",
        mapping('lowerBound="0" upperBound="2" defaultValue="-2"', H=1, O=1, Cl=-1),
    ),
    MAPS,
)
MANY = "".join(f"<not>{member(option)}</not>" for option in "ABC") + "".join(map(member, "DEF"))

ITEMS = {
    "IMS-examples/associate.xml": item(
        declared("multiple", "pair", [], mapping(A_P=2, C_M=1, D_L=1)), MAPS
    ),
    "112505-MR.xml": item(
        declared("multiple", "identifier", "DEF"), when(f"<and>{MANY}</and>", 1, 0)
    ),
    "IMS-examples/choice_multiple.xml": WATER,
    "IMS-examples/composition_of_water_qti3.xml": WATER,
    "IMS-examples/gap_match.xml": item(
        declared(
            "multiple",
            "directedPair",
            [],
            mapping('lowerBound="0" defaultValue="-1"', W_G1=1, Su_G2=2),
        ),
        MAPS,
    ),
    "IMS-examples/graphic_associate.xml": item(
        declared("multiple", "pair", [], mapping('lowerBound="0"', C_B=1, C_D=1)), MAPS
    ),
    "IMS-examples/graphic_gap_match.xml": item(
        declared(
            "multiple",
            "directedPair",
            [],
            mapping('lowerBound="0" defaultValue="-1"', GLA_A=1, EDI_B=1, MAN_C=1),
        ),
        MAPS,
    ),
    "IMS-examples/graphic-gap-match-qti3.xml": item(
        declared(
            "multiple",
            "directedPair",
            ["DraggerA D", "DraggerB A", "DraggerC C", "DraggerD B"],
        ),
        CORRECT,
    ),
    "IMS-examples/graphic_order.xml": in_order("A", "D", "C", "B"),
    "IMS-examples/hotspot.xml": one_of("A"),
    "IMS-examples/hottext.xml": one_of("B"),
    "IMS-examples/inline_choice.xml": one_of("Y"),
    "IMS-examples/choice.xml": one_of("ChoiceA"),
    "IMS-examples/match.xml": item(
        declared("multiple", "directedPair", [], mapping(C_R=1, D_M="0.5", L_M="0.5", P_T=1)), MAPS
    ),
    "IMS-examples/order.xml": in_order(*DRIVERS),
    "IMS-examples/order_partial_scoring.xml": item(
        declared("ordered", "identifier", DRIVERS), when(RIGHT, 2) + when(SWAPPED, 1)
    ),
    "IMS-examples/position_object.xml": item(
        declared(
            "multiple",
            "point",
            [],
            areas("118,184,8", "150,235,8", "96,114,8", limits='lowerBound="0"'),
        ),
        POINTS,
    ),
    "IMS-examples/select_point.xml": item(
        declared("single", "point", [], areas("102,113,16")), POINTS
    ),
    "IMS-examples/slider.xml": item(
        declared("single", "integer", ["16"]), when(NEAR, "0.5") + when(RIGHT, 1)
    ),
    "210091.xml": item(declared("single", "float", ["0.63"]), when(NUMBER, 1, 0)),
    "1004.xml": item(
        declared("single", "string", ["rek"]),
        when(
            f'<stringMatch caseSensitive="true">{ANSWER}{value("rek", "string")}</stringMatch>', 1
        ),
    ),
    "IMS-examples/text_entry.xml": item(
        declared("single", "string", [], mapping(York=1, york="0.5")), MAPS
    ),
    "210091-CustomOperator.xml": item(declared("single", "string"), when(COMMA, 1, 0)),
    "CustomOperators.xml": item(declared("single", "string"), when(PLAIN, 1, 0)),
}
"""The items that the vectors name, by what they declare, told again in our own words."""

FOUND = vectors("qti_vectors.json")
CASES = [*FOUND.get("inline", ()), *FOUND.get("vendor_custom_operator", ())]


def score(of, *answered):
    (result,) = processed(of, {"RESPONSE": answered})["SCORE"]
    return result


@pytest.mark.skipif(not CASES, reason="the vectors of other programs are not on this machine")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["test"].rpartition(".")[2])
def test_an_item_earns_what_another_program_says(case):
    found = processed(
        ITEMS[case["item"].partition("ResponseProcessing/")[2]],
        {
            each["responseIdentifier"]: [each["value"]]
            if isinstance(each["value"], str)
            else each["value"]
            for each in case["responses"]
        },
    )
    for name, expected in case["expect"].items():
        assert found[name] == (Fraction(expected),)


@pytest.mark.parametrize(
    ("of", "answered", "earned"),
    [
        pytest.param(one_of("A"), ["A"], 1, id="the right one"),
        pytest.param(one_of("A"), [], 0, id="nothing"),
        pytest.param(in_order("A", "B"), ["B", "A"], 0, id="out of order"),
        pytest.param(in_order("A", "B"), ["A", "B"], 1, id="in order"),
        pytest.param(WATER, ["O", "H"], 2, id="a set has no order"),
        pytest.param(WATER, ["O", "O", "O"], 1, id="the same thrice counts once"),
        pytest.param(WATER, ["O", "H", "Cl"], 1, id="one too many"),
        pytest.param(WATER, ["Xe", "H"], 0, id="never below the least"),
        pytest.param(ITEMS["IMS-examples/associate.xml"], ["P A"], 2, id="a pair has no order"),
        pytest.param(ITEMS["IMS-examples/gap_match.xml"], ["G1 W"], 0, id="a directed pair has"),
        pytest.param(ITEMS["IMS-examples/text_entry.xml"], ["york"], Fraction(1, 2), id="exact"),
        pytest.param(ITEMS["IMS-examples/text_entry.xml"], ["YORK"], 1, id="capitals do not count"),
        pytest.param(ITEMS["IMS-examples/select_point.xml"], ["102 129"], 1, id="on the edge"),
        pytest.param(ITEMS["IMS-examples/select_point.xml"], ["102 130"], 0, id="beside it"),
        pytest.param(ITEMS["IMS-examples/select_point.xml"], ["no point"], 0, id="no point"),
        pytest.param(
            ITEMS["IMS-examples/position_object.xml"],
            ["118 184", "118 185"],
            1,
            id="an area counts once",
        ),
        pytest.param(ITEMS["IMS-examples/slider.xml"], ["20"], Fraction(1, 2), id="near enough"),
        pytest.param(ITEMS["210091.xml"], ["0.6300"], 1, id="the same number"),
        pytest.param(ITEMS["210091.xml"], ["word"], 0, id="a word for a number"),
        pytest.param(ITEMS["210091.xml"], [], 0, id="no number"),
    ],
)
def test_an_item_earns_what_its_rules_say(of, answered, earned):
    assert score(of, *answered) == earned


def test_a_polygon_has_an_inside_and_an_edge():
    poly = '<areaMapEntry shape="poly" coords="0,0,10,0,10,10" mappedValue="1"/>'
    of = item(declared("single", "point", [], f"<areaMapping>{poly}</areaMapping>"), POINTS)
    assert [score(of, point) for point in ("8 2", "5 5", "2 8", "10 5")] == [1, 1, 0, 1]


NOTHING = {"known": value("true", "boolean"), "false": value("false", "boolean"), "null": "<null/>"}


@pytest.mark.parametrize(
    ("condition", "earned"),
    [
        pytest.param("<null/>", 0, id="what is not known is not true"),
        pytest.param("<not><null/></not>", 0, id="nor is its opposite"),
        pytest.param(f"<and><null/>{NOTHING['false']}</and>", 0, id="false decides an and"),
        pytest.param(
            f"<not><and><null/>{NOTHING['false']}</and></not>", 1, id="so its opposite holds"
        ),
        pytest.param(f"<or><null/>{NOTHING['known']}</or>", 1, id="true decides an or"),
        pytest.param(f"<or><null/>{NOTHING['false']}</or>", 0, id="an or of nothing known"),
        pytest.param("<isNull><null/></isNull>", 1, id="that it is not known is known"),
        pytest.param(f"<gt><null/>{value(0)}</gt>", 0, id="a number compared with nothing"),
        pytest.param(f"<not>{RIGHT}</not>", 0, id="no answer is not a wrong answer"),
        pytest.param(f"<isNull>{ANSWER}</isNull>", 1, id="no answer"),
        pytest.param(f"<not>{member('A')}</not>", 0, id="nothing holds no member, nor lacks one"),
        pytest.param(
            f"<gte><containerSize>{ANSWER}</containerSize>{value(0)}</gte>", 1, id="none has none"
        ),
    ],
)
def test_what_is_not_known_is_not_true(condition, earned):
    of = item(declared("multiple", "identifier", "A"), when(condition, 1))
    assert score(of) == earned


def test_a_table_turns_points_into_a_score():
    table = (
        '<outcomeDeclaration identifier="MARK" cardinality="single" baseType="float">'
        '<interpolationTable defaultValue="0"><interpolationTableEntry sourceValue="4" '
        'targetValue="8"/><interpolationTableEntry sourceValue="2" targetValue="3" '
        'includeBoundary="false"/></interpolationTable></outcomeDeclaration>'
    )
    rule = (
        '<lookupOutcomeValue identifier="MARK"><sum><mapResponse identifier="RESPONSE"/>'
        '<variable identifier="SCORE"/></sum></lookupOutcomeValue>'
    )
    of = item(declared("multiple", "identifier", [], mapping(A=2, B=1, C=1)) + table, rule)
    marks = [processed(of, {"RESPONSE": list(answered)})["MARK"] for answered in ("ABC", "AB", "A")]
    assert marks == [(8,), (3,), (0,)]


def test_names_of_qti_3_say_the_same():
    of = item_of(
        fromstring(
            '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0">'
            '<qti-response-declaration identifier="RESPONSE" cardinality="single" '
            'base-type="identifier"><qti-correct-response><qti-value>A</qti-value>'
            "</qti-correct-response></qti-response-declaration>"
            '<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/'
            'rptemplates/match_correct.xml"/></qti-assessment-item>'
        )
    )
    assert score(of, "A") == 1 and score(of, "B") == 0


@pytest.mark.parametrize(
    "processing",
    [
        pytest.param("my_own_template", id="an unknown template"),
        pytest.param(
            "<setOutcomeValue identifier='SCORE'><random/></setOutcomeValue>", id="chance"
        ),
        pytest.param("<runThis/>", id="an unknown rule"),
        pytest.param(
            when("<customOperator definition='x:Guess'><null/></customOperator>", 1), id="x"
        ),
        pytest.param(when("<not>" * 70 + "<null/>" + "</not>" * 70, 1), id="rules without end"),
    ],
)
def test_a_rule_that_is_not_known_leaves_the_item_to_a_teacher(processing):
    with pytest.raises(CannotBeScored):
        processed(item(declared("single", "identifier", "A"), processing), {"RESPONSE": ["A"]})
