"""A PDF and an archive in the preview of a module: as they will be read, and nothing is kept."""

import pytest

from server.frames.models import FramePlace
from server.records.models import Visit
from tests.content.documents import written
from tests.server import course
from tests.server.frames import archives
from tests.server.library.test_documents import CHANNEL, PAGE


@pytest.fixture
def teacher(staffroom, school):
    return school.sign_in(staffroom.dominique)


@pytest.fixture
def preview(staffroom, school, node, tmp_path):
    """Return what opens a page in the preview of a module, by its title."""
    source = tmp_path / "guides"
    source.mkdir()
    (source / "channel.toml").write_text(CHANNEL)
    (source / "01-guide.md").write_text(PAGE)
    (source / "guide.pdf").write_bytes(written("Bienvenue.", "Au revoir."))
    course.install(school.site.library, source, tmp_path / "built")
    archives.install(school.site.library, archives.tools().to_bytes(), tmp_path / "zim")
    module = staffroom.module("Le guide du sortant", "Les outils de l'atelier")
    return lambda title, more="": f"/modules/{module.id}/preview/{node(title).id}/{more}"


def test_a_document_is_turned_page_by_page(teacher, preview):
    page = teacher.page(preview("Le guide du sortant", "?page=2"))
    assert 'data-behaviour="leaves"' in page and "Au revoir." in page
    assert "rien n'est enregistré" in page
    assert "data-place-url" not in page
    assert 'method="post"' not in page.partition("<main")[2].partition("</main>")[0]
    assert Visit.select().count() == 0


def test_an_archive_is_read_in_its_frame_and_where_one_was_is_not_kept(school, teacher, preview):
    answer = teacher.get(preview("Les outils de l'atelier"))
    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]
    base = archives.frame_of(answer.text)[0].partition("/p/")[0]
    assert "Un établi solide" in school.seat().get(f"{base}/p/atelier/banc").text
    assert [Visit.select().count(), FramePlace.select().count()] == [0, 0]
    assert archives.frame_of(teacher.page(preview("Les outils de l'atelier")))[0].endswith("/p/")
