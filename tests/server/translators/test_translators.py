"""Translators as staff see them, and which of them drafts a pair of languages."""

import json

import pytest
from click.testing import CliRunner

from i18n.translation import translator
from server.cli import ardoise
from server.translators.installed import drafting, installed
from tests import small_translator

pytest.importorskip("ctranslate2", reason="ctranslate2 (ardoise[translate])")
pytest.importorskip("sentencepiece", reason="sentencepiece (ardoise[translate])")


@pytest.fixture
def library(school, tmp_path):
    small_translator.put_in(school.site.library, tmp_path)
    return school.site.library


def listed(school):
    home = ["--home", str(school.site.home.folder)]
    result = CliRunner().invoke(ardoise, [*home, "translator", "list", "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_the_first_translator_of_a_pair_drafts_it_and_no_other_pair(library, tmp_path):
    small_translator.put_in(library, tmp_path, "autre", name="Autre")
    first, _ = installed(library)
    assert drafting(library, "fr", "en").node.id == first.node.id
    assert drafting(library, "en", "fr") is None and drafting(library, "fr", "fr") is None


def test_the_console_and_the_page_of_voices_list_it(school, library):
    (row,) = listed(school)["translators"]
    assert (row["from"], row["to"], row["license"]) == ("fr", "en", "CC BY 4.0")
    page = school.sign_in(school.manager()).page("/voices")
    assert "Français → English – Essai" in page and "ardoise[translate]" not in page


def test_where_nothing_runs_translators_nobody_drafts_and_the_page_says_why(
    school, library, monkeypatch
):
    monkeypatch.setattr(translator, "find_spec", lambda name: None)
    assert drafting(library, "fr", "en") is None
    assert not listed(school)["works"]
    assert "ardoise[translate]" in school.sign_in(school.manager()).page("/voices")


def test_without_a_translator_the_page_of_voices_says_how_one_comes(school):
    page = school.sign_in(school.manager()).page("/voices")
    assert "Aucun traducteur automatique" in page and "ardoise[translate]" not in page


def test_its_own_page_says_what_it_is(school, library):
    (held,) = installed(library)
    page = school.seat().get(f"/library/{held.node.id}/")
    assert page.status_code == 200 and "Essai 1" in page.text


def test_a_translator_that_was_taken_off_drafts_no_more(library):
    library.take_off("traducteur", 1)
    assert installed(library) == []
