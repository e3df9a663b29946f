"""A course as sound files, for a cell without a PC."""

import pytest
from click.testing import CliRunner

from i18n.speech import mp3
from server.cli import ardoise
from server.library.sounds import NothingSpoken, write_sounds


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


def test_the_console_writes_them_and_says_how_many(school, tmp_path):
    words = ["--home", str(school.site.home.folder), "library", "sounds", "maths"]
    result = CliRunner().invoke(ardoise, [*words, "--out", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    assert len(list((tmp_path / "out").glob("*.mp3"))) >= 1
    missing = CliRunner().invoke(ardoise, [*words[:-1], "nulle", "--out", str(tmp_path / "out")])
    assert missing.exit_code == 1
