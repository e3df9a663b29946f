"""A course as a folder: what comes out of it, and when its exercises are mastered."""

import os
import tracemalloc

import pytest

from content.catalogue import Catalogue
from content.formats.folder import read
from content.formats.folder.reader import node_id
from content.questions.exercise import Exercise
from content.questions.mastery import Mastery
from tests.content.conftest import COURSE, PAGE, problems_of, told, write
from tests.content.documents import document

LESSON = "01-les-sons/01-la-lettre-a.md"

SOUND, FILM = b"ID3 sound", b"\0\0\0\x08ftyp"


def nodes(folder):
    draft = read(folder)
    return {node.versions[0].title: node for node in draft.catalogue.nodes}, draft


def test_a_course_in_which_nothing_is_wrong_becomes_a_tree(course):
    found, draft = nodes(course)
    assert [(title, node.kind) for title, node in found.items()] == [
        ("Les sons", "topic"),
        ("La lettre A", "lesson"),
        ("La lettre B", "lesson"),
        ("Conseils", "lesson"),
        ("Les mots", "topic"),
        ("Les jours", "exercise"),
        ("Au guichet", "audio"),
    ]
    assert found["La lettre A"].parent == found["Les sons"].id
    assert Catalogue.from_bytes(draft.catalogue.to_bytes()) == draft.catalogue
    assert {file.sha256 for file in draft.catalogue.files()} == set(draft.blobs)


def test_a_page_has_its_versions_in_languages_and_levels(course):
    lesson = nodes(course)[0]["La lettre A"]
    versions = {(v.language, v.easy): (v.title, v.checked) for v in lesson.versions}
    assert versions == {
        ("fr", False): ("La lettre A", ""),
        ("fr", True): ("Le A", ""),
        ("ar", False): ("الحرف", "نور، 2026-11-20"),
        ("ar", True): ("حرف", ""),
    }
    texts = {(f.language, f.easy): f.role for f in lesson.files if f.type == "text/html"}
    assert texts == {
        ("fr", False): "main",
        ("fr", True): "easy",
        ("ar", False): "translation",
        ("ar", True): "easy",
    }


def test_a_topic_and_the_course_have_titles_in_other_languages(course):
    found, draft = nodes(course)
    assert [(v.language, v.title) for v in found["Les sons"].versions] == [
        ("fr", "Les sons"),
        ("ar", "الأصوات"),
    ]
    assert [v.language for v in draft.catalogue.channel.versions] == ["fr", "en"]


def test_a_page_takes_over_what_its_topic_and_course_say(course):
    found, _ = nodes(course)
    assert found["Les jours"].level == "basic"
    assert found["La lettre A"].level == "beginner"
    assert found["Les jours"].license == "CC BY-SA 4.0"
    assert found["Conseils"].coach
    assert (found["La lettre A"].minutes, found["La lettre A"].reviewed) == (8, "2026-11-20")


def test_what_is_in_a_topic_for_teachers_is_for_teachers(course):
    title = {
        "b/topic.toml": 'title = "B"',
        "b/x.md": PAGE + "x",
        "y.md": PAGE.replace("T", "Y") + "y",
    }
    write(course / "01-les-sons", title)
    write(course, {"01-les-sons/topic.toml": 'title = "Les sons"\ncoach = "yes"'})
    found, _ = nodes(course)
    assert {name for name, node in found.items() if node.coach} == {
        *("Les sons", "La lettre A", "La lettre B", "Conseils", "B", "T", "Y")
    }


def test_labels_say_what_a_machine_found(course):
    found, _ = nodes(course)
    assert found["La lettre A"].labels == ("alternatives", "audio", "easy")
    assert found["Au guichet"].labels == ("audio", "captions", "transcript")


def test_a_link_and_a_picture_lead_inside_the_library(course):
    found, draft = nodes(course)
    main = next(f for f in found["La lettre A"].files if f.role == "main")
    text = draft.blobs[main.sha256].decode()
    assert f'href="../{found["La lettre B"].id}/"' in text
    picture = next(f for f in found["La lettre A"].files if f.role == "picture")
    assert f'src="files/{picture.sha256}.svg"' in text


def test_an_exercise_is_kept_with_its_key(course):
    found, draft = nodes(course)
    (main,) = found["Les jours"].files
    exercise = Exercise.from_bytes(draft.blobs[main.sha256])
    assert [question.type for question in exercise.questions] == ["choice", "order"]


def test_a_new_number_changes_the_order_and_no_identity(course):
    before, _ = nodes(course)
    (course / "01-les-sons").rename(course / "03-les-sons")
    (course / "02-les-mots" / "01-les-jours.md").rename(course / "02-les-mots" / "9-les-jours.md")
    after, _ = nodes(course)
    assert {title: node.id for title, node in after.items()} == {
        title: node.id for title, node in before.items()
    }
    assert next(iter(after)) == "Les mots"


def test_a_file_with_another_name_keeps_its_identity_by_saying_so(course):
    before, _ = nodes(course)
    page = course / "01-les-sons" / "02-la-lettre-b.md"
    page.write_text("---\ntitle: B\nid: les-sons/la-lettre-b\n---\nB\n")
    page.rename(page.with_name("07-le-b.md"))
    write(course, {LESSON: COURSE[LESSON].replace("02-la-lettre-b", "07-le-b")})
    assert nodes(course)[0]["B"].id == before["La lettre B"].id
    assert before["La lettre B"].id == node_id("lire", "les-sons/la-lettre-b")


def test_hidden_files_and_other_files_are_left_alone(course):
    write(course, {".git/config": "x", "notes.txt": "x", "01-les-sons/.DS_Store": b"\0"})
    assert problems_of(course) == []


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter(course):
    for name in ("channel.toml", LESSON):
        text = COURSE[name].replace("\n", "\r\n")
        (course / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert problems_of(course) == []


def test_a_document_or_video_needs_no_text(one_page):
    beside = {"d.pdf": document(b""), "v.mp4": FILM, "v.vtt": "WEBVTT\n"}
    text = "---\ntitle: V\nkind: video\nfile: v.mp4\ncaptions: v.vtt\n---\n"
    assert problems_of(one_page("---\ntitle: D\nkind: document\nfile: d.pdf\n---\n", beside)) == []
    assert problems_of(one_page(text)) == []


def test_a_lesson_may_be_read_by_a_person_each_version_by_its_own(one_page):
    beside = {"p.falc.md": PAGE.replace("T", "T\nspoken: easy.ogg") + "x"}
    beside |= {"full.mp3": SOUND, "easy.ogg": b"OggS"}
    draft = read(one_page("---\ntitle: T\nspoken: full.mp3\n---\nx", beside))
    spoken = [file for file in draft.catalogue.nodes[0].files if file.role == "spoken"]
    assert {(file.easy, file.type) for file in spoken} == {
        (False, "audio/mpeg"),
        (True, "audio/ogg"),
    }
    assert told(one_page("---\ntitle: T\nspoken: v.vtt\n---\nx")) == [("p.md", 1)]


def test_a_film_is_not_read_into_memory_whole(one_page):
    text = "---\ntitle: V\nkind: video\nfile: v.mp4\ncaptions: v.vtt\n---\n"
    folder = one_page(text, {"v.mp4": FILM, "v.vtt": "WEBVTT\n"})
    size = 100 << 20
    os.truncate(folder / "v.mp4", size)
    tracemalloc.start()
    draft = read(folder)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < size / 10
    assert size in [file.size for file in draft.catalogue.nodes[0].files]


EXERCISE = "02-les-mots/01-les-jours.md"


def ruled(course, *lines):
    """Give the exercise of the course these lines of front matter."""
    path = course / EXERCISE
    head, _, rest = path.read_text("utf-8").partition("kind: exercise")
    path.write_text("\n".join([head + "kind: exercise", *lines]) + rest, "utf-8")


def read_exercise(course):
    found, draft = nodes(course)
    text = next(file for file in found["Les jours"].files if file.role == "main")
    return Exercise.from_bytes(draft.blobs[text.sha256])


def test_an_exercise_says_when_it_is_mastered_and_which_lesson_to_look_at_again(course):
    path = course / EXERCISE
    path.write_text(path.read_text("utf-8") + "\n\n## Vrai ?\n= vrai\n", "utf-8")
    ruled(course, "mastery: 2 sur 3", "tries: 2", "lesson: ../01-les-sons/01-la-lettre-a.md")
    exercise = read_exercise(course)
    assert exercise.mastery == Mastery("of", 2, 3, tries=2)
    assert exercise.lesson == nodes(course)[0]["La lettre A"].id


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("mastery: souvent", id="a rule that is none"),
        pytest.param("mastery: 3 sur 2", id="more right than asked"),
        pytest.param("tries: 9", id="too many tries"),
        pytest.param("draw: 99", id="more drawn than there are"),
        pytest.param("lesson: rien.md", id="a lesson that is not there"),
        pytest.param("lesson: ../../../etc/passwd", id="a lesson outside"),
    ],
)
def test_a_rule_that_cannot_be_is_told_by_file(course, line):
    ruled(course, line)
    assert {problem.file for problem in problems_of(course)} == {EXERCISE}


def test_a_rule_is_for_exercises_only(course):
    path = course / LESSON
    path.write_text(path.read_text("utf-8").replace("title:", "tries: 2\ntitle:", 1), "utf-8")
    assert [problem.file for problem in problems_of(course)] == [LESSON]
