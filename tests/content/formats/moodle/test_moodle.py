"""A course of Moodle becomes a channel; what has no counterpart here is listed by name."""

import hashlib

import pytest

from content.bundle import build
from content.formats.collection import FileNotTaken
from content.questions.types import Choice, Number, Parts, Short, TrueFalse
from tests.content.formats.brought import (
    GIFT,
    brought,
    changed,
    exercise,
    left_out,
    node,
    text,
    tree,
    zipped,
)
from tests.content.formats.drives import DOT
from tests.content.formats.moodle.backups import Written, answers, category, question


@pytest.fixture
def course(tmp_path):
    return Written(tmp_path / "jardin.mbz")


def page(text: str) -> str:
    """What a page says."""
    return f"<content>{text.replace('<', '&lt;')}</content>"


@pytest.mark.parametrize("tar", [False, True], ids=["zip", "compressed tar"])
def test_sections_become_topics_and_pages_lessons_with_their_pictures(course, tmp_path, tar):
    course.section("1", "Semer", "Quand et où.")
    context = course.activity(
        "1",
        "page",
        "La graine",
        page('<p>Une <img src="@@PLUGINFILE@@/a%20b.png" alt="Graine"></p>'),
    )
    course.file(f"{context}/mod_page/content/0", "a b.png", DOT)
    made = brought(course.write(tar=tar), language="")
    channel = made.draft.catalogue.channel
    assert (channel.versions[0].title, channel.language) == ("Jardinage", "fr")
    assert tree(made) == [(1, "topic", "Semer"), (2, "lesson", "La graine")]
    assert made.draft.catalogue.nodes[0].versions[0].description == "Quand et où."
    assert f"files/{hashlib.sha256(DOT).hexdigest()}.png" in text(made, "La graine")
    assert build(made.draft, tmp_path / "out").is_dir()


def test_books_addresses_labels_and_files_become_what_they_can(course):
    course.section("0")
    chapters = "".join(
        f'<chapter id="{n}"><title>Chapitre {n}</title><content>texte {n}</content>'
        f"<hidden>{int(n == 3)}</hidden></chapter>"
        for n in (1, 2, 3)
    )
    course.activity("0", "label", "Bonjour", "<intro>Bonjour à tous</intro>")
    course.activity("0", "book", "Le livre", f"<chapters>{chapters}</chapters>")
    course.activity("0", "url", "Le site", "<externalurl>https://example.org/a</externalurl>")
    quiz = course.activity("0", "resource", "Le quiz")
    course.file(f"{quiz}/mod_resource/content/0", "x.gift", GIFT.encode())
    folder = course.activity("0", "folder", "Photos")
    for name in ("10.png", "2.png"):
        course.file(f"{folder}/mod_folder/content/0", name, DOT)
    course.activity("0", "resource", "Perdu")
    made = brought(course.write())
    assert tree(made) == [
        (1, "lesson", "Bonjour"),
        (1, "topic", "Le livre"),
        (2, "lesson", "Chapitre 1"),
        (2, "lesson", "Chapitre 2"),
        (1, "lesson", "Le site"),
        (1, "exercise", "Le quiz"),
        (1, "topic", "Photos"),
        (2, "lesson", "2"),
        (2, "lesson", "10"),
    ]
    assert "https://example.org/a" in text(made, "Le site")
    assert left_out(made) == {
        "Chapitre 3": "it is hidden from learners there",
        "Perdu": "its file is missing in the archive",
    }


def test_what_has_no_counterpart_is_listed_by_name(course):
    course.section("0")
    course.activity("0", "page", "Lire", page("x"))
    for kind in ("forum", "assign", "wiki", "h5pactivity", "scorm"):
        course.activity("0", kind, f"Mon {kind}")
    course.activity("0", "page", "Cachée", page("x"), visible="0")
    told = left_out(brought(course.write()))
    assert told["Mon forum"] == "“forum” has no counterpart here"
    assert set(told) == {
        *(f"Mon {k}" for k in ("forum", "assign", "wiki", "h5pactivity", "scorm")),
        "Cachée",
    }


def test_links_between_activities_lead_to_what_they_became(course):
    course.section("0")
    links = "".join(f'<a href="$@PAGEVIEWBYID*{n}@$">{n}</a> ' for n in (2, 3, 9))
    course.activity("0", "page", "Un", page(links))
    course.activity("0", "page", "Deux", page("deux"))
    quiz = course.activity("0", "resource", "Quiz")
    course.file(f"{quiz}/mod_resource/content/0", "x.gift", GIFT.encode())
    made = brought(course.write())
    shown = text(made, "Un")
    assert f'href="../{node(made, "Deux").id}/"' in shown
    assert f'href="../{node(made, "Quiz").id}/"' in shown
    assert shown.count("href") == 2


def test_a_quiz_becomes_an_exercise_and_the_rest_of_the_bank_another(course):
    course.section("0")
    choice = "<multichoice><single>1</single><shuffleanswers>0</shuffleanswers></multichoice>"
    truth = "<truefalse><trueanswer>3</trueanswer><falseanswer>4</falseanswer></truefalse>"
    record = (
        "<numerical_records><numerical_record id='1'><answer>5</answer><tolerance>0.5</tolerance>"
        "</numerical_record></numerical_records>"
    )
    course.categories = [
        category(
            "Plantes",
            question(
                1, "multichoice", "<p>Où ?</p>", answers((1, "Ici", "1.0"), (2, "Là", "0")) + choice
            ),
            question(
                2, "truefalse", "Vrai ?", answers((3, "Vrai", "1.0"), (4, "Faux", "0")) + truth
            ),
            question(3, "numerical", "Combien ?", answers((5, "7", "1.0")) + record),
            question(
                4,
                "multianswer",
                "Le {#1} est vert.",
                "<multianswer><sequence>5</sequence></multianswer>",
            ),
            question(
                5, "shortanswer", "{1:SHORTANSWER:=blé}", answers((6, "blé", "1.0")), parent=4
            ),
            question(6, "shortanswer", "Le nom ?", answers((7, "orge", "1.0"))),
            question(7, "random", "", ""),
        )
    ]
    asked = "".join(
        f'<question_instance id="{n}"><questionid>{n}</questionid></question_instance>'
        for n in (2, 1, 3, 4, 7)
    )
    course.activity("0", "quiz", "Contrôle", f"<question_instances>{asked}</question_instances>")
    made = brought(course.write())
    assert tree(made) == [(1, "exercise", "Contrôle"), (1, "exercise", "Plantes")]
    kinds = [type(each) for each in exercise(made, "Contrôle").questions]
    assert kinds == [TrueFalse, Choice, Number, Parts]
    true, picked, number, _ = exercise(made, "Contrôle").questions
    assert (true.key, picked.options, picked.key) == (True, ("Ici", "Là"), (0,))
    assert (number.key, number.tolerance) == ("7", "0.5")
    assert [type(each) for each in exercise(made, "Plantes").questions] == [Short]
    assert ("Contrôle", "questions drawn at random, or not in this backup, were left out (1)") in (
        changed(made)
    )


def test_the_bank_of_moodle_4_is_read_by_its_entries_with_pictures(course):
    course.section("0")
    shown = '<p><img src="@@PLUGINFILE@@/a.png" alt="Feuille"></p>'
    own = question(8, "shortanswer", shown, answers((7, "orge", "1.0")))
    course.categories = [category("Plantes", own, entries=True)]
    course.file("9/question/questiontext/8", "a.png", DOT)
    reference = (
        "<question_reference><questionbankentryid>50</questionbankentryid></question_reference>"
    )
    asked = f'<question_instance id="1">{reference}</question_instance>'
    course.activity("0", "quiz", "Contrôle", f"<question_instances>{asked}</question_instances>")
    made = brought(course.write())
    assert tree(made) == [(1, "exercise", "Contrôle")]
    assert "files/" in exercise(made, "Contrôle").questions[0].prompt
    assert {file.role for file in node(made, "Contrôle").files} == {"main", "picture"}


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"\x1f\x8b\x08\0\0", zipped({"a": "b"})],
    ids=["empty", "cut zip", "cut tar", "another archive"],
)
def test_what_is_no_backup_is_refused(tmp_path, data):
    path = tmp_path / "a.mbz"
    path.write_bytes(data)
    with pytest.raises(FileNotTaken, match=r"a\.mbz"):
        brought(path)


def test_a_broken_activity_stops_none_of_the_others(course):
    course.section("0")
    course.activity("0", "page", "Un", page("un"))
    course.activity("0", "page", "Deux", page("deux"))
    course.entries["activities/page_2/page.xml"] = "<activity><page>"
    made = brought(course.write())
    assert [title for _, _, title in tree(made)] == ["Un"]
    assert set(left_out(made)) == {"Deux"}
