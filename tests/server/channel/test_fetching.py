"""A night of the channel: what comes, what does not, and what goes on the next night."""

import pytest

from server.bundles import bringing, offers
from server.bundles import operations as bundles
from server.bundles.models import Arrival
from server.bundles.operations import NobodyAnswers, SecondPersonNeeded
from server.channel.models import Receipt
from server.jobs import operations as jobs
from server.jobs.doing import do
from server.jobs.models import Job
from sync import publish
from sync.medium import FolderMedium
from sync.web import NotTheServer
from tests.server import course
from tests.server.channel.conftest import SECRET, Night, add, hours, publish_all
from tests.server.channel.relay import Relay, relaying
from tests.sync.certificates import Authority


def became(receipt):
    return {line.channel_id: line.state for line in receipt.lines}


def waiting(night):
    return {name for name, arrival in night.arrivals().items() if arrival.state == "waiting"}


def test_what_is_new_comes_into_quarantine_and_no_further(night):
    receipt = night.fetch()
    assert (receipt.ending, receipt.answered, receipt.missing) == ("done", True, 0)
    assert became(receipt) == {"maths": "came", "lecture": "came"}
    assert receipt.bytes > sum(line.bytes for line in receipt.lines) > 0
    assert waiting(night) == {"maths", "lecture"}
    assert night.site.library.releases() == {}
    assert "Les maths" not in night.school.seat().page("/library/")


def test_two_people_answer_for_what_nobody_brought(night):
    night.fetch()
    arrival = night.arrivals()["maths"]
    assert arrival.brought_by is None
    with pytest.raises(NobodyAnswers):
        night.approve(arrival, night.sacha)
    night.take_charge(arrival, night.claude)
    with pytest.raises(SecondPersonNeeded):
        night.approve(arrival, night.claude)
    do(night.site, night.approve(arrival, night.sacha), quiet=True)
    assert night.site.library.releases()["maths"].number == 1


def test_all_of_it_is_in_the_log(night):
    night.fetch()
    log = night.school.log()
    assert ("channel", "channel.verified", night.relay.address) in log
    assert ("channel", "bundle.brought", "maths-1") in log
    assert ("system", "bundle.waiting", "maths-1") in log
    assert ("channel", "channel.ended", night.relay.address) in log


def test_a_second_night_asks_only_for_what_is_new(night):
    night.fetch()
    night.relay.asked.clear()
    night.school.wait(hours=24)
    receipt = night.fetch()
    assert (receipt.ending, receipt.lines, receipt.missed) == ("done", [], 0)
    assert not any("parts/" in path or "targets/" in path for path in night.relay.asked)


def test_a_new_release_brings_only_its_own_parts_once_the_old_one_is_installed(night):
    night.fetch()
    arrival = night.arrivals()["maths"]
    night.take_charge(arrival, night.claude)
    do(night.site, night.approve(arrival, night.sacha), quiet=True)
    before = len(night.relay.parts)
    add(night.place, course.write_maths(night.place / "next", release=2, more="Une phrase."))
    publish_all(night.place)
    night.school.wait(hours=24)
    receipt = night.fetch()
    assert became(receipt) == {"maths": "came"}
    assert receipt.lines[0].release == 2
    assert 0 < len(night.relay.parts) - before < before


def test_a_course_that_was_refused_here_does_not_come_every_night(night):
    night.fetch()
    arrival = night.arrivals()["maths"]
    Arrival.update(state="refused").where(Arrival.id == arrival.id).execute()
    night.school.wait(hours=24)
    assert night.fetch().lines == []
    assert Arrival.select().count() == 2


def test_the_end_of_the_window_stops_it_and_the_next_night_goes_on_where_it_was(night):
    night.relay.before_part = lambda number: number == 3 and night.school.wait(hours=2)
    receipt = night.fetch()
    assert receipt.ending == "window_over"
    assert receipt.missing > 0
    asked = list(night.relay.parts)
    night.relay.before_part = lambda number: None
    night.school.wait(hours=22)
    again = night.fetch()
    assert (again.ending, again.missing, again.missed) == ("done", 0, 0)
    assert waiting(night) == {"maths", "lecture"}
    repeated = set(asked) & set(night.relay.parts[len(asked) :])
    assert len(repeated) <= 1, "only the part that was under way is asked for twice"


def test_nothing_is_asked_outside_the_window(night):
    job = night.go_round()
    night.school.wait(hours=2)
    receipt = night.do(job)
    assert receipt.ending == "window_over"
    assert night.relay.asked == []
    assert jobs.find(job.id).state == "done"


def test_a_line_that_is_cut_is_tried_again_the_same_night_and_goes_on(night):
    night.relay.parts_left = 3
    receipt = night.fetch()
    assert (receipt.ending, receipt.answered) == ("cut_off", True)
    assert "127.0.0.1" in night.refusal.in_words()
    assert night.go_round() is None
    night.relay.parts_left = None
    night.school.wait(minutes=30)
    again = night.fetch()
    assert (again.id, again.ending, again.missing) == (receipt.id, "done", 0)
    assert became(again) == {"maths": "came", "lecture": "came"}


def test_a_relay_that_is_away_leaves_a_receipt_that_says_so(night):
    night.relay.is_away = True
    receipt = night.fetch()
    assert (receipt.ending, receipt.answered, receipt.bytes) == ("no_answer", False, 0)
    assert waiting(night) == set()


def test_a_relay_that_sends_us_elsewhere_is_refused_and_nobody_else_is_asked(night):
    with relaying(night.place / "relayed") as elsewhere:

        def away(handler, name):
            Relay.send(handler, 302, Location=f"{elsewhere.address}/{name}")

        night.relay.says = {"": away}
        receipt = night.fetch()
        assert (receipt.ending, receipt.answered) == ("refused", False)
        assert elsewhere.asked == []


def test_a_relay_that_is_not_the_publishers_is_refused_in_its_own_words(night, tmp_path):
    names = dict.fromkeys(("carole", "david", "system", publish.MACHINE), SECRET)
    publish.init(tmp_path / "other", ["carole", "david"], names, at=night.school.now, demo=True)
    stranger = tmp_path / "other" / "metadata"
    for path in (night.relay.folder / "metadata").iterdir():
        path.unlink()
    for path in stranger.iterdir():
        (night.relay.folder / "metadata" / path.name).write_bytes(path.read_bytes())
    receipt = night.fetch()
    assert (receipt.ending, receipt.answered) == ("refused", True)
    assert receipt.refused["message"]
    assert waiting(night) == set()


def test_a_part_that_is_not_what_was_signed_holds_up_that_course_alone(night):
    spoiled = sorted((night.relay.folder / "parts").glob("*/*"))[0]
    night.relay.says = {
        f"parts/{spoiled.parent.name}/{spoiled.name}": lambda handler, name: Relay.send(
            handler, 200, bytes(spoiled.stat().st_size)
        )
    }
    receipt = night.fetch()
    assert receipt.ending == "done"
    assert sorted(became(receipt).values()) == ["came", "refused"]
    (line,) = [line for line in receipt.lines if line.state == "refused"]
    assert spoiled.name in line.refused["values"]["name"]
    assert line.missing > 0
    night.relay.says = {}
    night.school.wait(hours=24)
    assert became(night.fetch()) == {line.channel_id: "came"}


@pytest.mark.parametrize(
    "lies",
    [
        pytest.param(lambda size: b"x" * (size + 1), id="a byte too long"),
        pytest.param(lambda size: b"x" * (size - 1), id="a byte too short"),
        pytest.param(lambda size: b"", id="empty"),
    ],
)
def test_a_relay_that_lies_about_sizes_brings_nothing(night, lies):
    def lie(handler, name):
        Relay.send(handler, 200, lies((night.relay.folder / name).stat().st_size))

    night.relay.says = {"parts/": lie}
    receipt = night.fetch()
    assert set(became(receipt).values()) == {"refused"}
    assert waiting(night) == set()
    assert list(night.site.home.quarantine.glob("*/parts/*/*")) == []


def test_a_missing_part_is_said_and_comes_when_it_is_there(night):
    night.relay.says = {"parts/": 404}
    assert set(became(night.fetch()).values()) == {"refused"}
    night.relay.says = {}
    night.school.wait(hours=24)
    assert set(became(night.fetch()).values()) == {"came"}


def test_a_manifest_that_is_missing_is_refused_by_its_name_and_the_others_come(night):
    night.relay.says = {"targets/content/maths/": 404}
    receipt = night.fetch()
    assert became(receipt) == {"maths": "refused", "lecture": "came"}


def test_a_site_that_knows_no_publisher_asks_nobody(open_site, new_home, relay, place):
    school = open_site(new_home, channel_address=relay.address, channel_window=hours(-2, 1))
    night = Night.__new__(Night)
    night.school, night.site, night.relay = school, school.site, relay
    receipt = night.fetch()
    assert (receipt.ending, receipt.answered) == ("refused", False)
    assert relay.asked == []


def test_a_job_that_is_stopped_is_not_begun_again_this_night(night):
    night.relay.before_part = lambda number: number == 3 and stop()

    def stop():
        with_its_own = Job.newest("channel.fetch")
        Job.update(cancel=True).where(Job.id == with_its_own.id).execute()
        return True

    receipt = night.fetch()
    assert receipt.ending == "stopped"
    night.school.wait(minutes=45)
    assert night.go_round() is None


def test_a_release_that_was_replaced_before_it_had_come_is_given_up(night):
    night.relay.parts_left = 3
    night.fetch()
    begun = next(each for each in night.arrivals().values() if each.state == "arriving")
    for name in ("maths", "lecture"):
        write = course.write_maths if name == "maths" else course.write_reading
        add(night.place, write(night.place / f"next {name}", release=2))
    publish_all(night.place)
    night.relay.parts_left = None
    night.school.wait(hours=24)
    receipt = night.fetch()
    assert bundles.find(begun.id).state == "given_up"
    assert {line.release for line in receipt.lines} == {2}
    assert not (night.site.home.quarantine / begun.manifest).exists()


def test_a_stick_can_finish_what_the_channel_began(night):
    """Whoever brings the stick answers for it, as ever."""
    night.relay.parts_left = 3
    night.fetch()
    begun = next(each for each in night.arrivals().values() if each.state == "arriving")
    medium, by = FolderMedium(night.place / "relayed"), night.by(night.claude)
    site, at = night.site, night.school.now
    found = offers.look(site, medium, by, at=at)
    one = next(each for each in found.offered if each.offer.sha256 == begun.manifest)
    _arrival, job = bringing.bring_in(medium, one, by, at=at)
    do(site, job, quiet=True)
    again = bundles.find(begun.id)
    assert (again.state, again.brought_by) == ("waiting", night.claude)


def test_what_was_withdrawn_is_heard_of_by_the_channel_too(night):
    night.fetch()
    arrival = night.arrivals()["maths"]
    night.take_charge(arrival, night.claude)
    do(night.site, night.approve(arrival, night.sacha), quiet=True)
    publish.withdraw(
        night.place / "home", "maths", 1, "dangerous", "Une somme est fausse.", at=night.school.now
    )
    publish_all(night.place)
    night.school.wait(hours=24)
    night.fetch()
    assert "Les maths" not in night.school.seat().page("/library/")


def test_a_relay_that_our_authority_vouches_for_is_read_over_tls(
    open_site, new_home, place, tmp_path
):
    authority = Authority(tmp_path, "ours")
    with relaying(place / "relayed", authority.server()) as relay:
        school = open_site(
            new_home,
            channel_address=relay.address,
            channel_window=hours(-2, 1),
            channel_authority=authority.file,
        )
        assert Night(school, relay, place).fetch().ending == "done"


def test_a_relay_of_another_authority_is_refused_before_anything_is_asked(
    open_site, new_home, place, tmp_path
):
    ours, theirs = Authority(tmp_path, "ours"), Authority(tmp_path, "theirs")
    with relaying(place / "relayed", theirs.server()) as relay:
        school = open_site(
            new_home,
            channel_address=relay.address,
            channel_window=hours(-2, 1),
            channel_authority=ours.file,
        )
        night = Night(school, relay, place)
        receipt = night.fetch()
        assert (receipt.ending, receipt.answered) == ("refused", False)
        assert receipt.refused["message"] == NotTheServer.message
        assert relay.asked == []


def test_a_proxy_is_the_only_one_that_is_asked(open_site, new_home, place):
    """The proxy is asked for the whole address, and the relay's own name is never looked up."""
    with relaying(place / "relayed") as proxy:
        proxied = proxy.address.removesuffix("/courses")
        school = open_site(
            new_home,
            channel_address="http://relay.invalid/courses",
            channel_window=hours(-2, 1),
            channel_proxy=proxied,
        )
        night = Night(school, proxy, place)
        answer = proxy.answer

        def as_proxy(handler):
            assert handler.path.startswith("http://relay.invalid/courses/")
            handler.path = handler.path.removeprefix("http://relay.invalid")
            answer(handler)

        proxy.answer = as_proxy
        assert night.fetch().ending == "done"
    assert Receipt.select().where(Receipt.answered).exists()
