"""What an answer earns by the rules that exams have: weights, units, parts, places, faults."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.questions.dictated import Fault, faults_in
from content.questions.scoring import earned, remark_on, score
from content.questions.types import Accepted, Match, Order, Part, TrueFalse
from tests.content.questions.examples import (
    EVERYTHING,
    SAID,
    choice,
    dictation,
    labels,
    number,
    parts,
    short,
    spot,
)

HALF, THIRD, FIFTH, TENTH = (Fraction(1, n) for n in (2, 3, 5, 10))
ABCD = ("a", "b", "c", "d")
WEIGHED = choice(
    several=True,
    options=ABCD,
    key=(0, 2),
    rule="weights",
    weights=("1/2", "-1", "1/2", "-1"),
)
ONE_WEIGHED = choice(
    options=("a", "b", "c"), key=(0, 1), rule="weights", weights=("1", "1/2", "-1/3")
)
FIVE = choice(several=True, options=("a", "b", "c", "d", "e"), key=(0, 1), rule="coherence")
STRICT = choice(several=True, options=ABCD, key=(0, 2), rule="all_or_nothing")
AMC = choice(several=True, options=ABCD, key=(0, 2), rule="bm:2/-0.5")
AMC_ONE = choice(rule="bm:2/-0.5")
PAIRS = (("a", "1"), ("b", "2"))
NEXT = Order(*SAID, key=("a", "b", "c", "d"), rule="neighbours")
PLACES = Order(*SAID, key=("a", "b", "c", "d"), rule="places")
BOTH = spot(several=True, key=(0, 2))


@pytest.mark.parametrize(
    ("question", "answer", "share"),
    [
        pytest.param(WEIGHED, "02", 1, id="both halves"),
        pytest.param(WEIGHED, "0", HALF, id="one half"),
        pytest.param(WEIGHED, "01", 0, id="never below nothing for several"),
        pytest.param(ONE_WEIGHED, "1", HALF, id="half right"),
        pytest.param(ONE_WEIGHED, "2", -THIRD, id="points off for one"),
        pytest.param(ONE_WEIGHED, "01", 0, id="two of one"),
        pytest.param(STRICT, "02", 1, id="all of it"),
        pytest.param(STRICT, "0", 0, id="a part of it"),
        pytest.param(FIVE, "01", 1, id="five hold together"),
        pytest.param(FIVE, "0", HALF, id="four"),
        pytest.param(FIVE, "02", FIFTH, id="three"),
        pytest.param(FIVE, "023", 0, id="two"),
        pytest.param(FIVE, "", 0, id="nothing ticked"),
        pytest.param(AMC, "02", 1, id="four treated well"),
        pytest.param(AMC, "01", Fraction(3, 8), id="two treated badly"),
        pytest.param(AMC, "13", Fraction(-1, 4), id="all treated badly"),
        pytest.param(AMC, "", 0, id="no answer costs nothing"),
        pytest.param(AMC_ONE, "1", Fraction(-1, 4), id="wrong costs a half of two"),
        pytest.param(Match(*SAID, key=PAIRS), "13", HALF, id="one pair"),
        pytest.param(
            Match(*SAID, key=PAIRS, rule="all_or_nothing"), "13", 0, id="one pair is not all"
        ),
        pytest.param(NEXT, "bcda", Fraction(2, 3), id="two follow each other"),
        pytest.param(PLACES, "bcda", 0, id="none at its place"),
        pytest.param(PLACES, "abdc", HALF, id="two at their place"),
        pytest.param(PLACES, "abd", 0, id="one forgotten"),
        pytest.param(labels(), ("Oran", "Lyon"), HALF, id="one label right"),
        pytest.param(labels(), ("Oran", ""), HALF, id="one label put"),
        pytest.param(labels(), ("Oran", "Oran"), 0, id="a label put twice"),
        pytest.param(labels(again=True, key=(0, 0)), ("Oran", "Oran"), 1, id="where it may be"),
        pytest.param(spot(), "0", 1, id="the right area"),
        pytest.param(spot(), "01", 0, id="two areas of one"),
        pytest.param(BOTH, "02", 1, id="both areas"),
        pytest.param(BOTH, "01", 0, id="a wrong area takes one off"),
        pytest.param(parts(), ("chat", "4", "0"), 1, id="every part"),
        pytest.param(parts(), ("chien", "4", "0"), HALF, id="the part that counts twice is wrong"),
        pytest.param(parts(), ("chat", "", ""), HALF, id="parts left open"),
        pytest.param(parts(rule="all_or_nothing"), ("chat", "4", "1"), 0, id="one part is wrong"),
    ],
)
def test_an_answer_earns_its_exact_share_by_the_rule(question, answer, share):
    assert score(question, tuple(answer)) == share
    assert earned(question, tuple(answer)) == max(0, share)


def test_several_options_within_a_text_are_one_part():
    inner = choice(several=True, options=ABCD, key=(0, 2))
    question = parts(text="[[1]]", key=(Part(inner),))
    assert [score(question, (each,)) for each in ("0 2", "2 0", "0", "0 1", "")] == [
        *(1, 1, HALF, 0, 0)
    ]


@pytest.mark.parametrize(
    ("patterns", "given_text", "flags", "fits"),
    [
        pytest.param(["F*og"], "Fat dog", {}, True, id="any run"),
        pytest.param(["F*og"], "Fg", {}, False, id="both ends are needed"),
        pytest.param(["a*a"], "a", {}, False, id="no sign is both ends"),
        pytest.param(["a*b*c"], "abc", {}, True, id="runs of nothing"),
        pytest.param(["a*bc*d"], "a bc bc d", {}, True, id="a middle twice"),
        pytest.param(["*"], "", {}, False, id="nothing fits nothing"),
        pytest.param(["**x"], "yx", {}, True, id="two stars are one"),
        pytest.param([r"2\*3"], "2*3", {}, True, id="a star itself"),
        pytest.param([r"2\*3"], "2 and 3", {}, False, id="a star is no run then"),
        pytest.param(["[a-z]"], "a", {}, False, id="no expression"),
        pytest.param(["élève"], "ELEVE", {}, True, id="neither capitals nor accents count"),
        pytest.param(["élève"], "eleve", {"accents": True}, False, id="accents count"),
        pytest.param(["élève"], "ÉLÈVE", {"accents": True}, True, id="capitals do not"),
        pytest.param(["Paris"], "paris", {"case": True}, False, id="capitals count"),
        pytest.param(["Évry"], "Evry", {"case": True}, True, id="accents do not"),
        pytest.param(["mot"], "mot.", {}, False, id="a point is a sign"),
    ],
)
def test_a_pattern_fits_the_whole_text(patterns, given_text, flags, fits):
    assert score(short(*patterns, wildcards=True, **flags), (given_text,)) == fits


def test_a_pattern_of_many_stars_takes_no_time():
    pattern = "*a" * 200 + "*b"
    assert score(short(pattern, wildcards=True), ("a" * 2000,)) == 0


def test_the_first_accepted_text_that_fits_decides():
    question = short("un chat", "un *", "*", wildcards=True, weights=("1", "1/2", "1/5"))
    found = [score(question, (text,)) for text in ("un chat", "un chien", "deux chats")]
    assert found == [1, HALF, FIFTH]


METRES = (("m", "1"), ("cm", "100"))
GRADED = {"units": METRES, "unit_rule": "required", "unit_penalty": "1/10"}


@pytest.mark.parametrize(
    ("question", "given_text", "share"),
    [
        pytest.param(number("12", units=METRES), "12 m", 1, id="in its unit"),
        pytest.param(number("12", units=METRES), "1 200 cm", 1, id="in another unit"),
        pytest.param(number("12", units=METRES), "12", 1, id="without one"),
        pytest.param(number("12", units=METRES), "12 cm", 0, id="in the wrong unit"),
        pytest.param(number("12", units=METRES), "12 frogs", 0, id="in no unit"),
        pytest.param(number("12"), "12 m", 0, id="a unit where none is asked for"),
        pytest.param(number("12", **GRADED), "12", 1 - TENTH, id="a unit left out costs"),
        pytest.param(number("12", **GRADED), "12 frogs", 1 - TENTH, id="an unknown one too"),
        pytest.param(number("12", **GRADED), "12 cm", 1 - TENTH, id="a wrong one too"),
        pytest.param(number("12", **GRADED), "13 m", 0, id="a wrong number is wrong"),
        pytest.param(
            number("12", weight="1/2", penalty_of="question", **GRADED),
            "12",
            HALF - TENTH,
            id="a share of the question",
        ),
        pytest.param(
            number("12", weight="1/2", **GRADED), "12", HALF * (1 - TENTH), id="of the answer"
        ),
        pytest.param(
            number("12", units=METRES, unit_rule="optional"), "12", 1, id="none, and it may"
        ),
        pytest.param(
            number("299792458", units=(("m/s", "1"), ("c", "3.3356409519815e-09"))),
            "1 c",
            1,
            id="a unit told in so many digits",
        ),
        pytest.param(number("3e8"), "3 × 10⁸", 1, id="powers of ten, raised"),
        pytest.param(number("3e8"), "3x10^8", 1, id="powers of ten, as one types"),
        pytest.param(number("3e-3"), "3·10**-3", 1, id="powers below one"),
        pytest.param(number("1234.5"), "1,234.5", 1, id="as in English"),
        pytest.param(number("1234567"), "1,234,567", 1, id="millions as in English"),
        pytest.param(number("1234.5"), "1 234,5", 1, id="as in French"),
        pytest.param(number("3.5"), "٣٫٥", 1, id="in Arabic digits"),
        pytest.param(number("7", "0.1", mode="relative"), "7,7", 1, id="a tenth of it above"),
        pytest.param(number("7", "0.1", mode="relative"), "7,71", 0, id="more than a tenth"),
        pytest.param(number("-7", "0.1", mode="relative"), "-7,7", 1, id="a tenth below zero"),
        pytest.param(number("7", "1", mode="geometric"), "3,5", 1, id="its half"),
        pytest.param(number("7", "1", mode="geometric"), "14,01", 0, id="more than its double"),
        pytest.param(number("-7", "1", mode="geometric"), "-14", 1, id="its double below zero"),
        pytest.param(
            number("12", more=(Accepted("120", weight="1/2"), Accepted("*", weight="1/5"))),
            "120",
            HALF,
            id="ten times too much, known",
        ),
        pytest.param(
            number("12", more=(Accepted("*", weight="1/5"),)), "13", FIFTH, id="any number"
        ),
        pytest.param(number("12", more=(Accepted("*", weight="1/5"),)), "a", 0, id="no number"),
    ],
)
def test_a_number_counts_with_its_unit_and_tolerance(question, given_text, share):
    assert score(question, (given_text,)) == share


def test_a_unit_from_a_list_counts_as_one_that_is_typed():
    question = number("12", units=METRES, unit_listed=True)
    found = [score(question, answer) for answer in (("1200", "cm"), ("12", "m"), ("12", "cm"))]
    assert found == [1, 1, 0]


@pytest.mark.parametrize(
    ("text", "written", "flags", "faults"),
    [
        pytest.param("Le chat dort.", "le chat dort", {}, [], id="capitals and points are free"),
        pytest.param("Le chat dort.", "le chat dors", {}, [("dort", "dors")], id="a wrong word"),
        pytest.param("Le chat dort.", "le dort", {}, [("chat", "")], id="a missing word"),
        pytest.param("Le chat dort.", "le gros chat dort", {}, [("", "gros")], id="one too many"),
        pytest.param("L’été", "l'ete", {}, [("été", "ete")], id="accents count"),
        pytest.param("L’été", "l'ete", {"accents": False}, [], id="unless they do not"),
        pytest.param("Paris", "paris", {"case": True}, [("Paris", "paris")], id="a capital"),
        pytest.param("Oui, non.", "oui non.", {"punctuation": True}, [(",", "")], id="a comma"),
        pytest.param("peut-être", "peut être", {}, [("-", "")], id="a hyphen"),
        pytest.param("l'ami", "la mi", {}, [("l'", "la"), ("ami", "mi")], id="an elided word"),
        pytest.param("الكتاب جديد", "الكتاب جديدة", {}, [("جديد", "جديدة")], id="Arabic"),
        pytest.param("", "", {}, [], id="nothing"),
    ],
)
def test_a_dictation_has_the_fewest_faults_that_explain_it(text, written, flags, faults):
    question = dictation(text, **flags)
    assert faults_in(question, (written,)) == [Fault(0, *pair) for pair in faults]


def test_each_fault_costs_its_tariff_and_no_more_than_all():
    question = dictation("un deux trois quatre", total="2", tariff="1/2")
    assert score(question, ("un deux trois quatr",)) == Fraction(3, 4)
    assert score(question, ("a b c d e f",)) == 0
    assert score(question, ("",)) == 0


def test_a_stretch_left_out_has_the_faults_of_its_words():
    assert len(faults_in(dictation(), ("Le chat dort.",))) == 2
    assert score(dictation(), ("Le chat dort.", "")) == Fraction(19, 20)


def test_what_is_said_depends_on_the_answer():
    told = {"remarks": ("<p>oui</p>", "<p>non</p>")}
    assert remark_on(choice(**told), ("1",)) == "<p>non</p>"
    assert remark_on(choice(**told), ("7",)) == ""
    assert remark_on(TrueFalse(*SAID, key=True, **told), ("false",)) == "<p>non</p>"
    assert remark_on(short("a", "b", **told), ("B",)) == "<p>non</p>"
    assert remark_on(number("1", more=(Accepted("2"),), **told), ("2",)) == "<p>non</p>"
    assert remark_on(choice(), ("0",)) == ""
    assert remark_on(spot(), ("0",)) == ""


MARKED = [each for each in EVERYTHING if each.type not in ("text", "file", "voice")]
PIECES = st.text(max_size=6) | st.sampled_from(["0", "1", "2", "0 1", "3,5 m", "Oran", "chat"])


@given(st.sampled_from(MARKED), st.lists(PIECES, max_size=5))
def test_nothing_that_is_sent_earns_more_than_all(question, answer):
    assert -1 <= score(question, tuple(answer)) <= 1
    assert isinstance(score(question, tuple(answer)), Fraction)
    assert 0 <= earned(question, tuple(answer)) <= 1


@pytest.mark.parametrize("question", [WEIGHED, FIVE, STRICT, AMC, BOTH], ids=lambda q: q.rule)
def test_the_order_in_which_options_are_ticked_counts_for_nothing(question):
    for ticked in ("01", "02", "012"):
        assert len({score(question, each) for each in permutations(ticked)}) == 1


@pytest.mark.parametrize("question", MARKED, ids=lambda question: question.type)
def test_no_answer_earns_nothing_and_costs_nothing(question):
    assert score(question, ()) == 0
