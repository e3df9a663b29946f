"""A subject opens with two people's codes at its time, and with nothing less."""

import shutil
import subprocess
import zipfile
from datetime import timedelta

import pytest

from sync.sealing import codes, headers, subject
from sync.sealing.codes import MistypedCode
from sync.sealing.headers import (
    ForeignSigner,
    Header,
    OtherRoom,
    OtherSession,
    TooLate,
    TooNew,
    Unsigned,
)
from sync.sealing.holders import Signer
from sync.sealing.parcels import NotAParcel, PartAdded, PartChanged, PartMissing
from sync.sealing.subject import ContentUnreadable, TooEarly, Wanted, WrongKey
from tests.sync.sealing.conftest import BOARD, OPENS, PAPER, SEALED, SOUND, UNTIL, Sealed
from tests.sync.sealing.with_age import age, needs_age

SECOND = timedelta(seconds=1)


def test_two_codes_open_paper_and_recordings_at_the_hour(sealed):
    found = sealed.open()
    assert found.paper == PAPER
    assert found.media == (sealed.sha256,)
    assert (sealed.media / sealed.sha256).read_bytes() == SOUND
    assert [path.name for path in sealed.media.iterdir()] == [sealed.sha256]


def test_days_before_all_but_the_content_is_checked_and_told(sealed):
    header = sealed.check()
    assert (header.title, header.room, header.session) == ("Français", "Salle 2", "CAP 2026-11")
    assert (header.opens_at, header.until, header.signer) == (OPENS, UNTIL, BOARD.card)
    assert Header.from_bytes(header.to_bytes()) == header


def test_neither_content_nor_codes_stand_in_the_file(sealed):
    data = sealed.path.read_bytes()
    assert SOUND[:12] not in data and PAPER not in data
    assert not any(code.encode() in data for code in sealed.codes)


def test_one_minute_early_nothing_opens(sealed):
    with pytest.raises(TooEarly) as refusal:
        sealed.open(at=OPENS - SECOND)
    assert refusal.value.values == {"opens": OPENS}
    assert not sealed.media.exists()


@pytest.mark.parametrize("holder", [1, 2])
def test_a_wrong_code_is_told_by_whose_it_is(sealed, holder):
    typed = list(sealed.codes)
    typed[holder - 1] = codes.new(holder)
    with pytest.raises(WrongKey) as refusal:
        sealed.open(*typed)
    assert refusal.value.values["holder"] == holder
    assert list(sealed.media.iterdir()) == []


def test_one_persons_code_twice_opens_nothing(sealed):
    with pytest.raises((MistypedCode, WrongKey)):
        sealed.open(sealed.codes[0], sealed.codes[0])
    with pytest.raises((MistypedCode, WrongKey)):
        sealed.open(*reversed(sealed.codes))


@pytest.mark.parametrize(
    ("expected", "refusal"),
    [
        pytest.param({"signers": ()}, ForeignSigner, id="nobody is pinned"),
        pytest.param({"signers": (Signer("x", b"x" * 32).card,)}, ForeignSigner, id="another is"),
        pytest.param({"session": "CAP 2027-06"}, OtherSession, id="another exam"),
        pytest.param({"room": "Salle 3"}, OtherRoom, id="another room"),
        pytest.param({"at": UNTIL + SECOND}, TooLate, id="too late"),
    ],
)
def test_a_subject_that_is_not_for_this_sitting_is_refused_days_before(sealed, expected, refusal):
    with pytest.raises(refusal):
        sealed.check(**expected)


def test_a_subject_for_any_room_and_session_fits_all(tmp_path):
    sealed = Sealed(tmp_path, session="", room="", until=None)
    assert sealed.check(at=UNTIL + SECOND).until is None


def test_a_subject_for_a_newer_program_is_refused_days_before(tmp_path, monkeypatch):
    monkeypatch.setattr(subject, "PROGRAM", headers.PROGRAM + 1)
    sealed = Sealed(tmp_path)
    with pytest.raises(TooNew):
        sealed.check()


def rewritten(sealed, change):
    """Write the file again with other entries."""
    with zipfile.ZipFile(sealed.path) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(sealed.path, "w") as new:
        for name, data in change(entries).items():
            new.writestr(name, data)


def without(name):
    return lambda entries: {n: data for n, data in entries.items() if n != name}


def replacing(name, old, new):
    return lambda entries: entries | {name: entries[name].replace(old, new)}


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param(replacing("header.json", b"08:00", b"07:00"), Unsigned, id="another hour"),
        pytest.param(replacing("header.json", b"Salle 2", b"Salle 3"), Unsigned, id="another room"),
        pytest.param(lambda all_: all_ | {"header.sig": bytes(64)}, Unsigned, id="no signature"),
        pytest.param(lambda all_: all_ | {"header.sig": b""}, Unsigned, id="an empty one"),
        pytest.param(lambda all_: all_ | {"key.age": b"x"}, PartChanged, id="another key"),
        pytest.param(lambda all_: all_ | {"more.txt": b"x"}, PartAdded, id="a file added"),
        pytest.param(without("content.age"), PartMissing, id="no content"),
        pytest.param(without("header.json"), PartMissing, id="no header"),
        pytest.param(lambda all_: all_ | {"header.json": b"{}"}, NotAParcel, id="no such header"),
    ],
)
def test_a_file_that_was_changed_is_refused_days_before(sealed, change, refusal):
    rewritten(sealed, change)
    with pytest.raises(refusal):
        sealed.check()


def test_a_damaged_byte_is_refused_or_harmless_wherever_it_is(sealed):
    whole = sealed.path.read_bytes()
    header = sealed.check()
    for at in range(0, len(whole), 997):
        sealed.path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        try:
            assert sealed.check() == header
        except (NotAParcel, PartChanged, PartMissing, PartAdded, Unsigned):
            continue


@pytest.mark.parametrize("size", [0, 100, -1, -30_000])
def test_a_file_that_was_cut_off_is_refused(sealed, size):
    sealed.path.write_bytes(sealed.path.read_bytes()[:size])
    with pytest.raises(NotAParcel):
        sealed.check()


def test_content_sealed_for_other_codes_is_told_as_damaged(sealed, tmp_path):
    (tmp_path / "other").mkdir()
    other = Sealed(tmp_path / "other")
    with zipfile.ZipFile(other.path) as file:
        foreign = file.read("content.age")
    with zipfile.ZipFile(sealed.path) as file:
        entries = {name: file.read(name) for name in file.namelist()}
    header = headers.Header.from_bytes(entries["header.json"])
    forged = {**header.__dict__, "content": subject.described(foreign)}
    entries["header.json"] = headers.Header(**forged).to_bytes()
    entries["header.sig"] = BOARD.sign(entries["header.json"])
    rewritten(sealed, lambda all_: entries | {"content.age": foreign})
    with pytest.raises(ContentUnreadable):
        sealed.open()
    assert list(sealed.media.iterdir()) == []


def test_a_recording_that_is_not_the_one_of_its_name_is_not_sealed(tmp_path):
    (tmp_path / "sound").write_bytes(b"another")
    wanted = Wanted("x", PAPER, {"0" * 64: tmp_path / "sound"}, OPENS)
    with pytest.raises(PartChanged):
        subject.seal(tmp_path / "x.subject", wanted, BOARD, at=SEALED)
    assert [path.name for path in tmp_path.iterdir()] == ["sound"]


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not on this machine")
def test_openssl_alone_verifies_who_signed(sealed, tmp_path):
    with zipfile.ZipFile(sealed.path) as file:
        file.extractall(tmp_path)
    prefix = bytes.fromhex("302a300506032b6570032100")
    (tmp_path / "board.der").write_bytes(prefix + BOARD.card.sign)
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin"]
    files = ["-inkey", "board.der", "-in", "header.json", "-sigfile", "header.sig"]
    done = subprocess.run([*command, *files], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@needs_age
def test_the_plain_age_opens_a_subject_with_both_codes(sealed, tmp_path):
    with zipfile.ZipFile(sealed.path) as file:
        file.extractall(tmp_path)
    steps = [
        (("-d", "-o", "inner.age", "key.age"), [sealed.codes[0]]),
        (("-d", "-o", "key.txt", "inner.age"), [sealed.codes[1]]),
        (("-d", "-i", "key.txt", "-o", "content.zip", "content.age"), []),
    ]
    for arguments, typed in steps:
        assert age(*arguments, typed=typed, cwd=tmp_path) == 0
    with zipfile.ZipFile(tmp_path / "content.zip") as file:
        assert file.read("paper.json") == PAPER
        assert file.read(f"media/{sealed.sha256}") == SOUND
