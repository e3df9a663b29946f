"""What a medium must be for anything on it to count."""

import json
import shutil

import pytest
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Root, TargetFile

from sync.distrust import (
    ClockImplausible,
    ExpiredMetadata,
    ForeignMedium,
    NotSignedByEnough,
    OlderThanKnown,
)
from sync.medium import Damaged, FolderMedium, MediumGone, MissingOnMedium, NotAMedium
from sync.memory import MemoryLost
from tests.sync import spoil
from tests.sync.site import FEBRUARY, MONDAY, days, newest, sha256_of

LISTS = ["metadata/timestamp.json", "metadata/*.snapshot.json", "metadata/*.content.json"]


def unchanged(content):
    pass


def test_a_signed_medium_offers_its_bundles(new_site, medium):
    (offer,) = new_site.offers(medium)
    assert (offer.bundle, offer.release) == ("maths", 1)
    assert (offer.signed_by, offer.signed_at) == (("anne", "bruno"), MONDAY)


# Each of these is done to a medium with release 2, brought to a site whose learners see release 1.


def outsider():
    return CryptoSigner.generate_ed25519()


def signed_by(*names, role="content", change=unchanged):
    """Whoever holds the machine's key as well, but not two people's."""

    def forge(publisher, medium):
        signers = [publisher.signers.get(name, outsider()) for name in names]
        publisher.forge(medium, role, change, signers)

    return forge


def under_two_names(publisher, medium):
    """One person's signature, once more under another's name."""

    def twice(content):
        content.sign(publisher.signers["anne"])
        signature = content.signatures[publisher.signers["anne"].public_key.keyid]
        other = publisher.signers["bruno"].public_key.keyid
        content.signatures[other] = type(signature)(other, signature.signature)

    publisher.forge(medium, "content", twice, [])


def written_twice(publisher, medium):
    publisher.forge(medium, "content", unchanged, [publisher.signers["anne"]])
    path = spoil.find(medium, f"metadata/{newest(medium, 'content')[0]}.content.json")
    body = json.loads(path.read_bytes())
    body["signatures"] *= 2
    data = json.dumps(body).encode()
    path.write_bytes(data)
    version = body["signed"]["version"]
    meta = MetaFile(version, len(data), sha256_of(data))
    publisher.vouch(medium, {"content.json": meta})


def one_will_do(targets):
    targets.signed.delegations.roles["content"].threshold = 1


def expired(metadata):
    metadata.signed.expires = FEBRUARY - days(1)


def without_sha256(content):
    (target,) = content.signed.targets.values()
    target.hashes = {"sha512": "0" * 128}


@pytest.mark.parametrize(
    ("forge", "refusal"),
    [
        pytest.param(signed_by("anne"), NotSignedByEnough, id="one person has signed"),
        pytest.param(signed_by(), NotSignedByEnough, id="nobody has signed"),
        pytest.param(written_twice, Damaged, id="one person has signed twice"),
        pytest.param(under_two_names, NotSignedByEnough, id="one person under two names"),
        pytest.param(signed_by("anne", "mallory"), NotSignedByEnough, id="one and an outsider"),
        pytest.param(signed_by("mallory", "eve"), NotSignedByEnough, id="two outsiders"),
        pytest.param(signed_by("machine"), NotSignedByEnough, id="the machine alone"),
        pytest.param(
            signed_by("anne.root", "bruno.root"),
            NotSignedByEnough,
            id="with keys for something else",
        ),
        pytest.param(
            signed_by("anne.root", role="targets", change=one_will_do),
            NotSignedByEnough,
            id="one person says that one will do",
        ),
        pytest.param(
            signed_by("anne.root", "bruno.root", role="targets", change=one_will_do),
            NotSignedByEnough,
            id="two people say that one will do",
        ),
        pytest.param(
            signed_by("anne", "bruno", change=expired), ExpiredMetadata, id="the list has ended"
        ),
        pytest.param(
            signed_by("anne", "bruno", change=without_sha256), Damaged, id="a hash of another kind"
        ),
    ],
)
def test_a_list_counts_only_if_two_people_signed_it(site, publisher, newer_medium, forge, refusal):
    forge(publisher, newer_medium)
    refused_and_all_as_before(site, newer_medium, refusal)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    ("damage", "refusals"),
    [
        pytest.param(spoil.flip, (Damaged, NotSignedByEnough), id="one bit changed"),
        pytest.param(spoil.shorten, (Damaged,), id="one byte short"),
        pytest.param(spoil.lose, (MissingOnMedium,), id="missing"),
        pytest.param(spoil.link, (Damaged,), id="a link"),
        pytest.param(spoil.pipe, (Damaged,), id="a pipe that nobody fills"),
        pytest.param(spoil.folder, (Damaged,), id="a folder"),
        pytest.param(lambda path: path.write_bytes(b""), (Damaged,), id="empty"),
        pytest.param(lambda path: path.write_bytes(b"[" * 90_000), (Damaged,), id="deeply nested"),
        pytest.param(lambda path: path.write_bytes(b" " * 5_000_001), (Damaged,), id="enormous"),
    ],
)
def test_a_spoilt_list_is_refused(site, newer_medium, name, damage, refusals):
    damage(spoil.newest_file(newer_medium, name))
    refused_and_all_as_before(site, newer_medium, refusals)


def test_an_older_medium_is_refused_once_a_newer_one_was_seen(site, medium, newer_medium):
    site.offers(newer_medium, at=FEBRUARY)
    before = site.remembers()
    refused_and_all_as_before(site, medium, OlderThanKnown)
    assert site.remembers() == before


def test_an_older_list_under_a_newer_name_is_refused(site, first_medium, newer_medium):
    old = spoil.newest_file(first_medium, "metadata/*.content.json")
    shutil.copy(old, spoil.newest_file(newer_medium, "metadata/*.content.json"))
    refused_and_all_as_before(site, newer_medium, Damaged)


def test_an_older_list_that_the_machine_vouches_for_is_refused(
    site, publisher, first_medium, newer_medium
):
    site.offers(newer_medium, at=FEBRUARY)
    version, _ = newest(first_medium, "content")
    old = spoil.newest_file(first_medium, "metadata/*.content.json")
    shutil.copy(old, newer_medium / "metadata" / old.name)
    data = old.read_bytes()
    meta = MetaFile(version, len(data), sha256_of(data))
    publisher.vouch(newer_medium, {"content.json": meta})
    before = site.learners_see()
    with pytest.raises(OlderThanKnown):
        site.offers(newer_medium, at=FEBRUARY)
    assert site.learners_see() == before


def test_a_folder_without_the_marker_is_no_medium(site, newer_medium):
    (newer_medium / "ARDOISE").unlink()
    with pytest.raises(NotAMedium):
        site.offers(newer_medium)


def test_a_medium_pulled_out_while_its_lists_are_read(site, newer_medium):
    source = FolderMedium(newer_medium)
    newer_medium.rename(newer_medium.with_name("in a pocket"))
    with pytest.raises(MediumGone):
        site.trust.offers(source, at=FEBRUARY)


@pytest.mark.parametrize(
    "path",
    [
        "content/../x/1.json",
        "content//1.json",
        "content/a b/1.json",
        "content/x/one.json",
        "other/x/1.json",
    ],
)
def test_a_signed_path_that_is_not_ours_is_not_offered(site, publisher, newer_medium, path):
    def also(content):
        content.signed.targets[path] = TargetFile(1, sha256_of(b" "), path)

    publisher.forge(
        newer_medium, "content", also, [publisher.signers["anne"], publisher.signers["celia"]]
    )
    offers = site.offers(newer_medium, at=FEBRUARY)
    assert [(offer.bundle, offer.release) for offer in offers] == [("maths", 2)]


def test_a_list_names_nothing_outside_what_it_may_name(site, publisher, newer_medium):
    def moved(targets):
        targets.signed.delegations.roles["content"].paths = ["elsewhere/*/*"]

    signers = [publisher.signers["anne.root"], publisher.signers["bruno.root"]]
    publisher.forge(newer_medium, "targets", moved, signers)
    assert site.offers(newer_medium, at=FEBRUARY) == []


def test_new_roots_are_followed_one_by_one(site, publisher, newer_medium):
    rotate(publisher, newer_medium, 2)
    rotate(publisher, newer_medium, 3)
    assert site.offers(newer_medium, at=FEBRUARY)
    assert site.offers(newer_medium, at=FEBRUARY)


def test_a_new_root_that_one_person_signed_is_refused(site, publisher, newer_medium):
    rotate(publisher, newer_medium, 2, signers=("anne.root",))
    refused_and_all_as_before(site, newer_medium, NotSignedByEnough)


def rotate(publisher, medium, version, signers=("anne.root", "bruno.root")):
    root = Metadata[Root].from_bytes(publisher.root)
    root.signed.version = version
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
