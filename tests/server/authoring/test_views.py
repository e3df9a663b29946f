"""Writing a course in the pages, as a form sends it, without JavaScript."""

import re
from io import BytesIO

import pytest

from server.authoring.models import (
    LessonDraft,
    LessonVersion,
    WrittenChapter,
    WrittenCourse,
    WrittenLesson,
)
from server.roles import Role
from tests.server.authoring.conftest import COURSE
from tests.server.handing_in import PICTURE

KEY = re.compile(r'name="(?:form_)?key" value="([0-9a-f]{16})"')


def key_of(page):
    return KEY.search(page)[1]


class Writer:
    """A teacher before the page of a lesson."""

    def __init__(self, school, person=None):
        self.school = school
        self.person = person or school.person("Dominique Leroy", Role.TEACHER)
        self.seat = school.sign_in(self.person)

    def begin(self):
        page = self.seat.page("/writing/")
        self.seat.post("/writing/", {**COURSE, "form_key": key_of(page)})
        course = WrittenCourse.select().order_by(WrittenCourse.id.desc()).get()
        self.add(f"/writing/{course.id}/", f"/writing/{course.id}/chapters", chapter="Acheter")
        chapter = WrittenChapter.get(WrittenChapter.course == course)
        self.add(f"/writing/{course.id}/", f"/writing/chapters/{chapter.id}/lessons", lesson="Un")
        return course, WrittenLesson.get(WrittenLesson.chapter == chapter)

    def add(self, page, action, **said):
        keys = KEY.findall(self.seat.page(page))
        said["form_key"] = keys[0] if "lessons" in action else keys[-1]
        return self.seat.post(action, said)

    def opens(self, lesson):
        self.at = f"/writing/lessons/{lesson.id}/"
        page = self.seat.page(self.at)
        self.fields = {
            "key": key_of(page),
            "seen": re.search(r'name="seen" value="(\d+)"', page)[1],
            "title": "Un",
            "kind": "lesson",
            "begun": re.search(r'name="begun" value="([^"]*)"', page)[1],
        }
        return page

    def sends(self, do="save", **said):
        return self.seat.post(self.at, {**self.fields, "do": do, **said})

    def follows(self, response):
        assert response.status_code == 303, response.text
        return self.seat.page(response.headers["Location"])


@pytest.fixture
def writer(new_school):
    return Writer(new_school)


def test_a_course_is_begun_filled_and_written_in(writer):
    _course, lesson = writer.begin()
    assert "Un" in writer.opens(lesson)
    page = writer.follows(writer.sends(text="Au **marché**.\r\n\r\n## Les prix\r\n"))
    assert "<strong>marché</strong>" in page and "version 2" in page
    assert LessonVersion.numbered(lesson, 2).text == "Au **marché**.\n\n## Les prix\n"


def test_a_form_sent_twice_makes_one_course_one_chapter_and_one_lesson(writer):
    said = {**COURSE, "form_key": key_of(writer.seat.page("/writing/"))}
    first, second = (writer.seat.post("/writing/", said) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert WrittenCourse.select().count() == 1


def test_nobody_finds_a_course_that_is_not_shared_with_them(writer):
    course, lesson = writer.begin()
    writer.opens(lesson)
    writer.sends("picture", picture_alt="Un étal", picture_file=(BytesIO(PICTURE), "a.png"))
    noor = Writer(writer.school, writer.school.person("Noor Haddad", Role.TEACHER))
    chapter = WrittenChapter.get()
    for address in (
        f"/writing/{course.id}/",
        f"/writing/{course.id}/propose",
        f"/writing/lessons/{lesson.id}/",
        f"/writing/lessons/{lesson.id}/versions",
        f"/writing/lessons/{lesson.id}/files/{'0' * 64}.png",
    ):
        assert noor.seat.get(address).status_code == 404
    for address in (
        f"/writing/{course.id}/about",
        f"/writing/{course.id}/chapters",
        f"/writing/{course.id}/propose",
        f"/writing/chapters/{chapter.id}",
        f"/writing/chapters/{chapter.id}/lessons",
        f"/writing/lessons/{lesson.id}/",
        f"/writing/lessons/{lesson.id}/place",
        f"/writing/lessons/{lesson.id}/draft",
        f"/writing/lessons/{lesson.id}/preview",
        f"/writing/lessons/{lesson.id}/versions",
    ):
        assert noor.seat.post(address, {"do": "take_away", "title": "X"}).status_code == 404
    assert WrittenLesson.get().removed_at is None
    assert "Le marché" not in noor.seat.page("/writing/")
    writer.seat.post(f"/writing/{course.id}/about", {**COURSE, "shared": "yes"})
    assert "Le marché" in noor.seat.page("/writing/")


def test_two_teachers_on_one_lesson_lose_nothing(writer):
    course, lesson = writer.begin()
    writer.seat.post(f"/writing/{course.id}/about", {**COURSE, "shared": "yes"})
    noor = Writer(writer.school, writer.school.person("Noor Haddad", Role.TEACHER))
    writer.opens(lesson)
    noor.opens(lesson)
    noor.sends(text="De Noor.\n")
    refused = writer.sends(text="De Dominique.\n")
    assert refused.status_code == 409
    assert "De Noor." in refused.text and "De Dominique." in refused.text
    assert 'name="seen" value="2"' in refused.text
    writer.fields["seen"] = "2"
    writer.follows(writer.sends(text="Des deux.\n"))
    assert [v.text for v in LessonVersion.of(lesson)] == ["Des deux.\n", "De Noor.\n", ""]


def test_what_was_written_and_not_saved_is_there_when_the_page_is_opened_again(writer):
    _course, lesson = writer.begin()
    writer.opens(lesson)
    sent = {**writer.fields, "text": "Je n'ai pas fini"}
    assert writer.seat.post(f"{writer.at}draft", sent).status_code == 204
    assert "Je n'ai pas fini" in writer.opens(lesson)
    second = {**sent, "key": "0" * 16, "text": "Dans un autre onglet"}
    writer.seat.post(f"{writer.at}draft", second)
    assert LessonDraft.select().count() == 2
    assert "draft=" in writer.opens(lesson)
    writer.follows(writer.sends(text="Fini.\n"))
    assert [each.text for each in LessonDraft.select()] == ["Je n'ai pas fini\n"]


def test_two_tabs_that_began_with_one_draft_keep_two(writer):
    _course, lesson = writer.begin()
    writer.opens(lesson)
    writer.seat.post(f"{writer.at}draft", {**writer.fields, "text": "Un début"})
    writer.opens(lesson)
    first = writer.fields
    writer.opens(lesson)
    second = writer.fields
    assert first["begun"] == second["begun"] and first["key"] != second["key"]
    for fields, text in ((first, "Un début, ici"), (second, "Un début, là")):
        writer.seat.post(f"{writer.at}draft", {**fields, "text": text})
    writer.fields = first
    writer.follows(writer.sends(text="Un début, ici, fini.\n"))
    assert [each.text for each in LessonDraft.select()] == ["Un début, là\n"]


def test_what_is_given_up_is_gone(writer):
    _course, lesson = writer.begin()
    writer.opens(lesson)
    writer.seat.post(f"{writer.at}draft", {**writer.fields, "text": "Raté"})
    writer.opens(lesson)
    assert "Raté" not in writer.follows(writer.sends("drop", text="Raté"))
    assert LessonDraft.select().count() == 0


def test_the_same_text_saved_again_makes_no_version(writer):
    _course, lesson = writer.begin()
    writer.opens(lesson)
    for _ in range(2):  # a double press: the same form, twice
        writer.follows(writer.sends(text="Bonjour.\n"))
    assert LessonVersion.of(lesson).count() == 2


def test_an_older_version_is_compared_and_brought_back(writer):
    _course, lesson = writer.begin()
    for text in ("Un.\n", "Deux.\n"):
        writer.opens(lesson)
        writer.follows(writer.sends(text=text))
    page = writer.seat.page(f"{writer.at}versions?version=3")
    assert re.search("<ins>.*Deux.</ins>", page) and re.search("<del>.*Un.</del>", page)
    page = writer.follows(writer.seat.post(f"{writer.at}versions", {"version": 2, "seen": 3}))
    assert LessonVersion.numbered(lesson, 4).text == "Un.\n"
    writer.seat.post(f"{writer.at}versions", {"version": 2, "seen": 3})
    assert LessonVersion.of(lesson).count() == 4


def test_a_picture_goes_where_the_writer_was_and_needs_its_description(writer):
    _course, lesson = writer.begin()
    writer.opens(lesson)
    said = {"text": "Un.\n\nDeux.\n", "at": "3"}
    refused = writer.sends("picture", picture_file=(BytesIO(PICTURE), "étal.png"), **said)
    assert refused.status_code == 422 and "Deux." in refused.text
    said["picture_alt"] = "Un étal"
    page = writer.follows(
        writer.sends("picture", picture_file=(BytesIO(PICTURE), "étal.png"), **said)
    )
    text = LessonDraft.get().text
    assert re.fullmatch(r"Un\.\n\n!\[Un étal\]\(etal-[0-9a-f]{8}\.png\)\n\nDeux\.\n", text)
    picture = re.search(r'src="(files/[0-9a-f]{64}\.png)"', page)[1]
    assert writer.seat.get(writer.at + picture).data == PICTURE
    assert LessonVersion.of(lesson).count() == 1  # nothing is saved before it is said


@pytest.mark.parametrize("data", [b"", b"<html>", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_refused_and_the_text_is_kept(writer, data):
    _course, lesson = writer.begin()
    writer.opens(lesson)
    refused = writer.sends(
        "picture", text="Mon texte", picture_alt="Un étal", picture_file=(BytesIO(data), "a.png")
    )
    assert refused.status_code == 422 and "Mon texte" in refused.text


def test_a_sound_is_kept_with_the_lesson(writer):
    _course, lesson = writer.begin()
    writer.opens(lesson)
    refused = writer.sends("sound", text="A", sound_file=(BytesIO(b"RIFF....WAVE"), "a.wav"))
    assert refused.status_code == 422
    page = writer.follows(
        writer.sends("sound", text="A", sound_file=(BytesIO(b"OggS" + bytes(99)), "voice"))
    )
    name = LessonDraft.get().spoken
    assert re.fullmatch(r"voice-[0-9a-f]{8}\.ogg", name) and name in page
    writer.opens(lesson)
    writer.follows(writer.sends(text="A\n", spoken=name))
    assert LessonVersion.numbered(lesson, 2).spoken == name
    writer.follows(writer.sends(text="A\n", spoken="another.ogg", seen="2"))
    assert LessonVersion.numbered(lesson, 3).spoken == ""


def test_a_formula_has_its_words_as_name_in_the_preview_as_for_learners(writer):
    _course, lesson = writer.begin()
    writer.opens(lesson)
    shown = writer.seat.post(f"{writer.at}preview", {**writer.fields, "text": "Soit $a^2$."})
    assert 'aria-label="a au carré"' in shown.text
    text = "## Combien fait $3^2$ ?\n- (x) $9$\n- ( ) $6$\n"
    asked = {**writer.fields, "kind": "exercise", "text": text}
    shown = writer.seat.post(f"{writer.at}preview", asked)
    assert 'aria-label="3 au carré"' in shown.text and 'aria-label="9"' in shown.text


def test_the_preview_shows_faults_questions_and_how_easily_it_is_read(writer):
    _course, lesson = writer.begin()
    writer.opens(lesson)
    text = "Un mot.\n\n# Trop grand\n\n<script>alert(1)</script>\n"
    shown = writer.seat.post(f"{writer.at}preview", {**writer.fields, "text": text})
    assert shown.status_code == 200 and "3" in shown.text
    assert "<script" not in shown.text and "Kandel" not in shown.text
    text = "## Quel jour ?\n- (x) lundi\n- ( ) mardi\n"
    asked = {**writer.fields, "kind": "exercise", "text": text}
    shown = writer.seat.post(f"{writer.at}preview", asked)
    assert "Quel jour" in shown.text and "lundi" in shown.text
    text = "La juridiction n'a pas été saisie par le SPIP. " * 10
    shown = writer.seat.post(f"{writer.at}preview", {**writer.fields, "text": text})
    assert "Kandel-Moles" in shown.text and "SPIP" in shown.text


def test_parts_are_moved_taken_away_and_put_back(writer):
    course, lesson = writer.begin()
    page = f"/writing/{course.id}/"
    chapter = lesson.chapter
    writer.add(page, f"/writing/chapters/{chapter.id}/lessons", lesson="Deux")
    second = WrittenLesson.select().order_by(WrittenLesson.id.desc()).get()
    place = f"/writing/lessons/{second.id}/place"
    for _ in range(2):  # pressed twice, it moves once
        writer.seat.post(place, {"do": "up", "position": str(second.position)})
    assert [each.title for each in WrittenLesson.of(course)] == ["Deux", "Un"]
    writer.seat.post(f"/writing/chapters/{chapter.id}", {"do": "rename", "title": "Vendre"})
    writer.seat.post(place, {"do": "take_away"})
    assert [each.title for each in WrittenLesson.of(course)] == ["Un"]
    assert "Deux" in writer.seat.page(page) and "Vendre" in writer.seat.page(page)
    writer.seat.post(place, {"do": "put_back"})
    assert [each.title for each in WrittenLesson.of(course)] == ["Deux", "Un"]
    writer.seat.post(f"/writing/chapters/{chapter.id}", {"do": "take_away"})
    assert WrittenLesson.of(course) == []


def test_a_teacher_proposes_from_the_page_and_reads_what_became_of_it(writer):
    course, lesson = writer.begin()
    address = f"/writing/{course.id}/propose"
    page = writer.seat.page(address)
    assert f"/writing/lessons/{lesson.id}/" in page and 'name="seen"' not in page
    writer.opens(lesson)
    writer.follows(writer.sends(text="Au marché.\n"))
    assert 'name="seen" value="0"' in writer.seat.page(address)
    for _ in range(2):  # pressed twice, it is told once more that it is done
        assert writer.seat.post(address, {"seen": "0"}).status_code == 303
    assert WrittenCourse.get().release == 1
    assert "course.proposed" in writer.school.actions()
