"""What is kept of a description says what describing would, of what is installed then."""

import pytest

from sync.describe import CHANGED, NEW, describe
from sync.prepared import Gone, Prepared, prepare
from tests.sync.site import FEBRUARY


@pytest.fixture
def waiting(site, newer_medium, tmp_path):
    """A release that waits beside an older one, described, and its description kept."""
    manifest = site.receive(newer_medium, at=FEBRUARY)
    catalogue = site.quarantine.catalogue(manifest)
    installed = site.library.current("maths")
    prepare(tmp_path / "kept", manifest, catalogue, installed, ())
    return describe(manifest, catalogue, installed, "fr"), installed, tmp_path / "kept"


def test_figures_and_differences_are_the_same(waiting):
    described, installed, path = waiting
    kept = Prepared(path, installed).description("fr")
    for name in described.__dataclass_fields__:
        if name != "tree":
            assert getattr(kept, name) == getattr(described, name), name


def test_a_topic_that_is_not_opened_says_how_much_is_below_it_and_not_as_before(waiting):
    described, installed, path = waiting
    (topic,) = described.tree
    (shown,) = Prepared(path, installed).description("fr").tree
    fresh = sum(node.change in (NEW, CHANGED) for node in topic.children)
    assert (shown.children, shown.below, shown.fresh) == ((), len(topic.children), fresh)
    assert 0 < fresh < len(topic.children)


def test_an_opened_topic_holds_the_same_pages_in_the_same_order(waiting):
    described, installed, path = waiting
    (topic,) = described.tree
    opened = Prepared(path, installed).description("fr", topic.id).tree
    told = ("id", "kind", "title", "language", "languages", "size", "change", "license")
    assert [[getattr(node, name) for name in told] for node in opened] == [
        [getattr(node, name) for name in told] for node in topic.children
    ]


def test_it_says_nothing_beside_another_release(waiting):
    _described, installed, path = waiting
    assert installed is not None
    with pytest.raises(Gone):
        Prepared(path, None)


def test_a_title_that_is_not_in_the_language_asked_for_is_told_in_its_own(waiting):
    described, installed, path = waiting
    kept = Prepared(path, installed).description("ar")
    assert kept.title == described.title
    assert [node.language for node in kept.tree] == ["fr"]
