"""GIFT is read as Moodle reads it, and what is written comes back as it was."""

import json
from fractions import Fraction

import pytest

from content.formats.questions import reading, writing
from content.formats.questions.brought import Brought, NotUtf8
from content.questions.types import Choice, Match, Number, Parts, Short, Text, TrueFalse


def one(text):
    """Return the only question of a text, of which nothing was left out."""
    read = reading.read(text.encode(), "a.gift")
    assert [problem.in_words() for problem in read.left_out] == []
    assert len(read.questions) == 1
    return read.questions[0]


def asked(text):
    return one(text).question


def test_one_right_answer_among_several_with_remarks():
    question = asked(
        "::Q2:: Colour?\n{\n =yellow # right; good!\n ~red # [html]<b>wrong</b>\n ~blue\n}"
    )
    assert isinstance(question, Choice)
    assert question.prompt == "<p>Colour?</p>"
    assert question.options == ("yellow", "red", "blue")
    assert (question.key, question.several, question.rule) == ((0,), False, "")
    assert question.remarks == ("right; good!", "<b>wrong</b>", "")


def test_weights_make_several_answers_and_thirds_stay_thirds():
    question = asked(
        "Continents? {~%33.33333%Asia ~%33.33333%Africa ~%33.33333%Europe ~%-100%Spain}"
    )
    assert question.several
    assert question.rule == "weights"
    assert question.weights == ("1/3", "1/3", "1/3", "-1")


def test_wrong_answers_that_cost_what_right_ones_earn_need_no_weights():
    question = asked("Even? {~%50%2 ~%50%4 ~%-50%3 ~%-50%5}")
    assert (question.key, question.several, question.rule) == ((0, 1), True, "")


@pytest.mark.parametrize("weight", ["%100%", "%-100%"])
def test_a_weight_of_three_digits_is_one(weight):
    question = asked(f"Which? {{~%100%a ~{weight}b}}")
    assert question.weights[1:] in ((), ("1",), ("-1",))


@pytest.mark.parametrize(
    ("answer", "right"),
    [("T", True), ("TRUE", True), ("F", False), ("FALSE", False), ("vrai", True), ("faux", False)],
)
def test_a_statement_is_true_or_false(answer, right):
    question = asked(f"It rains.{{{answer}}}")
    assert isinstance(question, TrueFalse)
    assert question.key is right


def test_the_first_remark_of_a_statement_is_for_who_is_wrong():
    question = asked("42.{FALSE#It is the answer.#You are right.\n####In general.}")
    assert question.remarks == ("It is the answer.", "You are right.")
    assert question.general == "<p>In general.</p>"


def test_typed_answers_have_weights_and_a_star_for_the_rest():
    question = asked("Best animal?{\n =Frog#Good!\n =%50%Cat\n =%0%*#Wrong\n}")
    assert isinstance(question, Short)
    assert question.key == (("Frog", False), ("Cat", False), ("*", False))
    assert question.weights == ("1", "1/2", "0")
    assert question.wildcards
    assert question.accents
    assert not question.case


@pytest.mark.parametrize(
    ("answer", "key", "tolerance"),
    [
        pytest.param("#3", "3", "0", id="exact"),
        pytest.param("#3.1415:0.0005", "3.1415", "0.0005", id="with a tolerance"),
        pytest.param("#1..5", "3", "2", id="a range"),
        pytest.param("#-3.142..-3.141", "-3.1415", "0.0005", id="a range below zero"),
        pytest.param("#=3,5:0,1", "3.5", "0.1", id="commas, as teachers write them"),
        pytest.param("#1e3", "1000", "0", id="with an exponent"),
    ],
)
def test_a_number_with_its_tolerance(answer, key, tolerance):
    question = asked(f"How many? {{{answer}}}")
    assert isinstance(question, Number)
    assert (question.key, question.tolerance) == (key, tolerance)


def test_several_numbers_and_a_remark_for_all_others():
    question = asked("Grant born? {#\n =1822:0\n =%50%1822:2\n ~#Completely wrong}")
    assert [(each.value, each.tolerance, each.weight) for each in question.more] == [
        ("1822", "2", "1/2"),
        ("*", "0", "0"),
    ]
    assert question.remarks == ("", "", "Completely wrong")


def test_pairs_and_a_right_side_that_goes_with_nothing():
    question = asked("Match.{\n =[html]<i>cat</i> -> miaow\n =dog -> woof\n = -> moo\n}")
    assert isinstance(question, Match)
    assert question.key == (("<i>cat</i>", "miaow"), ("dog", "woof"))
    assert question.others == ("moo",)


def test_an_answer_in_the_middle_leaves_a_line_to_fill():
    assert asked("Paris is in {=France} today.").prompt == "<p>Paris is in _____ today.</p>"


def test_nothing_between_braces_is_an_essay():
    assert isinstance(asked("::Q8:: How are you? {}"), Text)


def test_signs_that_are_escaped_are_signs():
    question = asked(r"Which \{x\}\: 2\=2\n\~ \# \\ end? {=a\=b ~c\~d}")
    assert question.prompt == "<p>Which {x}: 2=2<br>~ # \\ end?</p>"
    assert question.options == ("a=b", "c~d")


def test_a_comment_carries_number_and_tags_and_a_line_the_category():
    read = one(
        "$CATEGORY: $course$/top/Maths/Sums // differences\n\n"
        "// a [id:four] [tag:basic] [tag:t\\]ag]\n::N::Two?{=2}"
    )
    assert read.category == ("Maths", "Sums / differences")
    assert (read.ident, read.tags) == ("four", ("basic", "t]ag"))
    assert read.name == "N"
    assert read.points == Fraction(1)


def test_a_question_without_a_name_has_its_beginning_for_one():
    assert one("[html]<p>Who is <b>there</b>?</p>{=me}").name == "Who is there?"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_end_as_any_system_ends_them(end):
    text = "// c\n::A::One?{=1}\n\n::B::Two?{=2}\n".replace("\n", end)
    read = reading.read(b"\xef\xbb\xbf" + text.encode())
    assert [each.name for each in read.questions] == ["A", "B"]
    assert [each.where for each in read.questions] == ["line 2", "line 4"]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        pytest.param("One {=1", "brace", id="a brace that is not closed"),
        pytest.param("One {~a}", "fewer than two", id="a choice of one"),
        pytest.param("One {~a ~b}", "right", id="nothing is right"),
        pytest.param("One {#abc}", "no number", id="no number"),
        pytest.param("One {#5..1}", "range", id="a range that runs backwards"),
        pytest.param("One {=%999%a}", "percentage", id="more than all"),
        pytest.param("One {=a -> b =c}", "arrow", id="half a pair"),
        pytest.param("One {=a -> =b -> c}", "right side", id="nothing on the right"),
        pytest.param("Only words.", "without a question", id="a text alone"),
    ],
)
def test_a_bad_question_is_named_by_its_line_and_stops_no_other(bad, says):
    read = reading.read(f"::A::Good?{{=1}}\n\n{bad}\n\n::B::Good?{{=2}}".encode())
    assert [each.name for each in read.questions] == ["A", "B"]
    (problem,) = read.left_out
    assert problem.where == "line 3"
    assert says in problem.what
    assert problem.todo


def test_another_encoding_is_refused_with_its_line():
    with pytest.raises(NotUtf8) as refused:
        reading.read("::A::Un?{=1}\n\n::B::Été?{=2}".encode("cp1252"))
    assert refused.value.values == {"line": 3}


def test_a_text_with_gaps_is_read_where_somebody_put_one():
    question = asked("The {1:SHORTANSWER:=owl} and the {1:MC:dog~=cat}.")
    assert isinstance(question, Parts)
    assert question.text == "<p>The [[1]] and the [[2]].</p>"


def test_what_could_act_or_leads_outside_is_gone():
    question = asked('[html]<p onclick\\="x()">Hi<script>y()</script></p>{T}')
    assert question.prompt == "<p>Hi</p>"
    read = reading.read(b'[html]<img src\\="http\\://a.example/b.png" alt\\="a map">?{T}')
    assert "example" not in read.questions[0].question.prompt
    assert "a map" in read.questions[0].question.prompt
    assert len(read.changed) == 1


def test_formulas_of_moodle_are_drawn():
    assert "<math" in asked(r"[html]<p>Solve \\(x^2\=2\\)</p>{=1}").prompt


def test_what_is_written_is_read_by_moodle_as_its_documentation_says():
    question = Choice(
        "<p>What's {it}?</p>", "", "", "", options=("a=b", "c"), key=(0,), several=False,
        remarks=("Yes", "no ~ way"), general="<p>All</p>",
    )  # fmt: skip
    brought = Brought("Q: 1", question, category=("A/B", "C"), tags=("x]y",), ident="7")
    assert writing.written([brought], "gift").decode() == (
        "// question: 0  name: Switch category to $course$/top/A//B/C\n"
        "$CATEGORY: $course$/top/A//B/C\n\n"
        "// question: 7  name: Q: 1\n"
        "// [id:7] [tag:x\\]y]\n"
        "::Q\\: 1::[html]<p>What's \\{it\\}?</p>{\n"
        "\t=a\\=b#Yes\n"
        "\t~c#no \\~ way\n"
        "\t####<p>All</p>\n"
        "}\n"
    )


def test_each_file_of_another_program_is_read_as_its_own_tests_expect(shared):
    for path in sorted((shared / "gift").glob("*.gift")):
        expected = json.loads(path.with_suffix(".json").read_text())
        wanted = [each for each in expected if each["type"] not in ("Description", "Category")]
        read = reading.read(path.read_bytes(), path.name)
        kinds = {
            "MC": Choice, "TF": TrueFalse, "Short": Short, "Numerical": Number,
            "Essay": Text, "Matching": Match,
        }  # fmt: skip
        assert [type(each.question) for each in read.questions] == [
            kinds[each["type"]] for each in wanted
        ], path.name
        for each, want in zip(read.questions, wanted, strict=True):
            if want["title"]:
                assert each.name == want["title"]
            assert list(each.tags) == (want["tags"] or [])
            assert each.ident == (want["id"] or "")
            if want["type"] == "MC":
                rights = [option["isCorrect"] for option in want["choices"]]
                places = {n for n, right in enumerate(rights) if right}
                assert places in ({*each.question.key}, set())


def test_the_nine_questions_of_moodles_own_file_are_read(shared):
    read = reading.read((shared / "gift" / "questions.gift.txt").read_bytes())
    assert read.left_out == []
    assert [each.question.type for each in read.questions] == [
        *("text", "match", "choice", "choice", "number", "short"),
        *("truefalse", "truefalse", "truefalse"),
    ]


def test_moodles_own_cases_are_read_as_it_reads_them(shared):
    cases = json.loads((shared / "gift" / "cases.json").read_text())
    types = {
        "essay": "text",
        "multichoice": "choice",
        "numerical": "number",
        "shortanswer": "short",
    }
    for case in (each for each in cases if each.get("api") == "readquestion"):
        (fields,) = [each["fields"] for each in case["expect"] if "fields" in each]
        read = one(case["input"])
        assert read.question.type == types.get(fields["qtype"], fields["qtype"])
        assert read.name == fields["name"]
        if fields["qtype"] == "multichoice":
            assert read.question.several == (not fields["single"])
            weights = read.question.weights or [
                "1" if n in read.question.key else "0" for n in range(len(fields["fraction"]))
            ]
            assert [float(Fraction(weight)) for weight in weights] == fields["fraction"]
        if fields["qtype"] == "match":
            rights = [right for _, right in read.question.key] + list(read.question.others)
            assert rights == fields["subanswers"]
