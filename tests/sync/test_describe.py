"""What the person who approves is shown."""

import hashlib

import pytest

from sync.describe import describe
from tests.sync.site import FEBRUARY, PAGES_1, PAGES_2, Publisher, course, large, node_id


def described(site, medium, language="fr"):
    manifest = site.receive(medium, at=FEBRUARY)
    catalogue = site.quarantine.catalogue(manifest)
    return describe(manifest, catalogue, site.library.current(manifest.id), language)


def leaves(tree):
    for node in tree:
        yield from leaves(node.children) if node.children else [node]


def test_the_tree_is_shown_in_reading_order(new_site, medium):
    shown = described(new_site, medium)
    (topic,) = shown.tree
    assert topic.title == "Les nombres"
    assert [page.title for page in topic.children] == list(PAGES_1)


def test_everything_is_new_where_nothing_is_installed(new_site, medium):
    shown = described(new_site, medium)
    assert shown.installed is None
    assert shown.changes == {"new": 4, "changed": 0, "same": 0, "removed": 0}


def test_what_is_new_changed_and_removed_is_told(site, newer_medium):
    shown = described(site, newer_medium)
    assert shown.installed == 1
    assert {page.title: page.change for page in leaves(shown.tree)} == {
        "Les fractions": "changed",
        "Les grands nombres": "same",
        "Les pourcentages": "new",
    }
    assert [(gone.title, gone.id) for gone in shown.removed] == [
        ("Le calcul mental", node_id("Le calcul mental"))
    ]
    assert shown.changes == {"new": 1, "changed": 1, "same": 2, "removed": 1}


def test_the_same_release_again_has_no_difference(site, publisher, first_medium):
    manifest = site.receive(first_medium)
    shown = describe(
        manifest, site.quarantine.catalogue(manifest), site.library.current("maths"), "fr"
    )
    assert shown.changes == {"new": 0, "changed": 0, "same": 4, "removed": 0}


def test_figures_are_counted(site, newer_medium):
    shown = described(site, newer_medium)
    assert shown.kinds == {"lesson": 3, "topic": 1}
    assert shown.languages == {"fr": 4}
    assert shown.licenses == {"CC BY-SA 4.0": 4}
    assert shown.size == sum(len(page) for page in PAGES_2.values())
    assert shown.minutes == 15


@pytest.mark.parametrize(
    ("language", "title"),
    [("fr", "Mathématiques"), ("en", "Mathematics"), ("ar", "Mathématiques")],
)
def test_titles_come_in_the_readers_language_or_their_own(site, newer_medium, language, title):
    assert described(site, newer_medium, language).title == title


def test_each_page_says_which_file_to_look_at(site, newer_medium):
    shown = described(site, newer_medium)
    files = {page.title: [file.sha256 for file in page.files] for page in leaves(shown.tree)}
    expected = {title: [hashlib.sha256(text).hexdigest()] for title, text in PAGES_2.items()}
    assert files == expected


def test_moving_a_page_among_its_neighbours_is_no_change(site, publisher, tmp_path):
    turned = dict(reversed(PAGES_1.items()))
    table = Publisher(tmp_path / "table").begin()
    medium = table.release(course(5, turned), tmp_path / "built", tmp_path / "out", at=FEBRUARY)
    manifest = published_by(table, site, medium)
    shown = describe(
        manifest, site.quarantine.catalogue(manifest), site.library.current("maths"), "fr"
    )
    assert shown.changes["changed"] == 0


def published_by(table, site, medium):
    """Receive as a site that trusts this publisher would."""
    from sync.medium import FolderMedium
    from sync.trust import Trust

    trust = Trust(site.folder / "other trust")
    trust.pin(table.root)
    source = FolderMedium(medium)
    (offer,) = trust.offers(source, at=FEBRUARY)
    return site.quarantine.receive(source, offer, trust.manifest(source, offer))


def test_a_large_page_is_counted_in_bytes(site, newer_medium):
    shown = described(site, newer_medium)
    assert {page.title: page.size for page in leaves(shown.tree)}["Les pourcentages"] == len(
        large(2)
    )
