"""What an item earns here is what its own rules give; where that cannot be, it is said."""

from fractions import Fraction

import pytest

from content.formats.questions import reading
from content.questions.scoring import score
from content.questions.types import Choice, Number, Parts
from tests.content.formats.questions.files import PNG
from tests.content.formats.questions.items import choices, item, mapping, package, response

ABCD = [(name, f"text {name}") for name in "ABCD"]
MANY = choices(*ABCD, attributes='maxChoices="0"')
TYPED = '<p>? <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
ANSWER, RIGHT = '<variable identifier="RESPONSE"/>', '<correct identifier="RESPONSE"/>'


def value(text, base="float"):
    return f'<baseValue baseType="{base}">{text}</baseValue>'


def given(what):
    return f'<setOutcomeValue identifier="SCORE">{what}</setOutcomeValue>'


def added(what):
    return given(f'<sum><variable identifier="SCORE"/>{what}</sum>')


def when(*branches, otherwise=""):
    """Return a condition of pairs: what must hold, what is then done."""
    names = ["responseIf"] + ["responseElseIf"] * (len(branches) - 1)
    inside = "".join(
        f"<{name}>{holds}{done}</{name}>"
        for name, (holds, done) in zip(names, branches, strict=True)
    )
    last = f"<responseElse>{otherwise}</responseElse>" if otherwise else ""
    return f"<responseCondition>{inside}{last}</responseCondition>"


def member(name):
    return f"<member>{value(name, 'identifier')}{ANSWER}</member>"


def matches(name="RESPONSE"):
    return f'<match><variable identifier="{name}"/><correct identifier="{name}"/></match>'


def read(declared, body, rules, **files):
    template = rules if not rules.startswith("<") else ""
    own = rules if rules.startswith("<") else ""
    data = package({"i.xml": item(declared, body, template, rules=own)}, others=files)
    found = reading.read(data)
    assert found.left_out == []
    return found.questions[0], [problem.in_words() for problem in found.changed]


def earns(brought, *answer):
    return score(brought.question, answer) * brought.points


def test_a_set_told_by_its_members_is_all_or_nothing():
    rules = when(
        (f"<and><not>{member('A')}</not>{member('B')}{member('C')}</and>", given(value(3))),
    )
    found, said = read(
        response(cardinality="multiple"),
        MANY,
        when(
            (
                f"<and><not>{member('A')}</not><not>{member('D')}</not>"
                f"{member('B')}{member('C')}</and>",
                given(value(3)),
            )
        ),
    )
    assert (earns(found, "1", "2"), earns(found, "1"), said) == (3, 0, [])
    found, said = read(response(cardinality="multiple"), MANY, rules)
    assert "“A, B, C, D”" in said[0] or "“B, C, D”" in said[0]


def test_points_that_another_program_adds_up_and_bounds():
    """A mapping with limits of its own, as programs write it that know no template."""
    declared = response(
        "A", "B", cardinality="multiple", inside=mapping('defaultValue="0"', A=1, B=1, C=-1, D=-1)
    )
    rules = when(
        (f"<isNull>{ANSWER}</isNull>", given(value(0))),
        otherwise=added('<mapResponse identifier="RESPONSE"/>'),
    ) + when((f'<lt><variable identifier="SCORE"/>{value(0)}</lt>', given(value(0))))
    found, said = read(declared, MANY, rules)
    assert said == []
    assert [earns(found, *chosen) for chosen in ("01", "0", "012", "23")] == [2, 1, 1, 0]


def test_points_below_nothing_are_said():
    declared = response("A", cardinality="multiple", inside=mapping(A=1, B=-1, C=-1))
    _found, said = read(declared, MANY, "map_response")
    assert "they give -1 to the answer “B”, marking here gives 0" in said[0]


def test_several_things_asked_at_once_count_what_their_rules_add():
    declared = response("A", name="R1") + response("owl", base="string", name="R2")
    body = choices(*ABCD).replace("RESPONSE", "R1") + TYPED.replace("RESPONSE", "R2")
    rules = when((matches("R1"), added(value(2)))) + when((matches("R2"), added(value("0.5"))))
    found, said = read(declared, body, rules)
    assert isinstance(found.question, Parts)
    assert [earns(found, *answer) for answer in (("0", "owl"), ("0", ""), ("1", "owl"))] == [
        Fraction(5, 2),
        2,
        Fraction(1, 2),
    ]
    assert said == []


def test_several_things_that_count_only_together():
    declared = response("A", name="R1") + response("owl", base="string", name="R2")
    body = choices(*ABCD).replace("RESPONSE", "R1") + TYPED.replace("RESPONSE", "R2")
    found, said = read(
        declared, body, when((f"<and>{matches('R1')}{matches('R2')}</and>", given(value(1))))
    )
    assert [earns(found, *answer) for answer in (("0", "owl"), ("0", ""))] == [1, 0]
    assert said == []


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        pytest.param(
            f'<stringMatch caseSensitive="false">{ANSWER}{value("Oran", "string")}</stringMatch>',
            ["Oran", "ORAN", "oran"],
            ["Orân", "Orans"],
            id="capitals do not count",
        ),
        pytest.param(
            f'<stringMatch caseSensitive="true" substring="true">{ANSWER}'
            f"{value('Oran', 'string')}</stringMatch>",
            ["Oran", "à Oran même"],
            ["oran"],
            id="a word within others",
        ),
        pytest.param(
            '<stringMatch caseSensitive="false"><customOperator definition="x:ToAscii">'
            f"{ANSWER}</customOperator>{value('Setif', 'string')}</stringMatch>",
            ["Sétif", "setif"],
            ["Se"],
            id="accents do not count",
        ),
        pytest.param(
            f"<or><match>{ANSWER}{value('5*5', 'string')}</match>"
            f"<match>{ANSWER}{value('25', 'string')}</match></or>",
            ["5*5", "25"],
            ["55", "5xx5"],
            id="one of two words, a star in it",
        ),
    ],
)
def test_a_word_fits_as_its_own_rule_says(rule, right, wrong):
    found, said = read(response(base="string"), TYPED, when((rule, given(value(1)))))
    assert said == []
    assert [earns(found, text) for text in [*right, *wrong]] == [1] * len(right) + [0] * len(wrong)


def test_a_number_between_two_others_and_one_that_is_nearly_right():
    between = f"<and><gte>{ANSWER}{value(9)}</gte><lte>{ANSWER}{value('10.5')}</lte></and>"
    found, said = read(response(base="float"), TYPED, when((between, given(value(1)))))
    assert isinstance(found.question, Number)
    assert (said, [earns(found, t) for t in ("8,99", "9", "10,5", "10.6")]) == ([], [0, 1, 1, 0])
    near = f'<equal toleranceMode="absolute" tolerance="4 4">{ANSWER}{RIGHT}</equal>'
    rules = when((matches(), given(value(1))), (near, given(value("0.5"))))
    found, said = read(response("16", base="integer"), TYPED, rules)
    assert [earns(found, t) for t in ("16", "20", "12", "21")] == [1, Fraction(1, 2)] * 1 + [
        Fraction(1, 2),
        0,
    ]
    assert said == []


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(f"<gt>{ANSWER}{value(9)}</gt>", id="no end"),
        pytest.param(
            f"<and><gt>{ANSWER}{value(9)}</gt><lt>{ANSWER}{value(10)}</lt></and>", id="open ends"
        ),
        pytest.param(
            f"<equal><product>{ANSWER}{value(2)}</product>{value(18)}</equal>", id="reckoned with"
        ),
    ],
)
def test_a_number_that_no_tolerance_tells_is_said(rule):
    found, said = read(response("9.5", base="float"), TYPED, when((rule, given(value(1)))))
    assert "its own rules cannot be kept whole" in said[0]
    assert found.question.key == "9.5"


def test_an_order_that_earns_a_part_is_kept_or_said():
    body = choices(*ABCD[:3], kind="orderInteraction", attributes="")
    declared = response("C", "A", "B", cardinality="ordered")
    half = when((matches(), given(value(2))), (f"<isNull>{ANSWER}</isNull>", given(value(0))))
    found, said = read(declared, body, half)
    assert (found.points, said) == (2, [])
    swapped = "".join(value(name, "identifier") for name in "ACB")
    rules = when(
        (matches(), given(value(2))),
        (f"<match>{ANSWER}<ordered>{swapped}</ordered></match>", given(value(1))),
    )
    _found, said = read(declared, body, rules)
    assert "they give 1 to the answer “A, C, B”, marking here gives 0" in said[0]


def test_wrong_pairs_that_cost_points_are_asked_line_by_line():
    thing = '<simpleAssociableChoice identifier="{0}" matchMax="1">{0}!</simpleAssociableChoice>'
    sides = ["".join(map(thing.format, side)) for side in ("AB", "XY")]
    body = '<matchInteraction responseIdentifier="RESPONSE" shuffle="false">' + "".join(
        f"<simpleMatchSet>{side}</simpleMatchSet>" for side in sides
    )
    declared = response(
        "A X", "B Y", cardinality="multiple", base="directedPair",
        inside=mapping('defaultValue="-1"', A_X=2, B_Y=2),
    )  # fmt: skip
    found, said = read(declared, f"{body}</matchInteraction>", "map_response")
    assert isinstance(found.question, Parts)
    assert [earns(found, *answer) for answer in ("01", "00", "10")] == [4, 1, -2]
    assert said == []


def test_a_point_in_an_area_earns_what_its_own_rule_multiplies():
    areas = (
        '<areaMapping defaultValue="0"><areaMapEntry shape="poly" coords="0,0,60,0,60,60,50,10" '
        'mappedValue="1"/></areaMapping>'
    )
    body = (
        '<selectPointInteraction responseIdentifier="RESPONSE" maxChoices="1"><object '
        'type="image/png" data="m.png" width="200" height="100"/></selectPointInteraction>'
    )
    rules = given(f'<product>{value(3)}<mapResponsePoint identifier="RESPONSE"/></product>')
    found, said = read(response(base="point", inside=areas), body, rules, **{"m.png": PNG})
    assert found.points == 3
    assert len(said) == 1  # that it is areas now


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        pytest.param(given("<random/>"), "“random”", id="chance"),
        pytest.param("my_house_template", "“my_house_template”", id="a template of a house"),
        pytest.param(
            when((f'<patternMatch pattern="a+">{ANSWER}</patternMatch>', given(value(1)))),
            "“patternMatch”",
            id="a pattern",
        ),
        pytest.param(when((matches(), given(value(0)))), "give 0 to the answer “A”", id="nothing"),
    ],
)
def test_rules_that_cannot_be_followed_are_named(rules, says):
    found, said = read(response("A"), choices(*ABCD), rules)
    assert isinstance(found.question, Choice) and found.question.key == (0,)
    assert len(said) == 1 and says in said[0]


@pytest.mark.parametrize(
    "template",
    [
        "match_correct.xml",
        "match_correct/",
        "CC2_match",
        "../../../../etc/Match_Correct",
    ],
)
def test_a_template_is_known_however_its_address_is_written(template):
    found, said = read(response("A"), choices(*ABCD), template)
    assert (earns(found, "0"), earns(found, "1"), said) == (1, 0, [])


def test_an_item_without_rules_earns_by_its_right_answers_without_a_word():
    found, said = read(response("B"), choices(*ABCD), "")
    assert (found.question.key, said) == ((1,), [])


def test_an_item_that_is_tried_again_is_said():
    data = item(response("A"), choices(*ABCD)).replace(b'adaptive="false"', b'adaptive="true"')
    (problem,) = reading.read(data).changed
    assert "asked once" in problem.in_words()


def test_rules_without_end_are_not_tried_for_ever():
    branch = when((matches(), given(value(1))))
    _found, said = read(response("A"), choices(*ABCD), branch * 1_500)
    assert "is not known here" in said[0]
