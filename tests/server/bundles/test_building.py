"""``ardoise bundle build`` recognises what it is given, and says what it did not take."""

import pytest
from click.testing import CliRunner

from content.bundle import open_bundle
from content.formats.folder import FolderRefused
from content.formats.kolibri.opening import NotAChannel
from i18n.translate import use_language
from server.bundles.cli import bundle
from tests.content.formats.drives import Channel, Drive, identity


@pytest.fixture
def drive(tmp_path):
    return Drive(tmp_path / "drive")


def built(drive, *words):
    """Build what is on a drive: exit code, lines for programs, lines for people."""
    use_language("en")
    out = drive.root.parent / "out"
    done = CliRunner().invoke(bundle, ["build", str(drive.root), "--out", str(out), *words])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout.splitlines(), done.stderr


def channel(drive, name="canal"):
    made = Channel(drive, name)
    made.video(f"Film de {name}")
    made.page("Exercice", "exercise", b"x", "perseus")
    made.write()
    return made


def test_a_kolibri_drive_becomes_a_bundle_and_the_report_lies_beside_it(drive, tmp_path):
    channel(drive)
    code, (line,), told = built(drive)
    target = tmp_path / "out" / f"{identity('canal')}-1"
    assert code == 0
    assert line == f"{target}  {open_bundle(target).sha256}"
    report = target.with_name(f"{target.name}.txt").read_text("utf-8")
    for words in ("Left out (1)", "Exercice"):
        assert words in told and words in report
    assert "Pages in the bundle: 1 of 2" in report


def test_every_channel_of_a_drive_becomes_a_bundle_or_the_one_that_was_chosen(drive):
    for name in ("un", "deux"):
        channel(drive, name)
    assert len(built(drive)[1]) == 2
    (line,) = built(drive, "--channel", identity("deux")[:8])[1]
    assert identity("deux") in line


def test_a_channel_that_cannot_be_read_stops_none_of_the_others(drive):
    for name in ("un", "deux"):
        channel(drive, name)
    drive.database("un").write_bytes(b"no database")
    code, lines, told = built(drive)
    assert (code, len(lines)) == (1, 1)
    assert f"{identity('un')}.sqlite3" in told


def test_the_only_channel_of_a_drive_is_refused_in_one_sentence(drive):
    channel(drive)
    drive.database("canal").write_bytes(b"no database")
    with pytest.raises(NotAChannel):
        built(drive)


def test_what_nothing_recognises_is_told_what_a_course_of_ours_holds(tmp_path):
    use_language("en")
    words = ["build", str(tmp_path), "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(bundle, words)
    assert isinstance(done.exception, FolderRefused)
    assert "channel.toml" in done.stderr
