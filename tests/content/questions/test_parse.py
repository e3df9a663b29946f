"""Questions as teachers write them."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.markdown import BadFormula, to_html
from content.questions.exercise import Exercise
from content.questions.parse import parse
from content.questions.parse_gaps import GAP, BadQuestion


def one(text):
    """The one question of a text."""
    (question,) = parse(text, to_html).questions
    return question


@pytest.mark.parametrize(
    ("answers", "kind", "key"),
    [
        pytest.param("- ( ) a\n- (x) b", "choice", (1,), id="one right answer"),
        pytest.param("- [x] a\n- [ ] b\n- [X] c", "choice", (0, 2), id="several right answers"),
        pytest.param("= vrai", "truefalse", True, id="true in French"),
        pytest.param("= Faux", "truefalse", False, id="false with a capital"),
        pytest.param("= true", "truefalse", True, id="true in English"),
        pytest.param("= صحيح", "truefalse", True, id="true in Arabic"),
        pytest.param("= خطأ", "truefalse", False, id="false in Arabic"),
        pytest.param("= janvier", "short", (("janvier", False),), id="a word"),
        pytest.param("== Paris", "short", (("Paris", True),), id="a word as it is"),
        pytest.param("= a\n== B", "short", (("a", False), ("B", True)), id="two accepted words"),
        pytest.param("= 24\n= vingt-quatre", "short", None, id="a number or its word"),
        pytest.param("= 24", "number", "24", id="a number"),
        pytest.param("= 1 234,5", "number", "1234.5", id="a number as the French write it"),
        pytest.param("= ٣٫٥", "number", "3.5", id="a number as the Arabs write it"),
        pytest.param("= -3", "number", "-3", id="a number below zero"),
        pytest.param("- a -> b\n- c → d", "match", None, id="pairs"),
        pytest.param("1. a\n2) b\n3. c", "order", ("a", "b", "c"), id="things in order"),
        pytest.param("Un [[a|b]] et [[c]].", "gaps", (("a", "b"), ("c",)), id="gaps"),
        pytest.param("1. Je [[bois]].\n2. Tu [[bois]].", "gaps", None, id="gaps in numbered lines"),
        pytest.param("Je [[(x) bois|bus]].", "picks", (("bois",),), id="a gap with a list"),
        pytest.param("[[( ) a|(x) b]] [[(x) c | d]]", "picks", (("b",), ("c",)), id="two lists"),
        pytest.param("/ Je / viens", "words", (("Je", "viens"),), id="words of a sentence"),
        pytest.param("/ a / b\n/ b / a", "words", (("a", "b"), ("b", "a")), id="two orders"),
        pytest.param("@ texte 30-120", "text", None, id="a text, in French"),
        pytest.param("@ text", "text", None, id="a text of any length"),
        pytest.param("@ نص 30-120", "text", None, id="a text, in Arabic"),
        pytest.param("@ fichier", "file", None, id="a file"),
        pytest.param("@ voix 60", "voice", None, id="a spoken answer"),
    ],
)
def test_what_follows_a_question_says_its_type(answers, kind, key):
    question = one(f"## Question\n\n{answers}\n")
    assert question.type == kind
    assert key is None or question.key == key


@pytest.mark.parametrize(
    ("written", "limits"),
    [
        pytest.param("@ text", (0, 0), id="no limit"),
        pytest.param("@ texte 30-120 mots", (30, 120), id="from, to"),
        pytest.param("@ texte 30 à 120", (30, 120), id="from, to, in words"),
    ],
)
def test_a_text_for_the_teacher_has_a_number_of_words(written, limits):
    question = one(f"## Q\n{written}")
    assert (question.least, question.most) == limits


def test_a_spoken_answer_has_a_number_of_seconds():
    assert one("## Q\n@ voix 45").longest == 45
    assert one("## Q\n@ voice").longest == 120


@pytest.mark.parametrize(
    ("written", "tolerance"),
    [
        pytest.param("= 2,04 ± 0,05", "0.05", id="plus or minus"),
        pytest.param("= 2.04 +/- 0.05", "0.05", id="plus, slash, minus"),
        pytest.param("= 2,04 +- 0,05", "0.05", id="plus, minus"),
        pytest.param("= 2,04", "0", id="none"),
    ],
)
def test_a_number_may_have_a_tolerance(written, tolerance):
    question = one(f"## Q\n{written}")
    assert (question.key, question.tolerance) == ("2.04", tolerance)


BAD = [
    pytest.param("## Q\n/ mot", 1, id="one word to put in order"),
    pytest.param("## Q\n/ a / b /", 1, id="an empty word"),
    pytest.param("## Q\n/ a / b\n/ a / c", 1, id="orders of other words"),
    pytest.param("## Q\n@ texte 30", 1, id="one limit of a text"),
    pytest.param("## Q\n@ texte 120-30", 1, id="more words at least than at most"),
    pytest.param("## Q\n@ texte 0-9999", 1, id="a novel"),
    pytest.param("## Q\n@ image", 1, id="something else for the teacher"),
    pytest.param("## Q\n@ voix 9999", 1, id="a spoken answer of hours"),
    pytest.param("## Q\n@ texte\n@ texte", 1, id="two texts in one question"),
    pytest.param("## Q\nUn [[(x) a]] b", 1, id="a list with one word"),
    pytest.param("## Q\nUn [[( ) a|( ) b]] b", 1, id="a list without a right word"),
    pytest.param("## Q\nUn [[(x) a|(x) b]] b", 1, id="a list without a wrong word"),
    pytest.param("## Q\nUn [[(x) a|a]] b", 1, id="the same word twice in a list"),
    pytest.param("## Q\n[[(x) a|b]] et [[c]]", 1, id="a gap with a list and one without"),
    pytest.param("", 0, id="nothing"),
    pytest.param("Bonjour", 0, id="no question"),
    pytest.param("x\n\n## Q\n", 2, id="no answer"),
    pytest.param("## Q\n\n- ( ) a\n- ( ) b", 2, id="none is right"),
    pytest.param("## Q\n- (x) a\n- (x) b", 1, id="two of one are right"),
    pytest.param("## Q\n- (x) a", 1, id="nothing to choose from"),
    pytest.param("## Q\n- (x) a\n- [ ] b", 1, id="round and square"),
    pytest.param("## Q\n- (x) a\n= b", 2, id="two types of answer"),
    pytest.param("## Q\n- (x) a\n- ( ) b\nbonjour", 3, id="text after the answers"),
    pytest.param("## Q\n- () a\n- (x) b\n- ( ) c", 1, id="no space between the brackets"),
    pytest.param("## Q\n- [x]a\n- [ ] b", 1, id="no space after the brackets"),
    pytest.param("## Q\n- a -> b", 1, id="one pair"),
    pytest.param("## Q\n1. a\n2. a", 1, id="the same thing twice in order"),
    pytest.param("## Q\n1. a", 1, id="one thing in order"),
    pytest.param("## Q\nUn [[a|]] b", 1, id="a gap that accepts nothing"),
    pytest.param("## Q\n\nUn [[ ]] b", 2, id="a gap of blanks"),
    pytest.param("## Q\nUn [[a]]\n- (x) a\n- ( ) b", 2, id="gaps and a choice"),
    pytest.param("## Q\n= a\n? un\n? deux", 3, id="two hints"),
    pytest.param("## A\n= a\n\n## B\n", 3, id="the second question"),
]


@pytest.mark.parametrize(("text", "line"), BAD)
def test_a_question_that_cannot_be_asked_is_refused_at_its_line(text, line):
    with pytest.raises(BadQuestion) as refused:
        parse(text, to_html)
    assert refused.value.line == line
    assert refused.value.message


def test_what_is_said_comes_after_the_answers():
    question = one("## Q\n= a\n? Un *indice*.\n+ Oui.\n! À revoir.")
    assert question.hint == "<p>Un <em>indice</em>.</p>"
    assert (question.right, question.review) == ("<p>Oui.</p>", "<p>À revoir.</p>")


def test_an_introduction_and_a_longer_prompt_are_kept():
    exercise = parse("Lisez **bien**.\n\n## Combien ?\n\nRegardez.\n\n= 3", to_html)
    assert "<strong>bien</strong>" in exercise.intro
    assert "Combien" in exercise.questions[0].prompt
    assert "Regardez" in exercise.questions[0].prompt


def test_a_number_before_a_question_stays_a_number():
    assert "<li" not in one("## 3. Combien ?\n= 3").prompt
    assert "3. Combien ?" in one("## 3. Combien ?\n= 3").prompt


def test_the_blocks_of_an_exercise_have_names_of_their_own():
    choice = "## Q\n- ( ) *a*\n- (x) b\n\n"
    text = f"a\n\nb\n\n{choice}{choice}## Q\n- a -> b\n- c -> d"
    read = parse(text, to_html).read_aloud()
    names = [part.partition('"')[0] for part in read.split('data-block="')[1:]]
    assert len(names) == len(set(names)) == 2 + 3 + 3 + 3


def test_the_text_around_gaps_is_kept_in_order():
    question = one("## Complétez.\nLe matin, je [[bois]] un café.\nPuis [[mange|prends]].")
    assert question.pieces == ("Le matin, je ", " un café.\nPuis ", ".")
    assert "Le matin" not in question.prompt


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        pytest.param("[I [[go]] home.\nYou [[go]].]{en}", ("I ", " home.\nYou ", "."), id="gaps"),
        pytest.param("[[[(x) Go|Went]] home.]{en}", ("", " home."), id="a text that begins so"),
        pytest.param("- un -> [one]{en}\n- deux -> [two]{en}", ("one", "two"), id="right sides"),
        pytest.param("1. [one]{en}\n2. [two]{en}", ("one", "two"), id="things in order"),
        pytest.param("/ [I / come]{en}\n/ [come / I]{en}", ("I", "come"), id="words"),
    ],
)
def test_the_words_of_a_question_can_be_in_another_language_than_its_page(answers, said):
    question = one(f"## Question\n{answers}")
    found = getattr(question, "pieces", None) or question.key
    plain = [each[-1] if question.type == "match" else each for each in found]
    assert (question.language, tuple(plain[0] if question.type == "words" else plain)) == (
        "en",
        said,
    )


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param("Il dit [I [[go]]]{en}.", id="half a text with gaps"),
        pytest.param("[Le mot [house]{en} : [[maison]]]{fr}", id="a passage in a passage"),
        pytest.param("[[a]] b [[c]]{en}", id="a mark at nothing"),
        pytest.param("1. [one]{en}\n2. deux", id="one thing of two"),
        pytest.param("- un -> [one]{en}\n- deux -> [dos]{es}", id="two languages"),
    ],
)
def test_words_of_several_languages_in_one_list_are_refused_with_what_to_do(answers):
    with pytest.raises(BadQuestion, match="same language"):
        one(f"## Question\n{answers}")


def test_brackets_that_mark_no_language_stay_as_they_are():
    assert one("## Q\n1. [one]{xx}\n2. [two]").key == ("[one]{xx}", "[two]")
    assert one("## Q\n1. [one]{xx}\n2. [two]").language == ""


LINES = st.sampled_from(
    [
        "## Q",
        "- ( ) a",
        "- (x) b",
        "- [x] a",
        "- [ ] b",
        "= a",
        "== B",
        "= 1 ± 2",
        "= 1 ± -2",
        "- a -> b",
        "1. a",
        "2. b",
        "un [[a|b]] c",
        "[[|]]",
        "? h",
        "+ r",
        "! v",
        "",
        "texte",
        "= $x$",
        "= ?",
        "= َ",
        "- (x) $\\frac$",
        "##",
        "= 1e400",
        "= nan",
    ]
)


@given(st.lists(LINES | st.text(max_size=8), max_size=14).map("\n".join) | st.text(max_size=40))
@example("## Q\n= 1 ± -2")
def test_any_text_is_an_exercise_that_can_be_kept_or_a_bad_question(text):
    try:
        exercise = parse(text, to_html)
    except BadQuestion as refused:
        assert 0 <= refused.line <= text.count("\n") + 1 or len(text.splitlines()) > refused.line
        return
    except BadFormula:
        return
    assert Exercise.from_bytes(exercise.to_bytes()) == exercise


def test_a_megabyte_of_braces_is_read_in_no_time():
    """What looks for the end of each gap through the whole line takes an hour here."""
    begun = time.process_time()
    for braces in ("[[" * 500_000, "[[a" * 300_000, "[[a]" * 250_000):
        assert not GAP.findall(braces)
    assert GAP.findall("[[a|b]] [[[c]]] [[d [[e]]") == ["a|b", "[c", "e"]
    assert time.process_time() - begun < 20
