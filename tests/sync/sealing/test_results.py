"""The board believes results only if nothing was changed since the sitting was closed."""

import hashlib
import json
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest
from pyrage import x25519

from sync.sealing import chain, checkpoints, results, streams, verifying
from sync.sealing.chain import ChainBroken
from sync.sealing.checkpoints import Checkpoint, CheckpointForged
from sync.sealing.holders import Card, Signer
from sync.sealing.merkle import Tree
from sync.sealing.parcels import NotAParcel, PartAdded, PartChanged, PartMissing
from sync.sealing.results import ANSWERS, LOG, MANIFEST, MARKS, NOTE, SIGNATURE, Results
from sync.sealing.verifying import (
    ImportedBefore,
    LogCut,
    ManifestForged,
    NotForThisKey,
    OtherMark,
    RecordChanged,
    RecordMissing,
    UnknownSite,
)
from tests.sync.sealing.with_age import AGE, needs_age

CLOSED = datetime(2026, 11, 27, 11, tzinfo=UTC)
SITE, THIEF = Signer("Salle 2", b"1" * 32), Signer("Salle 2", b"2" * 32)
KEYS = [str(x25519.Identity.generate()) for _ in range(2)]
BOARD = Card(
    "Service", b"3" * 32, tuple(str(x25519.Identity.from_str(k).to_public()) for k in KEYS)
)
SESSION = "7"
UPLOAD = b"an essay as a file"


def a_sitting():
    """Return the chain, the answers and the marks of a small sitting."""
    events, answers, before = [], [], chain.FIRST
    for number in range(1, 8):
        event = {"number": number, "kind": "started", "candidate": "12345", "details": {}}
        if number > 1:
            text = json.dumps([f"réponse {number}"])
            told = {"place": 0, "uuid": f"u{number}", "revision": number - 1, "aside": ""}
            answers.append(told | {"candidate": "12345", "answer": text, "event": number})
            told = told | {"sha256": hashlib.sha256(text.encode()).hexdigest()}
            event |= {"kind": "saved", "details": told}
        event["before"] = before
        event["hash"] = before = chain.hash_of(event)
        events.append(event)
    marks = [{"candidate": "12345", "place": 0, "points": "3/2"}]
    return events, answers, marks


def note_of(events, signer=SITE):
    tree = Tree(chain.canonical(event).encode() for event in events)
    origin = checkpoints.origin_of(signer.card, SESSION)
    return checkpoints.sign(Checkpoint.of(origin, tree), signer)


def chained(events):
    """Write the hashes of a chain again, as its forger would."""
    before = chain.FIRST
    for number, event in enumerate(events, 1):
        event |= {"number": number, "before": before}
        event["hash"] = before = chain.hash_of(event)
    return events


class Sealed:
    """A file of results on the board's desk."""

    def __init__(self, folder, *, signer=SITE, events=None, answers=None, marks=None, note=None):
        true = a_sitting()
        self.folder, self.path, self.clear = folder, folder / "r.age", folder / "clear"
        upload = folder / "upload"
        upload.write_bytes(UPLOAD)
        events = true[0] if events is None else events
        whole = Results(
            session=SESSION,
            title="Français",
            closed_at=CLOSED,
            events=events,
            answers=true[1] if answers is None else answers,
            marks=true[2] if marks is None else marks,
            note=note_of(events, signer) if note is None else note,
            uploads={hashlib.sha256(UPLOAD).hexdigest(): upload},
            papers={"pv.html": b"<p>"},
            vouching=("saved",),
        )
        self.sha256 = results.seal(self.path, whole, signer, BOARD, at=CLOSED)

    def verify(self, key=KEYS[0], sites=(SITE.card,), **more):
        with verifying.opened(self.path, [key], self.clear) as parcel:
            return verifying.verify(parcel, sites, **more)

    def rewrite(self, change):
        """Seal it again with other entries, as the owner of the server can."""
        zipped = pyrage.decrypt(self.path.read_bytes(), [x25519.Identity.from_str(KEYS[0])])
        self.clear.write_bytes(zipped)
        with zipfile.ZipFile(self.clear) as old:
            entries = {name: old.read(name) for name in old.namelist()}
        with zipfile.ZipFile(self.clear, "w") as new:
            for name, data in change(entries).items():
                new.writestr(name, data)
        readers = [x25519.Recipient.from_str(reader) for reader in BOARD.read]
        self.path.write_bytes(pyrage.encrypt(self.clear.read_bytes(), readers))
        self.clear.unlink()


@pytest.fixture
def sealed(tmp_path):
    return Sealed(tmp_path)


@pytest.mark.parametrize("key", KEYS, ids=["the board's", "the spare one"])
def test_results_as_they_were_sealed_are_believed(sealed, key):
    found = sealed.verify(key)
    assert (found.session, found.title, found.closed_at) == (SESSION, "Français", CLOSED)
    assert (found.events, found.answers, found.marks) == (7, 6, 1)
    assert found.site == SITE.card
    assert sealed.verify(paper=found.mark.lower().replace("-", " ")) == found
    assert not sealed.clear.exists()
    assert sealed.sha256 == hashlib.sha256(sealed.path.read_bytes()).hexdigest()


def test_nothing_in_the_clear_is_left_beside_the_file(sealed):
    assert sorted(path.name for path in sealed.folder.iterdir()) == ["r.age", "upload"]
    assert b"ponse" not in sealed.path.read_bytes()


def test_another_key_opens_nothing(sealed):
    with pytest.raises(NotForThisKey):
        sealed.verify(str(x25519.Identity.generate()))
    assert not sealed.clear.exists()


def test_every_flipped_bit_and_every_cut_is_noticed(sealed):
    whole = sealed.path.read_bytes()
    spoilt = [
        whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 401)
    ]
    spoilt += [whole[:at] for at in (0, 30, 300, 3000, len(whole) - 1)]
    for data in spoilt:
        sealed.path.write_bytes(data)
        with pytest.raises((NotForThisKey, NotAParcel)):
            sealed.verify()


def test_a_full_disk_is_not_told_as_damage(sealed):
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full on this machine")
    keys = [x25519.Identity.from_str(KEYS[0])]
    with (
        sealed.path.open("rb") as source,
        full.open("wb", buffering=0) as target,
        pytest.raises(OSError, match="space"),
    ):
        streams.decrypt(source, target, keys)


def test_results_of_a_site_whose_card_is_not_there_are_told_with_its_letters(sealed):
    with pytest.raises(UnknownSite) as refusal:
        sealed.verify(sites=[THIEF.card])
    assert refusal.value.values == {"site": "Salle 2", "letters": SITE.card.letters}


def test_the_same_sitting_is_not_imported_twice(sealed):
    found = sealed.verify()
    assert found.origin == f"{SITE.card.key_name}/{SESSION}"
    with pytest.raises(ImportedBefore):
        sealed.verify(seen={found.origin})


def test_the_mark_on_paper_decides(sealed):
    with pytest.raises(OtherMark):
        sealed.verify(paper="AAAA-BBBB-CCCC-DDDD")


def replacing(name, old, new):
    def change(entries):
        assert old in entries[name]
        return entries | {name: entries[name].replace(old, new)}

    return change


def listed_anew(entries, signer=None):
    """Write the manifest as entries are now; sign it if somebody can."""
    manifest = json.loads(entries[MANIFEST])
    manifest["files"] = {
        name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in entries.items()
        if name not in (MANIFEST, SIGNATURE)
    }
    if signer:
        manifest["signer"] = signer.card.as_json()
    data = json.dumps(manifest).encode()
    signature = signer.sign(data) if signer else entries[SIGNATURE]
    return entries | {MANIFEST: data, SIGNATURE: signature}


def without_last_line(entries):
    return entries | {LOG: entries[LOG].rstrip().rpartition(b"\n")[0] + b"\n"}


MARK_CHANGED = replacing(MARKS, b"3/2", b"4/2")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param(MARK_CHANGED, PartChanged, id="a mark"),
        pytest.param(lambda all_: listed_anew(MARK_CHANGED(all_)), ManifestForged, id="and list"),
        pytest.param(
            lambda all_: listed_anew(MARK_CHANGED(all_), THIEF), UnknownSite, id="signed by another"
        ),
        pytest.param(without_last_line, PartChanged, id="the log cut"),
        pytest.param(
            lambda all_: listed_anew(without_last_line(all_)), ManifestForged, id="cut, new list"
        ),
        pytest.param(
            lambda all_: listed_anew(without_last_line(all_), SITE), LogCut, id="cut by its owner"
        ),
        pytest.param(lambda all_: all_ | {"papers/x": b""}, PartAdded, id="a file added"),
        pytest.param(
            lambda all_: {n: d for n, d in all_.items() if n != ANSWERS}, PartMissing, id="missing"
        ),
        pytest.param(
            lambda all_: {n: d for n, d in all_.items() if n != SIGNATURE}, PartMissing, id="bare"
        ),
        pytest.param(lambda all_: all_ | {MANIFEST: b"[]"}, NotAParcel, id="no list"),
        pytest.param(
            lambda all_: listed_anew(all_ | {ANSWERS: b"x\n"}, SITE), PartChanged, id="no lines"
        ),
    ],
)
def test_what_is_changed_after_sealing_is_refused_by_name(sealed, change, refusal):
    sealed.rewrite(change)
    with pytest.raises(refusal):
        sealed.verify()


# ---- by the owner of the server, who can sign again ----


def edited(rows, at, **other):
    rows[at] = rows[at] | other
    return rows


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param(lambda rows: edited(rows, 2, answer='["x"]'), RecordChanged, id="edited"),
        pytest.param(lambda rows: edited(rows, 2, candidate="54321"), RecordChanged, id="given"),
        pytest.param(lambda rows: edited(rows, 2, place=1), RecordChanged, id="moved"),
        pytest.param(lambda rows: edited(rows, 2, event=99), RecordChanged, id="of no event"),
        pytest.param(
            lambda rows: edited(rows, 2, answer=rows[3]["answer"]), RecordChanged, id="swapped"
        ),
        pytest.param(lambda rows: rows[:2] + rows[3:], RecordMissing, id="removed"),
        pytest.param(lambda rows: [*rows, rows[-1]], RecordMissing, id="twice"),
    ],
)
def test_answers_that_are_not_those_of_the_log_are_refused_whoever_signs(tmp_path, change, refusal):
    sealed = Sealed(tmp_path, answers=change(a_sitting()[1]))
    with pytest.raises(refusal):
        sealed.verify()


def test_an_event_changed_in_the_middle_is_named(tmp_path):
    events = a_sitting()[0]
    events[3] = events[3] | {"kind": "paused"}
    with pytest.raises(ChainBroken) as refusal:
        Sealed(tmp_path, events=events).verify()
    assert refusal.value.values == {"number": 4}


def test_a_log_written_anew_and_signed_anew_gives_another_mark_than_the_paper(tmp_path):
    events, answers, _ = a_sitting()
    true_mark = checkpoints.read(note_of(events), SITE.card).mark()
    shorter = Sealed(tmp_path, events=chained(events[:-1]), answers=answers[:-1])
    assert shorter.verify().mark != true_mark  # without the paper nobody can tell
    with pytest.raises(OtherMark):
        shorter.verify(paper=true_mark)


def test_a_checkpoint_of_another_is_refused(tmp_path):
    events = a_sitting()[0]
    with pytest.raises(CheckpointForged):
        Sealed(tmp_path, note=note_of(events, THIEF)).verify()


def test_an_upload_that_is_not_the_one_of_its_name_is_not_sealed(tmp_path):
    (tmp_path / "x").write_bytes(b"x")
    whole = Results(SESSION, "x", CLOSED, [], [], [], "", {"0" * 64: tmp_path / "x"}, {})
    with pytest.raises(PartChanged):
        results.seal(tmp_path / "r.age", whole, SITE, BOARD, at=CLOSED)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


# ---- with the tools of any Debian ----


@needs_age
def test_age_unzip_and_sha256sum_alone_open_and_check_results(sealed, tmp_path):
    (tmp_path / "board.key").write_text(KEYS[1] + "\n")
    command = [AGE, "-d", "-i", "board.key", "-o", "results.zip", sealed.path.name]
    subprocess.run(command, cwd=tmp_path, check=True)
    with zipfile.ZipFile(tmp_path / "results.zip") as file:
        file.extractall(tmp_path / "out")
    listed = json.loads((tmp_path / "out" / MANIFEST).read_text())["files"]
    lines = "".join(f"{told['sha256']}  {name}\n" for name, told in listed.items())
    check = ["sha256sum", "--check", "--strict", "--quiet"]
    subprocess.run(check, cwd=tmp_path / "out", input=lines.encode(), check=True)
    assert set(listed) >= {LOG, ANSWERS, MARKS, NOTE, "papers/pv.html"}


def test_what_age_has_decrypted_already_is_verified_too(sealed, tmp_path):
    zipped = pyrage.decrypt(sealed.path.read_bytes(), [x25519.Identity.from_str(KEYS[0])])
    (tmp_path / "results.zip").write_bytes(zipped)
    with verifying.opened(tmp_path / "results.zip", [], tmp_path / "clear") as parcel:
        assert verifying.verify(parcel, [SITE.card]).session == SESSION
