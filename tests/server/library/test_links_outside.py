"""Links that lead outside, in exercises and in Office documents, as in lessons."""

import re
import zipfile

import pytest

from content import browse
from content.bundle import build, open_bundle
from content.formats.asked import Asked
from content.formats.sources import sources
from server.roles import Role

FAR = "https://www.service-public.fr/papiers"
LED = r'<a [^>]*href="(/library/[0-9a-f]{32}/outside\?to=[^"]+service-public.fr%2Fpapiers)"'
GIFT = (
    f'::Papiers:: [html]<p>Où <a href\\="{FAR}">demander</a> ?</p> {{\n'
    f'=à la mairie#<p>Oui, <a href\\="{FAR}">lisez</a>.</p>\n~nulle part\n}}\n'
)
PARTS = "http://schemas.openxmlformats.org"
DOCX = {
    "[Content_Types].xml": f'<Types xmlns="{PARTS}/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PARTS}/package/2006/relationships"><Relationship '
    f'Id="r1" Type="{PARTS}/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{PARTS}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{PARTS}/officeDocument/2006/relationships/hyperlink" '
    f'Target="{FAR}" TargetMode="External"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{PARTS}/wordprocessingml/2006/main" '
    f'xmlns:r="{PARTS}/officeDocument/2006/relationships"><w:body><w:p><w:r><w:t>Pour </w:t></w:r>'
    '<w:hyperlink r:id="r1"><w:r><w:t>demander</w:t></w:r></w:hyperlink></w:p></w:body>'
    "</w:document>",
}


def install(library, draft, built):
    """Put what was read of a file into the library."""
    manifest = open_bundle(build(draft, built))
    for sha256, blob in draft.blobs.items():
        library.store.add(sha256, [blob if isinstance(blob, bytes) else blob.read_bytes()])
    library.switch(library.stage(draft.catalogue, manifest))


@pytest.fixture
def page_of(school, tmp_path):
    """Make a course of a file, and open its one page as a learner does."""

    def opened(source):
        asked = Asked(title="Papiers", language="fr", license="CC0", id="papiers")
        (read,) = sources(source, asked)
        install(school.site.library, read().draft, tmp_path / "built")
        released = next(c for c in browse.channels("fr") if c.id == "papiers")
        (number,) = browse.pages(released.release, coach=False)
        seat = school.sign_in(Role.LEARNER)
        return seat, f"/library/{number}/", seat.page(f"/library/{number}/")

    return opened


def test_a_link_of_a_question_says_where_it_would_lead(page_of, tmp_path):
    (tmp_path / "papiers.gift").write_text(GIFT, "utf-8")
    seat, address, page = page_of(tmp_path / "papiers.gift")
    link = re.search(LED, page)
    assert link and "outside.css" in page
    assert "www.service-public.fr" in seat.page(link[1])
    (right,) = re.findall(r'value="(\d)"[^>]*><span[^>]*>(?:<p>)?à la mairie', page)
    told = seat.post(f"{address}questions/1", {"answer": right}, follow_redirects=True).text
    assert len(re.findall(LED, told)) == 2  # in what is said of the answer too


def test_a_link_of_an_office_document_says_where_it_would_lead(page_of, tmp_path):
    with zipfile.ZipFile(tmp_path / "papiers.docx", "w") as made:
        for name, text in DOCX.items():
            made.writestr(name, text)
    _seat, _address, page = page_of(tmp_path / "papiers.docx")
    assert re.search(LED, page) and "outside.css" in page
