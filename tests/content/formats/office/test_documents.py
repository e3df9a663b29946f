"""A document of Word or LibreOffice becomes a lesson, or one a heading where it is long."""

import hashlib

import pytest

from content.bundle import build
from content.formats.collection import FileNotTaken
from content.formats.office import documents
from tests.content.formats.brought import brought, changed, node, text, tree
from tests.content.formats.drives import DOT
from tests.content.formats.office.written import PICTURE, docx, odf, para

IMAGE = f"files/{hashlib.sha256(DOT).hexdigest()}.png"
LONG = "mot " * 3_000
_FORMULA = (
    "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>12</m:t></m:r></m:den>"
    "</m:f></m:oMath>"
)


def test_a_document_of_word_becomes_a_lesson_with_its_headings_and_pictures(tmp_path):
    body = para("Les plantes", "H1") + para("Elles poussent.") + para("La graine", "H2")
    made = brought(docx(tmp_path / "a.docx", body + para(PICTURE), "Les plantes"))
    channel = made.draft.catalogue.channel
    assert (channel.author, tree(made)) == ("Ada", [(1, "lesson", "Les plantes")])
    shown = text(made, "Les plantes")
    assert "La graine</h2>" in shown and "<h2 data-block" in shown
    assert f'<img alt="Une feuille" src="{IMAGE}" width="1" height="1">' in shown
    assert shown.count("Les plantes") == 0, "the title is not said twice"
    assert "alternatives" in node(made, "Les plantes").labels
    assert build(made.draft, tmp_path / "out").is_dir()


def test_formulas_of_word_become_mathml(tmp_path):
    made = brought(docx(tmp_path / "a.docx", para(f"<w:r><w:t>Soit </w:t></w:r>{_FORMULA}")))
    assert "<mfrac><mrow><mi>a</mi></mrow><mrow><mn>12</mn></mrow></mfrac>" in text(made, "a")


def test_a_file_without_a_title_has_its_name(tmp_path):
    assert tree(brought(docx(tmp_path / "03_Mes notes.docx", para("x"))))[0][2] == "Mes notes"


def test_a_long_document_is_cut_at_its_highest_headings(tmp_path):
    body = para("Avant") + "".join(
        para(name, "H1") + para(LONG) + para("Dedans", "H2") for name in ("Un", "Deux", "Un")
    )
    made = brought(docx(tmp_path / "a.docx", body, "Livre"))
    assert [title for _, _, title in tree(made)] == ["Un", "Deux", "Un"]
    assert len({each.id for each in made.draft.catalogue.nodes}) == 3
    first = made.draft.catalogue.nodes[0].files[0]
    assert b"Avant" in made.draft.blobs[first.sha256]


def test_parts_that_are_too_short_for_a_lesson_are_put_together(tmp_path):
    short = "mot " * 200
    names = [*(f"Fiche {n}" for n in range(20)), "Le grand chapitre", "Annexe"]
    body = "".join(
        para(name, "H1") + para(LONG if name.startswith("Le") else short) for name in names
    )
    titles = [title for _, _, title in tree(brought(docx(tmp_path / "a.docx", body, "Livre")))]
    assert titles[:2] == ["Fiche 0 · Fiche 1", "Fiche 2 · Fiche 3"]
    assert titles[-2:] == ["Fiche 18 · Fiche 19", "Le grand chapitre · Annexe"]


def test_the_last_short_part_joins_the_one_before(tmp_path):
    body = para("Un", "H1") + para(LONG) + para("Deux", "H1") + para(LONG)
    body += para("Fin", "H1") + para("Merci.")
    titles = [title for _, _, title in tree(brought(docx(tmp_path / "a.docx", body, "Livre")))]
    assert titles == ["Un", "Deux · Fin"]


def test_links_in_a_document_that_is_cut_lead_to_the_right_lesson(tmp_path):
    mark = '<w:bookmarkStart w:id="1" w:name="ici"/><w:r><w:t>Ici.</w:t></w:r>'
    lead = '<w:hyperlink w:anchor="ici"><w:r><w:t>là-bas</w:t></w:r></w:hyperlink>'
    body = para("Un", "H1") + para(lead) + para(LONG) + para("Deux", "H1") + para(mark) + para(LONG)
    made = brought(docx(tmp_path / "a.docx", body))
    assert f'href="../{node(made, "Deux").id}/#p0-ici"' in text(made, "Un")
    assert 'id="p0-ici"' in text(made, "Deux")


def test_macros_are_left_out_and_it_is_said(tmp_path):
    made = brought(docx(tmp_path / "a.docm", para("x"), **{"word/vbaProject__bin": b"x"}))
    assert "its macros were left out" in {why for _, why in changed(made)}


def test_a_text_of_libreoffice_becomes_a_lesson(tmp_path):
    styles = (
        '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<text:list-style style:name="L1"><text:list-level-style-number/></text:list-style>'
    )
    body = (
        '<text:h text:outline-level="2"><text:bookmark text:name="ici"/>Titre</text:h>'
        '<text:p>Un <text:span text:style-name="T1">mot</text:span><text:s text:c="2"/>fin'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>La note."
        '</text:p></text:note-body></text:note> <text:a xlink:href="#ici">haut</text:a></text:p>'
        '<text:list text:style-name="L1"><text:list-item><text:p>un</text:p></text:list-item>'
        "</text:list><table:table><table:table-header-rows><table:table-row><table:table-cell>"
        "<text:p>Nom</text:p></table:table-cell></table:table-row></table:table-header-rows>"
        '<table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>Blé</text:p>'
        "</table:table-cell></table:table-row></table:table><text:p><draw:frame><draw:image "
        'xlink:href="Pictures/a.png"/><svg:desc>Une feuille</svg:desc></draw:frame></text:p>'
    )
    shown = text(brought(odf(tmp_path / "a.odt", body, styles)), "Les plantes")
    for part in (
        "Un <strong>mot</strong>",
        'href="#p0-ici"',
        '<a id="p0-ici"></a>Titre</h2>',
        "<ol><li>",
        '<th scope="col"><p data-block="b4">Nom',
        f'<img src="{IMAGE}" alt="Une feuille" width="1" height="1">',
        'href="#p0-note1">[1]</a>',
        'id="p0-note1"><p data-block="b8">La note.',
    ):
        assert part in shown, part
    assert shown.count("Blé") == 2


def test_formulas_of_libreoffice_are_kept_in_the_line_where_they_stand_in_one(tmp_path):
    formula = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><semantics><mi>a</mi>'
        '<annotation encoding="StarMath 5.0">a</annotation></semantics></math>'
    )
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    body = f"<text:p>Soit {frame}.</text:p><text:p>{frame}</text:p>"
    made = brought(odf(tmp_path / "a.odt", body, **{"Object 1/content__xml": formula}))
    shown = text(made, "Les plantes")
    assert "Soit <math><semantics><mi>a</mi></semantics></math>." in shown
    assert '<math display="block"><semantics><mi>a</mi></semantics></math></p>' in shown


def test_what_word_says_of_looks_and_revisions_changes_nothing(tmp_path):
    looks = (
        '<w:rPr><w:rFonts w:ascii="Arial"/><w:b/><w:sz w:val="22"/><w:lang w:val="fr-FR"/></w:rPr>'
    )
    plain = "<w:r><w:rPr><w:b/></w:rPr><w:t>Un mot </w:t></w:r><w:r><w:t>et un autre</w:t></w:r>"
    full = f'<w:r w:rsidR="00A1">{looks}<w:t xml:space="preserve">Un mot </w:t></w:r>'
    full += '<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>et un autre</w:t></w:r>'
    first, again = (
        brought(docx(tmp_path / "a.docx", para(body))).draft.blobs for body in (plain, full)
    )
    assert list(first) == list(again)
    assert any(b"<strong>Un mot </strong>et un autre" in each for each in first.values())


def test_a_text_that_would_take_all_memory_is_refused_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "MOST", 1_000)
    with pytest.raises(FileNotTaken, match="save it as several documents"):
        brought(docx(tmp_path / "a.docx", para(LONG)))
