"""The clock of a classroom is not believed, and what was seen once is not forgotten."""

from datetime import UTC, datetime

import pytest
from tuf.api.metadata import Metadata

from i18n.refusals import Refusal
from sync import rotation, trust
from sync.client import Client, Fetcher
from sync.medium import FolderMedium, MissingOnMedium
from sync.memory import MemoryLost, Remembered
from sync.rules import OURS, PLAUSIBLE
from sync.trust import ClockImplausible, ExpiredMetadata, NotPinned, OlderThanKnown
from tests.sync import spoil
from tests.sync.site import FEBRUARY, MONDAY, PAGES_2, Publisher, course, days

TIMESTAMP = "metadata/timestamp.json"


@pytest.mark.parametrize(
    ("clock", "refusal"),
    [
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), None, id="in 1970: the floor is taken"),
        pytest.param(MONDAY + days(89), None, id="on the last day"),
        pytest.param(MONDAY + days(91), ExpiredMetadata, id="after the end"),
        pytest.param(MONDAY + days(3 * 365), ClockImplausible, id="three years ahead"),
    ],
)
def test_a_medium_is_judged_by_a_time_that_can_be_true(site, medium, clock, refusal):
    before = site.remembers()
    if refusal is None:
        assert site.offers(medium, at=clock)
    else:
        with pytest.raises(refusal):
            site.offers(medium, at=clock)
    assert site.remembers() == before
    assert site.offers(medium, at=MONDAY)


def test_a_medium_that_has_ended_stays_ended_when_the_clock_is_turned_back(
    site, medium, publisher, tmp_path
):
    later = publisher_of_later(publisher, tmp_path)
    site.offers(later, at=MONDAY + days(200))
    assert site.trust.floor == MONDAY + days(200)
    with pytest.raises(Refusal):
        site.offers(medium, at=datetime(1970, 1, 1, tzinfo=UTC))


def test_an_expired_medium_is_refused_though_the_clock_says_1970(site, publisher, tmp_path):
    later = publisher_of_later(publisher, tmp_path)
    site.offers(later, at=MONDAY + days(200))
    timestamp = Metadata.from_bytes((later / TIMESTAMP).read_bytes())
    timestamp.signed.version += 1
    timestamp.signed.expires = MONDAY + days(150)
    timestamp.sign(publisher.signers["machine"])
    (later / TIMESTAMP).write_bytes(timestamp.to_bytes())
    with pytest.raises(ExpiredMetadata):
        site.offers(later, at=datetime(1970, 1, 1, tzinfo=UTC))


def test_a_site_that_slept_for_two_years_learns_the_time_from_a_fresh_medium(
    site, publisher, tmp_path
):
    later = publisher_of_later(publisher, tmp_path, after=days(2 * 365), renewed=True)
    assert site.offers(later, at=MONDAY + days(2 * 365 + 1))


def test_a_stolen_machine_key_cannot_push_the_time_far(site, publisher, newer_medium):
    path = newer_medium / TIMESTAMP
    timestamp = Metadata.from_bytes(path.read_bytes())
    timestamp.signed.version += 1
    timestamp.signed.unrecognized_fields["x-issued"] = int((MONDAY + days(9_000)).timestamp())
    timestamp.sign(publisher.signers["machine"])
    path.write_bytes(timestamp.to_bytes())
    site.offers(newer_medium, at=FEBRUARY)
    assert site.trust.floor <= FEBRUARY + PLAUSIBLE


def test_the_time_that_python_tuf_judges_by_is_ours(site, medium):
    """Fails if python-tuf moves the attribute that we set: then 1970 would be believed."""
    moment = datetime(2031, 5, 6, tzinfo=UTC)
    folder = site.folder / "cache"
    (folder / "root_history").mkdir(parents=True)
    fetcher = Fetcher(FolderMedium(medium))
    client = Client(folder, fetcher, Remembered(site.trust.root), moment, OURS)
    with pytest.raises(trust.exceptions.ExpiredMetadataError):
        client.refresh()


def publisher_of_later(publisher, tmp_path, after=days(200), renewed=False):
    """The same publisher's table at a later time, its other media unaware."""
    later = Publisher(spoil.copy_of(publisher.home, tmp_path / "table"))
    later.signers = publisher.signers
    if renewed:
        rotation.renew_top(later.home, publisher.present("anne", "celia"), at=MONDAY + after)
    return later.release(
        course(9, PAGES_2), tmp_path / "built", tmp_path / "later", at=MONDAY + after
    )


def test_what_is_remembered_outlives_its_working_files(site, medium, newer_medium):
    site.offers(newer_medium, at=FEBRUARY)
    working = site.folder / "trust" / "working"
    assert not working.exists()
    (working / "root_history").mkdir(parents=True)
    for name in ("timestamp.json", "snapshot.json", "root_history/1.root.json"):
        (working / name).write_bytes(b"\0" * 500)
    with pytest.raises(OlderThanKnown):
        site.offers(medium, at=FEBRUARY)
    assert site.offers(newer_medium, at=FEBRUARY)


def test_a_damaged_memory_is_a_refusal_and_not_a_fresh_start(site, medium):
    path = site.folder / "trust" / "trust.db"
    path.write_bytes(b"\0" * path.stat().st_size)
    with pytest.raises((MemoryLost, NotPinned)):
        site.offers(medium)


def test_a_look_that_fails_is_remembered_too(site, medium, newer_medium):
    spoil.newest_file(newer_medium, "metadata/*.content.json").unlink()
    with pytest.raises(MissingOnMedium):
        site.offers(newer_medium, at=FEBRUARY)
    with pytest.raises(OlderThanKnown):
        site.offers(medium, at=FEBRUARY)
