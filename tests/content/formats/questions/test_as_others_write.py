"""Files as other programs write them, and as teachers write them by hand, told in our own words."""

import base64
import struct
import zlib

import pytest

from content.formats.questions import reading
from content.questions.scoring import score
from content.questions.types import Choice, Labels, Parts
from i18n.translate import in_language
from tests.content.formats.questions.items import package

BY_HAND = """// Contrôle – 3e
$CATEGORY: $course$/top/Français/Vocabulaire

::Q1 Synonyme::Quel est le synonyme de « heureux » ? {
\t=content\t#Bravo !
\t~triste#Non.
\t~%-25%fatigué
}
::Q2::L'eau bout à 100 °C.{TRUE#Oui}
::Q3:: Combien font 2\\=2 ? {#4}

::Q4::Le code \\{ \\} en C ? {=acc\\:olades ~croch\\~ets}

Sans titre, sur
deux lignes { =a ~b }

::Q6:: Pi ? {#3,14:0,01}
"""


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(BY_HAND.encode(), id="as it is"),
        pytest.param(("\ufeff" + BY_HAND).replace("\n", "\r\n").encode(), id="of Windows"),
        pytest.param(BY_HAND.replace("\n", "\r").encode(), id="of an old Mac"),
        pytest.param(BY_HAND.encode("utf-16"), id="of the clipboard"),
    ],
)
def test_gift_by_hand_with_tabs_and_names_without_empty_lines_between(data):
    read = reading.read(data, "a.txt")
    assert [each.name for each in read.questions][:4] == ["Q1 Synonyme", "Q2", "Q3", "Q4"]
    assert (len(read.questions), read.left_out) == (6, [])
    first, _, third, fourth, fifth, sixth = (each.question for each in read.questions)
    assert first.options == ("content", "triste", "fatigué")
    assert (third.prompt, third.key) == ("<p>Combien font 2=2 ?</p>", "4")
    assert fourth.options == ("acc:olades", "croch~ets")
    assert fifth.prompt == "<p>Sans titre, sur<br>deux lignes</p>"
    assert (sixth.key, sixth.tolerance) == ("3.14", "0.01")
    assert {each.category for each in read.questions} == {("Français", "Vocabulaire")}


def test_two_questions_of_gift_in_one_block_are_never_made_one(brought):
    read = brought("L'eau est un gaz {F}\nLa Terre est plate {F}\n\nBon {=a ~b}")
    assert len(read.questions) == 1
    (problem,) = read.left_out
    assert problem.where == "line 1" and "empty line" in problem.in_words()


def test_aiken_with_small_letters_and_blanks(brought):
    read = brought(
        "Capitale ?\na) Paris\nb) Lyon\nANSWER: a\n\n"
        "  Et là ?\n  A)   un\n  B)deux\n  Answer : B.\n"
    )
    assert [each.question.key for each in read.questions] == [(0,), (1,)]
    assert read.questions[1].question.options == ("un", "deux")
    assert read.left_out == []


def _moodle(kind, inside, text="<p>?</p>", form="html"):
    return (
        f'<quiz>\n<!-- question: 12  -->\n  <question type="{kind}">\n    <name>\n      <text>N'
        f'</text>\n    </name>\n    <questiontext format="{form}">\n      <text><![CDATA[{text}]]>'
        f"</text>\n    </questiontext>\n    <defaultgrade>1.0000000</defaultgrade>\n{inside}\n"
        "  </question>\n</quiz>"
    )


def _answer(share, text):
    return f'<answer fraction="{share}" format="html"><text><![CDATA[{text}]]></text></answer>'


TWO = _answer(100, "A") + _answer(0, "B")


@pytest.mark.parametrize(
    ("text", "french", "arabic"),
    [
        pytest.param("{mlang en}Hi{mlang}{mlang fr}Oui{mlang}", "Oui", "Hi", id="braces"),
        pytest.param(
            "{mlang en}Hi{mlang}{mlang other}?{mlang}{mlang ar}نعم{mlang}", "?", "نعم", id="other"
        ),
        pytest.param(
            '<span lang="fr" class="multilang">Oui</span> <span class="multilang" lang="ar">نعم'
            '</span>, <span lang="la">ita</span>',
            "Oui, <span lang=\"la\">ita</span>",
            "نعم, <span lang=\"la\">ita</span>",
            id="spans",
        ),
    ],
)  # fmt: skip
def test_a_text_in_several_languages_is_taken_in_one(text, french, arabic):
    source = _moodle("multichoice", f"<single>true</single>{TWO}", f"<p>{text}</p>").encode()
    for code, said in (("fr", french), ("ar", arabic)):
        with in_language(code):
            read = reading.read(source)
            assert read.questions[0].question.prompt == f"<p>{said}</p>"
            assert len(read.changed) == 1


def _png(wide, high):
    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    rows = zlib.compress(b"".join(b"\0" + b"\xff" * 3 * wide for _ in range(high)))
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    whole = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return base64.b64encode(whole).decode()


def _file(name, wide, high):
    return f'<file name="{name}" path="/" encoding="base64">{_png(wide, high)}</file>'


def test_places_of_labels_are_in_the_middle_of_boxes_as_large_as_the_largest_of_their_group(
    brought,
):
    drags = "".join(
        f"<drag><no>{n}</no><text>{text}</text><draggroup>{group}</draggroup>{file}</drag>"
        for n, text, group, file in (
            (1, "Rhin", 1, ""),
            (2, "Guadalquivir", 1, ""),
            (3, "image", 2, _file("d.png", 300, 100)),
        )
    )
    drops = "".join(
        f"<drop><text></text><no>{n}</no><choice>{n}</choice><xleft>{x}</xleft><ytop>{y}</ytop>"
        "</drop>"
        for n, x, y in ((1, 100, 50), (2, 300, 200), (3, 10, 20))
    )
    read = brought(_moodle("ddimageortext", _file("m.png", 600, 400) + drags + drops))
    question = read.questions[0].question
    assert isinstance(question, Labels)
    assert question.places == ((154, 65), (354, 215), (85, 45))
    (change,) = read.changed
    assert "pictures" in change.in_words()


def test_a_document_that_a_text_of_moodle_links_to_is_missed(brought):
    text = '<p><a href="@@PLUGINFILE@@/texte%20long.pdf">Lisez</a></p>'
    read = brought(_moodle("truefalse", _answer(100, "true") + _answer(0, "false"), text))
    assert read.questions[0].question.prompt == "<p><a>Lisez</a></p>"
    assert "texte long.pdf" in read.changed[0].in_words()


@pytest.mark.parametrize("kind", ["stack", "coderunner", "random", "randomsamatch", "formulas"])
def test_types_that_cannot_be_read_are_named(brought, kind):
    (problem,) = brought(_moodle(kind, "")).left_out
    assert f"“{kind}”" in problem.in_words()


def test_excel_in_french_writes_semicolons_commas_and_its_own_letters():
    table = (
        "sep=;\r\ntype;question;points;reponse_1;reponse_2;bonnes;unite\r\n"
        'choix;Été ou "hiver ?;1,5;Été;Œuf;A;\r\nnombre;Prix ?;;12,5;;;€\r\n;;;;;;\r\n'
    ).replace('Été ou "hiver', '"Été ou ""hiver; ?"').replace('?" ?', '?"')  # fmt: skip
    read = reading.read(table.encode("cp1252"), "a.csv")
    assert [problem.in_words() for problem in read.left_out] == []
    assert read.questions[0].question.options == ("Été", "Œuf")
    assert read.questions[0].points == 1.5
    assert read.questions[1].question.units == (("€", "1"),)


def _olat(correct, processing, cardinality="single", mapping=""):
    values = "".join(f"<value>{name}</value>" for name in correct)
    bounds = "".join(
        f'<responseCondition><responseIf><{sign}><variable identifier="SCORE"/><variable '
        f'identifier="{name}"/></{sign}><setOutcomeValue identifier="SCORE"><variable '
        f'identifier="{name}"/></setOutcomeValue></responseIf></responseCondition>'
        for sign, name in (("gt", "MAXSCORE"), ("lt", "MINSCORE"))
    )
    outcomes = "".join(
        f'<outcomeDeclaration identifier="{name}" cardinality="single" baseType="{base}">'
        f"<defaultValue><value>{value}</value></defaultValue></outcomeDeclaration>"
        for name, base, value in (
            ("SCORE", "float", "0"),
            ("MAXSCORE", "float", "3.0"),
            ("MINSCORE", "float", "0.0"),
            ("FEEDBACKBASIC", "identifier", "empty"),
        )
    )
    options = "".join(f'<simpleChoice identifier="{n}"><p>{n}</p></simpleChoice>' for n in "abc")
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="T" '
        f'toolName="OpenOLAT"><responseDeclaration identifier="RESPONSE_1" baseType="identifier" '
        f'cardinality="{cardinality}"><correctResponse>{values}</correctResponse>{mapping}'
        f"</responseDeclaration>{outcomes}<itemBody><choiceInteraction responseIdentifier="
        f'"RESPONSE_1" maxChoices="0">{options}</choiceInteraction></itemBody>'
        f"<responseProcessing>{processing}{bounds}</responseProcessing></assessmentItem>"
    )


def _added(what, holds):
    return (
        f'<responseCondition><responseIf>{holds}<setOutcomeValue identifier="SCORE"><sum><variable '
        f'identifier="SCORE"/>{what}</sum></setOutcomeValue></responseIf></responseCondition>'
    )


GIVEN = '<variable identifier="RESPONSE_1"/>'
ALL_RIGHT = _added(
    '<variable identifier="MAXSCORE"/>', f'<match>{GIVEN}<correct identifier="RESPONSE_1"/></match>'
)
EACH = _added('<mapResponse identifier="RESPONSE_1"/>', f"<not><isNull>{GIVEN}</isNull></not>")
MAPPING = '<mapping defaultValue="0">' + "".join(
    f'<mapEntry mapKey="{name}" mappedValue="{value}"/>'
    for name, value in (("a", "1.5"), ("b", "1.5"), ("c", "-1.5"))
) + "</mapping>"  # fmt: skip


@pytest.mark.parametrize(
    ("item", "earned"),
    [
        pytest.param(_olat("b", ALL_RIGHT), {"1": 3, "0": 0}, id="one"),
        pytest.param(
            _olat("ab", ALL_RIGHT, "multiple"), {"01": 3, "0": 0, "012": 0}, id="all or nothing"
        ),
        pytest.param(
            _olat("ab", EACH, "multiple", MAPPING), {"01": 3, "0": 1.5, "012": 1.5}, id="each"
        ),
    ],
)
def test_openolat_adds_up_between_its_own_bounds(item, earned):
    read = reading.read(item.encode())
    (found,) = read.questions
    assert read.changed == [] and isinstance(found.question, Choice)
    points = {chosen: score(found.question, tuple(chosen)) * found.points for chosen in earned}
    assert points == earned


TAO = (
    '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p{0}" identifier="i1" title="T" '
    'label="T" toolName="TAO" adaptive="false"><responseDeclaration identifier="RESPONSE" '
    'cardinality="multiple" baseType="directedPair"><correctResponse><value><![CDATA[choice_1 '
    "gap_1]]></value><value>choice_2 gap_2</value></correctResponse></responseDeclaration>"
    '<itemBody><div class="grid-row"><div class="col-12"><gapMatchInteraction responseIdentifier='
    '"RESPONSE" shuffle="false"><prompt>Complétez.</prompt><gapText identifier="choice_1" '
    'matchMax="0">chat</gapText><gapText identifier="choice_2" matchMax="1">chien</gapText><p>Le '
    '<gap identifier="gap_1"/> et le <gap identifier="gap_2"/>.</p></gapMatchInteraction></div>'
    '</div></itemBody><responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/'
    'rptemplates/match_correct"/></assessmentItem>'
)


@pytest.mark.parametrize("version", ["0", "1", "2"])
def test_tao_writes_the_same_in_all_versions_of_qti_2(version):
    item = TAO.replace("{0}", version).encode()
    manifest = (
        f'<manifest><resources><resource type="imsqti_item_xmlv2p{version}" href="i1/qti.xml"/>'
        "</resources></manifest>"
    )
    read = reading.read(package({"i1/qti.xml": item}, manifest=manifest))
    (found,) = read.questions
    assert read.changed == [] and isinstance(found.question, Parts)
    assert found.question.text == "<p>Le [[1]] et le [[2]].</p>"
    assert [score(found.question, answer) for answer in (("0", "1"), ("0", "0"))] == [1, 0]


def test_several_items_in_one_file_are_all_read():
    both = TAO.replace("{0}", "1") + _olat("b", ALL_RIGHT)
    assert len(reading.read(f"<items>{both}</items>".encode()).questions) == 2


@pytest.mark.parametrize(
    "kind", ["customInteraction", "drawingInteraction", "graphicOrderInteraction"]
)
def test_interactions_that_cannot_be_read_are_named(kind):
    item = (
        f'<assessmentItem identifier="p" title="P"><itemBody><{kind} responseIdentifier="R">'
        f"<portableCustomInteraction/></{kind}></itemBody></assessmentItem>"
    )
    (problem,) = reading.read(item.encode()).left_out
    assert f"“{kind}”" in problem.in_words()
