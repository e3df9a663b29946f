"""Who signed, when, and whether it is the newest: what the keys say of a stick.

One signer of two, outsiders, keys of another role: see also ``tests/sync/test_trust.py``.
"""

import shutil
from functools import partial

import pytest
from tuf.api.metadata import Metadata, MetaFile, Timestamp

from sync.distrust import (
    ExpiredMetadata,
    ForeignMedium,
    ListTooLarge,
    NotSignedByEnough,
    OlderThanKnown,
)
from sync.medium import Damaged, MissingOnMedium
from tests.sync.refused import signatures as lists
from tests.sync.refused.forgery import case, must_be_refused
from tests.sync.site import FEBRUARY, PAGES_2, course, newest, sha256_of

SAFE = ("anne.root", "bruno.root")
TOP = partial(lists.signed_by, *SAFE, role="targets")


@pytest.mark.parametrize(
    ("deed", "refusal", "said"),
    [
        case("a list that nobody signed", lists.signed_by(), NotSignedByEnough),
        case("a list that one person of two signed", lists.signed_by("anne"), NotSignedByEnough),
        case(
            "a list that one person and a stranger signed",
            lists.signed_by("anne", "mallory"),
            NotSignedByEnough,
        ),
        case(
            "a list that two strangers signed",
            lists.signed_by("mallory", "mallory"),
            NotSignedByEnough,
        ),
        case(
            "a list that the machine signed", lists.signed_by("machine", "anne"), NotSignedByEnough
        ),
        case("a list signed with keys from the safe", lists.signed_by(*SAFE), NotSignedByEnough),
        case("a list with one person's signature twice", lists.written_twice, Damaged),
        case(
            "a list that two people signed, larger than any that a site reads",
            lists.signed_by("anne", "bruno", change=lists.with_more(5_000_000)),
            ListTooLarge,
            most=5_000_000,
        ),
        case(
            "a root that the right people signed, larger than any that a site reads",
            lists.root(*SAFE, change=lists.with_more(512_000)),
            ListTooLarge,
            most=512_000,
        ),
        case(
            "a timestamp that the machine signed, larger than any that a site reads",
            lists.machine_says("machine", change=lists.with_more(16_384)),
            ListTooLarge,
            most=16_384,
        ),
        case(
            "a list with one person's signature under two names",
            lists.under_two_names,
            NotSignedByEnough,
        ),
        case(
            "a top list that one person signed",
            lists.signed_by("anne.root", role="targets"),
            NotSignedByEnough,
        ),
        case(
            "a top list signed with daily keys",
            lists.signed_by("anne", "bruno", role="targets"),
            NotSignedByEnough,
        ),
        case(
            "a top list that lets one person sign",
            TOP(change=lists.only_one_person_may),
            NotSignedByEnough,
        ),
        case(
            "a top list that asks for more people than there are",
            TOP(change=lists.more_people_than_there_are),
            NotSignedByEnough,
        ),
        case(
            "a timestamp that a stranger signed", lists.machine_says("mallory"), NotSignedByEnough
        ),
        case(
            "a timestamp that two people signed",
            lists.machine_says("anne", "bruno"),
            NotSignedByEnough,
        ),
        case("a timestamp that nobody signed", lists.machine_says(), NotSignedByEnough),
        case("a root that one person signed", lists.root("anne.root"), NotSignedByEnough),
        case("a root signed with daily keys", lists.root("anne", "bruno"), NotSignedByEnough),
        case(
            "a root that lets one person change it",
            lists.root(change=lists.one_person("root")),
            NotSignedByEnough,
        ),
        case(
            "a root that lets one person list",
            lists.root(change=lists.one_person("targets")),
            NotSignedByEnough,
        ),
        case("a root that lies under a lower number", lists.root(version=1), OlderThanKnown),
        case("a root that skips a number", lists.root(version=3), OlderThanKnown),
        case("a root that has ended", lists.root(change=lists.over), ExpiredMetadata),
        case(
            "a root that takes the machine's key away",
            lists.root(change=lists.another_machine),
            NotSignedByEnough,
        ),
        case(
            "a list that has ended",
            lists.signed_by("anne", "bruno", change=lists.over),
            ExpiredMetadata,
        ),
        case("a top list that has ended", TOP(change=lists.over), ExpiredMetadata),
        case(
            "a timestamp that has ended",
            lists.machine_says("machine", change=lists.over),
            ExpiredMetadata,
        ),
        case("a snapshot that has ended", lists.over_snapshot, ExpiredMetadata),
        case("a snapshot without the list of content", lists.dropped, Damaged),
        case(
            "the top list in the place of the list of content",
            lists.as_role("content", "targets"),
            NotSignedByEnough,
        ),
        case(
            "the list of content in the place of the top list",
            lists.as_role("targets", "content"),
            NotSignedByEnough,
        ),
        case(
            "the snapshot in the place of the list of content",
            lists.as_role("content", "snapshot"),
            Damaged,
        ),
        case(
            "a manifest one byte longer than its list says",
            lists.signed_by("anne", "bruno", change=lists.another_length(-1)),
            Damaged,
        ),
        case(
            "a manifest one byte shorter than its list says",
            lists.signed_by("anne", "bruno", change=lists.another_length(1)),
            Damaged,
        ),
        case(
            "a manifest whose list gives another hash",
            lists.signed_by("anne", "bruno", change=lists.another_hash),
            MissingOnMedium,
        ),
        case(
            "a manifest with another kind of hash",
            lists.signed_by("anne", "bruno", change=lists.other_kind_of_hash),
            Damaged,
        ),
        case(
            "a manifest of a terabyte",
            lists.signed_by("anne", "bruno", change=lists.enormous),
            Damaged,
        ),
    ],
)
def test_refused(gate, publisher, stick, deed, refusal, said):
    deed(publisher, stick)
    must_be_refused(gate, stick, refusal, said)


def test_a_top_list_that_names_nobody_offers_nothing(gate, publisher, stick):
    TOP(change=lists.no_content_role)(publisher, stick)
    assert gate.offers(stick, at=FEBRUARY) == []


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets", "content"])
def test_an_older_list_signed_again_by_the_machine_is_refused(gate, publisher, media, stick, role):
    """A thief of the machine's key brings January's list back after February's was seen."""
    gate.offers(media[1], at=FEBRUARY)
    path = stick / "metadata/timestamp.json"
    if role == "timestamp":
        shutil.copy(media[0] / "metadata/timestamp.json", path)
    elif role == "snapshot":
        version, snapshot = newest(media[0], "snapshot")
        data = snapshot.to_bytes()
        (stick / f"metadata/{version}.snapshot.json").write_bytes(data)
        timestamp = Metadata[Timestamp].from_bytes(path.read_bytes())
        timestamp.signed.version += 1
        timestamp.signed.snapshot_meta = MetaFile(version, len(data), sha256_of(data))
        timestamp.sign(publisher.signers["machine"])
        path.write_bytes(timestamp.to_bytes())
    else:
        if role == "targets":
            publisher.forge(stick, role, lambda _: None, [publisher.signers[name] for name in SAFE])
            gate.offers(stick, at=FEBRUARY)
        version, _ = newest(media[0], role)
        data = (media[0] / f"metadata/{version}.{role}.json").read_bytes()
        (stick / f"metadata/{version}.{role}.json").write_bytes(data)
        publisher.vouch(stick, {f"{role}.json": MetaFile(version, len(data), sha256_of(data))})
    must_be_refused(gate, stick, OlderThanKnown)


@pytest.mark.parametrize("role", ["snapshot", "content"])
def test_a_list_of_another_day_under_todays_name_is_refused(gate, media, stick, role):
    version, _ = newest(stick, role)
    older, _ = newest(media[0], role)
    shutil.copy(
        media[0] / f"metadata/{older}.{role}.json", stick / f"metadata/{version}.{role}.json"
    )
    must_be_refused(gate, stick, Damaged)


def test_the_stick_of_january_is_refused_after_that_of_february(gate, media, stick):
    gate.offers(media[1], at=FEBRUARY)
    must_be_refused(gate, media[0], OlderThanKnown)


def test_anothers_stick_is_refused(gate, other_publisher, tmp_path):
    theirs = other_publisher.release(
        course(7, PAGES_2), tmp_path / "built", tmp_path / "theirs", at=FEBRUARY
    )
    must_be_refused(gate, theirs, ForeignMedium)


def test_anothers_lists_under_our_first_root_are_refused(gate, other_publisher, stick, tmp_path):
    theirs = other_publisher.release(
        course(8, PAGES_2), tmp_path / "built", tmp_path / "theirs", at=FEBRUARY
    )
    shutil.copy(stick / "metadata/1.root.json", theirs / "metadata/1.root.json")
    must_be_refused(gate, theirs, NotSignedByEnough)
