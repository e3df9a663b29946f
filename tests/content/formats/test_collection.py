"""A file, or a folder of files, becomes a channel; what nobody says is asked for."""

import pytest

from content.bundle import build
from content.formats import files
from content.formats.channels import (
    BadId,
    LanguageNotSaid,
    NoLicense,
    UnknownLanguage,
)
from content.formats.collection import FileNotTaken, NothingTaken, UnknownFile
from content.formats.folder import FolderRefused
from tests.content.formats.brought import GIFT, brought, changed, exercise, left_out, tree


@pytest.fixture
def quiz(tmp_path):
    path = tmp_path / "01 - Géographie_facile.gift"
    path.write_text(GIFT, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    """A folder of files of questions, some of them in others."""
    root = tmp_path / "Mes cours"
    for name in ("10 Fin.gift", "2 Début.gift", "Maths/Suites.gift", "Maths/Calcul.gift"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GIFT, "utf-8")
    return root


def test_a_file_becomes_a_channel_with_its_name(quiz, tmp_path):
    made = brought(quiz)
    channel = made.draft.catalogue.channel
    assert (channel.id, channel.release) == ("01-geographie-facile", 1)
    assert channel.versions[0].title == "Géographie facile"
    assert tree(made) == [(1, "exercise", "Géographie facile")]
    assert exercise(made, "Géographie facile").questions[0].options[0] == "Paris"
    assert build(made.draft, tmp_path / "out").is_dir()


def test_what_is_asked_for_is_what_the_channel_says(quiz):
    asked = {
        "id": "geo",
        "title": "La géo",
        "author": "M. X",
        "license_owner": "Lycée",
        "release": 3,
    }
    channel = brought(quiz, subject="culture", level="cfg", **asked).draft.catalogue.channel
    assert (channel.id, channel.author, channel.license_owner) == ("geo", "M. X", "Lycée")
    assert (channel.versions[0].title, channel.release) == ("La géo", 3)
    assert (channel.subject, channel.level) == ("culture", "cfg")


def test_what_was_only_supposed_is_said(quiz):
    told = "\n".join(brought(quiz).notes.about)
    assert "--id 01-geographie-facile" in told and "--release" in told
    told = "\n".join(brought(quiz, id="geo", release=1).notes.about)
    assert "--id" not in told and "--release" not in told


@pytest.mark.parametrize(
    ("asked", "refusal", "names"),
    [
        pytest.param({"license": ""}, NoLicense, "--license", id="no licence"),
        pytest.param({"language": ""}, LanguageNotSaid, "--language", id="no language"),
        pytest.param({"language": "xx"}, UnknownLanguage, "--language", id="an unknown language"),
        pytest.param({"id": "Ma géo"}, BadId, "--id", id="an id that is none"),
    ],
)
def test_what_has_no_honest_default_is_asked_for_by_the_name_of_its_option(
    quiz, asked, refusal, names
):
    with pytest.raises(refusal) as refused:
        brought(quiz, **asked)
    assert names in refused.value.in_words()


def test_the_pages_of_a_file_keep_their_ids_when_it_gets_another_name(quiz):
    before = brought(quiz, id="geo").draft.catalogue.nodes
    after = brought(quiz.rename(quiz.with_name("v2.gift")), id="geo").draft.catalogue.nodes
    assert [node.id for node in before] == [node.id for node in after]


def test_an_unknown_file_is_refused_with_all_that_is_read(tmp_path):
    path = tmp_path / "plan.dwg"
    path.write_bytes(b"AC1027")
    with pytest.raises(UnknownFile) as refused:
        brought(path)
    assert all(each.name in refused.value.in_words() for each in files.FILES)


def test_a_file_of_which_nothing_can_be_made_is_refused_with_its_reason(tmp_path):
    path = tmp_path / "vide.gift"
    path.write_text("// rien\n")
    with pytest.raises(FileNotTaken, match=r"vide\.gift.*no question"):
        brought(path)


def test_folders_become_topics_in_the_order_in_which_people_count(folder, tmp_path):
    made = brought(folder)
    assert made.draft.catalogue.channel.id == "mes-cours"
    assert tree(made) == [
        (1, "exercise", "Début"),
        (1, "exercise", "Fin"),
        (1, "topic", "Maths"),
        (2, "exercise", "Calcul"),
        (2, "exercise", "Suites"),
    ]
    assert build(made.draft, tmp_path / "out").is_dir()


def test_a_file_that_cannot_be_read_stops_none_of_the_others(folder):
    (folder / "Maths" / "Cassé.gift").write_bytes(b"\xff\xff{}")
    (folder / "plan.dwg").write_bytes(b"AC1027")
    (folder / "Lien.gift").symlink_to(folder / "10 Fin.gift")
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "Vide").mkdir()
    made = brought(folder)
    assert len(tree(made)) == 5
    told = left_out(made)
    assert set(told) == {"Maths › Cassé.gift", "plan.dwg", "Lien.gift"}
    assert "UTF-8" in told["Maths › Cassé.gift"]


def test_a_folder_of_which_nothing_can_be_made_says_why(folder):
    for path in folder.rglob("*.gift"):
        path.write_text("// rien\n")
    with pytest.raises(NothingTaken, match="4 files were left out"):
        brought(folder)


def test_a_folder_without_any_known_file_is_told_what_a_course_holds(tmp_path):
    (tmp_path / "plan.dwg").write_bytes(b"AC1027")
    with pytest.raises(FolderRefused):
        brought(tmp_path)


def test_a_long_list_of_questions_is_drawn_from(tmp_path):
    path = tmp_path / "banque.gift"
    path.write_text("\n".join(f"::q{n}:: {n} + 1 ? {{#{n + 1}}}\n" for n in range(30)))
    made = brought(path)
    assert exercise(made, "banque").mastery.draw == 20
    assert len(exercise(made, "banque").questions) == 30
    assert ("banque", "each go at it draws 20 of its 30 questions") in changed(made)


def test_questions_of_several_categories_become_an_exercise_each(tmp_path):
    path = tmp_path / "banque.gift"
    path.write_text(f"$CATEGORY: $course$/top/Villes\n\n{GIFT}\n$CATEGORY: Nord/Lille\n\n{GIFT}")
    assert [title for _, _, title in tree(brought(path))] == ["Villes", "Nord › Lille"]
