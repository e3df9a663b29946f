"""After an update that makes the library anew, courses come back by themselves, or are named."""

import shutil

import pytest

from content.library import open_library
from content.models import SCHEMA, Held, database
from server import checkup
from server.bundles import offers, putting_back, unattended
from server.jobs.doing import do
from server.jobs.models import Job
from server.roles import Role
from sync import publish
from sync.medium import FolderMedium
from tests.server.conftest import SECRET


@pytest.fixture
def update(desk):
    """Return what starts the server anew after an update; gives the job that it asks for."""

    def started():
        school, site = desk.school, desk.school.site
        database.pragma("user_version", SCHEMA - 1)
        site.__dict__["library"] = open_library(site.home.library)
        school.app.config["LIBRARY"] = site.library
        return putting_back.ask_if_due(site, school.by, at=school.now)

    desk.install(desk.waiting())
    return started


def bundles_page(desk):
    return desk.school.sign_in(Role.CONTENT_MANAGER).page("/bundles/")


def library_check(desk):
    return next(each for each in checkup.run(desk.school.site) if each.name == "Library")


def test_courses_come_back_by_themselves(desk, update):
    job = update()
    assert not desk.learners_see()
    page = bundles_page(desk)
    assert "se remettent en place" in page
    assert not library_check(desk).well
    do(desk.school.site, job, quiet=True)
    assert desk.learners_see()
    assert desk.school.actions()[-1] == "job.done"
    assert "library.put_back" in desk.school.actions()
    do(desk.school.site, Job.newest("library.index"), quiet=True)
    assert "Les fractions" in desk.school.seat().page("/search?q=fractions")
    assert library_check(desk).well
    assert "se remettent en place" not in bundles_page(desk)
    assert putting_back.ask_if_due(desk.school.site, desk.school.by, at=desk.school.now) is None


def test_what_cannot_come_back_is_named_until_it_is_brought_in_again(desk, update):
    site = desk.school.site
    site.library.store.remove(site.library.current("maths").manifest)
    do(site, update(), quiet=True)
    page = bundles_page(desk)
    assert "faites-les entrer de nouveau" in page
    assert page.partition("faites-les entrer de nouveau")[2].index("Les maths") < 200
    check = library_check(desk)
    assert not check.well
    assert "Les maths (1)" in check.found
    assert putting_back.ask_if_due(site, desk.school.by, at=desk.school.now) is None
    desk.install(desk.waiting())
    assert desk.learners_see()
    assert not Held.select().exists()
    assert library_check(desk).well


def test_the_nightly_channel_brings_again_what_was_lost_and_only_that(desk, update):
    site = desk.school.site
    by, at = desk.by(desk.claude), desk.school.now
    job = update()
    (offered,) = offers.look(site, desk.medium, by, at=at).offered
    assert not unattended.is_wanted(offered.offer, None)
    site.library.store.remove(offered.offer.sha256)
    do(site, job, quiet=True)
    assert unattended.is_wanted(offered.offer, None)


@pytest.mark.parametrize(("kind", "seen"), [("dangerous", False), ("outdated", True)])
def test_what_was_taken_back_meanwhile_does_not_come_back_for_everybody(
    desk, update, publisher, tmp_path, kind, seen
):
    site, at = desk.school.site, desk.school.now
    job = update()
    home = shutil.copytree(publisher / "home", tmp_path / "table" / "home")
    publish.withdraw(home, "maths", 1, kind, "Faux.", at=at)
    for person in ("aline", "bruno"):
        publish.sign(home, person, SECRET)
    publish.publish(home, tmp_path / "next", SECRET, at=at)
    offers.look(site, FolderMedium(tmp_path / "next"), desk.by(desk.claude), at=at)
    do(site, job, quiet=True)
    assert ("maths" in site.library.releases()) == seen
    assert not desk.learners_see()
    assert not Held.select().exists()
