"""Long work: asked for once, stopped, cut off, told why it failed."""

import subprocess
import sys
import threading
import time

import pytest

from i18n.refusals import words_of
from server.jobs import operations as jobs
from server.jobs import watcher
from server.jobs.doing import do
from server.jobs.models import Job
from server.jobs.operations import MOST_TRIES, OverAlready
from server.jobs.watcher import Watcher
from server.settings import WrongSetting


@pytest.fixture
def ask(new_school):
    def asked(**arguments):
        return jobs.ask("library.index", "maths", new_school.by, at=new_school.now, **arguments)

    return asked


def run(job, work):
    return jobs.run(job, work, lambda done, total: None)


def test_asking_twice_is_one_job_and_once_done_another(ask):
    first = ask(anew=True)
    assert ask(anew=True) == first
    assert ask(anew=False) != first
    run(first, lambda progress, anew: None)
    assert ask(anew=True) != first


def test_a_job_that_waits_is_stopped_at_once(ask, new_school):
    job = ask(anew=True)
    jobs.cancel(job, new_school.by, at=new_school.now)
    assert jobs.find(job.id).state == "cancelled"
    with pytest.raises(OverAlready):
        jobs.cancel(job, new_school.by, at=new_school.now)


def test_a_job_under_way_stops_at_its_next_step(ask, new_school):
    job, steps = ask(anew=True), []

    def work(progress, anew):
        for step in range(10):
            steps.append(step)
            if step == 3:
                jobs.cancel(job, new_school.by, at=new_school.now)
            new_school.wait(seconds=1)
            progress(step, 10)

    assert run(job, work).state == "cancelled"
    assert steps == [0, 1, 2, 3]


def test_why_it_failed_is_kept_in_words(ask):
    def work(progress, anew):
        raise WrongSetting(name="port", value="x", help="a number", where="here")

    ended = run(ask(anew=True), work)
    assert ended.state == "failed"
    assert "port" in words_of(ended.refused)


def test_a_fault_of_the_program_is_kept_in_words_and_goes_to_the_log(ask):
    job = ask(anew=True)
    with pytest.raises(ZeroDivisionError):
        run(job, lambda progress, anew: 1 // 0)
    assert "ZeroDivisionError" in words_of(jobs.find(job.id).refused)


def test_progress_is_told(ask):
    job = ask(anew=True)
    run(job, lambda progress, anew: progress(3, 3))
    assert (jobs.find(job.id).done, jobs.find(job.id).total) == (3, 3)


def test_the_watcher_does_a_job_in_a_process_of_its_own(ask, new_school):
    job = ask(anew=True)
    Watcher(new_school.site.home.folder)._run(job)
    assert jobs.find(job.id).state == "done"


def test_a_job_whose_process_is_killed_is_taken_up_and_done(ask, new_school):
    job, home = ask(anew=True), new_school.site.home.folder
    killed = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time, pathlib\n"
            "from server.database import open_school\n"
            "from server.jobs import operations as jobs\n"
            "home = pathlib.Path(sys.argv[1])\n"
            "open_school(home / 'school.db')\n"
            "with jobs.lock(home):\n"
            "    jobs.run(jobs.find(int(sys.argv[2])), lambda p, anew: time.sleep(60), print)\n",
            str(home),
            str(job.id),
        ],
    )
    while jobs.find(job.id).state != "running":
        time.sleep(0.05)
    watching = Watcher(home)
    assert watching._next() is None
    killed.kill()
    killed.wait()
    assert watching._next() == job
    assert jobs.find(job.id).state == "waiting"
    watching._run(job)
    assert jobs.find(job.id).state == "done"


@pytest.fixture
def stuck():
    """A process that would not end by itself for an hour."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
    yield process
    process.kill()
    process.wait()


def see_to_its_end(job, process, school, monkeypatch):
    monkeypatch.setattr(watcher, "ROUND", 0.01)
    Job.update(state="running").where(Job.id == job.id).execute()
    Watcher(school.site.home.folder, patience=0)._see_to_its_end(job, process)
    assert process.poll() is not None
    jobs.take_up_what_was_cut_off(at=school.now)
    return jobs.find(job.id).state


def test_a_cancelled_job_that_is_stuck_is_ended(ask, new_school, stuck, monkeypatch):
    job = ask(anew=True)
    Job.update(cancel=True, tries=MOST_TRIES).where(Job.id == job.id).execute()
    assert see_to_its_end(job, stuck, new_school, monkeypatch) == "cancelled"


def test_a_job_that_is_stuck_makes_room_for_an_urgent_one(ask, new_school, stuck, monkeypatch):
    job = ask(anew=True)
    by, at = new_school.by, new_school.now
    urgent = jobs.ask("bundle.roll_back", "maths", by, at=at, urgent=True, channel="maths")
    assert see_to_its_end(job, stuck, new_school, monkeypatch) == "waiting"
    assert Job.next_waiting() == urgent


def test_a_job_cut_off_again_and_again_fails_in_words(ask, new_school):
    job = ask(anew=True)
    for _ in range(MOST_TRIES):
        Job.update(state="running", tries=Job.tries + 1).where(Job.id == job.id).execute()
        jobs.take_up_what_was_cut_off(at=new_school.now)
    assert jobs.find(job.id).state == "failed"
    assert str(MOST_TRIES) in words_of(jobs.find(job.id).refused)


def test_a_job_whose_process_cannot_even_begin_is_given_up_in_the_end(ask, new_school):
    job = ask(anew=True)
    (new_school.site.home.folder / "ardoise.toml").write_text("nonsense = [")
    watching = Watcher(new_school.site.home.folder)
    for _ in range(MOST_TRIES):
        waiting = watching._next()
        assert waiting == job
        watching._run(waiting)
        jobs.count_a_start_that_came_to_nothing(waiting, at=new_school.now)
    assert jobs.find(job.id).state == "failed"
    assert watching._next() is None


def test_a_job_of_the_background_makes_room_and_goes_on_later(new_school):
    def speak(progress, channel):
        jobs.ask("library.index", "maths", new_school.by, at=new_school.now, anew=True)
        progress(1, 2)

    by, at = new_school.by, new_school.now
    job = jobs.ask("library.speak", "maths", by, at=at, background=True, channel="maths")
    assert run(job, speak).state == "waiting"
    assert Job.next_waiting().kind == "library.index"


def test_a_try_that_gets_further_is_a_first_try(ask):
    job = ask(anew=True)
    Job.update(tries=MOST_TRIES - 1, done=5, total=10).where(Job.id == job.id).execute()
    run(job, lambda progress, anew: progress.tell(6, 10))
    assert jobs.find(job.id).tries == 1


def test_the_console_watches_a_job_that_the_server_does(ask, new_school):
    job, home = ask(anew=True), new_school.site.home.folder
    done_elsewhere = threading.Event()

    def elsewhere():
        with jobs.lock(home):
            done_elsewhere.set()
            time.sleep(0.3)
            run(job, lambda progress, anew: None)

    other = threading.Thread(target=elsewhere)
    other.start()
    done_elsewhere.wait()
    do(new_school.site, job, quiet=True)
    other.join()
    assert jobs.find(job.id).state == "done"
    assert jobs.find(job.id).tries == 1
