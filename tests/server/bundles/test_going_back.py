"""Showing learners the release before: once per click, whatever else is being done."""

import pytest

from content.library import ChangedMeanwhile
from server.bundles import going_back
from server.jobs import operations as jobs
from server.jobs.doing import do
from server.jobs.models import Job
from server.library.indexing import ask_if_due, due
from server.roles import Role
from tests.server import course


@pytest.fixture
def two(school, tmp_path):
    """A school whose learners see release 2 of "maths", with release 1 before it."""
    source = course.write_maths(tmp_path / "maths", release=2, more="\nUne brioche entière.\n")
    course.install(school.site.library, source, tmp_path / "built")
    do(school.site, ask_if_due(school.site, school.by, at=school.now), quiet=True)
    return school


def back(school, leaving=2, to=1):
    library = school.site.library
    return going_back.roll_back(library, "maths", school.by, leaving=leaving, to=to, at=school.now)


def seen(school):
    return school.site.library.current("maths").number


def finds_brioche(school):
    return "Les fractions" in school.seat().page("/search?q=brioche")


def test_a_click_shows_the_release_before_and_its_pages_are_found(two):
    assert finds_brioche(two)
    do(two.site, back(two), quiet=True)
    assert seen(two) == 1
    do(two.site, Job.newest("library.index"), quiet=True)
    assert not finds_brioche(two)
    assert two.actions().count("bundle.rolled_back") == 1


def test_a_double_click_is_one_step(two):
    first = back(two)
    assert back(two) == first
    do(two.site, first, quiet=True)
    with pytest.raises(ChangedMeanwhile):
        back(two)
    assert seen(two) == 1


def test_nothing_is_shown_before_it_is_the_jobs_turn(two):
    back(two)
    assert (seen(two), "bundle.rolled_back" in two.actions()) == (2, False)


def test_cut_off_after_the_switch_it_is_noted_by_the_next_try(two):
    job = back(two)
    two.site.library.roll_back("maths", leaving=2, to=1)
    do(two.site, job, quiet=True)
    assert seen(two) == 1
    assert two.actions().count("bundle.rolled_back") == 1


def test_all_other_work_stands_back_for_it(two):
    long = jobs.ask("library.index", "maths", two.by, at=two.now, anew=True)
    urgent = []

    def work(progress, anew):
        urgent.append(back(two))
        two.wait(seconds=1)
        progress(1, 10)

    assert jobs.run(long, work, lambda done, total: None).state == "waiting"
    assert Job.next_waiting() == urgent[0]


def test_the_page_says_which_release_and_refuses_when_that_is_no_longer_true(two):
    seat = two.sign_in(Role.CONTENT_MANAGER)
    assert "Afficher de nouveau la version 1" in seat.page("/bundles/")
    form = {"leaving": "2", "to": "1"}
    address = "/bundles/courses/maths/roll-back"
    assert seat.post(address, form).status_code == 303
    do(two.site, Job.newest("bundle.roll_back"), quiet=True)
    two.wait(seconds=11)  # or it would be one press too many
    assert seat.post(address, form).status_code == 409
    assert seat.post(address, {}).status_code == 409
    assert seen(two) == 1
    assert "Afficher de nouveau la version 2" in seat.page("/bundles/")


def test_the_job_says_learners_see_it_while_it_cannot_be_found_yet(two):
    seat, job = two.sign_in(Role.CONTENT_MANAGER), back(two)
    do(two.site, job, quiet=True)
    page = seat.page(f"/jobs/{job.id}")
    assert "Les apprenants voient le cours" in page
    assert "C'est fait." not in page
    index = Job.newest("library.index")
    with pytest.raises(OSError):
        jobs.run(index, broken, lambda done, total: None)
    page = seat.page(f"/jobs/{job.id}")
    assert "bibliothèque est comme avant" not in page
    answer = seat.post(f"/jobs/{index.id}/again")
    again = Job.newest("library.index")
    assert (answer.status_code, again.state, again != index) == (303, "waiting", True)
    do(two.site, again, quiet=True)
    assert "C'est fait." in seat.page(f"/jobs/{job.id}")


def broken(progress, anew):
    raise OSError("no space left")


def test_an_index_that_failed_is_asked_for_when_the_server_starts(two):
    do(two.site, back(two), quiet=True)
    with pytest.raises(OSError):
        jobs.run(Job.newest("library.index"), broken, lambda done, total: None)
    job = ask_if_due(two.site, two.by, at=two.now)
    assert (job.state, job.subject) == ("waiting", "maths")
    do(two.site, job, quiet=True)
    assert ask_if_due(two.site, two.by, at=two.now) is None


def test_an_index_of_another_library_is_not_taken_for_this_one(school, tmp_path):
    """library.db is lost; what is installed again gets the row numbers of something else."""
    site = school.site
    (site.home.library / "library.db").rename(tmp_path / "lost")
    for leftover in site.home.library.glob("library.db-*"):
        leftover.unlink()
    del site.__dict__["library"]
    source = course.write_maths(tmp_path / "maths", release=5, more="\nUne brioche entière.\n")
    course.install(site.library, source, tmp_path / "built")
    course.install(site.library, course.write_reading(tmp_path / "lecture"), tmp_path / "built")
    assert site.library.current("maths").id == 1
    assert due(site.library, site.index) == ["maths"]
    do(site, ask_if_due(site, school.by, at=school.now), quiet=True)
    assert finds_brioche(school)


@pytest.mark.parametrize("state", ["waiting", "done"])
def test_only_what_failed_or_was_stopped_is_asked_for_again(two, state):
    job = jobs.ask("library.index", "maths", two.by, at=two.now, anew=False)
    if state == "done":
        do(two.site, job, quiet=True)
    with pytest.raises(jobs.CannotBeRepeated):
        jobs.again(jobs.find(job.id), two.by, at=two.now)
