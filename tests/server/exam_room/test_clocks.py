"""The time of a sitting: no wall clock moves it, no cut takes it away."""

from datetime import timedelta
from fractions import Fraction

import pytest

from server import clock
from server.exam_room import losses, opening, running, standing
from server.exam_room.beating import Beating
from server.exam_room.models import Event, SittingClock
from server.exam_room.orders import FOR_ALL, Asked
from server.exam_room.signs import Sign
from server.exam_room.ticks import tick
from server.sittings import granting
from server.sittings.granting import Granted
from server.sittings.models import Sitting


@pytest.fixture
def beating(morning):
    return Beating(morning.hall)


def left(morning, name="Camille Martin"):
    sitting = Sitting.get_by_id(morning.sitting.id)
    return standing.of(morning.candidate(name), sitting, morning.now).left


def kinds(morning):
    return [event.kind for event in Event.of(morning.sitting.id)]


def near(seconds):
    """As many, less what this test itself took on a busy machine; all others differ by minutes."""
    return pytest.approx(seconds, abs=25)


def test_time_is_counted_from_the_moment_each_one_starts(morning):
    morning.begins("Camille Martin", "Sacha Petit")
    morning.school.wait(minutes=10)
    morning.sits_down("Nour Haddad")
    morning.confirms("Nour Haddad")
    opening.start(morning.sitting, morning.act(), morning.candidate("Nour Haddad"))
    assert (left(morning), left(morning, "Nour Haddad")) == (near(3000), near(3600))


@pytest.mark.parametrize(
    "moved",
    [
        pytest.param(timedelta(hours=1), id="an hour forward"),
        pytest.param(timedelta(hours=-1), id="an hour back"),
        pytest.param(timedelta(days=3652), id="ten years forward"),
        pytest.param(timedelta(days=-3652), id="ten years back"),
        pytest.param(timedelta(seconds=3), id="three seconds"),
    ],
)
def test_a_clock_that_is_set_is_told_and_changes_nothing(morning, monkeypatch, moved):
    morning.begins()
    morning.school.wait(minutes=10)
    beating, real = Beating(morning.hall), clock.drift
    monkeypatch.setattr(clock, "drift", lambda: real() + moved)
    beating.once(morning.now)
    beating.once(morning.now)
    assert left(morning) == near(3000)
    jumps = Event.of(morning.sitting.id, "clock_jumped")
    assert [each.told["seconds"] for each in jumps] == [near(moved.total_seconds())]
    assert "exam.clock_jumped" in morning.school.actions()


def test_a_clock_that_is_kept_right_is_not_told(morning, beating, monkeypatch):
    morning.begins()
    real = clock.drift
    monkeypatch.setattr(clock, "drift", lambda: real() + timedelta(seconds=1))
    beating.once(morning.now)
    assert "clock_jumped" not in kinds(morning)


def test_while_the_server_is_down_time_stands_still(morning, beating, restart):
    morning.begins()
    morning.school.wait(minutes=10)
    beating.once(morning.now)
    restart()
    morning.school.wait(minutes=30)
    Beating(morning.hall).once(morning.now)
    assert left(morning) == near(3000)
    (event,) = Event.of(morning.sitting.id, "interrupted")
    assert event.told["measured"] == "uptime"
    assert not event.told["restarted"]
    morning.school.wait(minutes=10)
    assert left(morning) == near(2400)


def test_after_a_boot_with_a_wrong_clock_time_goes_on_where_it_was(
    morning, beating, restart, monkeypatch
):
    morning.begins()
    morning.school.wait(minutes=10)
    beating.once(morning.now)
    restart()
    monkeypatch.setattr("server.exam_room.ticks._BOOT", "another boot")
    monkeypatch.setattr(clock, "_started_wall", clock._started_wall - timedelta(days=3652))
    Beating(morning.hall).once(morning.now)
    assert left(morning) == near(3000)
    (event,) = Event.of(morning.sitting.id, "interrupted")
    assert (event.told["measured"], event.told["seconds"]) == ("clock", 0)
    assert event.told["restarted"]


def test_an_action_right_after_a_cut_tells_of_it_too(morning, restart):
    morning.begins()
    restart()
    morning.save("Paris", number=1)
    assert kinds(morning)[-2:] == ["interrupted", "saved"]
    morning.save("Lyon", number=2)
    assert kinds(morning).count("interrupted") == 1


def test_a_beat_writes_down_what_time_it_is(morning, beating):
    morning.begins()
    morning.school.wait(seconds=40)
    beating.once(morning.now)
    assert SittingClock.get().counted_ms // 1000 == near(40)


def test_an_accommodation_in_the_middle_counts_at_once_and_is_told(morning, beating):
    morning.begins()
    morning.school.wait(minutes=50)
    granted = Granted(factor=Fraction(4, 3), decision="2026-117", authority="academy")
    granting.grant(morning.candidate().id, granted, morning.by, at=morning.school.now)
    assert left(morning) == near(30 * 60)
    beating.once(morning.now)
    beating.once(morning.now)
    (event,) = Event.of(morning.sitting.id, "granted")
    assert (event.told["factor"], event.actor) == ("4/3", "Dominique Leroy")
    assert "2026-117" not in event.details


def test_a_pause_of_all_stops_every_clock_and_is_ended_by_one_action(morning):
    morning.begins("Camille Martin", "Sacha Petit")
    running.evacuate(morning.sitting, morning.act())
    morning.school.wait(minutes=45)
    assert (left(morning), left(morning, "Sacha Petit")) == (near(3600), near(3600))
    assert morning.candidate().state == "paused"
    running.resume(morning.sitting, morning.act())
    morning.school.wait(minutes=1)
    assert left(morning) == near(3540)
    assert morning.candidate().state == "working"


def test_whoever_has_a_pause_of_their_own_stands_still_until_that_one_ends(morning):
    morning.begins("Camille Martin", "Sacha Petit")
    running.pause(morning.sitting, morning.act("Malaise"), morning.candidate())
    running.pause(morning.sitting, morning.act("Alarme"))
    running.resume(morning.sitting, morning.act())
    assert (morning.candidate().state, morning.candidate("Sacha Petit").state) == (
        "paused",
        "working",
    )
    morning.school.wait(minutes=5)
    assert (left(morning), left(morning, "Sacha Petit")) == (near(3600), near(3300))
    running.resume(morning.sitting, morning.act(), morning.candidate())
    assert morning.candidate().state == "working"


def test_rests_stop_the_clock_as_long_as_they_were_granted(morning):
    morning.begins()
    granted = Granted(pause_seconds=600, decision="2026-117", authority="academy")
    granting.grant(morning.candidate().id, granted, morning.by, at=morning.school.now)
    running.pause(morning.sitting, morning.act(), morning.candidate(), kind="rest")
    morning.school.wait(minutes=9)
    assert left(morning) == near(3600)
    morning.school.wait(minutes=6)
    assert left(morning) == near(3300)


def test_what_was_lost_in_a_cut_is_proposed_and_given_back_once(morning, beating, restart):
    morning.begins("Camille Martin", "Sacha Petit")
    for name in ("Camille Martin", "Sacha Petit"):
        here = tick(morning.sitting.id, morning.now).clock_ms
        morning.hall.signs.note(morning.candidate(name).id, Sign(here))
    beating.once(morning.now)
    restart()
    morning.school.wait(minutes=5)
    morning.hall.signs.__init__()
    after = Beating(morning.hall)
    after.once(morning.now)
    morning.school.wait(minutes=4)
    here = tick(morning.sitting.id, morning.now).clock_ms
    morning.hall.signs.note(morning.candidate().id, Sign(here))
    after.once(morning.now)
    (loss,) = losses.proposals(morning.sitting.id)
    assert (loss.candidate.id, loss.cut) == (morning.candidate().id, True)
    assert loss.seconds == near(240)
    before = left(morning)
    act = morning.act("Coupure de courant")
    running.credit(morning.sitting, loss.seconds, act, loss.candidate, loss.event)
    assert left(morning) - before == near(240)
    assert losses.proposals(morning.sitting.id) == []
    with pytest.raises(running.NoSuchLoss):
        running.credit(morning.sitting, loss.seconds, act, loss.candidate, loss.event)


def test_a_computer_that_was_silent_for_minutes_is_proposed_too_and_can_be_dismissed(
    morning, beating
):
    morning.begins()
    for minutes in (0, 6):
        morning.school.wait(minutes=minutes)
        here = tick(morning.sitting.id, morning.now).clock_ms
        morning.hall.signs.note(morning.candidate().id, Sign(here))
    beating.once(morning.now)
    (loss,) = losses.proposals(morning.sitting.id)
    assert (loss.seconds, loss.cut) == (near(360), False)
    running.dismiss(loss.event, morning.act("Câble débranché par le candidat"))
    assert losses.proposals(morning.sitting.id) == []


def signs(morning, beating, minutes, seconds=0):
    """Let everybody be silent after their start for so long; return what is proposed then."""
    morning.begins()
    morning.hall.signs.__init__()
    beating.once(morning.now)
    morning.school.wait(minutes=minutes, seconds=seconds)
    here = tick(morning.sitting.id, morning.now).clock_ms
    morning.hall.signs.note(morning.candidate().id, Sign(here))
    beating.once(morning.now)
    return losses.proposals(morning.sitting.id)


def test_whoever_reads_a_moment_before_their_page_is_heard_has_lost_nothing(morning, beating):
    assert signs(morning, beating, 0, 20) == []


def test_whoever_is_not_heard_for_minutes_after_their_start_may_have_lost_them(morning, beating):
    assert [each.cut for each in signs(morning, beating, 3)] == [False]


def test_all_of_what_was_lost_is_given_back_or_nothing(morning, beating, monkeypatch):
    morning.begins("Camille Martin", "Sacha Petit")
    both = [morning.candidate(name).id for name in ("Camille Martin", "Sacha Petit")]
    for minutes in (0, 3):
        morning.school.wait(minutes=minutes)
        here = tick(morning.sitting.id, morning.now).clock_ms
        for each in both:
            morning.hall.signs.note(each, Sign(here))
    beating.once(morning.now)
    whole, given = running.credit, []

    def stumble(*asked):
        given.append(asked)
        if len(given) == 2:
            raise ZeroDivisionError
        return whole(*asked)

    monkeypatch.setattr(running, "credit", stumble)
    asked = Asked(morning.sitting, morning.act("Coupure"), morning.hall, "", "", 0, 0, None)
    with pytest.raises(ZeroDivisionError):
        FOR_ALL["give-back"](asked)
    assert len(losses.proposals(morning.sitting.id)) == 2
    monkeypatch.undo()
    FOR_ALL["give-back"](asked)
    assert losses.proposals(morning.sitting.id) == []
