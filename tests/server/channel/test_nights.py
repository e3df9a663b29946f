"""When a fetch is asked for, which nights were missed, and when staff are told to do something."""

from dataclasses import replace

import pytest

from server import checkup
from server.channel import operations as channel
from server.channel.models import Receipt
from server.channel.operations import ChannelOff, NotAnAdministrator, WindowClosed
from server.channel.standing import standing
from server.jobs.models import Job
from server.roles import Role
from server.rounds import Rounds
from tests.server.channel.conftest import Night, hours


def stands(night):
    return standing(night.settings, at=night.school.now)


def doctor(night):
    """Return what the doctor says of the channel."""
    return next(each for each in checkup.run(night.site) if each.name == "Nightly channel")


def test_the_rounds_ask_once_a_night(night):
    job = night.go_round()
    assert job.kind == "channel.fetch"
    assert night.go_round() is None
    night.do(job)
    night.school.wait(minutes=45)
    assert night.go_round() is None
    night.school.wait(hours=23)
    assert night.go_round() is not None


def test_the_rounds_of_the_server_look_after_the_channel(night):
    Rounds(night.settings, b"this site").once()
    assert Job.newest("channel.fetch").state == "waiting"


def test_outside_its_hours_nothing_is_asked_for(night):
    night.school.wait(hours=2)
    assert night.go_round() is None
    assert Receipt.fetched().count() == 0


def test_a_site_waits_for_its_own_turn(open_site, new_home, relay, place):
    school = open_site(new_home, channel_address=relay.address, channel_window=hours(-0.5, 11.5))
    night = Night(school, relay, place)
    early, late = sorted((b"this site", b"that site", b"a third site"), key=channel.share_of)[::2]
    channel.look_after(night.settings, late, at=school.now)
    assert Receipt.fetched().count() == 0
    school.wait(hours=12 * channel.share_of(late) / 2)
    channel.look_after(night.settings, late, at=school.now)
    assert Receipt.fetched().count() == 1
    assert channel.share_of(early) < channel.share_of(late)


def test_nights_in_which_the_server_was_off_are_counted(night):
    night.fetch()
    night.school.wait(hours=4 * 24)
    assert stands(night).missed == 3
    assert not doctor(night).well
    night.renew_lists()
    receipt = night.fetch()
    assert (receipt.missed, receipt.ending) == (3, "done")
    assert stands(night).missed == 0
    assert doctor(night).well


def test_nights_without_an_answer_are_missed_too(night):
    night.fetch()
    night.relay.is_away = True
    for _ in range(2):
        night.school.wait(hours=24)
        assert night.fetch().ending == "no_answer"
    night.relay.is_away = False
    night.school.wait(hours=24)
    assert night.fetch().missed == 2


def test_a_channel_that_never_answered_is_noticed_from_the_night_it_was_switched_on(night):
    night.relay.is_away = True
    night.fetch()
    night.school.wait(hours=3 * 24)
    assert stands(night).missed == 3
    assert "3" in doctor(night).found


def test_nights_while_the_channel_was_switched_off_are_not_missed(night, monkeypatch):
    night.fetch()
    address = night.settings.channel_address
    switch(night, "")
    night.go_round()
    night.school.wait(hours=30 * 24)
    switch(night, address)
    assert night.fetch().missed == 0
    log = [action for action in night.school.actions() if action.startswith("channel.switched")]
    assert log == ["channel.switched_on", "channel.switched_off", "channel.switched_on"]


def switch(night, address):
    """Give the site another address of its channel, as a restart with other settings does."""
    night.site.__dict__["settings"] = replace(night.settings, channel_address=address)


def test_a_clock_that_once_ran_years_ahead_does_not_hide_missed_nights(night):
    night.fetch()
    night.school.wait(hours=800 * 24)
    Receipt.update(ended_at=night.school.now).execute()
    night.fetch()
    night.school.wait(hours=-797 * 24)
    assert stands(night).missed == 2


def test_a_channel_that_shows_the_same_lists_for_days_is_an_alarm(night):
    night.fetch()
    for _ in range(3):
        assert doctor(night).well
        night.school.wait(hours=24)
        night.fetch()
    assert stands(night).missed == 0
    assert stands(night).is_stale
    assert not doctor(night).well


def test_without_a_channel_the_doctor_says_off(new_school):
    found = next(each for each in checkup.run(new_school.site) if each.name == "Nightly channel")
    assert (found.well, found.found) == (True, "éteint")
    channel.look_after(new_school.site.settings, b"", at=new_school.now)
    assert Receipt.select().count() == 0


def test_a_fetch_whose_process_died_for_good_is_ended_and_asked_for_again(night):
    night.go_round()
    Job.update(state="failed").execute()
    assert night.go_round() is None
    assert Receipt.fetched(1).first().ending == "cut_off"
    night.school.wait(minutes=30)
    assert night.fetch().ending == "done"


def test_a_fetch_that_was_cut_off_by_a_power_cut_does_not_go_on_during_class(night):
    job = night.go_round()
    channel.begin(Receipt.fetched(1).first(), at=night.school.now)
    night.school.wait(hours=8)
    receipt = night.do(job)
    assert receipt.ending == "window_over"
    assert night.relay.asked == []


def test_somebody_may_ask_before_the_sites_turn_but_not_outside_the_hours(night):
    receipt = channel.fetch_tonight(night.settings, night.school.by, at=night.school.now)
    assert night.do(receipt.job).ending == "done"
    night.school.wait(hours=2)
    with pytest.raises(WindowClosed):
        channel.fetch_tonight(night.settings, night.school.by, at=night.school.now)


def test_an_administrator_opens_it_by_day_and_it_is_in_the_log(night):
    night.school.wait(hours=6)
    andrea = night.school.person("Andrea Blanc", Role.ADMINISTRATOR)
    receipt = channel.fetch_now(night.settings, andrea, night.by(andrea), at=night.school.now)
    assert night.do(receipt.job).ending == "done"
    assert ("Andrea Blanc", "channel.opened_by_hand", night.relay.address) in night.school.log()


def test_what_was_opened_by_hand_does_not_go_on_the_next_day(night):
    night.school.wait(hours=6)
    andrea = night.school.person("Andrea Blanc", Role.ADMINISTRATOR)
    receipt = channel.fetch_now(night.settings, andrea, night.by(andrea), at=night.school.now)
    night.school.wait(hours=6)
    assert night.do(receipt.job).ending == "window_over"
    assert night.relay.asked == []


def test_what_was_opened_by_hand_stands_back_for_all_other_work(night):
    andrea = night.school.person("Andrea Blanc", Role.ADMINISTRATOR)
    receipt = channel.fetch_now(night.settings, andrea, night.by(andrea), at=night.school.now)
    assert receipt.job.background
    assert not night.go_round().background


def test_a_content_manager_does_not_open_it_by_day(night):
    with pytest.raises(NotAnAdministrator):
        channel.fetch_now(night.settings, night.claude, night.school.by, at=night.school.now)


def test_a_site_without_a_channel_fetches_nothing(new_school):
    settings, at = new_school.site.settings, new_school.now
    with pytest.raises(ChannelOff):
        channel.fetch_tonight(settings, new_school.by, at=at)
    with pytest.raises(ChannelOff):
        channel.fetch_now(settings, new_school.manager(), new_school.by, at=at)
