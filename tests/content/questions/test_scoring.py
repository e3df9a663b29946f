"""What an answer earns."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.markdown import to_html
from content.questions.parse import parse
from content.questions.scoring import number, score

SEVERAL = "- [x] a\n- [ ] b\n- [x] c\n- [ ] d\n- [x] e"
PAIRS = "- grand -> petit\n- chaud -> froid\n- haut -> bas"
GAPS = "Je [[bois]] un [[café|thé]] puis je [[mange]]."


def mark(answers, *given):
    (question,) = parse(f"## Q\n{answers}", to_html).questions
    return score(question, given)


@pytest.mark.parametrize(
    ("answers", "given", "earned"),
    [
        pytest.param("- ( ) a\n- (x) b", ["1"], 1, id="the right one"),
        pytest.param("- ( ) a\n- (x) b", ["0"], 0, id="the wrong one"),
        pytest.param("- ( ) a\n- (x) b", ["0", "1"], 0, id="both of one"),
        pytest.param("- ( ) a\n- (x) b", ["b"], 0, id="the text instead of its place"),
        pytest.param(SEVERAL, ["0", "2", "4"], 1, id="all that are right"),
        pytest.param(SEVERAL, ["0"], Fraction(1, 3), id="one of three"),
        pytest.param(SEVERAL, ["0", "2"], Fraction(2, 3), id="two of three"),
        pytest.param(SEVERAL, ["0", "1"], 0, id="one right, one wrong"),
        pytest.param(SEVERAL, ["0", "2", "1"], Fraction(1, 3), id="two right, one wrong"),
        pytest.param(SEVERAL, ["0", "1", "2", "3", "4"], Fraction(1, 3), id="everything"),
        pytest.param(SEVERAL, ["0", "0", "0"], Fraction(1, 3), id="the same three times"),
        pytest.param(SEVERAL, ["0", "99"], 0, id="one that does not exist"),
        pytest.param("= vrai", ["true"], 1, id="true"),
        pytest.param("= vrai", ["false"], 0, id="not false"),
        pytest.param("= faux", ["true", "false"], 0, id="true and false"),
        pytest.param(PAIRS, ["petit", "froid", "bas"], 1, id="all pairs"),
        pytest.param(PAIRS, ["petit", "bas", "froid"], Fraction(1, 3), id="one pair of three"),
        pytest.param(PAIRS, ["petit", "", ""], Fraction(1, 3), id="one pair, the rest left open"),
        pytest.param("1. a\n2. b\n3. c", ["a", "b", "c"], 1, id="in order"),
        pytest.param("1. a\n2. b\n3. c", ["a", "c", "b"], 0, id="out of order"),
        pytest.param("1. a\n2. b\n3. c", ["a", "b"], 0, id="one thing forgotten"),
        pytest.param(GAPS, ["bois", "the", "MANGE"], 1, id="gaps without accents and capitals"),
        pytest.param(GAPS, ["bois", "", "mange"], Fraction(2, 3), id="two gaps of three"),
        pytest.param(GAPS, ["bois", "lait", "dors", "mange"], Fraction(1, 3), id="too many words"),
    ],
)
def test_an_answer_earns_its_exact_share(answers, given, earned):
    assert mark(answers, *given) == earned


@pytest.mark.parametrize(
    ("key", "given", "right"),
    [
        pytest.param("= élève", "eleve", True, id="accents do not count"),
        pytest.param("= élève", "ÉLÈVE", True, id="capitals do not count"),
        pytest.param("= cœur", "coeur", True, id="o and e in one"),
        pytest.param("= l'école", "l’ecole", True, id="another apostrophe"),
        pytest.param("= janvier", " Janvier. ", True, id="blanks and a full stop"),
        pytest.param("= bonne nuit", "bonne   nuit", True, id="two blanks"),
        pytest.param("= كتاب", "كِتَاب", True, id="Arabic vowels do not count"),
        pytest.param("= كتاب", "كتـــاب", True, id="a stretched Arabic word"),
        pytest.param("= نعم", "نعم؟", True, id="an Arabic question mark"),
        pytest.param("= janvier", "janvie", False, id="a letter is missing"),
        pytest.param("= janvier", "", False, id="nothing"),
        pytest.param("== Élève", "élève", False, id="capitals count where they must"),
        pytest.param("== Élève", "Eleve", False, id="accents count where they must"),
        pytest.param("== Élève", "E\u0301le\u0300ve", True, id="accents typed apart"),
        pytest.param("= ?", "?", True, id="a sign that was asked for"),
        pytest.param("= ?", "!", False, id="another sign than asked for"),
        pytest.param("= ?", "", False, id="no sign"),
        pytest.param("= َ", "", False, id="an Arabic vowel was asked for"),
        pytest.param("= َ", "َ", True, id="the Arabic vowel"),
        pytest.param("= a\n= b", "B", True, id="the second accepted word"),
    ],
)
def test_a_typed_word_is_compared_as_a_teacher_would(key, given, right):
    assert mark(key, given) == right


@pytest.mark.parametrize(
    ("key", "given", "right"),
    [
        pytest.param("= 2,04 ± 0,05", "2.09", True, id="at the edge above"),
        pytest.param("= 2,04 ± 0,05", "1,99", True, id="at the edge below"),
        pytest.param("= 2,04 ± 0,05", "2,0901", False, id="just over the edge"),
        pytest.param("= 0,3", "0,30", True, id="a nought more"),
        pytest.param("= 24", "vingt-quatre", False, id="a word for a number"),
        pytest.param("= 24", "1e999999999999", False, id="a number beyond everything"),
        pytest.param("= 24", "nan", False, id="not a number"),
        pytest.param("= 1e20", "100000000000000000001", False, id="one more in twenty digits"),
    ],
)
def test_a_number_is_right_within_its_tolerance(key, given, right):
    assert mark(key, given) == right


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param("1 234,5", "1234.5", id="French, with a blank"),
        pytest.param("1\u202f234,5", "1234.5", id="French, with a narrow blank"),
        pytest.param("1\u00a0234", "1234", id="French, with a fixed blank"),
        pytest.param("1234.5", "1234.5", id="with a point"),
        pytest.param("١٬٢٣٤٫٥", "1234.5", id="Arabic"),
        pytest.param("٣،٥", "3.5", id="Arabic, with a comma"),
        pytest.param("۳٫۵", "3.5", id="Persian"),
        pytest.param("1’234", "1234", id="Swiss"),
        pytest.param("−3", "-3", id="a typographic minus"),
        pytest.param("1_000", None, id="a line below"),
        pytest.param("1,2,3", None, id="two commas"),
        pytest.param("Infinity", None, id="infinity"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_number_is_read_as_people_write_it(written, value):
    assert number(written) == (None if value is None else Decimal(value))


EVERY_TYPE = ["- ( ) a\n- (x) b", SEVERAL, "= vrai", "= a", "== A", "= 24", PAIRS, "1. a\n2. b"]


@given(st.sampled_from([*EVERY_TYPE, GAPS]), st.lists(st.text(max_size=9), max_size=6))
@example("= 24", ["1" * 5000])
@example("- ( ) a\n- (x) b", ["1" * 5000])
@example("- ( ) a\n- (x) b", ["²"])
def test_whatever_is_sent_is_marked_between_nothing_and_all(answers, given_texts):
    assert 0 <= mark(answers, *given_texts) <= 1


@pytest.mark.parametrize("answers", [*EVERY_TYPE, GAPS])
def test_no_answer_earns_nothing(answers):
    assert mark(answers) == 0
