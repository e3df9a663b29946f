"""Whose signatures count: told once, by a person."""

import pytest
from tuf.api.metadata import Metadata, Root

from sync.distrust import NotARoot, NotPinned, PinnedAlready
from sync.medium import FolderMedium
from sync.trust import Trust
from tests.sync.site import MONDAY


def test_a_site_without_a_root_believes_nobody(tmp_path, medium):
    with pytest.raises(NotPinned):
        Trust(tmp_path / "new").offers(FolderMedium(medium), at=MONDAY)


def test_the_same_root_can_be_pinned_again_and_another_cannot(site, publisher, other_publisher):
    site.trust.pin(publisher.root)
    with pytest.raises(PinnedAlready):
        site.trust.pin(other_publisher.root)
    assert site.trust.root == publisher.root


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param(lambda root: b"", id="nothing"),
        pytest.param(lambda root: b"not metadata", id="some text"),
        pytest.param(lambda root: root[:-20], id="cut short"),
        pytest.param(
            lambda root: root.replace(b'"version":1', b'"version":2'), id="a changed root"
        ),
        pytest.param(lambda root: root.replace(b'"root"', b'"targets"'), id="another role"),
    ],
)
def test_what_is_no_root_is_not_pinned(tmp_path, publisher, spoilt):
    assert spoilt(publisher.root) != publisher.root
    fresh = Trust(tmp_path / "fresh")
    with pytest.raises(NotARoot):
        fresh.pin(spoilt(publisher.root))
    assert fresh.root is None


def test_a_root_that_one_person_can_change_is_not_pinned(tmp_path, publisher):
    root = Metadata[Root].from_bytes(publisher.root)
    root.signed.roles["targets"].threshold = 1
    root.sign(publisher.signers["anne.root"])
    root.sign(publisher.signers["bruno.root"], append=True)
    with pytest.raises(NotARoot):
        Trust(tmp_path / "fresh").pin(root.to_bytes())
