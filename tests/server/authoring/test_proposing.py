"""From a teacher's text to the library, through the gate that everything passes."""

import json

import pytest

from content import browse
from server.authoring import courses, files, proposing
from server.authoring.models import Proposal, WrittenCourse
from server.authoring.refusals import NothingWritten, ProposedMeanwhile, ToMend
from server.bundles import trusting
from server.bundles.models import INSTALLED, WAITING
from server.bundles.operations import NotAContentManager, SecondPersonNeeded, WroteIt
from server.roles import Role
from sync.publishers import OWN, NotTheirChannels
from tests.server.authoring.conftest import COURSE
from tests.server.handing_in import PICTURE as PNG

TEXT = "Au marché, on **achète** des fruits.\n"


def titles(study):
    return [item.words.title for item in lessons(study)]


def lessons(study):
    (channel,) = browse.channels("fr")
    ids = browse.pages(channel.release, coach=False)
    found = browse.items(ids, "fr", coach=False)
    return [found[each] for each in ids]


def test_what_a_teacher_proposes_waits_for_somebody_else(study):
    course = study.course()
    study.lesson(course, text=TEXT)
    arrival = study.propose(course)
    assert (arrival.state, arrival.title, arrival.release) == (WAITING, "Le marché", 1)
    assert arrival.channel_id.startswith("local-")
    assert arrival.brought_by_id == study.dominique.id
    assert list(browse.channels("fr")) == []


def test_a_content_manager_who_wrote_nothing_lets_learners_see_it(study):
    course = study.course()
    study.lesson(course, text=TEXT)
    arrival = study.approve(study.propose(course), study.school.manager())
    assert arrival.state == INSTALLED
    (lesson,) = lessons(study)
    assert "achète" in study.school.seat().page(f"/library/{lesson.id}/")


def test_nobody_approves_what_they_proposed_or_wrote_in(study):
    course = study.course()
    courses.change(course.id, {**COURSE, "shared": "yes"}, study.by, at=study.now)
    lesson = study.lesson(course, text=TEXT)
    claude = study.school.manager()
    study.save(lesson, TEXT + "Et des légumes.\n", by=study.actor(claude))
    arrival = study.propose(course)
    with pytest.raises(WroteIt):
        study.approve(arrival, claude)
    with pytest.raises(NotAContentManager):
        study.approve(arrival, study.dominique)
    assert study.approve(arrival, study.school.manager("Sacha Petit")).state == INSTALLED


def test_a_content_manager_cannot_approve_their_own_proposal(study):
    claude = study.school.manager()
    by = study.actor(claude)
    course = study.course(by=by)
    chapter = courses.add_chapter(course.id, "Un", study.key(), by)
    lesson = courses.add_lesson(chapter.id, "A", "lesson", study.key(), by, at=study.now)
    study.save(lesson, TEXT, by=by)
    with pytest.raises(SecondPersonNeeded):
        study.approve(study.propose(course, by=by), claude)


def test_proposed_again_it_is_a_new_release_of_the_same_pages(study):
    course = study.course()
    lesson = study.lesson(course, text=TEXT)
    manager = study.school.manager()
    study.approve(study.propose(course), manager)
    before = [item.id for item in lessons(study)]
    study.save(lesson, TEXT + "\nOn paie à la caisse.\n", title="Le marché couvert")
    courses.add_lesson(lesson.chapter_id, "Payer", "lesson", study.key(), study.by, at=study.now)
    payer = courses.WrittenLesson.select().order_by(courses.WrittenLesson.id.desc()).get()
    study.save(payer, "Payer en **espèces**.\n", title="Payer")
    courses.move(courses.WrittenLesson.get_by_id(payer.id), True, payer.position)
    arrival = study.approve(study.propose(course), manager)
    assert (arrival.release, titles(study)) == (2, ["Payer", "Le marché couvert"])
    assert before[0] in [item.id for item in lessons(study)]


def test_what_has_changed_beside_the_lessons_is_said(study):
    course = study.course()
    lesson = study.lesson(course, text=TEXT)
    study.propose(course)
    course = WrittenCourse.get_by_id(course.id)
    assert not proposing.report(study.home, course).says_something
    courses.change(course.id, {**COURSE, "description": "Acheter"}, study.by, at=study.now)
    told = proposing.report(study.home, WrittenCourse.get_by_id(course.id))
    assert (told.beside, told.lessons_differ) == (("description",), False)
    study.save(lesson, TEXT + "Et des légumes.\n")
    told = proposing.report(study.home, WrittenCourse.get_by_id(course.id))
    assert (told.beside, told.lessons_differ) == (("description",), True)
    page = study.school.sign_in(study.dominique).page(f"/writing/{course.id}/propose")
    assert "<li>description</li>" in page and "Aucune leçon" not in page


def test_of_a_proposal_from_before_only_the_lessons_are_compared(study):
    course = study.course()
    lesson = study.lesson(course, text=TEXT)
    study.propose(course)
    kept = json.dumps({str(lesson.id): 2})
    Proposal.update(versions=kept).where(Proposal.course == course).execute()
    courses.change(course.id, {**COURSE, "description": "Acheter"}, study.by, at=study.now)
    told = proposing.report(study.home, WrittenCourse.get_by_id(course.id))
    assert (told.beside, told.lessons_differ) == ((), False)


def test_pictures_links_and_recordings_travel_with_the_lesson(study):
    course = study.course()
    lesson = study.lesson(course, text=TEXT)
    picture = files.add_picture(
        study.home.written, course.id, "Étal.png", PNG, "Un étal de fruits", study.by, at=study.now
    )
    other = study.lesson(course, title="Payer", text="Payer.\n")
    study.save(lesson, f"{TEXT}\n{picture}\n\nPuis [payer](page-{other.id}.md).\n")
    study.approve(study.propose(course), study.school.manager())
    first, second = lessons(study)
    page = study.school.sign_in(Role.LEARNER).page(f"/library/{first.id}/")
    assert 'alt="Un étal de fruits"' in page
    assert f"../{second.id}/" in page


def test_what_must_be_mended_is_said_by_lesson_and_line(study):
    course = study.course()
    with pytest.raises(NothingWritten):
        proposing.report(study.home, course)
    lesson = study.lesson(course, text="Un mot.\n\n# Trop grand\n\n![](rien.png)\n")
    told = proposing.report(study.home, course)
    assert {(fault.lesson, fault.line) for fault in told.faults} == {(lesson.id, 3), (lesson.id, 5)}
    with pytest.raises(ToMend):
        proposing.propose(study.home, course.id, 0, study.by, at=study.now)
    assert WrittenCourse.get_by_id(course.id).release == 0


def test_a_button_pressed_twice_proposes_once(study):
    course = study.course()
    study.lesson(course, text=TEXT)
    study.propose(course)
    with pytest.raises(ProposedMeanwhile):
        proposing.propose(study.home, course.id, 0, study.by, at=study.now)


def test_the_site_signs_its_own_courses_and_nobody_else_does(study, publisher):
    course = study.course()
    study.lesson(course, text=TEXT)
    study.propose(course)
    root, trust = (publisher / "root.json").read_bytes(), study.school.site.trust
    trusting.trust_root(trust, root, study.by, at=study.now)  # for every channel
    assert trust.named(OWN).channels == ("local-*",)
    for channels in (["local-*"], ["local-abc"], ["maths", "local-abc"]):
        with pytest.raises(NotTheirChannels):
            trust.pin(root, name="publisher", channels=channels)
    with pytest.raises(NotTheirChannels):
        trust.pin(trust.named(OWN).root, name=OWN, channels=["maths"])
    assert [each.name for each in trust.freshness(at=study.now)] == ["publisher"]
