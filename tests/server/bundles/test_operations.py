"""Bringing a course in by the real road: two signers, a stick, two content managers."""

import shutil

import pytest

from i18n.refusals import Refusal
from server.actors import Actor
from server.bundles import bringing, offers
from server.bundles import operations as bundles
from server.bundles.bringing import StillArriving
from server.bundles.models import Arrival
from server.bundles.operations import (
    NotAContentManager,
    NotWaiting,
    SecondPersonNeeded,
)
from server.bundles.refusing import ReasonNeeded
from server.jobs import operations as jobs
from server.jobs.doing import do
from server.jobs.models import Job


def test_two_managers_bring_a_course_to_the_learners(desk):
    arrival = desk.waiting()
    assert (arrival.state, desk.learners_see()) == ("waiting", False)
    desk.install(arrival)
    assert bundles.find(arrival.id).state == "installed"
    assert desk.learners_see()
    assert "Les fractions" in desk.school.seat().page("/search?q=tarte")
    actions = desk.school.actions()
    for action in (
        "publisher.trusted",
        "medium.verified",
        "bundle.brought",
        "bundle.waiting",
        "bundle.approved",
        "bundle.installed",
    ):
        assert actions.count(action) == 1


def test_whoever_brought_it_in_cannot_approve_it(desk):
    arrival = desk.waiting()
    with pytest.raises(SecondPersonNeeded):
        desk.approve(arrival, desk.claude)
    assert bundles.find(arrival.id).state == "waiting"
    assert "bundle.approved" not in desk.school.actions()


def test_whoever_brought_it_in_may_refuse_it(desk):
    arrival = desk.waiting()
    desk.refuse(arrival, "Wrong course", desk.claude)
    assert bundles.find(arrival.id).state == "refused"


def test_a_learner_decides_nothing(desk):
    arrival = desk.waiting()
    with pytest.raises(NotAContentManager):
        desk.approve(arrival, desk.school.learner())


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_refusal_needs_a_reason(desk, reason):
    arrival = desk.waiting()
    with pytest.raises(ReasonNeeded):
        desk.refuse(arrival, reason)
    assert bundles.find(arrival.id).state == "waiting"


def test_a_course_refused_by_who_brought_it_leaves_and_may_come_again(desk):
    arrival = desk.waiting()
    desk.refuse(arrival, "A picture is missing", desk.claude)
    assert desk.school.site.quarantine.waiting() == []
    with pytest.raises(NotWaiting):
        desk.approve(arrival)
    assert desk.waiting().id != arrival.id


def test_it_is_decided_once(desk):
    arrival = desk.waiting()
    desk.approve(arrival)
    with pytest.raises(NotWaiting):
        desk.refuse(arrival, "Too late")


def test_bringing_in_twice_is_one_arrival_and_one_job(desk):
    assert desk.bring_in() == desk.bring_in()
    assert Arrival.select().count() == Job.select().count() == 1


def test_what_waits_or_is_installed_is_not_brought_in_once_more(desk):
    arrival = desk.waiting()
    with pytest.raises(bringing.NothingToBring):
        desk.bring_in()
    desk.install(arrival)
    with pytest.raises(bringing.NothingToBring):
        desk.bring_in()
    assert Arrival.select().count() == 1


def test_a_stick_pulled_out_is_said_and_put_back_it_goes_on(desk, tmp_path):
    arrival, job = desk.bring_in()
    (tmp_path / "stick").rename(tmp_path / "pocket")
    with pytest.raises(Refusal):
        do(desk.school.site, job, quiet=True)
    assert jobs.find(job.id).state == "failed"
    assert jobs.find(job.id).refused["message"]
    (tmp_path / "pocket").rename(tmp_path / "stick")
    assert desk.waiting().id == arrival.id


def test_an_approved_course_whose_job_was_stopped_before_it_began_can_be_approved_again(desk):
    arrival = desk.waiting()
    jobs.cancel(desk.approve(arrival), desk.by(desk.sacha), at=desk.school.now)
    do(desk.school.site, desk.approve(arrival), quiet=True)
    assert desk.learners_see()


def test_an_installation_that_failed_by_a_full_disk_can_be_approved_again(desk, monkeypatch):
    arrival = desk.waiting()
    objects = desk.school.site.home.library / "objects"
    shutil.rmtree(objects, ignore_errors=True)
    objects.write_bytes(b"in the way")
    with pytest.raises(OSError):
        do(desk.school.site, desk.approve(arrival), quiet=True)
    objects.unlink()
    objects.mkdir()
    assert not desk.learners_see()
    do(desk.school.site, desk.approve(arrival), quiet=True)
    assert desk.learners_see()


def test_a_changed_byte_is_refused_and_nothing_is_installed(desk, tmp_path):
    part = max((tmp_path / "stick" / "parts").glob("*/*"), key=lambda path: path.stat().st_size)
    part.chmod(0o644)
    part.write_bytes(b"\x00" + part.read_bytes()[1:])
    arrival, job = desk.bring_in()
    with pytest.raises(Refusal):
        do(desk.school.site, job, quiet=True)
    assert bundles.find(arrival.id).state == "arriving"
    assert not desk.learners_see()


def test_what_never_arrives_can_be_given_up(desk, tmp_path):
    arrival, job = desk.bring_in()
    by, quarantine = desk.by(desk.claude), desk.school.site.quarantine
    with pytest.raises(StillArriving):
        bringing.give_up(arrival, quarantine, by, at=desk.school.now)
    (tmp_path / "stick").rename(tmp_path / "pocket")
    with pytest.raises(Refusal):
        do(desk.school.site, job, quiet=True)
    bringing.give_up(arrival, quarantine, by, at=desk.school.now)
    assert list(Arrival.on_the_way()) == []
    assert bundles.find(arrival.id).state == "given_up"


def test_the_console_alone_brings_nothing_in(desk):
    site, console = desk.school.site, Actor("console")
    offered = offers.look(site, desk.medium, console, at=desk.school.now)
    with pytest.raises(NotAContentManager):
        bringing.bring_in(desk.medium, offered.offered[0], console, at=desk.school.now)
    assert Arrival.select().count() == 0
