"""Pages in archives, found in the one search."""

import pytest

from search.query import Query
from server.library import archives as indexing
from server.library.indexing import bring_up_to_date
from tests.server.frames import archives


def nothing(done, total):
    pass


class Enough(Exception):
    pass


@pytest.fixture
def indexed(school, archive):
    bring_up_to_date(school.site.library, school.site.index, school.site.home.cache, nothing)
    return school.site


def test_a_word_in_a_page_of_an_archive_finds_that_page(indexed, school, archive):
    indexing.bring_in(indexed.library, indexed.index, nothing)
    page = school.sign_in(school.learner()).page("/search?q=copeaux")
    assert f"/library/{archive.id}/?page=rabot" in page
    assert "<mark>copeaux</mark>" in page
    inside = school.sign_in(school.learner()).page(f"/library/{archive.id}/pages?q=solide")
    assert "?page=atelier/banc" in inside


def test_it_goes_on_where_it_was_cut_off(indexed, school, archive, monkeypatch):
    monkeypatch.setattr(indexing, "TOGETHER", 1)
    (todo,) = indexing.due(indexed.library, indexed.index)
    assert (todo.begin, todo.end) == (0, 4)

    def cut(done, total):
        if done == 2:
            raise Enough

    with pytest.raises(Enough):
        indexing.bring_in(indexed.library, indexed.index, cut)
    (todo,) = indexing.due(indexed.library, indexed.index)
    assert todo.begin == 2
    indexing.bring_in(indexed.library, indexed.index, nothing)
    assert indexing.due(indexed.library, indexed.index) == []
    hits = indexed.index.search(Query("rabot")).hits
    assert len([hit for hit in hits if hit.part == "rabot"]) == 1


def test_another_release_is_indexed_anew(indexed, school, tmp_path):
    indexing.bring_in(indexed.library, indexed.index, nothing)
    changed = archives.tools().add("neuf", "<p>Le tournevis</p>", title="Neuf")
    archives.install(indexed.library, changed.to_bytes(), tmp_path / "again", release=2)
    bring_up_to_date(indexed.library, indexed.index, indexed.home.cache, nothing)
    indexing.bring_in(indexed.library, indexed.index, nothing)
    assert indexed.index.search(Query("tournevis")).hits[0].part == "neuf"
    hits = indexed.index.search(Query("copeaux")).hits
    assert [hit.part for hit in hits] == ["rabot"]
