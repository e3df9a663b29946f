"""Slides become one lesson with a section each, what was said beside them below."""

import hashlib

from tests.content.formats.brought import brought, changed, text, tree
from tests.content.formats.drives import DOT
from tests.content.formats.office.written import odf, pptx, shape

IMAGE = f"files/{hashlib.sha256(DOT).hexdigest()}.png"
_PICTURE = (
    '<p:pic><p:nvPicPr><p:cNvPr id="2" name="a" descr="Une feuille"/><p:nvPr/></p:nvPicPr>'
    '<p:blipFill><a:blip r:embed="p1"/></p:blipFill></p:pic>'
)
_TABLE = (
    '<p:graphicFrame><a:graphic><a:graphicData uri="x/table"><a:tbl><a:tblPr firstRow="1"/><a:tr>'
    "<a:tc><p:txBody><a:p><a:r><a:t>Nom</a:t></a:r></a:p></p:txBody></a:tc></a:tr></a:tbl>"
    "</a:graphicData></a:graphic></p:graphicFrame>"
)
_CHART = '<p:graphicFrame><a:graphic><a:graphicData uri="x/chart"/></a:graphic></p:graphicFrame>'


def test_a_show_of_powerpoint_becomes_a_lesson_in_the_order_of_its_slides(tmp_path):
    first = shape("body", (0, "un"), (1, "un un"), (0, "deux")) + shape("title", (0, "La graine"))
    first += _PICTURE + shape("sldNum", (0, "7"))
    made = brought(
        pptx(
            tmp_path / "a.pptx",
            first,
            shape("", (0, "Libre")) + _TABLE,
            notes=shape("body", (0, "À dire.")),
        )
    )
    assert tree(made) == [(1, "lesson", "Les plantes")]
    shown = text(made, "Les plantes")
    assert ">La graine</h2><ul>" in shown and "<ul><li" in shown.partition("un un")[0]
    assert f'<img src="{IMAGE}" alt="Une feuille" width="1" height="1"><blockquote><p' in shown
    assert "À dire." in shown and ">7<" not in shown
    assert shown.index("La graine") < shown.index(">2</h2>") < shown.index("Libre")
    assert '<th scope="col">' in shown


def test_a_formula_on_a_slide_becomes_mathml(tmp_path):
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    made = brought(pptx(tmp_path / "a.pptx", shape("body", (0, f"<a:x>{formula}</a:x>"))))
    assert "<math><mrow><mi>x</mi></mrow></math>" in text(made, "Les plantes")


def test_what_only_its_program_draws_is_said(tmp_path):
    made = brought(pptx(tmp_path / "a.pptx", shape("title", (0, "x")) + _CHART))
    assert any("chart" in why for _, why in changed(made))


def test_a_show_of_libreoffice_becomes_a_lesson_too(tmp_path):
    body = (
        '<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>La graine'
        '</text:p></draw:text-box></draw:frame><draw:frame presentation:class="outline">'
        "<draw:text-box><text:list><text:list-item><text:p>un</text:p></text:list-item></text:list>"
        '</draw:text-box></draw:frame><draw:frame><draw:image xlink:href="Pictures/a.png"/>'
        '</draw:frame><presentation:notes><draw:frame presentation:class="notes"><draw:text-box>'
        "<text:p>À dire.</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>"
    )
    shown = text(brought(odf(tmp_path / "a.odp", body)), "Les plantes")
    assert ">La graine</h2><ul><li><p" in shown and IMAGE in shown
    assert '<blockquote><p data-block="b3">À dire.</p></blockquote>' in shown


def test_a_long_show_becomes_several_lessons(tmp_path):
    slides = [shape("title", (0, f"Page {n}")) for n in range(61)]
    made = brought(pptx(tmp_path / "a.pptx", *slides))
    assert [title for _, _, title in tree(made)] == ["Les plantes", "Les plantes (2)"]
