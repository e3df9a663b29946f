"""Keys are replaced, lost, stolen; every site follows from a medium, untouched."""

import pytest
from tuf.api.metadata import Metadata

from content.bundle import build
from sync import keys, pending, publish, rotation
from sync.keys import NotAName, WrongPassphrase
from sync.publish import MACHINE, NotASigner, SignaturesMissing
from sync.rotation import NobodyHere
from sync.rules import PLAUSIBLE
from sync.safes import KeysTogether, KeyThere, OnOneDisk, Safe, TooFewPeople
from sync.table import ListsUnsigned
from sync.trust import ExpiredMetadata, NotSignedByEnough, OlderThanKnown
from tests.sync import spoil
from tests.sync.site import MONDAY, PAGES_2, Publisher, course, days, passphrase

THEN = MONDAY + days(40)
NEW = "a new and longer passphrase"


class Table(Publisher):
    """A publisher's table to spoil, its people at hand, and the media it makes."""

    def __init__(self, of, home):
        super().__init__(spoil.copy_of(of.home, home), of.root, dict(of.signers))
        self.of = of
        self.at = THEN

    def sign(self, **who):
        publish.renew(self.home, at=self.at)
        for person, secret in (who or {"anne": None, "bruno": None}).items():
            publish.sign(self.home, person, secret or passphrase(person))

    def medium(self, name, secret=None):
        out = self.home.with_name(name)
        publish.publish(self.home, out, secret or passphrase(MACHINE), at=self.at)
        return out

    def at_the_table(self, *people):
        return self.of.present(*people)


@pytest.fixture
def table(publisher, first_medium, tmp_path):
    return Table(publisher, tmp_path / "table")


def test_a_lost_daily_key_is_replaced_and_sites_follow(site, table):
    rotation.replace_key(table.home, "anne", NEW, table.at_the_table("bruno", "celia"), at=THEN)
    with pytest.raises(SignaturesMissing):
        table.medium("too early")
    table.sign(anne=NEW, bruno=None)
    (offer,) = site.offers(table.medium("stick"), at=THEN)
    assert offer.signed_by == ("anne", "bruno")


def test_the_replaced_key_is_kept_aside_and_counts_no_more(site, table):
    rotation.replace_key(table.home, "anne", NEW, table.at_the_table("bruno", "celia"), at=THEN)
    old = keys.unlock(table.home / "keys", "anne.old", passphrase("anne"))
    assert old.public_key.keyid == table.signers["anne"].public_key.keyid
    with pytest.raises(NotASigner):
        publish.sign(table.home, "anne.old", passphrase("anne"))
    table.sign(bruno=None, celia=None)
    stick = table.medium("stick")
    signers = [table.signers["anne"], table.signers["bruno"]]
    table.forge(stick, "content", lambda content: None, signers)
    with pytest.raises(NotSignedByEnough):
        site.offers(stick, at=THEN)


def test_a_key_lost_from_the_safe_is_replaced_by_two_others(site, table, tmp_path):
    new = tmp_path / "new safe"
    others = table.at_the_table("bruno", "celia")
    rotation.replace_key(table.home, "anne", NEW, others, at=THEN, safe=new, trial=True)
    table.sign(anne=NEW, celia=None)
    assert site.offers(table.medium("stick"), at=THEN)
    # the new key can do what the old one could, and the old one nothing
    with pytest.raises(TooFewPeople):
        rotation.renew_top(table.home, table.at_the_table("anne", "bruno"), at=THEN)
    mixed = {"anne": Safe(new, NEW), **table.at_the_table("bruno")}
    rotation.renew_top(table.home, mixed, at=THEN)
    assert site.offers(table.medium("another"), at=THEN)


def test_a_stolen_key_is_revoked_and_somebody_new_admitted(site, table, tmp_path):
    others = table.at_the_table("anne", "celia")
    rotation.revoke(table.home, "bruno", others, at=THEN)
    with pytest.raises(NotASigner):
        publish.sign(table.home, "bruno", passphrase("bruno"))
    table.sign(anne=None, celia=None)
    assert site.offers(table.medium("stick"), at=THEN)
    safe = tmp_path / "safe of dora"
    rotation.admit(table.home, "dora", NEW, safe, others, at=THEN, trial=True)
    table.sign(dora=NEW, celia=None)
    (offer,) = site.offers(table.medium("another"), at=THEN)
    assert offer.signed_by == ("celia", "dora")


def test_what_was_published_before_a_key_was_stolen_is_no_way_back(site, table, first_medium):
    rotation.revoke(table.home, "bruno", table.at_the_table("anne", "celia"), at=THEN)
    table.sign(anne=None, celia=None)
    site.offers(table.medium("stick"), at=THEN)
    with pytest.raises(OlderThanKnown):
        site.offers(first_medium, at=THEN)


def test_a_site_that_slept_through_many_changes_goes_from_root_to_root(site, table):
    people = table.at_the_table("anne", "bruno")
    for number in range(5):
        table.at = THEN + days(number)
        rotation.renew_top(table.home, people, at=table.at)
        rotation.replace_machine_key(table.home, f"{NEW} {number}", people, at=table.at)
    stick = table.medium("stick", f"{NEW} 4")
    names = {path.name for path in (stick / "metadata").glob("*.root.json")}
    assert names == {f"{number}.root.json" for number in range(1, 12)}
    assert site.offers(stick, at=THEN)
    (stick / "metadata" / "5.root.json").unlink()
    fresh = type(site)(site.folder / "fresh")
    fresh.trust.pin(table.root)
    with pytest.raises(NotSignedByEnough):
        fresh.offers(stick, at=THEN)


def stolen_machine(table, medium):
    """A thief pushes version numbers and the time as far as they go."""
    path = medium / "metadata" / "timestamp.json"
    timestamp = Metadata.from_bytes(path.read_bytes())
    timestamp.signed.version = 2**31
    timestamp.signed.unrecognized_fields["x-issued"] = int((MONDAY + days(9_000)).timestamp())
    timestamp.signed.expires = MONDAY + days(9_000)
    timestamp.sign(table.signers[MACHINE])
    path.write_bytes(timestamp.to_bytes())


def test_a_stolen_machine_key_is_replaced_and_sites_forget_what_the_thief_pushed(
    site, table, medium
):
    stolen_machine(table, medium)
    site.offers(medium, at=THEN)
    honest = table.medium("honest")
    with pytest.raises((OlderThanKnown, ExpiredMetadata)):
        site.offers(honest, at=THEN)
    people = table.at_the_table("anne", "celia")
    rotation.replace_machine_key(table.home, NEW, people, at=THEN)
    mended = table.medium("mended", NEW)
    assert site.offers(mended, at=THEN)
    assert site.trust.floor < THEN + days(1)
    with pytest.raises((OlderThanKnown, NotSignedByEnough)):
        site.offers(medium, at=THEN)


def test_stolen_daily_keys_push_the_time_no_further_and_no_longer_than_the_next_root(
    site, publisher, table, tmp_path
):
    thieves = Table(publisher, tmp_path / "thieves")
    thieves.at = MONDAY + days(9_000)
    thieves.sign()
    stick = thieves.medium("stolen")
    site.offers(stick, at=THEN)
    assert THEN + days(91) < site.trust.floor <= MONDAY + PLAUSIBLE
    with pytest.raises((OlderThanKnown, ExpiredMetadata)):
        site.offers(table.medium("honest"), at=THEN)
    people = table.at_the_table("anne", "celia")
    rotation.revoke(table.home, "bruno", people, at=THEN)
    rotation.replace_machine_key(table.home, NEW, people, at=THEN)
    table.sign(anne=None, celia=None)
    assert site.offers(table.medium("mended", NEW), at=THEN)
    assert site.trust.floor < THEN + days(1)
    with pytest.raises((OlderThanKnown, NotSignedByEnough)):
        site.offers(stick, at=THEN)


def test_the_old_machine_key_publishes_nothing_more(table):
    people = table.at_the_table("anne", "celia")
    rotation.replace_machine_key(table.home, NEW, people, at=THEN)
    with pytest.raises(WrongPassphrase):
        table.medium("stick")
    (table.home / "keys" / "machine.old.pem").replace(table.home / "keys" / "machine.pem")
    with pytest.raises(ListsUnsigned):
        table.medium("stick")
    assert not (table.home.with_name("stick") / "metadata").exists()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param(
            lambda t: rotation.revoke(t.home, "mallory", t.at_the_table("anne", "bruno"), at=THEN),
            NobodyHere,
            id="nobody of that name",
        ),
        pytest.param(
            lambda t: rotation.revoke(t.home, "celia", t.at_the_table("anne"), at=THEN),
            TooFewPeople,
            id="one person alone",
        ),
        pytest.param(
            lambda t: rotation.revoke(t.home, "celia", t.at_the_table("anne", "celia"), at=THEN),
            TooFewPeople,
            id="one and the person it is about",
        ),
        pytest.param(
            lambda t: rotation.replace_machine_key(t.home, NEW, t.at_the_table("anne"), at=THEN),
            TooFewPeople,
            id="the machine's, by one alone",
        ),
        pytest.param(
            lambda t: rotation.admit(
                t.home, "../x", NEW, t.home.parent / "s", t.at_the_table("anne", "bruno"), at=THEN
            ),
            NotAName,
            id="somebody new whose name is a path",
        ),
        pytest.param(
            lambda t: rotation.admit(
                t.home, "dora", NEW, t.home / "safe", t.at_the_table("anne", "bruno"), at=THEN
            ),
            KeysTogether,
            id="a new safe in the publisher's folder",
        ),
        pytest.param(
            lambda t: rotation.admit(
                t.home, "dora", NEW, t.home.parent / "s", t.at_the_table("anne", "bruno"), at=THEN
            ),
            OnOneDisk,
            id="a new safe on the publisher's disk",
        ),
        pytest.param(
            lambda t: rotation.replace_key(
                t.home,
                "celia",
                NEW,
                t.at_the_table("anne", "bruno"),
                at=THEN,
                safe=t.at_the_table("celia")["celia"].folder,
                trial=True,
            ),
            KeyThere,
            id="a new key over the old one",
        ),
    ],
)
def test_a_change_of_keys_that_is_refused_changes_nothing(table, change, refusal):
    before = {path: path.read_bytes() for path in table.home.rglob("*.*") if path.is_file()}
    with pytest.raises(refusal):
        change(table)
    assert before == {path: path.read_bytes() for path in table.home.rglob("*.*") if path.is_file()}


def test_two_people_are_never_made_one(table):
    rotation.revoke(table.home, "bruno", table.at_the_table("anne", "celia"), at=THEN)
    with pytest.raises(TooFewPeople):
        rotation.revoke(table.home, "anne", table.at_the_table("celia", "anne"), at=THEN)


def test_a_bundle_that_waits_goes_on_waiting_when_keys_change(table, tmp_path):
    publish.add(table.home, build(course(3, PAGES_2), tmp_path / "built"), at=THEN)
    publish.sign(table.home, "anne", passphrase("anne"))
    rotation.revoke(table.home, "anne", table.at_the_table("bruno", "celia"), at=THEN)
    shown = pending.look(table.home)
    assert (shown.added, shown.signed_by, shown.missing) == (("maths-3",), (), 2)


# What a site makes of changes that two people sign but no publisher should make.


def next_root(table, medium, version, change, signing):
    root = Metadata.from_bytes((medium / "metadata" / f"{version - 1}.root.json").read_bytes())
    root.signed.version = version
    change(root.signed)
    root.signatures.clear()
    for name in signing:
        root.sign(table.signers[name], append=True)
    (medium / "metadata" / f"{version}.root.json").write_bytes(root.to_bytes())


@pytest.mark.parametrize("role", ["root", "targets"])
def test_no_chain_of_roots_leads_to_one_person_who_can_do_all(site, table, medium, role):
    def one_will_do(root):
        root.roles[role].threshold = 1

    def two_again(root):
        root.roles[role].threshold = 2

    next_root(table, medium, 2, one_will_do, ["anne.root", "bruno.root"])
    next_root(table, medium, 3, two_again, ["anne.root", "bruno.root"])
    with pytest.raises(NotSignedByEnough):
        site.offers(medium)
    assert "root_history/2.root.json" not in site.known_versions()


def test_two_keys_of_one_person_are_one_signature(site, table, medium):
    other = keys.make(table.home / "keys", "spare", NEW, holder="anne")

    def let_both_count(top):
        top.signed.add_key(other.public_key, "content")

    table.forge(
        medium, "targets", let_both_count, [table.signers["anne.root"], table.signers["bruno.root"]]
    )
    table.forge(medium, "content", lambda content: None, [table.signers["anne"], other])
    with pytest.raises(NotSignedByEnough):
        site.offers(medium)
