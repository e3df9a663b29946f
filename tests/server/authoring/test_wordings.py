"""A page in other languages and easy to read, the rule of an exercise, the cover of a course."""

import re
from io import BytesIO

import pytest

from content import browse
from server.authoring import courses, proposing, wordings, writing
from server.authoring.models import WrittenCourse, WrittenLesson
from server.authoring.refusals import SameWording, WrittenInIt
from server.authoring.writing import Written
from server.roles import Role
from tests.server.authoring.conftest import COURSE
from tests.server.authoring.test_views import Writer
from tests.server.handing_in import PICTURE

TEXT = "Au marché, on **achète** des fruits.\n"
ASKED = "## Que voit-on ?\n- (x) des fruits\n- ( ) des livres\n\n## Encore ?\n= vrai\n"


@pytest.fixture
def written(study):
    """A course with one lesson, in French."""
    course = study.course()
    return study.lesson(course, text=TEXT)


def add(study, page, language="", easy=False):
    return wordings.add(page.id, language, easy, study.by, at=study.now)


def item_of(released):
    (channel,) = browse.channels("fr")
    ids = browse.pages(channel.release, coach=False)
    return [browse.items(ids, "fr", coach=False)[each] for each in ids]


def test_learners_choose_between_the_page_its_translation_and_its_easy_version(study, written):
    english, easy = add(study, written, "en"), add(study, written, easy=True)
    study.save(english, "At the **market**.\n", title="At the market", checked_by="Ann, 2026-11-20")
    study.save(easy, "Je vais au marché.\n", title="Au marché, facile")
    released = study.approve(study.propose(written.chapter.course), study.school.manager())
    (item,) = item_of(released)
    seat = study.school.sign_in(Role.LEARNER)
    page = seat.page(f"/library/{item.id}/")
    assert "achète" in page and "version=en" in page and "version=fr-easy" in page
    english = seat.page(f"/library/{item.id}/?version=en")
    assert "<strong>market</strong>" in english and "vérifiée par Ann, " in english
    assert "Je vais au marché." in seat.page(f"/library/{item.id}/?version=fr-easy")


def test_a_version_begins_with_the_text_of_its_page_and_is_there_once(study, written):
    english = add(study, written, "en")
    assert writing.latest(english).text == TEXT
    assert add(study, english, "en") == english  # from another version of the page, pressed again
    courses.take_away(english, study.by, at=study.now)
    assert WrittenLesson.wordings([written]) == []
    assert add(study, written, "en") == english
    assert WrittenLesson.wordings([written]) == [english]


@pytest.mark.parametrize("language", ["", "fr", "klingon"])
def test_the_page_itself_is_no_other_version(study, written, language):
    with pytest.raises(SameWording):
        add(study, written, language)


def test_a_course_cannot_change_to_a_language_that_a_version_has(study, written):
    add(study, written, "en")
    course = written.chapter.course_id
    with pytest.raises(WrittenInIt):
        courses.change(course, {**COURSE, "language": "en"}, study.by, at=study.now)
    assert WrittenCourse.get_by_id(course).language == "fr"


def test_a_version_goes_where_its_page_goes_and_has_no_place_of_its_own(study, written):
    course = written.chapter.course
    easy = add(study, written, easy=True)
    second = courses.add_chapter(course.id, "Vendre", study.key(), study.by)
    courses.move(easy, False, easy.position)
    assert WrittenLesson.get_by_id(easy.id).chapter == written.chapter
    courses.move(written, False, written.position)
    assert WrittenLesson.get_by_id(easy.id).chapter == second
    assert WrittenLesson.of(course) == [written]


def test_what_is_wrong_in_a_version_is_said_of_that_version(study, written):
    english = add(study, written, "en")
    study.save(english, "One word.\n\n# Too large\n")
    (fault,) = proposing.report(study.home, written.chapter.course).faults
    assert (fault.lesson, fault.line) == (english.id, 3)


def test_an_exercise_and_its_versions_are_done_by_the_rule_that_its_page_says(study):
    course = study.course()
    page = study.lesson(course, text=ASKED, kind="exercise")
    rule = {"mastery": "3 in a row", "tries": 2}
    study.save(page, ASKED, kind="exercise", rule=rule)
    easy = add(study, page, easy=True)
    study.save(easy, ASKED.replace("voit-on", "vois-tu"), rule=rule)  # of no effect there
    assert Written.of(writing.latest(easy)).mastery == ""
    released = study.approve(study.propose(course), study.school.manager())
    (item,) = item_of(released)
    seat = study.school.sign_in(Role.LEARNER)
    for version in ("fr", "fr-easy"):
        shown = seat.page(f"/library/{item.id}/?version={version}")
        assert 'id="question-1"' in shown and 'id="question-2"' not in shown  # one at a time


def test_a_rule_that_does_not_fit_is_told_before_it_is_proposed(study):
    course = study.course()
    page = study.lesson(course, text=ASKED, kind="exercise")
    study.save(page, ASKED, kind="exercise", rule={"draw": 7})
    (fault,) = proposing.report(study.home, course).faults
    assert fault.lesson == page.id


def test_versions_rules_and_covers_are_made_on_the_pages(new_school):
    writer = Writer(new_school)
    course, lesson = writer.begin()
    writer.opens(lesson)
    rule = {"mastery": "4 of 5", "tries": "3", "draw": "x"}
    page = writer.follows(writer.sends(kind="exercise", text=ASKED, **rule))
    assert '<option value="4 of 5" selected>' in page and '<option value="3" selected>' in page
    compared = writer.seat.page(f"{writer.at}versions").partition('class="compared"')[2]
    assert re.search("<del>.*Leçon</del>.*<ins>.*Exercice</ins>", compared)
    assert re.search("<ins>.*4 justes sur les 5 dernières</ins>", compared)
    for _ in range(2):  # pressed twice, it makes one
        made = writer.seat.post(f"{writer.at}wordings", {"language": "ar", "easy": "yes"})
    page = writer.follows(made)
    assert 'name="checked"' in page and 'name="mastery"' not in page and 'dir="rtl"' in page
    assert WrittenLesson.select().count() == 2
    refused = writer.seat.post(f"{writer.at}wordings", {"language": "fr"})
    assert refused.status_code == 422

    at = f"/writing/{course.id}/cover"
    sent = {"cover_file": (BytesIO(PICTURE), "étal.png")}
    assert writer.seat.post(at, sent).status_code == 422  # nothing is said about it
    sent = {"cover_file": (BytesIO(PICTURE), "étal.png"), "cover_alt": "Un étal de [fruits]"}
    assert 'alt="Un étal de [fruits]"' in writer.follows(writer.seat.post(at, sent))
    assert writer.seat.get(at).data == PICTURE
    assert 'class="cover"' not in writer.follows(writer.seat.post(at, {"do": "take_away"}))
    assert writer.seat.get(at).status_code == 404
    noor = Writer(new_school, new_school.person("Noor Haddad", Role.TEACHER))
    assert [noor.seat.get(at).status_code, noor.seat.post(at, {}).status_code] == [404, 404]
    assert noor.seat.post(f"{writer.at}wordings", {"language": "en"}).status_code == 404


def test_learners_see_the_cover_of_the_course(study, written):
    writer = Writer(study.school, study.dominique)
    sent = {"cover_file": (BytesIO(PICTURE), "étal.png"), "cover_alt": "Un étal de fruits"}
    at = f"/writing/{written.chapter.course_id}/cover"
    assert writer.seat.post(at, sent).status_code == 303
    study.approve(study.propose(written.chapter.course), study.school.manager())
    shelf = study.school.sign_in(Role.LEARNER).page("/library/")
    assert re.search(r'<img src="/library/[^"]+\.png"', shelf)
