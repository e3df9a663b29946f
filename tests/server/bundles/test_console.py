"""The console shows of a stick, and of what waits, what the pages show."""

import json

import pytest
from click.testing import CliRunner

from i18n.translate import use_language
from server.bundles.cli import bundle


@pytest.fixture
def say(desk):
    """Return what runs a verb of ``ardoise bundle``: exit code and output."""

    def said(*words):
        use_language("en")
        done = CliRunner().invoke(bundle, list(words), obj=desk.school.site)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout, done.stderr

    return said


def spoil_a_part(medium):
    part = max((medium.root / "parts").glob("*/*"), key=lambda path: path.stat().st_size)
    part.chmod(0o644)
    part.write_bytes(b"\x00" + part.read_bytes()[1:])


def test_checking_says_what_was_verified_and_what_was_not(desk, say):
    spoil_a_part(desk.medium)
    code, told, noted = say("check", str(desk.medium.root), "--json")
    assert (code, json.loads(told)[0]["verified"]) == (0, "signatures")
    assert "parts were not read" in noted


def test_checking_every_byte_finds_a_part_that_is_spoilt(desk, say):
    place = str(desk.medium.root)
    code, told, noted = say("check", place, "--every-byte", "--json")
    assert (code, json.loads(told)[0]["verified"]) == (0, "every byte")
    assert "to the last byte" in noted
    spoil_a_part(desk.medium)
    code, told, _ = say("check", place, "--every-byte", "--json")
    (row,) = json.loads(told)
    assert (code, row["verified"]) == (1, "")
    assert "is not what was signed: parts/" in row["refused"]


def test_what_waits_is_shown_with_its_tree_and_figures(desk, say):
    arrival = desk.waiting()
    code, told, _ = say("show", str(arrival.id))
    assert code == 0
    for words in (
        arrival.manifest,
        "not installed",
        "+ Sums",
        "Fractions  (Lesson · العربية, English, Français",
        "CC BY-SA 4.0",
        "Teachers only",
        "5 new, 0 changed, 0 removed, 0 as before",
    ):
        assert words in told


def test_what_waits_is_shown_to_a_script(desk, say):
    arrival = desk.waiting()
    body = json.loads(say("show", str(arrival.id), "--json")[1])
    assert (body["bundle"], body["release"], body["manifest"]) == ("maths", 1, arrival.manifest)
    assert [node["title"] for node in body["tree"]] == ["Sums"]
    assert body["changes"] == {"new": 5, "changed": 0, "same": 0, "removed": 0}
    assert body["removed"] == []


def test_what_does_not_wait_is_not_shown(desk, say):
    arrival = desk.waiting()
    desk.refuse(arrival, "No")
    with pytest.raises(Exception, match="does not wait"):
        say("show", str(arrival.id))
