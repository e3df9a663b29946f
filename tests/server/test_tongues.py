"""A language of the pages, from its bundle to the switch, and away again."""

import pytest
from click.testing import CliRunner

from content.bundle import build, open_bundle
from content.formats.asked import Asked
from content.formats.desk import opened
from content.formats.sources import sources
from i18n import packs
from server.accounts.models import Person
from server.cli import ardoise
from tests.i18n.test_packs import pack


@pytest.fixture
def install(school, tmp_path):
    """Return what installs a language, as an installation does, without its road."""

    def installed(data):
        path = tmp_path / "somali.po"
        path.write_bytes(data)
        (source,) = sources(path, Asked(license="CC0", id="somali", release=1))
        draft = source().draft
        manifest = open_bundle(build(draft, tmp_path / "built"))
        for sha256, blob in draft.blobs.items():
            with opened(blob) as file:
                school.site.library.store.add(sha256, [file.read()])
        school.site.library.switch(school.site.library.stage(draft.catalogue, manifest))

    yield installed
    packs.use([])


def test_a_language_that_a_bundle_brought_is_offered_chosen_and_kept(school, install):
    camille = school.learner()
    seat = school.sign_in(camille)
    assert 'value="so"' not in seat.page("/help")
    install(pack())
    assert 'value="so" lang="so" dir="ltr">Soomaali<' in seat.page("/help")
    seat.post("/language", {"language": "so", "next": "/help"})
    assert '<html lang="so"' in seat.page("/help")
    assert Person.get_by_id(camille.id).language == "so"


def test_who_chose_a_language_that_was_taken_off_reads_in_that_of_the_site(school, install):
    install(pack())
    seat = school.sign_in(school.learner())
    seat.post("/language", {"language": "so", "next": "/help"})
    school.site.library.take_off("somali", 1)
    assert '<html lang="fr"' in seat.page("/help")


def test_the_page_of_a_language_says_where_it_is_chosen(school, install, node):
    install(pack())
    page = school.sign_in(school.learner()).page(f"/library/{node('Soomaali').id}/")
    assert "en haut de la page" in page


def test_every_sentence_is_written_for_who_translates_and_comes_back_as_a_pack(school, tmp_path):
    path = tmp_path / "more" / "somali.po"
    tried = CliRunner().invoke(ardoise, ["language", "sentences", "so", "--out", str(path)])
    assert tried.exit_code == 0, tried.output
    text = path.read_text()
    assert '# Se connecter\nmsgid "Sign in"\nmsgstr ""' in text
    filled = text.replace("X-Own-Name: ", "X-Own-Name: Soomaali", 1)
    filled = filled.replace('msgid "Sign in"\nmsgstr ""', 'msgid "Sign in"\nmsgstr "Gal"')
    assert packs.read(filled.encode()).sentences == 1
    with pytest.raises(packs.DamagedPack):
        packs.read(text.encode())


def test_the_sentences_of_a_language_of_the_program_come_with_their_translation(school, tmp_path):
    path = tmp_path / "arabe.po"
    CliRunner().invoke(ardoise, ["language", "sentences", "ar", "--out", str(path)])
    found = packs.read(path.read_bytes())
    assert (found.language.code, found.sentences > 4_000) == ("ar", True)
