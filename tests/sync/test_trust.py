"""What a medium must be for anything on it to count."""

import pytest
from tuf.api.metadata import Metadata, Root

from sync.distrust import (
    ClockImplausible,
    ExpiredMetadata,
    ForeignMedium,
    NotSignedByEnough,
    OlderThanKnown,
)
from sync.medium import Damaged, FolderMedium, MediumGone, MissingOnMedium, NotAMedium
from sync.memory import MemoryLost
from tests.sync.site import FEBRUARY, MONDAY


def test_a_signed_medium_offers_its_bundles(new_site, medium):
    (offer,) = new_site.offers(medium)
    assert (offer.bundle, offer.release) == ("maths", 1)
    assert (offer.signed_by, offer.signed_at) == (("anne", "bruno"), MONDAY)


def test_an_older_medium_is_refused_once_a_newer_one_was_seen(site, medium, newer_medium):
    site.offers(newer_medium, at=FEBRUARY)
    before = site.remembers()
    refused_and_all_as_before(site, medium, OlderThanKnown)
    assert site.remembers() == before


def test_a_folder_without_the_marker_is_no_medium(site, newer_medium):
    (newer_medium / "ARDOISE").unlink()
    with pytest.raises(NotAMedium):
        site.offers(newer_medium)


def test_a_medium_pulled_out_while_its_lists_are_read(site, newer_medium):
    source = FolderMedium(newer_medium)
    newer_medium.rename(newer_medium.with_name("in a pocket"))
    with pytest.raises(MediumGone):
        site.trust.offers(source, at=FEBRUARY)


def test_a_list_names_nothing_outside_what_it_may_name(site, publisher, newer_medium):
    def moved(targets):
        targets.signed.delegations.roles["content"].paths = ["elsewhere/*/*"]

    signers = [publisher.signers["anne.root"], publisher.signers["bruno.root"]]
    publisher.forge(newer_medium, "targets", moved, signers)
    assert site.offers(newer_medium, at=FEBRUARY) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("name", 7, id="a number for a name"),
        pytest.param("name", None, id="no name"),
        pytest.param("paths", [7], id="a number for a path"),
        pytest.param("keyids", [7, 8], id="numbers for keys"),
    ],
)
def test_a_list_that_two_people_signed_with_a_value_of_another_type_is_refused(
    site, publisher, newer_medium, name, value
):
    def changed(targets):
        setattr(targets.signed.delegations.roles["content"], name, value)

    signers = [publisher.signers["anne.root"], publisher.signers["bruno.root"]]
    publisher.forge(newer_medium, "targets", changed, signers)
    refused_and_all_as_before(site, newer_medium, (Damaged, NotSignedByEnough))


def test_a_root_that_two_people_signed_with_a_number_for_a_key_is_refused(
    site, publisher, newer_medium
):
    rotate(publisher, newer_medium, 2, machine_keys=[7, "seven"])
    refused_and_all_as_before(site, newer_medium, (Damaged, NotSignedByEnough))


def test_new_roots_are_followed_one_by_one(site, publisher, newer_medium):
    rotate(publisher, newer_medium, 2)
    rotate(publisher, newer_medium, 3)
    assert site.offers(newer_medium, at=FEBRUARY)
    assert site.offers(newer_medium, at=FEBRUARY)


def rotate(publisher, medium, version, signers=("anne.root", "bruno.root"), machine_keys=None):
    root = Metadata[Root].from_bytes(publisher.root)
    root.signed.version = version
    if machine_keys is not None:
        root.signed.roles["timestamp"].keyids = machine_keys
    root.signatures.clear()
    for name in signers:
        root.sign(publisher.signers[name], append=True)
    (medium / "metadata" / f"{version}.root.json").write_bytes(root.to_bytes())


def test_every_refusal_says_that_the_library_is_as_before():
    refusals = [ForeignMedium, NotSignedByEnough, ExpiredMetadata, OlderThanKnown, ClockImplausible]
    for refusal in [*refusals, Damaged, MissingOnMedium, MediumGone, MemoryLost]:
        assert "library is as before" in refusal.message


def refused_and_all_as_before(site, medium, refusals):
    """Nothing of a medium is taken, and what the site knows has not gone back."""
    before = site.learners_see()
    versions = site.known_versions()
    with pytest.raises(refusals):
        site.receive(medium, at=FEBRUARY)
    assert site.learners_see() == before
    assert site.waiting() == []
    assert site.damaged_blobs() == []
    now = site.known_versions()
    assert all(now[name] >= version for name, version in versions.items())
