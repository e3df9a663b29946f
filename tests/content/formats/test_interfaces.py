"""A language of the pages to a bundle."""

import pytest

from content.bundle import build, open_bundle
from content.formats.collection import FileNotTaken
from tests.content.formats.brought import brought, tree
from tests.i18n.test_packs import pack


@pytest.mark.parametrize(("code", "language"), [("so", "fr"), ("ro", "ro")])
def test_a_language_becomes_a_page_under_its_own_name(tmp_path, code, language):
    (tmp_path / "pages.po").write_bytes(pack(Language=code))
    made = brought(tmp_path / "pages.po", language="")
    name = {"so": "Soomaali", "ro": "Română"}[code]
    assert tree(made) == [(1, "interface", name)]
    assert made.draft.catalogue.channel.language == language
    assert open_bundle(build(made.draft, tmp_path / "built")).min_program == 3


def test_a_damaged_one_is_refused_by_name(tmp_path):
    (tmp_path / "pages.po").write_bytes(pack(Plural_Forms=None))
    with pytest.raises(FileNotTaken) as refused:
        brought(tmp_path / "pages.po")
    assert "plural forms" in str(refused.value)
