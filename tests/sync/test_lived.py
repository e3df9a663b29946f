"""What a machine has lived through ends signatures, though its clock stands still or goes back."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sync.distrust import ExpiredMetadata
from sync.lived import Proof, Uptime
from sync.medium import FolderMedium
from sync.memory import Memory
from sync.publishers import Publishers
from sync.trust import Trust
from tests.sync.site import MONDAY, PAGES_2, Publisher, course, days

DAY = 24 * 3600
IN_1970 = datetime(1970, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("counted", "now", "began", "lived"),
    [
        pytest.param(100, 400, 50, 300, id="the same program goes on"),
        pytest.param(100, 400, 150, 250, id="another program of the same boot"),
        pytest.param(900, 400, 30, 370, id="after a new boot"),
        pytest.param(300, 400, 30, 100, id="after a new boot that is older than the count"),
        pytest.param(100, 90 * DAY, 90 * DAY - 5, 5, id="a disk in a machine that runs for months"),
        pytest.param(90 * DAY, 500, 400, 100, id="a disk of a machine that ran for months"),
        pytest.param(400, 400, 50, 0, id="at once"),
        pytest.param(100, 400, 401, 0, id="in the second in which it begins"),
    ],
)
def test_no_more_is_counted_than_was_surely_lived(counted, now, began, lived):
    assert Uptime(now, began).since(counted) == lived


@dataclass
class Machine:
    """A machine that lives, is switched off, and whose counter begins anew each time."""

    real: int = 0
    booted: int = 0
    began: int = 0

    def uptime(self):
        return Uptime(self.real - self.booted, self.began - self.booted)

    def runs(self, seconds):
        self.real += seconds

    def is_off(self, seconds):
        self.real += seconds
        self.booted = self.real
        self.starts_again()

    def starts_again(self):
        self.began = self.real


@given(
    some.lists(
        some.tuples(some.sampled_from(["runs", "off", "again", "written"]), some.integers(0, 99))
    )
)
def test_whatever_a_machine_does_the_count_is_never_ahead_of_its_life(deeds):
    machine, proof, counted, running = Machine(), Proof(MONDAY), 0, 0
    for deed, seconds in deeds:
        if deed == "runs":
            machine.runs(seconds)
            running += seconds
        elif deed == "off":
            machine.is_off(seconds)
        elif deed == "again":
            machine.starts_again()
        else:
            before = proof
            proof = proof.later(machine.uptime().since(counted))
            counted = machine.uptime().now
            assert proof.reaches >= before.reaches
    assert proof.lived <= running


@pytest.fixture
def machine():
    return Machine(real=7 * DAY, began=7 * DAY)


@pytest.fixture
def trust(publisher, machine, tmp_path):
    trust = Trust(tmp_path / "trust", uptime=machine.uptime)
    trust.pin(publisher.root)
    return trust


def look(trust, medium, at=IN_1970):
    return trust.offers(FolderMedium(medium), at=at)


def test_a_medium_ends_after_enough_running_days_though_the_clock_is_set_back(
    trust, machine, medium
):
    assert look(trust, medium, at=MONDAY)
    machine.runs(89 * DAY)
    assert look(trust, medium)
    machine.runs(2 * DAY)
    with pytest.raises(ExpiredMetadata):
        look(trust, medium)
    assert trust.floor == MONDAY + days(91)


def test_days_count_though_the_machine_is_switched_off_every_night(trust, machine, medium):
    look(trust, medium, at=MONDAY)
    for _ in range(182):
        trust.live()
        machine.runs(12 * 3600)
        trust.live()
        machine.is_off(12 * 3600)
    assert trust.floor == MONDAY + days(91)
    with pytest.raises(ExpiredMetadata):
        look(trust, medium)


def test_a_power_cut_loses_what_was_not_written_and_no_more(trust, machine, medium, tmp_path):
    look(trust, medium, at=MONDAY)
    machine.runs(3 * DAY)
    trust.live()
    machine.runs(200)
    assert trust.floor == MONDAY + days(3) + timedelta(seconds=200)
    machine.is_off(DAY)
    after = Trust(tmp_path / "trust", uptime=machine.uptime)
    assert after.floor == MONDAY + days(3)
    machine.runs(60)
    assert after.floor == MONDAY + days(3) + timedelta(seconds=60)


def test_a_program_that_is_killed_loses_nothing_if_another_begins(trust, machine, medium, tmp_path):
    look(trust, medium, at=MONDAY)
    machine.runs(DAY)
    trust.live()
    machine.starts_again()
    machine.runs(DAY)
    assert Trust(tmp_path / "trust", uptime=machine.uptime).floor == MONDAY + days(2)


def test_two_programs_at_once_count_once(trust, machine, medium, tmp_path):
    other = Trust(tmp_path / "trust", uptime=machine.uptime)
    look(trust, medium, at=MONDAY)
    for _ in range(10):
        machine.runs(DAY)
        trust.live()
        other.live()
        look(other, medium, at=MONDAY)
    assert trust.floor == other.floor == MONDAY + days(10)


def test_a_copy_of_the_disk_does_not_age_by_what_its_new_machine_had_lived(
    trust, machine, medium, tmp_path
):
    look(trust, medium, at=MONDAY)
    machine.runs(DAY)
    trust.live()
    copy = shutil.copytree(tmp_path / "trust", tmp_path / "copy")
    elsewhere = Machine(real=900 * DAY, began=900 * DAY)
    restored = Trust(copy, uptime=elsewhere.uptime)
    assert restored.floor == MONDAY + days(1)
    elsewhere.runs(DAY)
    restored.live()
    assert restored.floor == MONDAY + days(2)


def test_a_newer_proof_takes_no_lived_time_away_and_adds_none(
    trust, machine, medium, newer_medium, publisher, tmp_path
):
    look(trust, medium, at=MONDAY)
    machine.runs(40 * DAY)
    look(trust, newer_medium)  # signed 30 days after the first
    assert trust.newest == MONDAY + days(30)
    assert trust.floor == MONDAY + days(40)
    machine.runs(DAY)
    assert trust.floor == MONDAY + days(41)
    table = Publisher(shutil.copytree(publisher.home, tmp_path / "table"))
    table.signers = publisher.signers
    latest = table.release(course(5, PAGES_2), tmp_path / "b", tmp_path / "m", at=MONDAY + days(60))
    look(trust, latest)
    assert trust.floor == trust.newest == MONDAY + days(60)


def test_what_a_program_lived_before_it_trusted_somebody_is_not_added(machine, tmp_path):
    machine.runs(300 * DAY)
    trust = Trust(tmp_path / "trust", uptime=machine.uptime)
    young = Publisher(tmp_path / "young").begin()
    trust.pin(young.root)
    assert trust.known().people.lived == 0
    machine.runs(DAY)
    assert trust.known().people.lived == DAY


def test_what_was_lived_on_the_word_of_a_replaced_key_is_forgotten(trust, medium, tmp_path):
    """A stolen key of the machine proves a time that is not; replacing it heals the site."""
    look(trust, medium, at=MONDAY)
    known = trust.known()
    known.machine, known.machine_keys = Proof(MONDAY + days(300), 50 * DAY), "stolen"
    Memory(tmp_path / "trust").save(known)
    assert trust.floor == MONDAY + days(350)
    assert look(trust, medium, at=MONDAY)
    assert trust.floor == MONDAY


def test_staff_see_how_a_publisher_stands(publishers_of_a_machine, machine, medium):
    publishers = publishers_of_a_machine
    publishers.offers(FolderMedium(medium), at=MONDAY)
    (well,) = publishers.freshness(at=MONDAY)
    assert not (well.has_ended or well.ends_soon or well.is_stale)
    assert not (well.clock_is_behind or well.clock_is_ahead)
    assert well.lists_end == MONDAY + days(90)
    machine.runs(80 * DAY)
    publishers.live()
    (soon,) = publishers.freshness(at=MONDAY)
    assert soon.ends_soon
    assert soon.is_stale
    assert soon.clock_is_behind
    machine.runs(80 * DAY)
    (ended,) = publishers.freshness(at=MONDAY)
    assert ended.has_ended
    (ahead,) = publishers.freshness(at=MONDAY + days(800))
    assert ahead.clock_is_ahead


@pytest.fixture
def publishers_of_a_machine(publisher, machine, tmp_path):
    publishers = Publishers(tmp_path / "publishers", machine.uptime)
    publishers.pin(publisher.root)
    return publishers


def test_a_publisher_of_whom_nothing_was_read_yet_has_a_root_that_ends(publishers_of_a_machine):
    (fresh,) = publishers_of_a_machine.freshness(at=MONDAY)
    assert fresh.lists_end is None
    assert fresh.ends == fresh.root_ends > MONDAY + days(365)
