"""A course as a folder: what a teacher is told, by file and line, and what comes out."""

import os
import shutil
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.catalogue import Catalogue
from content.formats.folder import FolderRefused, read
from content.formats.folder.reader import node_id
from content.questions.mastery import Mastery
from content.questions.types import Exercise
from tests.content.conftest import COURSE, DRAWING, PAGE, problems_of, told, write
from tests.content.documents import document

CHANNEL = COURSE["channel.toml"]
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
        ("ar", False): ("الحرف", "نور، 2026"),
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


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("bonjour", [1], id="no title"),
        pytest.param("---\ntitle:\n---\nx", [1], id="an empty title"),
        pytest.param("---\ntitle: T\ncolour: red\n---\nx", [3], id="an unknown key"),
        pytest.param("---\ntitle: T\n\nbonjour\n---\nx", [4], id="a line that says nothing"),
        pytest.param("---\ntitle: T\ntitle: U\n---\nx", [3], id="a key twice"),
        pytest.param("---\ntitle: T\nminutes: dix\n---\nx", [3], id="minutes in words"),
        pytest.param("---\ntitle: T\nminutes: 0\n---\nx", [3], id="no minutes"),
        pytest.param("---\ntitle: T\nminutes: 99999\n---\nx", [3], id="weeks of minutes"),
        pytest.param(f"---\ntitle: T\nminutes: {'9' * 5000}\n---\nx", [3, 3], id="years"),
        pytest.param("---\ntitle: T\nreviewed: 20/11/2026\n---\nx", [3], id="a day by hand"),
        pytest.param("---\ntitle: T\nreviewed: 2026-02-30\n---\nx", [3], id="a day there is not"),
        pytest.param("---\ntitle: T\nlicense: mine\n---\nx", [3], id="an unknown licence"),
        pytest.param("---\ntitle: T\nlicense:\n---\nx", [3], id="an empty licence"),
        pytest.param("---\ntitle: T\nlevel: hard\n---\nx", [3], id="an unknown level"),
        pytest.param("---\ntitle: T\nsubject: magic\n---\nx", [3], id="an unknown subject"),
        pytest.param("---\ntitle: T\nlanguage: zz\n---\nx", [3], id="an unknown language"),
        pytest.param("---\ntitle: T\nkind: game\n---\nx", [3], id="an unknown kind"),
        pytest.param("---\ntitle: T\ncoach: true\n---\nx", [3], id="coach is yes or no"),
        pytest.param("---\ntitle: T\ncontent_id: x\n---\nx", [3], id="a content id that is none"),
        pytest.param(f"---\ntitle: {'x' * 401}\n---\nx", [2], id="a title without end"),
        pytest.param("---\ntitle: a\u202eb\n---\nx", [2], id="a title that turns round"),
        pytest.param("---\ntitle: T\npicture: no.svg\n---\nx", [0, 0], id="a missing cover"),
        pytest.param(PAGE, [0], id="no text"),
        pytest.param(PAGE + "# Titre", [4], id="a second title"),
        pytest.param(PAGE + "#Titre", [4], id="a second title without a blank"),
        pytest.param(PAGE + "Titre\n=====", [5], id="a second title underlined"),
        pytest.param(PAGE + "\n### Trop", [5], id="a level is skipped at the beginning"),
        pytest.param(PAGE + "## A\n\n#### B", [6], id="a level is skipped"),
        pytest.param(PAGE + "```\n# x\n```", [5], id="a title between code marks"),
        pytest.param(PAGE + "x\n\n![](p.svg)", [6], id="no alternative"),
        pytest.param(PAGE + "![p.svg](p.svg)", [4], id="a file name for an alternative"),
        pytest.param(PAGE + "x\n![a](no.svg)", [5], id="a missing picture"),
        pytest.param(PAGE + "![a](../p.svg)", [4], id="a picture outside of the course"),
        pytest.param(PAGE + "![a](/etc/p.svg)", [4], id="a picture from the root of the disk"),
        pytest.param(PAGE + "![a](bad.svg)", [4], id="a picture with a script"),
        pytest.param(PAGE + "x\n[a](no.md)", [5], id="a page there is not"),
        pytest.param(PAGE + "[a](http://e.example)", [4], id="the Internet"),
        pytest.param(PAGE + "[a](//e.example)", [4], id="the Internet by two slashes"),
        pytest.param(PAGE + "[a](mailto:a@e.example)", [4], id="an e-mail"),
        pytest.param(PAGE + "x\n\n<https://e.example>", [6], id="an address by itself"),
        pytest.param(PAGE + "<a@e.example>", [4], id="an e-mail by itself"),
        pytest.param(PAGE + "[a][b]\n\n[b]: http://e.example", [6], id="an address below"),
        pytest.param(PAGE + "a <b>c</b>", [4], id="HTML"),
        pytest.param(PAGE + "| a | |\n|---|---|\n| b | c |", [4], id="a column without title"),
        pytest.param(PAGE + "|| a |\n|-|-|\n| b | c |", [4], id="the first without title"),
        pytest.param(PAGE + "x\n\n$\\frac{1}$", [6], id="half a formula"),
        pytest.param(PAGE + "x\n\n" + "[" * 5_000, [6], id="brackets without an end"),
        pytest.param("---\ntitle: T\nkind: exercise\n---\nx\n\n## Q\n", [7], id="a bad question"),
        pytest.param(
            "---\ntitle: T\nkind: exercise\n---\n## Q\n- (x) a\n- () b", [7], id="a bad answer"
        ),
        pytest.param("---\ntitle: T\nkind: audio\n---\nx", [1], id="a sound without its file"),
        pytest.param("---\ntitle: T\nkind: audio\nfile: p.svg\n---\nx", [1], id="no sound"),
        pytest.param("---\ntitle: T\nkind: audio\nfile: a.mp3\n---\n", [0], id="no transcript"),
        pytest.param("---\ntitle: T\nkind: video\nfile: v.mp4\n---\n", [1], id="no captions"),
        pytest.param(
            "---\ntitle: T\nkind: document\nfile: a.pdf\n---\n", [1], id="a document that acts"
        ),
        pytest.param("---\ntitle: T\n---\nx\n\n![x](p.png)", [6], id="a picture that is a program"),
        pytest.param(
            "---\ntitle: T\nspoken: b.mp3\n---\nx", [1], id="a page that is said to be sound"
        ),
        pytest.param(
            "---\ntitle: T\nkind: audio\nfile: a.mp3\ncaptions: a.mp3\n---\nx", [1], id="not WebVTT"
        ),
        pytest.param(PAGE + ">" * 70 + " a", [0], id="quotations in each other 70 deep"),
    ],
)
def test_what_is_wrong_with_a_page_is_told_with_its_line(one_page, text, lines):
    beside = {"p.svg": DRAWING, "a.mp3": SOUND, "v.mp4": FILM, "p.png": b"MZ\x90", "b.mp3": b"<p>"}
    beside["a.pdf"] = document(b"/AA << /WC 4 0 R >>", b"<< /S /Launch /F (cmd.exe) >>")
    folder = one_page(
        text, {**beside, "bad.svg": DRAWING.replace("<circle", '<circle onclick="x"')}
    )
    write(folder.parent, {"p.svg": DRAWING})
    assert told(folder) == [("p.md", line) for line in lines]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("`<b>` et `[a](http://e.example)`", id="code"),
        pytest.param("2 < 3 et 5 > 4", id="comparisons"),
        pytest.param("le prix est de 5 $", id="a price"),
        pytest.param("| a | b |\n|---|---|\n| | c |", id="an empty cell below a title"),
        pytest.param("## A\n\n### B\n\n## C", id="levels up and down"),
    ],
)
def test_what_only_looks_wrong_is_let_be(one_page, text):
    assert problems_of(one_page(PAGE + text)) == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param('id = "lire"', "", 0, id="no id"),
        pytest.param('id = "lire"', 'id = "Lire !"', 0, id="an id with other signs"),
        pytest.param("release = 1", "release = 0", 2, id="release nought"),
        pytest.param("release = 1", "release = true", 2, id="a release that is no number"),
        pytest.param('title = "Lire"', "", 0, id="no title"),
        pytest.param('language = "fr"', 'language = "zz"', 5, id="an unknown language"),
        pytest.param('license = "CC BY-SA 4.0"', 'license = "GPL"', 7, id="an unknown licence"),
        pytest.param('level = "beginner"', 'colour = "red"', 10, id="an unknown key"),
        pytest.param('level = "beginner"', "level = ", 10, id="half a line"),
        pytest.param('level = "beginner"', "level = []", 10, id="a list"),
        pytest.param("[en]", "[fr]", 14, id="its own language again"),
        pytest.param('title = "Reading"', "", 14, id="another language without title"),
        pytest.param('title = "Reading"', 'titel = "R"\ntitle = "R"', 15, id="a slip of the pen"),
        pytest.param('picture_alt = "Un livre"', "", 0, id="a cover without its description"),
        pytest.param("couverture.svg", "../lire/couverture.svg", 0, id="out and in again"),
    ],
)
def test_what_is_wrong_with_a_course_is_told(course, old, new, line):
    write(course, {"channel.toml": CHANNEL.replace(old, new, 1)})
    assert told(course) == [("channel.toml", line)]


@pytest.mark.parametrize(
    ("files", "where"),
    [
        pytest.param({"channel.toml": None}, "channel.toml", id="no channel.toml"),
        pytest.param({"02-les-mots/topic.toml": None}, "02-les-mots/topic.toml", id="no topic"),
        pytest.param({"Été.md": "x"}, "Été.md", id="an accent in a name"),
        pytest.param({"Page.MD": "x"}, "Page.MD", id="capitals in a name"),
        pytest.param({"a_b.md": "x"}, "a_b.md", id="an underscore in a name"),
        pytest.param({"3-x/y": "x"}, "3-x/topic.toml", id="a folder of other things"),
        pytest.param({"01-les-sons/05-la-lettre-a.md": PAGE + "x"}, None, id="one name twice"),
        pytest.param({"z.en.md": PAGE + "x"}, "z.en.md", id="a version without its page"),
        pytest.param(
            {"01-les-sons/9-la-lettre-b.en.md": PAGE + "x"},
            "01-les-sons/9-la-lettre-b.en.md",
            id="a version with another number than its page",
        ),
        pytest.param(
            {"01-les-sons/02-la-lettre-b.fr.md": PAGE + "x"},
            "01-les-sons/02-la-lettre-b.fr.md",
            id="a version in the page's own language",
        ),
        pytest.param(
            {"01-les-sons/02-la-lettre-b.zz.md": PAGE + "x"},
            "01-les-sons/02-la-lettre-b.zz.md",
            id="a version in no language",
        ),
        pytest.param(
            {"02-les-mots/01-les-jours.en.md": PAGE + "## Q\n= a"},
            "02-les-mots/01-les-jours.en.md",
            id="a version with other questions",
        ),
        pytest.param({"x.md": b"---\ntitle: \xe9\n---\nx"}, "x.md", id="another encoding"),
        pytest.param({"x.md": "---\ntitle: X\nid: les-sons\n---\nx"}, "x.md", id="an id taken"),
        pytest.param({"/".join("abcdefghijklm") + "/x.md": "x"}, None, id="too deep"),
    ],
)
def test_what_is_wrong_with_files_is_told(course, files, where):
    write(course, files)
    found = told(course)
    assert found
    assert where is None or [name for name, _ in found] == [where]


@pytest.fixture
def secret(tmp_path):
    """A file outside of the course that must not get into it."""
    return write(
        tmp_path / "outside", {"s.svg": DRAWING.replace("4", "7"), "s.md": PAGE + "SECRET"}
    )


@pytest.mark.parametrize("name", ["x.md", "01-les-sons/01-la-lettre-a.en.md", "topic"])
def test_a_link_to_a_file_outside_is_refused(course, secret, name):
    (course / name).symlink_to(secret if name == "topic" else secret / "s.md")
    assert name in [file for file, _ in told(course)]


def test_a_picture_is_not_fetched_through_a_link(one_page, secret):
    text = "---\ntitle: T\npicture: x/s.svg\npicture_alt: S\n---\n![a](x/s.svg)\n\n![b](y.svg)"
    folder = one_page(text)
    (folder / ".x").symlink_to(secret)
    (folder / "y.svg").symlink_to(secret / "s.svg")
    write(folder, {"p.md": text.replace("x/s", ".x/s")})
    assert [line for _, line in told(folder)] == [0, 6, 8]


def test_a_cover_from_outside_of_the_course_is_refused(one_page, secret):
    for name in ("../outside/s.svg", str(secret / "s.svg")):
        assert told(one_page(f"---\ntitle: T\npicture: {name}\npicture_alt: S\n---\nx"))


def test_what_is_no_file_is_refused_and_not_waited_for(course):
    os.mkfifo(course / "x.md")
    os.mkfifo(course / "01-les-sons" / "02-la-lettre-b.en.md")
    assert {file for file, _ in told(course)} == {"x.md", "01-les-sons/02-la-lettre-b.en.md"}
    (course / "channel.toml").unlink()
    (course / "channel.toml").mkdir()
    assert told(course) == [("channel.toml", 0)]


def test_every_problem_is_told_at_once_in_order_and_in_words(course):
    write(course, {"01-les-sons/02-la-lettre-b.md": PAGE + "# A\n\n<b>x</b>", "é.md": "x"})
    (course / "é.md").unlink()
    with pytest.raises(FolderRefused) as refused:
        read(course)
    assert [p.line for p in refused.value.problems] == [4, 6]
    words = refused.value.problems[0].in_words()
    assert words.startswith("01-les-sons/02-la-lettre-b.md:4: ")


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


def test_a_folder_without_a_page_is_refused(tmp_path):
    write(tmp_path / "x", {"channel.toml": CHANNEL, "couverture.svg": DRAWING})
    assert told(tmp_path / "x") == [("x", 0)]
    assert told(tmp_path / "missing") == [("channel.toml", 0)]


NAMES = st.sampled_from(
    "channel.toml p.md p.en.md p.falc.md p.ar.falc.md t/topic.toml t/q.md x.svg É.md p.md/x".split()
)
PIECES = st.sampled_from(
    [
        *("---", "title: T", "kind: exercise", "file: x.svg", "[en]", 'title = "T"', "##", "-"),
        *("(x)", "( )", "=", "$", "![a](x.svg)", "\n", "\n\n", "id: ", "[a](p.md)", "\ud7ff"),
        *("\x00", "picture = 1", "\u202e", "|", "x"),
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map(" ".join).map(str.encode) | st.binary(max_size=20)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(NAMES, TEXTS, max_size=5))
def test_a_hostile_folder_is_read_or_refused(tmp_path, files):
    root = tmp_path / "hostile"
    shutil.rmtree(root, ignore_errors=True)
    names = [name for name in files if not any(other.startswith(f"{name}/") for other in files)]
    write(root, {"channel.toml": CHANNEL, "couverture.svg": DRAWING, "p.md": PAGE + "x"})
    (root / "p.md").unlink()
    write(root, {name: files[name] for name in names})
    try:
        draft = read(root)
    except FolderRefused as refused:
        assert all(problem.in_words() for problem in refused.problems)
    else:
        assert Catalogue.from_bytes(draft.catalogue.to_bytes()) == draft.catalogue


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
