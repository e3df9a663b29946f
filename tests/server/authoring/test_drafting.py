"""Drafts by machine of a translation: what is filled, what never is, and who is told."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from content import browse
from i18n.refusals import Refusal
from server import clock
from server.authoring import drafting, translating, wordings, writing
from server.authoring.drafting import NoSubject, NotDeclared, NotForMachines, NoTranslator
from server.authoring.refusals import NoSuchLesson
from server.database import database
from server.jobs import operations as jobs
from server.jobs.models import Job
from server.roles import Role
from tests import small_translator

pytest.importorskip("ctranslate2", reason="ctranslate2 (ardoise[translate])")
pytest.importorskip("sentencepiece", reason="sentencepiece (ardoise[translate])")

ROOT = Path(__file__).parents[3]
TEXT = "Au marché.\n\n## Les prix\n\n- un euro\n- deux euros\n"
DRAFT = ["At market", "At market.", "## The prices", "- one euro\n- two euros"]
"""Of the title, which is « Au marché », and of each paragraph."""


@pytest.fixture
def english(study, tmp_path):
    """Return what makes a page and its English wording, where a translator is installed."""
    small_translator.put_in(study.school.site.library, tmp_path)

    def make(text=TEXT, kind="lesson", language="en", easy=False, **said):
        course = study.course(**{"subject": "french", **said})
        page = study.lesson(course, text=text, kind=kind)
        return wordings.add(page.id, language, easy, study.by, at=study.now)

    return make


def ask(study, wording, is_declared=True):
    library = study.school.site.library
    return drafting.ask(wording.id, is_declared, library, study.by, at=study.now)


def drafted(study, wording):
    study.do(ask(study, wording))
    return translating.lines(wording)


def form(wording, said, state="draft"):
    """Return what the page sends: ``said`` by place, all else as it was."""
    fields = {}
    for line in translating.lines(wording):
        fields[f"text-{line.place}"] = said.get(line.place, line.text)
        fields[f"state-{line.place}"] = state if line.place in said else line.state
        fields[f"mark-{line.place}"] = line.mark
    return fields


def test_empty_paragraphs_are_drafted_and_say_that_a_machine_did_it(study, english):
    found = drafted(study, english())
    assert [line.text for line in found] == DRAFT
    assert {(line.state, line.by_machine, line.person) for line in found} == {("check", True, "")}


def test_what_a_person_wrote_is_never_touched(study, english):
    wording = english()
    said = form(wording, {1: "At the market, early."})
    translating.keep(wording.id, said, study.by, at=study.now)
    found = drafted(study, wording)
    assert [line.text for line in found][1:3] == ["At the market, early.", DRAFT[2]]
    assert not found[1].by_machine and found[1].person == "Dominique Leroy"
    assert not translating.fill(wording, 1, "Au marché.", "No", at=study.now)
    assert not translating.fill(wording, 9, "Au marché.", "No", at=study.now)


def test_a_draft_of_what_the_page_no_longer_says_is_not_put_in(study, english):
    wording = english()
    assert not translating.fill(wording, 1, "Au magasin.", "In the shop.", at=study.now)
    assert translating.lines(wording)[1].text == ""


def test_a_page_that_was_open_all_the_time_does_not_empty_what_was_drafted(study, english):
    wording = english()
    opened = form(wording, {})
    drafted(study, wording)
    opened["text-2"], opened["state-2"] = "## Prices", "draft"
    found = translating.keep(wording.id, opened, study.by, at=study.now)
    assert [line.text for line in found] == [*DRAFT[:2], "## Prices", DRAFT[3]]
    assert [line.by_machine for line in found] == [True, True, False, True]
    emptied = form(wording, {1: ""})
    assert translating.keep(wording.id, emptied, study.by, at=study.now)[1].state == "todo"


def test_readers_are_told_of_a_machine_until_each_word_is_a_persons(study, english):
    wording = english()
    drafted(study, wording)
    saved = translating.save(wording.id, form(wording, {}), study.by, at=study.now)
    assert (saved.translated, saved.checked) == ("machine", "")
    study.school.wait(minutes=1)
    by_hand = form(wording, {0: "At the market", 1: "At the market."}, state="checked")
    saved = translating.save(wording.id, by_hand, study.by, at=study.now)
    assert (saved.translated, saved.checked) == ("machine", "")
    rest = form(wording, {2: DRAFT[2], 3: DRAFT[3]}, state="checked")
    saved = translating.save(wording.id, rest, study.by, at=study.now)
    assert saved.translated == "machine" and saved.checked.startswith("Dominique Leroy")
    words = {2: "## Prices", 3: "- one euro\n- two euros!"}
    saved = translating.save(wording.id, form(wording, words), study.by, at=study.now)
    assert saved.translated == ""


def test_the_library_shows_that_a_machine_translated_and_nobody_checked(study, english):
    wording = english()
    drafted(study, wording)
    translating.save(wording.id, form(wording, {}), study.by, at=study.now)
    study.approve(study.propose(wording.chapter.course), study.school.manager())
    mine = next(each for each in browse.channels("fr") if each.id.startswith("local-"))
    (node,) = browse.pages(mine.release, coach=False)
    page = study.school.sign_in(Role.LEARNER).page(f"/library/{node}/?version=en")
    assert "Traduction automatique, non relue" in page and "two euros" in page


def test_written_on_as_a_whole_it_is_still_a_machines(study, english):
    wording = english()
    drafted(study, wording)
    translating.save(wording.id, form(wording, {}), study.by, at=study.now)
    seat = study.school.sign_in(study.dominique)
    page = seat.page(f"/writing/lessons/{wording.id}/")
    assert 'name="translated" value="machine"' in page
    study.school.wait(minutes=1)
    written = writing.Written.of(writing.latest(wording))
    text = written.text + "\nMore.\n"
    sent = {"title": "Market", "kind": "lesson", "text": text, "translated": "machine"}
    sent |= {"seen": writing.latest(wording).number, "key": study.key(), "do": "save"}
    seat.post(f"/writing/lessons/{wording.id}/", sent)
    assert writing.latest(wording).translated == "machine"
    found = translating.lines(wording)
    assert all(line.is_unread for line in found if line.text)


NEVER = {
    "daily life": ({"subject": "daily-life"}, NotForMachines),
    "preparing release": ({"subject": "release"}, NotForMachines),
    "a course without a subject": ({"subject": ""}, NoSubject),
    "an exercise": ({"kind": "exercise", "text": "## Oui ?\n= vrai\n"}, NotForMachines),
    "a language without a translator": ({"language": "de"}, NoTranslator),
    "an easy version": ({"easy": True}, NoTranslator),
    "an easy version in French": ({"easy": True, "language": ""}, NoTranslator),
}


@pytest.mark.parametrize(("said", "refusal"), NEVER.values(), ids=NEVER)
def test_a_machine_is_never_let_near(study, english, said, refusal):
    wording = english(**said)
    with pytest.raises(refusal):
        ask(study, wording)
    seat = study.school.sign_in(study.dominique)
    address = f"/writing/lessons/{wording.id}/translate"
    answer = seat.post(f"{address}/machine", {"neither": "yes"})
    assert answer.status_code >= 400 and Job.newest(drafting.KIND) is None
    assert 'name="neither"' not in seat.page(address)


def test_nothing_is_drafted_from_a_language_whose_words_of_rights_are_not_known(study, tmp_path):
    small_translator.put_in(study.school.site.library, tmp_path, **{"from": "es"})
    page = study.lesson(study.course(subject="french", language="es"), text="Vea a un abogado.")
    wording = wordings.add(page.id, "en", False, study.by, at=study.now)
    with pytest.raises(NoTranslator):
        ask(study, wording)


def test_who_does_not_say_that_a_page_is_about_neither_gets_no_draft(study, english):
    with pytest.raises(NotDeclared):
        ask(study, english(), is_declared=False)


def test_a_page_itself_is_never_drafted(study, english):
    with pytest.raises(NoSuchLesson):
        ask(study, english().original)


def test_a_course_that_turns_to_rights_in_the_meantime_is_left_alone(study, english):
    wording = english()
    job = ask(study, wording)
    course = wording.chapter.course
    course.subject = "release"
    course.save()
    with pytest.raises(Refusal):
        study.do(job)
    assert not any(line.text for line in translating.lines(wording))


def test_paragraphs_about_rights_or_health_and_broken_signs_stay_empty(study, english):
    text = "Au marché.\n\nUn avocat, un juge.\n\nIl **danse** un euro.\n\nIl **vend** du pain.\n"
    found = drafted(study, english(text))
    assert [line.text for line in found][1:] == [
        "At market.",
        "",
        "",
        "He **sells** some bread.",
    ]


def test_a_job_that_was_cut_off_goes_on_with_what_is_empty(study, english):
    wording, seen = english(), []

    def cut_off(progress, lesson):
        def report(done, total):
            seen.append(done)
            if done == 2:
                raise KeyboardInterrupt
            progress(done, total)

        drafting.work(study.school.site, report, lesson)

    job = ask(study, wording)
    with pytest.raises(KeyboardInterrupt):
        jobs.run(job, cut_off, lambda done, total: None)
    assert [bool(line.text) for line in translating.lines(wording)] == [True, True, False, False]
    jobs.take_up_what_was_cut_off(at=clock.now())
    study.do(Job.get_by_id(job.id))
    assert all(line.text for line in translating.lines(wording))


def test_a_draft_that_is_stopped_keeps_what_it_has(study, english):
    wording = english()

    def stopped(progress, lesson):
        def report(done, total):
            if done == 2:
                drafting.stop(lesson, study.by, at=study.now)
                raise jobs.Cancelled
            progress(done, total)

        drafting.work(study.school.site, report, lesson)

    ended = jobs.run(ask(study, wording), stopped, lambda done, total: None)
    assert ended.state == "cancelled"
    assert [bool(line.text) for line in translating.lines(wording)] == [True, True, False, False]


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_killed_in_the_middle_each_paragraph_is_whole_or_empty_and_the_rest_follows(study, english):
    wording = english("\n\n".join(["Il vend du pain."] * 30))
    job = ask(study, wording)
    command = [sys.executable, "-m", "server", "--home", str(study.home.folder)]
    child = subprocess.Popen([*command, "job", "run", str(job.id), "--quiet"], cwd=ROOT)
    while child.poll() is None and not translating.lines(wording)[3].text:
        time.sleep(0.02)
    child.kill()
    child.wait()
    database.close()
    texts = [line.text for line in translating.lines(wording)][1:]
    assert set(texts) <= {"", "He sells some bread."} and texts[2]
    jobs.take_up_what_was_cut_off(at=clock.now())
    if not jobs.find(job.id).is_over:
        study.do(job)
    assert all(line.text for line in translating.lines(wording))


def test_the_page_offers_a_draft_and_follows_it(study, english):
    wording, seat = english(), study.school.sign_in(study.dominique)
    address = f"/writing/lessons/{wording.id}/translate"
    assert 'name="neither"' in seat.page(address)
    assert seat.post(f"{address}/machine", {}).status_code >= 400
    asked = seat.post(f"{address}/machine", {"neither": "yes"})
    assert asked.headers["Location"].endswith("/translate/machine")
    assert "<progress" in seat.page(f"{address}/machine")
    assert seat.get(f"{address}/machine/progress").json == {"done": 0, "total": 0, "over": False}
    assert 'name="neither"' not in seat.page(address)
    study.do(Job.newest(drafting.KIND))
    assert seat.get(f"{address}/machine/progress").json["over"]
    done = seat.page(f"{address}/machine")  # leads back to the translation
    assert "At market." in done and done.count("Traduction automatique, non relue") == 5
    assert 'name="neither"' not in done  # nothing is left to fill


def test_the_page_stops_a_draft_and_tells_why_one_failed(study, english, monkeypatch):
    wording, seat = english(), study.school.sign_in(study.dominique)
    address = f"/writing/lessons/{wording.id}/translate/machine"
    seat.post(address, {"neither": "yes"})
    seat.post(f"{address}/stop")
    assert Job.newest(drafting.KIND).state == "cancelled"
    assert seat.post(f"{address}/stop").status_code < 500
    seat.post(address, {"neither": "yes"})
    study.school.site.library.take_off("traducteur", 1)
    with pytest.raises(Refusal):
        study.do(Job.newest(drafting.KIND))
    assert 'role="alert"' in seat.page(address)


def test_nobody_drafts_in_a_course_that_is_not_theirs(study, english):
    wording = english()
    address = f"/writing/lessons/{wording.id}/translate/machine"
    ask(study, wording)
    other = study.school.sign_in(study.noor)
    assert other.post(address, {"neither": "yes"}).status_code == 404
    assert other.get(address).status_code == other.post(f"{address}/stop").status_code == 404
    learner = study.school.sign_in(Role.LEARNER)
    assert learner.post(address, {"neither": "yes"}).status_code == 403


def test_without_a_translator_the_page_is_as_before(study):
    page = study.lesson(study.course(subject="french"), text=TEXT)
    wording = wordings.add(page.id, "en", False, study.by, at=study.now)
    shown = study.school.sign_in(study.dominique).page(f"/writing/lessons/{wording.id}/translate")
    assert "neither" not in shown and "/machine" not in shown
