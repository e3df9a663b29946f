"""Room on the disk: what can be given up is said, and giving it up loses nothing else."""

import hashlib
import json
import os

import pytest
from click.testing import CliRunner

from content import browse
from content.library import ChangedMeanwhile, NothingBefore
from server.bundles import offers, room, unattended
from server.bundles.cli import bundle
from server.bundles.models import Arrival
from server.jobs.doing import do
from server.jobs.models import Job
from server.records.models import Visit
from server.roles import Role
from sync.space import RESERVE
from tests.server import course


@pytest.fixture
def two(school, tmp_path):
    """A school whose learners see release 2 of "maths", with release 1 before it."""
    source = course.write_maths(tmp_path / "maths", release=2, more="\nUne brioche entière.\n")
    course.install(school.site.library, source, tmp_path / "built")
    return school


def taking(school, channel="maths"):
    return next(each for each in room.look(school.site).courses if each.channel.id == channel)


def run(school, job):
    do(school.site, job, quiet=True)
    run_what_waits(school)


def run_what_waits(school):
    while (left := Job.next_waiting()) is not None:
        do(school.site, left, quiet=True)


def blobs(school):
    store = school.site.library.store
    return sum(path.stat().st_size for path in store.root.glob("??/*"))


def test_the_page_says_what_each_course_takes(two):
    page = two.sign_in(Role.CONTENT_MANAGER).page("/bundles/room")
    assert "Les maths" in page
    assert "Version 1" in page
    taken = taking(two)
    assert taken.size > taken.size_before > 0


def test_what_two_releases_share_is_nobodys_alone(two):
    release = two.site.library.current("maths")
    assert taking(two).size < release.size


def test_the_release_before_is_given_up_and_its_room_is_free(two):
    room_of_it, had = taking(two).size_before, blobs(two)
    run(two, room.give_up_before(two.site.library, "maths", two.by, number=1, at=two.now))
    assert had - blobs(two) == room_of_it
    assert taking(two).before is None
    assert two.site.library.current("maths").number == 2
    with pytest.raises(NothingBefore):
        room.give_up_before(two.site.library, "maths", two.by, number=1, at=two.now)


def test_a_course_is_taken_off_by_one_click_and_nobody_sees_it(two):
    manager, learner = two.sign_in(Role.CONTENT_MANAGER), two.sign_in(Role.LEARNER)
    assert "Les maths" in learner.page("/library/")
    answer = manager.post("/bundles/courses/maths/take-off", {"number": 2})
    run(two, Job.get_by_id(int(answer.headers["Location"].rpartition("/")[2])))
    assert "Les maths" not in learner.page("/library/")
    assert "Les fractions" not in learner.page("/search?q=brioche")
    assert two.site.library.current("maths") is None
    assert two.actions().count("bundle.taken_off") == 1
    assert two.site.library.before().get("maths") is None


def test_what_people_have_done_in_it_is_kept(two):
    learner = two.sign_in(Role.LEARNER)
    top = browse.channel("maths", "fr").release
    for topic in browse.children(top, "", "fr", coach=False):
        for page in browse.children(top, topic.id, "fr", coach=False):
            learner.page(f"/library/{page.id}/")
    visits = Visit.select().count()
    assert taking(two).readers == 1
    run(two, room.take_off(two.site.library, "maths", two.by, number=2, at=two.now))
    assert Visit.select().count() == visits > 0
    assert learner.get("/mine").status_code == 200


def test_a_course_can_be_left_to_those_who_have_begun_it_and_offered_again(two):
    begun, new = two.sign_in(two.person("Ana")), two.sign_in(two.person("Bob"))
    manager = two.sign_in(Role.CONTENT_MANAGER)
    top = browse.channel("maths", "fr").release
    (topic, *_) = browse.children(top, "", "fr", coach=False)
    (page, *_) = browse.children(top, topic.id, "fr", coach=False)
    begun.page(f"/library/{page.id}/")
    manager.post("/bundles/courses/maths/retire", {"number": 2})
    assert begun.get(f"/library/{page.id}/").status_code == 200
    assert new.get(f"/library/{page.id}/").status_code == 404
    assert "Seulement pour ceux" in manager.page("/bundles/room")
    assert "Seulement pour ceux" in manager.page("/bundles/")
    manager.post("/bundles/courses/maths/offer-again", {"number": 2})
    assert new.get(f"/library/{page.id}/").status_code == 200
    assert {"bundle.retired", "bundle.offered_again"} <= set(two.actions())


def test_a_page_that_is_no_longer_true_takes_nothing_off(two):
    with pytest.raises(ChangedMeanwhile):
        room.take_off(two.site.library, "maths", two.by, number=1, at=two.now)


def test_cut_off_after_the_switch_it_is_noted_by_the_next_try(two):
    job = room.take_off(two.site.library, "maths", two.by, number=2, at=two.now)
    two.site.library.take_off("maths", 2)
    run(two, job)
    assert two.actions().count("bundle.taken_off") == 1


def test_who_took_a_course_off_is_named_and_not_who_approved_it(desk):
    site, school = desk.school.site, desk.school
    arrival = desk.waiting()
    desk.install(arrival)
    approved_by = Arrival.get_by_id(arrival.id).decided_by.name
    assert approved_by != desk.claude.name
    by = desk.by(desk.claude)
    run(school, room.take_off(site.library, "maths", by, number=1, at=school.now))
    seat = school.sign_in(desk.claude)
    line = seat.page("/bundles/").partition("Décisions")[2].partition("</table>")[0]
    assert desk.claude.name in line
    assert approved_by not in line
    assert "Retiré par" in seat.page(f"/bundles/{arrival.id}")


def test_a_course_taken_off_may_come_again_by_hand_but_not_by_itself(desk):
    site, school = desk.school.site, desk.school
    arrival = desk.waiting()
    desk.install(arrival)
    run(school, room.take_off(site.library, "maths", school.by, number=1, at=school.now))
    assert Arrival.get_by_id(arrival.id).state == "taken_off"
    by = desk.by(desk.claude)
    offered = offers.look(site, desk.medium, by, at=school.now).offered[0]
    assert offered.may_come
    assert not unattended.is_wanted(offered.offer, None)
    desk.install(desk.waiting())
    assert desk.learners_see()


def test_after_an_installation_what_no_release_needs_is_deleted(desk):
    store, left = desk.school.site.library.store, b"of a release of long ago"
    sha256 = hashlib.sha256(left).hexdigest()
    store.add(sha256, [left])
    desk.install(desk.waiting())
    assert store.has(sha256)
    run_what_waits(desk.school)
    assert not store.has(sha256)
    assert desk.learners_see()


def test_speech_is_given_up_and_made_again(two):
    two.site.home.cache.unlink()  # what other tests have spoken is not ours to give up
    folder = two.site.home.cache / "ab"
    folder.mkdir(parents=True)
    for ending in ("json", "mp3"):
        (folder / f"{'ab' * 32}.{ending}").write_bytes(b"x" * 5000)
    assert room.look(two.site).speech == 4 * 4096
    for path in folder.iterdir():
        os.utime(path, (0, 0))
    run(two, room.forget_speech(two.by, at=two.now))
    assert room.look(two.site).speech == 0


def test_too_little_room_is_said_above_all(two):
    seen = room.look(two.site)
    assert not seen.is_short
    full = room.Room(free=RESERVE, total=seen.total, speech=0, courses=())
    assert full.is_short


def test_the_console_says_it_too_and_takes_a_course_off(two):
    said = CliRunner().invoke(bundle, ["room", "--json"], obj=two.site)
    assert {each["bundle"] for each in json.loads(said.output)["courses"]} >= {"maths"}
    asked = CliRunner().invoke(bundle, ["take-off", "maths"], obj=two.site, input="n\n")
    assert (asked.exit_code, two.site.library.current("maths").number) == (1, 2)
    done = CliRunner().invoke(bundle, ["take-off", "maths", "--yes"], obj=two.site)
    assert (done.exit_code, two.site.library.current("maths")) == (0, None)


def test_the_menu_says_that_one_is_still_with_the_bundles(two):
    menu = two.sign_in(Role.CONTENT_MANAGER).page("/bundles/room").partition("</nav>")[0]
    assert '<a href="/bundles/" aria-current="page">' in menu
    assert menu.count('aria-current="page"') == 1


def test_offering_a_course_again_is_not_hidden_below_taking_it_off(desk):
    desk.install(desk.waiting())
    office = desk.school.sign_in(desk.claude)
    office.get("/bundles/room")
    assert office.post("/bundles/courses/maths/retire", {"number": 1}).status_code == 303
    line = office.page("/bundles/room").partition('class="line"')[2].partition("<details")[0]
    assert "Proposer de nouveau" in line
