import pytest

from content.bundle import build, open_bundle
from content.formats.asked import Asked
from content.formats.sources import sources
from tests.content.formats.dictionaries.written import DRAWING, dictd

FRENCH = """# title: Mots de tous les jours
mot;nature;définition;image;en;es
pièce;nom;Une partie d'un tout, ou de l'argent en métal.;rond.svg;coin|piece;moneda
monnaie;nom;;;change;
côte;nom;Le bord de la mer.;;coast;costa
rendre;verbe;Donner à quelqu'un ce qui est à lui.;;give back;devolver
"""
ENGLISH = [("change", "change <n>\nصرف, تغيير\n"), ("coin", "coin <n>\nقطعة نقدية\n")]


def put_in(library, path, folder, **asked):
    """Put a dictionary into a library as an installation does, without its road."""
    (source,) = sources(path, Asked(license="CC0", language="fr", **asked))
    draft = source().draft
    manifest = open_bundle(build(draft, folder / "built"))
    for sha256, blob in draft.blobs.items():
        library.store.add(sha256, [blob if isinstance(blob, bytes) else blob.read_bytes()])
    library.switch(library.stage(draft.catalogue, manifest))


@pytest.fixture
def words(school, node, tmp_path):
    """A school with a French dictionary, and one from English into Arabic."""
    french = tmp_path / "mots.csv"
    french.write_text(FRENCH)
    (tmp_path / "rond.svg").write_bytes(DRAWING)
    put_in(school.site.library, french, tmp_path / "fr", id="mots")
    english = dictd(tmp_path, ENGLISH, name="freedict-eng-ara")
    put_in(school.site.library, english, tmp_path / "en", id="eng-ara")
    return node("Mots de tous les jours")
