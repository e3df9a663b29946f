"""A release that was taken back: two people say so, every site hears it, nothing undoes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tuf.api.metadata import Targets

from content.bundle import build
from sync import pending, publish, withdrawal
from sync.distrust import NotSignedByEnough, OlderThanKnown
from sync.publish import NotWithdrawable, ReleaseWithdrawn
from sync.withdrawal import DANGEROUS, OUTDATED, Withdrawal
from tests.sync import spoil
from tests.sync.site import FEBRUARY, MONDAY, PAGES_1, PAGES_2, course, days, passphrase

WHY = "Une dose fausse dans la leçon 3."
BAD = Withdrawal("maths", 1, DANGEROUS, WHY)
OLD = Withdrawal("maths", 1, OUTDATED, "La version 2 est là.")


@pytest.fixture
def table(publisher, first_medium, tmp_path):
    return spoil.copy_of(publisher.home, tmp_path / "table")


def medium(table, name, *, at=FEBRUARY):
    for person in ("anne", "bruno"):
        publish.sign(table, person, passphrase(person))
    out = table.with_name(name)
    publish.publish(table, out, passphrase(publish.MACHINE), at=at)
    return out


def take_back(table, bad=BAD, *, at=FEBRUARY):
    return publish.withdraw(table, bad.bundle, bad.release, bad.kind, bad.reason, at=at)


@pytest.mark.parametrize("bad", [BAD, OLD], ids=["dangerous", "outdated"])
def test_a_site_hears_of_a_withdrawal_and_remembers_it_without_the_medium(site, table, bad):
    assert site.trust.withdrawn() == ()
    shown = take_back(table, bad)
    assert shown.withdrawn == (bad,)
    out = medium(table, "stick")
    assert "maths-1" not in [f"{o.bundle}-{o.release}" for o in site.offers(out, at=FEBRUARY)]
    assert site.trust.withdrawn() == (bad,)
    assert type(site.trust)(site.folder / "trust").withdrawn() == (bad,)


def test_nothing_is_withdrawn_before_two_people_have_signed(site, table, publisher, newer_medium):
    def take_back_alone(content):
        withdrawal.tell(content.signed, [BAD])

    publisher.forge(newer_medium, "content", take_back_alone, [publisher.signers["anne"]])
    with pytest.raises(NotSignedByEnough):
        site.offers(newer_medium, at=FEBRUARY)
    assert site.trust.withdrawn() == ()


def test_an_older_medium_does_not_undo_a_withdrawal(site, table, first_medium):
    take_back(table)
    site.offers(medium(table, "stick"), at=FEBRUARY)
    with pytest.raises(OlderThanKnown):
        site.offers(first_medium, at=FEBRUARY)
    assert site.trust.withdrawn() == (BAD,)


def test_a_withdrawal_stays_on_every_later_medium_for_sites_that_come_late(site, table, tmp_path):
    take_back(table)
    medium(table, "stick")
    publish.add(table, build(course(5, PAGES_2), tmp_path / "built"), at=FEBRUARY + days(1))
    later = medium(table, "later", at=FEBRUARY + days(1))
    assert [offer.release for offer in site.offers(later, at=FEBRUARY + days(1))] == [5]
    assert site.trust.withdrawn() == (BAD,)


def test_a_withdrawn_release_does_not_come_again(table, tmp_path):
    take_back(table)
    with pytest.raises(ReleaseWithdrawn):
        publish.add(table, build(course(1, PAGES_1), tmp_path / "built"), at=FEBRUARY)


def test_outdated_can_become_dangerous(site, table):
    take_back(table, OLD)
    medium(table, "stick")
    assert take_back(table).withdrawn == (BAD,)
    site.offers(medium(table, "another"), at=FEBRUARY)
    assert site.trust.withdrawn() == (BAD,)


def test_a_publisher_withdraws_its_own_courses_and_no_others(site, table):
    take_back(table)
    take_back(table, Withdrawal("cned-maths", 4, DANGEROUS, WHY))
    site.offers(medium(table, "stick"), at=FEBRUARY)
    assert len(site.trust.withdrawn()) == 2
    site.trust.pin(site.trust.root, ["maths"])
    assert site.trust.withdrawn() == (BAD,)


@pytest.mark.parametrize(
    ("bundle", "release", "kind", "reason"),
    [
        pytest.param("../x", 1, DANGEROUS, WHY, id="a path"),
        pytest.param("maths", -1, DANGEROUS, WHY, id="no number"),
        pytest.param("maths", 1, "boring", WHY, id="no kind"),
        pytest.param("maths", 1, DANGEROUS, "  ", id="no reason"),
        pytest.param("maths", 1, DANGEROUS, "x" * 501, id="a reason without end"),
    ],
)
def test_what_is_no_withdrawal_is_refused(table, bundle, release, kind, reason):
    with pytest.raises(NotWithdrawable):
        publish.withdraw(table, bundle, release, kind, reason, at=MONDAY)
    with pytest.raises(pending.NothingPending):
        pending.look(table)


def test_a_kind_that_a_newer_program_made_is_taken_for_dangerous():
    line = {"bundle": "maths", "release": 1, "kind": "explosive", "reason": WHY, "more": 1}
    content = Targets(unrecognized_fields={withdrawal.WITHDRAWN: [line]})
    assert withdrawal.told(content) == (BAD,)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


FIELDS = ("bundle", "release", "kind", "reason")
LINES = st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, JSON)))


@given(JSON | LINES)
def test_whatever_was_signed_can_be_read(field):
    found = withdrawal.told(Targets(unrecognized_fields={withdrawal.WITHDRAWN: field}))
    assert all(each.kind in withdrawal.KINDS for each in found)
