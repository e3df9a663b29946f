"""Better voices: which of them speaks, when it is heard, and what happens where it cannot."""

import json

import pytest
from click.testing import CliRunner

from i18n.speech import piper
from i18n.speech.piper import is_installed
from server import clock
from server.cli import ardoise
from server.jobs.models import Job
from server.voices import choosing, operations
from server.voices.models import USUAL, ChosenVoice
from server.voices.operations import NoSuchVoice
from tests import small_voice

LESSON = "Les fractions"


def heard(school, node):
    """Return the addresses of the sound of a lesson, and the bytes of the first one."""
    seat = school.seat()
    told = seat.get(f"/library/{node(LESSON).id}/speech/fr").json["blocks"]
    addresses = [block["audio"] for block in told]
    return addresses, seat.get(addresses[0])


def test_without_a_better_voice_the_usual_one_speaks(school, node):
    assert choosing.engines(school.site.library) == {}
    addresses, sound = heard(school, node)
    assert sound.status_code == 200
    assert not any("voice=" in each for each in addresses)


def test_the_first_voice_of_a_language_speaks_it_until_another_is_chosen(school, voice):
    library = school.site.library
    first, second = voice("voix"), voice("autre")
    assert choosing.speaking(library) == {"fr": choosing.installed(library, "en")[0]}
    operations.choose(library, "fr", second.node.id, school.by, at=clock.now())
    assert choosing.speaking(library)["fr"].node.id == second.node.id
    operations.choose(library, "fr", USUAL, school.by, at=clock.now())
    assert choosing.speaking(library) == {}
    operations.choose(library, "fr", first.node.id, school.by, at=clock.now())
    assert choosing.speaking(library)["fr"].node.id == first.node.id
    assert school.actions().count("voice.chosen") == 3


def test_choosing_asks_once_for_the_courses_of_the_language(school, voice):
    held, library = voice(), school.site.library
    asked = operations.choose(library, "fr", held.node.id, school.by, at=clock.now())
    channels = {json.loads(job.arguments)["channel"] for job in asked}
    assert "maths" in channels
    assert "voix" not in channels
    assert all(job.background for job in asked)
    assert operations.choose(library, "fr", held.node.id, school.by, at=clock.now()) == []


@pytest.mark.parametrize(("code", "name"), [("en", None), ("fr", "0" * 32), ("xx", USUAL)])
def test_a_voice_that_is_not_of_the_language_is_refused(school, voice, code, name):
    held = voice()
    with pytest.raises(NoSuchVoice):
        operations.choose(
            school.site.library, code, name or held.node.id, school.by, at=clock.now()
        )
    assert ChosenVoice.select().count() == 0


def test_a_better_voice_is_heard_once_it_has_spoken_the_page(school, voice, spoken, node):
    voice()
    addresses, before = heard(school, node)
    assert not any("voice=" in each for each in addresses)
    assert spoken().state == "done"
    addresses, after = heard(school, node)
    assert all("voice=" in each for each in addresses)
    assert after.data != before.data
    whole = school.seat().get(f"/library/{node(LESSON).id}/speech/fr/all.mp3")
    assert len(whole.data) > len(after.data)


def test_a_page_that_was_begun_in_one_voice_goes_on_in_it(school, voice, spoken, node):
    (address, *_), before = heard(school, node)
    voice()
    spoken()
    assert school.seat().get(address).data == before.data


def test_when_a_voice_is_taken_off_the_usual_one_speaks_again(school, voice, spoken, node):
    _, before = heard(school, node)
    voice()
    spoken()
    school.site.library.take_off("voix", 1)
    addresses, after = heard(school, node)
    assert after.data == before.data
    assert not any("voice=" in each for each in addresses)


def test_when_a_voice_fails_its_course_is_spoken_by_the_usual_one(
    school, voice, spoken, node, monkeypatch
):
    monkeypatch.setattr(small_voice, "model", lambda: SILENT)
    voice()
    assert spoken().state == "done"
    addresses, sound = heard(school, node)
    assert sound.status_code == 200
    assert not any("voice=" in each for each in addresses)
    assert list(school.site.home.cache.rglob("*.mp3"))


SILENT = small_voice.model(speaks=False)


def test_where_nothing_runs_voices_the_usual_one_speaks_and_the_page_says_why(
    school, voice, monkeypatch
):
    voice()
    monkeypatch.setattr(piper, "find_spec", lambda name: None)
    assert not is_installed()
    assert choosing.engines(school.site.library) == {}
    page = school.sign_in(school.manager()).get("/voices").text
    assert "ne parlent pas sur ce serveur" in page


def test_a_job_that_was_killed_goes_on_where_it_was(school, voice, spoken):
    voice()
    with pytest.raises(KeyboardInterrupt):
        spoken(steps=2)
    first = {path: path.stat().st_mtime_ns for path in school.site.home.cache.rglob("*.mp3")}
    assert first
    assert spoken().state == "done"
    again = {path: path.stat().st_mtime_ns for path in school.site.home.cache.rglob("*.mp3")}
    assert first.items() <= again.items()
    assert len(again) > len(first)


def test_a_voice_that_arrives_has_the_courses_of_its_language_spoken(school, voice, spoken):
    voice()
    assert spoken("voix").state == "done"
    waiting = Job.select().where(Job.state == "waiting", Job.kind == "library.speak")
    assert "maths" in {json.loads(job.arguments)["channel"] for job in waiting}


def test_the_page_of_voices_lets_a_content_manager_choose(school, voice):
    held = voice()
    seat = school.sign_in(school.manager())
    page = seat.get("/voices").text
    assert "essai low" in page
    assert "CC0" in page
    seat.post("/voices/fr", data={"voice": USUAL})
    assert ChosenVoice.by_language() == {"fr": USUAL}
    assert seat.post("/voices/fr", data={"voice": "0" * 32}).status_code == 404
    assert held.node.id in seat.get("/voices").text


def test_the_page_of_a_voice_says_what_it_is(school, voice):
    held = voice()
    page = school.seat().get(f"/library/{held.node.id}/")
    assert page.status_code == 200
    assert "lit à voix haute les pages" in page.text


def test_the_console_lists_voices_and_chooses(school, voice):
    def console(*words):
        home = ["--home", str(school.site.home.folder)]
        result = CliRunner().invoke(ardoise, [*home, "voice", *words])
        assert result.exit_code == 0, result.output
        return result.output

    held = voice()
    listed = json.loads(console("list", "--json"))["voices"]
    assert [(each["voice"], each["language"]) for each in listed] == [(held.node.id, "fr")]
    console("use", "fr", USUAL)
    assert ChosenVoice.by_language() == {"fr": USUAL}
