"""Staff are told before a publisher's signatures end, when they have, and of a clock gone wrong."""

import pytest

from i18n.translate import use_language
from server import checkup, clock
from server.bundles import standing
from server.rounds import Rounds
from sync.memory import Memory


@pytest.fixture
def told(desk):
    """Return what the first page of staff says, and what the doctor says, after some days."""

    def after(days):
        desk.school.wait(days=days)
        page = desk.school.sign_in(desk.claude).page("/bundles/")
        use_language("en")
        found = {each.name: each for each in checkup.run(desk.school.site)}["Signatures"]
        alarms = standing.alarms(desk.school.site.trust, at=desk.school.now)
        return [each.title for each in alarms], found, page

    desk.waiting()
    return after


def test_nothing_is_said_while_all_is_well(told):
    titles, found, page = told(1)
    assert (titles, found.well) == ([], True)
    assert found.found.startswith("publisher: signed on ")
    assert "lists until" in found.found
    assert "notice danger" not in page
    assert "notice warning" not in page


def test_that_signatures_will_end_is_said_two_weeks_before(told):
    titles, found, _ = told(80)
    assert titles == ["Signatures end soon", "Nothing new for a long time"]
    assert not found.well


def test_that_they_have_ended_is_said_first(told):
    titles, found, page = told(91)
    assert titles == ["Signatures have ended", "Nothing new for a long time"]
    assert "nothing of it can be brought in" in found.found
    assert 'class="notice danger"' in page


def test_a_clock_that_went_back_is_said_to_all_who_can_see_to_it(told):
    titles, found, page = told(-30)
    assert titles == ["The clock is wrong"]
    assert "has surely passed" in found.found
    assert 'class="notice danger"' in page


def test_a_clock_three_years_ahead_is_said_in_the_words_of_the_refusal(told):
    titles, found, _ = told(3 * 365)
    assert titles == ["The clock is wrong"]
    assert "more than a year after the last date that is proven" in found.found


def test_what_the_machine_lives_through_is_written_every_few_minutes_and_at_the_end(
    desk, monkeypatch
):
    site, read, passed = desk.school.site, clock._elapsed, [0]
    monkeypatch.setattr(clock, "_elapsed", lambda: read() + passed[0])
    rounds = Rounds(site.settings, trust=site.trust)

    def written():
        return Memory(site.home.trust / "publisher").load().people.lived

    begun = written()
    for seconds, at_least, at_most in ((200, 0, 60), (400, 400, 460), (550, 400, 460)):
        passed[0] = seconds
        rounds.once()
        assert at_least <= written() - begun <= at_most
    rounds.stop()
    assert 550 <= written() - begun <= 610
