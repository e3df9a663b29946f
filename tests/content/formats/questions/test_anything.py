"""Whatever a file holds, it is read or refused in words: never anything else, never for long."""

import base64
import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.formats.questions import aiken, gift, reading, table, writing
from content.formats.questions.brought import FileNotRead, Read
from content.formats.questions.moodle_xml import reader as moodle_xml
from content.formats.questions.qti import package as qti
from tests.content.formats.questions.files import PNG
from tests.content.formats.questions.items import choices, item, mapping, package, response

FEW = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
GIFT_PIECES = [
    *("::", "::name::", "{", "}", "{}", "=", "~", "#", "####", "->", "%50%", "%-100%", "%999%"),
    *("T", "FALSE", "#3:2", "1..5", "\\", "\\{", "\\n", "[html]", "[markdown]", "<p>", "</b>"),
    *("$CATEGORY: a/b", "// [id:x]", "\n", "\n\n", "word", "&amp;", "{1:MC:=a~b}", "$$x^2$$", "*"),
]
XML_PIECES = [
    *('<question type="multichoice">', '<question type="cloze">', '<question type="numerical">'),
    *('<question type="category"><category><text>a/b</text></category></question>', "</question>"),
    *("<name><text>N</text></name>", "<questiontext>", "</questiontext>", "<text>", "</text>"),
    *(
        '<answer fraction="100">',
        '<answer fraction="x">',
        "</answer>",
        "<tolerance>0.1</tolerance>",
    ),
    *("{1:SA:=a}", "{2:NM:=1:x}", "<single>false</single>", "<![CDATA[<p>a", "]]>", "5", "a"),
    *('<file name="a.png" encoding="base64">AAAA</file>', "@@PLUGINFILE@@/a.png", "<ardoise>x{}"),
    *(
        '<question type="ddimageortext">',
        "<drag><no>1</no></drag>",
        "<drop><choice>1</choice></drop>",
    ),
]
TABLE_PIECES = [
    *("type;question;reponse_1;bonnes\n", "choix;", "qcm;", "nombre;", "trous;", "association;"),
    *(
        "Q;",
        "a;",
        "A;",
        "A,B;",
        '"',
        "\n",
        ";",
        "[[a|b]]",
        "[[(x) a|b]]",
        "->",
        "{1:SA:=a}",
        "1,5;",
    ),
]
ITEM_PIECES = [
    *(response("A"), response("A B", cardinality="multiple", base="pair", inside=mapping(A_B=1))),
    *("<itemBody>", "</itemBody>", choices(("A", "1"), ("B", "2")), "<p>", "</p>", "text"),
    *('<textEntryInteraction responseIdentifier="RESPONSE"/>', '<gap identifier="B"/>'),
    *('<gapMatchInteraction responseIdentifier="RESPONSE">', "</gapMatchInteraction>"),
    *('<hotspotInteraction responseIdentifier="RESPONSE">', "</hotspotInteraction>"),
    f'<object data="data:image/png;base64,{base64.b64encode(PNG).decode()}" width="9" height="9"/>',
    '<hotspotChoice identifier="A" shape="circle" coords="1,1,1"/>',
    '<responseProcessing template="x/map_response"/>',
]
RULES = [
    *("responseCondition", "responseIf", "responseElse", "and", "or", "not", "match", "equal"),
    *("member", "sum", "product", "divide", "subtract", "stringMatch", "gte", "isNull"),
    *("multiple", "ordered", "containerSize", "substring"),
    *('setOutcomeValue identifier="SCORE"', 'equal toleranceMode="relative" tolerance="5 x"'),
    *('customOperator definition="a:trim"', 'lookupOutcomeValue identifier="SCORE"'),
]
RULE_LEAVES = [
    *('<variable identifier="RESPONSE"/>', '<correct identifier="RESPONSE"/>', "<exitResponse/>"),
    *('<variable identifier="SCORE"/>', '<mapResponse identifier="RESPONSE"/>', "<null/>"),
    *('<baseValue baseType="float">1e3</baseValue>', '<baseValue baseType="float">x</baseValue>'),
    *('<baseValue baseType="identifier">A</baseValue>', "<random/>"),
]
OLDER = [
    *("presentation", "material", "flow", "render_choice", "resprocessing", "respcondition"),
    *("conditionvar", "not", "or", 'mattext texttype="text/html"', 'response_label ident="A"'),
    *('response_lid ident="a"', 'response_lid ident="b" rcardinality="Multiple"'),
    *('response_str ident="c"', "questestinterop"),
]
OLDER_LEAVES = [
    *("&lt;b&gt;a [a]", "text", "<render_fib/>", '<varequal respident="a">A</varequal>'),
    *('<setvar action="Add">100</setvar>', '<vargte respident="c">x</vargte>', "<other/>"),
]


def trees(names, leaves):
    """Return elements in each other, each closed."""

    def around(inner):
        return st.builds(
            lambda name, kids: f"<{name}>{''.join(kids)}</{name.partition(' ')[0]}>",
            st.sampled_from(names),
            st.lists(inner, max_size=3),
        )

    tree = st.recursive(st.sampled_from(leaves), around, max_leaves=15)
    return st.lists(tree, max_size=4).map("".join)


def some(pieces):
    return st.lists(st.sampled_from(pieces) | st.text(max_size=4), max_size=25).map("".join)


def is_sound(read):
    """Say whether everything that was read can be said, written and read again."""
    assert isinstance(read, Read)
    for problem in [*read.left_out, *read.changed]:
        assert problem.in_words()
    for form in writing.FORMS:
        done = writing.put(read.questions, form)
        with suppress(FileNotRead):
            again = reading.read(done.data, f"a.{form}")
            assert len(again.questions) + len(done.left_out) == len(read.questions)
    return True


@FEW
@given(some(GIFT_PIECES))
def test_any_gift_is_read(text):
    assert is_sound(gift.read(text))


@FEW
@given(some([*GIFT_PIECES, "A) one\n", "B) two\n", "ANSWER: A\n", "ANSWER:", "Question\n"]))
def test_any_aiken_is_read(text):
    assert is_sound(aiken.read(text))


@FEW
@given(some(TABLE_PIECES))
def test_any_table_is_read(text):
    assert is_sound(table.read(f"type;question;reponse_1;reponse_2;bonnes\n{text}"))


@FEW
@given(some(XML_PIECES))
def test_any_moodle_xml_is_read_or_refused(text):
    with suppress(FileNotRead):
        assert is_sound(moodle_xml.read(f"<quiz>{text}</quiz>".encode(errors="replace")))
    whole = f'<quiz><question type="essay">{text}</question></quiz>'
    with suppress(FileNotRead):
        assert is_sound(moodle_xml.read(whole.encode(errors="replace")))


@FEW
@given(some(ITEM_PIECES))
def test_any_item_of_qti_is_read_or_refused(text):
    data = f'<assessmentItem identifier="I" title="T">{text}</assessmentItem>'
    with suppress(FileNotRead):
        assert is_sound(qti.read_item(data.encode(errors="replace")))


@FEW
@given(
    trees(RULES, RULE_LEAVES), st.sampled_from(["identifier", "string", "float", "integer", "pair"])
)
def test_any_rules_of_an_item_are_followed_or_said(rules, base):
    body = choices(("A", "1"), ("B", "2"))
    if base in ("string", "float", "integer"):
        body = '<p>? <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    for declared in (response("A 1", base=base), response("3", "B", cardinality="multiple")):
        with suppress(FileNotRead):
            assert is_sound(qti.read_item(item(declared, body, "", rules=rules)))


@FEW
@given(trees(OLDER, OLDER_LEAVES))
def test_any_item_of_the_older_qti_is_read_or_refused(text):
    data = f"<questestinterop><item title='T'>{text}</item></questestinterop>"
    with suppress(FileNotRead):
        assert is_sound(qti.read_item(data.encode(errors="replace")))


@FEW
@given(st.data())
def test_any_damaged_package_is_read_or_refused(data):
    whole = bytearray(package({"i.xml": item(response("A"), choices(("A", "1"), ("B", "2")))}))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(FileNotRead):
        assert isinstance(qti.read(bytes(whole)), Read)


@FEW
@given(st.binary(max_size=300), st.sampled_from(["", "a.gift", "a.csv", "a.xml", "a.zip"]))
def test_any_bytes_are_read_or_refused(data, name):
    with suppress(FileNotRead):
        assert isinstance(reading.read(data, name), Read)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"{" * 20_000, id="braces"),
        pytest.param(b"::" * 20_000, id="colons"),
        pytest.param(b"a{~" + b"~=" * 10_000 + b"}", id="answers"),
        pytest.param(b"a {1:SA:" * 20_000, id="gaps that stay open"),
        pytest.param(b"\\(" * 10_000 + b"{=a}", id="formulas that stay open"),
        pytest.param(b"$$" * 10_001 + b"{=a}", id="dollars"),
        pytest.param(b"[html]" + b"<b>" * 10_000 + b"{=a}", id="elements that stay open"),
        pytest.param(b"[markdown]" + b"[" * 10_000 + b"{=a}", id="brackets"),
        pytest.param(b"<quiz>" + b"<question " * 10_000, id="tags that stay open"),
        pytest.param(b"<quiz>" + b"<question>" * 10_000, id="questions in each other"),
        pytest.param(b"<quiz>" + b"<question>&</question>" * 2_000, id="many bad questions"),
        pytest.param(b"type;question\n" + b'a;"b\n' * 20_000, id="quotes"),
        pytest.param(b"type;question\n" + b"trous;" + b"[[" * 500_000, id="gaps of a table"),
        pytest.param(b"type;question\ntrous;" + b"[[a" * 300_000, id="gaps that stay open there"),
        pytest.param(b"a" + b"\n" * 1_000_000 + b"{=a}", id="blank lines"),
        pytest.param(b"// " + b"[id:" * 100_000 + b"\na {=a}", id="numbers that stay open"),
        pytest.param(b"[html]" + b"<a " * 300_000 + b"{=a}", id="tags without an end"),
        pytest.param(b"[html]" + b"<!-- x>" * 100_000 + b"{=a}", id="comments without an end"),
        pytest.param(b"<quiz>" + b"\n<question>&</question>" * 40_000, id="lines to count"),
    ],
)
def test_nothing_takes_long(data):
    """The limit is wide: what grows with the square of its length takes minutes here."""
    begun = time.process_time()
    with suppress(FileNotRead):
        reading.read(data, "a.gift")
    assert time.process_time() - begun < 20
