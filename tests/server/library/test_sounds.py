"""A course as sound files, for a cell without a PC."""

import io
import zipfile

import pytest
from click.testing import CliRunner

from i18n.speech import mp3
from server.cli import ardoise
from server.library.sounds import NothingSpoken, write_sounds
from server.roles import Role


def test_each_page_of_a_course_becomes_one_sound_file(school, node, tmp_path):
    written = write_sounds(school.site, "maths", "fr", tmp_path / "out", lambda done, of: None)
    assert sorted((tmp_path / "out").iterdir()) == written
    (one,) = [path for path in written if path.name.endswith("Les fractions.mp3")]
    page = school.seat().get(f"/library/{node('Les fractions').id}/speech/fr/all.mp3")
    assert one.read_bytes() == page.data
    assert mp3.seconds(one.read_bytes()) > 3


def test_a_course_without_pages_in_a_language_is_refused(school, tmp_path):
    with pytest.raises(NothingSpoken):
        write_sounds(school.site, "maths", "tr", tmp_path / "out", lambda done, of: None)
    assert list((tmp_path / "out").iterdir()) == []


def test_staff_take_a_course_with_them_as_one_file(school):
    teacher = school.sign_in(school.person("Alix Roy", Role.TEACHER))
    assert "/sounds/maths.zip" in teacher.page("/library/courses/maths/")
    answer = teacher.get("/sounds/maths.zip?language=fr")
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as made:
        assert made.testzip() is None
        (one,) = [name for name in made.namelist() if name.endswith("Les fractions.mp3")]
        assert mp3.seconds(made.read(one)) > 3


def test_no_learner_is_offered_the_files_and_a_course_that_is_not_there_has_none(school):
    assert "/sounds/" not in school.seat().page("/library/courses/maths/")
    teacher = school.sign_in(school.person("Alix Roy", Role.TEACHER))
    assert teacher.get("/sounds/nowhere.zip").status_code == 404
    assert teacher.get("/sounds/maths.zip?language=tr").status_code == 409
    assert teacher.get("/sounds/maths.zip?language=xx").status_code == 409


def test_the_console_writes_them_and_says_how_many(school, tmp_path):
    words = ["--home", str(school.site.home.folder), "library", "sounds", "maths"]
    result = CliRunner().invoke(ardoise, [*words, "--out", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    assert len(list((tmp_path / "out").glob("*.mp3"))) >= 1
    missing = CliRunner().invoke(ardoise, [*words[:-1], "nulle", "--out", str(tmp_path / "out")])
    assert missing.exit_code == 1
