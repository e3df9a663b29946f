"""A course as a folder that cannot be one: what a teacher is told, by file and line."""

import os
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.catalogue import Catalogue
from content.formats.folder import FolderRefused, read
from tests.content.conftest import COURSE, DRAWING, PAGE, problems_of, told, write
from tests.content.documents import document

CHANNEL = COURSE["channel.toml"]
SOUND, FILM = b"ID3 sound", b"\0\0\0\x08ftyp"


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
