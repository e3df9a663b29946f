"""What is spoken when somebody listens, and what ahead of time."""

import shutil

import pytest

from i18n.speech.cache import FOLDERS, NoRoom
from server.jobs import operations as jobs
from server.library import jobs as library_jobs
from server.library import speaking
from server.library.speaking import Voice
from sync import space
from tests.server import course

ENDLESS = "\n\n" + "7, 8, 9 et " * 2_000 + "\n\nVoici la fin.\n"
"""A paragraph that would be read for longer than anybody listens, and one after it."""


@pytest.fixture
def speak(school):
    """Return what speaks the course "maths" ahead of time, and says how the job ended."""
    (school.site.home.cache).unlink()
    calls = []

    def run(progress, channel):
        library_jobs.speak(school.site, lambda done, total: calls.append(done), channel)

    def spoken():
        job = jobs.ask("library.speak", "maths", school.by, at=school.now, channel="maths")
        return jobs.run(job, run, lambda done, total: None), len(calls)

    return spoken


def on_disk(school) -> int:
    return sum(path.stat().st_size for path in school.site.home.cache.rglob("*.mp3"))


def test_a_course_is_spoken_ahead_of_time(school, speak, node):
    job, pages = speak()
    assert (job.state, pages) == ("done", 5)
    before = on_disk(school)
    assert before > 100_000
    seat = school.seat()
    for version in ("fr", "en", "ar", "fr-easy"):
        assert seat.get(f"/library/{node('Les fractions').id}/speech/{version}").json["blocks"]
    assert on_disk(school) == before


def test_speech_ahead_of_time_ends_quietly_where_its_room_is_full(school, speak, monkeypatch):
    monkeypatch.setattr(
        Voice,
        "of",
        lambda site, ahead: Voice(
            site.home.cache, speaking.Limits(FOLDERS * 20_000, 0, replace=not ahead)
        ),
    )
    job, pages = speak()
    assert job.state == "done"
    assert pages < 5
    assert 0 < on_disk(school) < FOLDERS * 20_000


def test_speech_ahead_of_time_leaves_the_reserve_and_says_that_the_disk_is_full(
    school, speak, monkeypatch
):
    monkeypatch.setattr(speaking, "RESERVE", shutil.disk_usage(school.site.home.folder).total)
    job, _ = speak()
    assert job.state == "failed"
    assert job.refused["message"] == NoRoom.message
    assert on_disk(school) == 0
    assert space.RESERVE > 0


@pytest.fixture
def endless(school, node, tmp_path):
    """The lesson of the course "maths", with a paragraph that nobody could listen to."""
    source = course.write_maths(tmp_path / "again", release=2, more=ENDLESS)
    course.install(school.site.library, source, tmp_path / "built")
    return f"/library/{node('Les fractions').id}/"


def test_a_paragraph_without_end_does_not_silence_its_page(school, endless):
    seat = school.seat()
    blocks = seat.get(f"{endless}speech/fr").json["blocks"]
    page = seat.page(endless)
    assert page.count("data-block=") == len(blocks) + 1
    last = blocks[-1]
    assert last["cues"][-1][0] == len("Voici la ")
    assert seat.get(last["audio"]).mimetype == "audio/mpeg"
    assert seat.get(f"{endless}speech/fr/all.mp3").mimetype == "audio/mpeg"


def test_a_paragraph_without_end_does_not_keep_the_next_pages_from_being_spoken(
    school, endless, speak
):
    job, pages = speak()
    assert (job.state, pages) == ("done", 5)


def test_asking_for_one_block_speaks_no_other(school, node):
    (school.site.home.cache).unlink()
    address = f"/library/{node('Les fractions').id}/speech/fr/b2.mp3"
    assert school.seat().get(address).mimetype == "audio/mpeg"
    assert len(list(school.site.home.cache.rglob("*.mp3"))) == 1
