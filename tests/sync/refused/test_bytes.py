"""A byte that is not what was signed, anywhere on the stick; and what is no plain file."""

import contextlib
import os
import socket
import stat

import pytest

from sync.distrust import ListTooLarge, NotSignedByEnough
from sync.medium import Damaged, MissingOnMedium
from tests.sync import spoil
from tests.sync.refused.forgery import manifest_of, must_be_refused, part_of, reads_well
from tests.sync.site import FEBRUARY

KINDS = {
    "the new root": lambda stick: stick / "metadata/2.root.json",
    "the timestamp": lambda stick: stick / "metadata/timestamp.json",
    "the snapshot": lambda stick: spoil.newest_file(stick, "metadata/*.snapshot.json"),
    "the top list": lambda stick: spoil.newest_file(stick, "metadata/*.targets.json"),
    "the list of content": lambda stick: spoil.newest_file(stick, "metadata/*.content.json"),
    "the manifest": manifest_of,
    "the catalogue's part": lambda stick: part_of(stick, "catalogue"),
    "the pages' part": lambda stick: part_of(stick, "pages"),
    "the sound's part": lambda stick: part_of(stick, "sound"),
}
SIGNED_ITSELF = ("the new root", "the timestamp")
"""Nothing gives the hash of these: their own signatures must hold."""


def change(path, place):
    data = bytearray(path.read_bytes())
    data[place if place >= 0 else len(data) + place] ^= 1
    path.write_bytes(data)


def zero(path):
    path.write_bytes(bytes(path.stat().st_size))


def hard_link(path):
    """Another name for a file that is not what was signed."""
    other = path.with_name("other")
    other.write_bytes(b"MZ")
    path.unlink()
    os.link(other, path)


def listen(path):
    path.unlink()
    with socket.socket(socket.AF_UNIX) as server, contextlib.chdir(path.parent):
        server.bind(path.name)


def device(path):
    path.unlink()
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except PermissionError:
        path.symlink_to("/dev/zero")


DAMAGES = {
    "with its first byte changed": lambda path: change(path, 0),
    "with a byte in its middle changed": lambda path: change(path, path.stat().st_size // 2),
    "with its last byte changed": lambda path: change(path, -1),
    "one byte shorter": spoil.shorten,
    "one byte longer": spoil.lengthen,
    "of zeros": zero,
    "that is empty": lambda path: path.write_bytes(b""),
    "that is a link to the very same bytes": spoil.link,
    "that is a link to itself": lambda path: (path.unlink(), path.symlink_to(path.name)),
    "that is another name for something else": hard_link,
    "that is a folder": spoil.folder,
    "that is a pipe which nobody fills": spoil.pipe,
    "that is a socket": listen,
    "that is a device": device,
}


@pytest.mark.parametrize(
    ("kind", "damage"),
    [
        pytest.param(kind, damage, id=f"{kind} {damage}")
        for kind in KINDS
        for damage in DAMAGES
        if not (kind in SIGNED_ITSELF and damage == "one byte longer")
    ],
)
def test_refused(newcomer, stick, kind, damage):
    path = KINDS[kind](stick)
    DAMAGES[damage](path)
    if kind in SIGNED_ITSELF and damage.endswith("changed"):
        with pytest.raises((Damaged, NotSignedByEnough)) as refused:
            newcomer.receive(stick, at=FEBRUARY)
        reads_well(refused.value)
        return
    name = path.relative_to(stick).as_posix()
    must_be_refused(newcomer, stick, Damaged, {"name": name})


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "the new root"])
def test_missing(newcomer, stick, kind):
    path = KINDS[kind](stick)
    path.unlink()
    name = path.relative_to(stick).as_posix()
    must_be_refused(newcomer, stick, MissingOnMedium, {"name": name})


@pytest.mark.parametrize("kind", ["the timestamp", "the snapshot", "the list of content"])
def test_a_list_of_brackets_in_each_other(newcomer, stick, kind):
    KINDS[kind](stick).write_bytes(b"[" * 10_000)
    must_be_refused(newcomer, stick, Damaged)


MOST = {"the new root": 512_000, "the timestamp": 16_384}
"""Bytes of a list; 5,000,000 of any other."""


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "part" not in kind][:5])
@pytest.mark.parametrize("times", [1, 100])
def test_a_list_that_would_fill_the_memory(newcomer, stick, kind, times):
    path, most = KINDS[kind](stick), MOST.get(kind, 5_000_000)
    with path.open("wb") as file:
        file.truncate(most * times + 1)
    name = path.relative_to(stick).as_posix()
    must_be_refused(newcomer, stick, ListTooLarge, {"name": name, "most": most})


@pytest.mark.parametrize("kind", SIGNED_ITSELF)
def test_a_blank_after_what_is_signed_is_no_change_of_it(newcomer, stick, kind):
    spoil.lengthen(KINDS[kind](stick))
    newcomer.receive(stick, at=FEBRUARY)
    assert newcomer.waiting() == ["maths-2"]


@pytest.mark.parametrize("folder", ["metadata", "targets", "targets/content", "parts"])
def test_a_folder_that_is_a_link(newcomer, stick, folder):
    (stick / folder).rename(stick.with_name("elsewhere"))
    (stick / folder).symlink_to(stick.with_name("elsewhere"))
    must_be_refused(newcomer, stick, Damaged)


def test_a_hundred_thousand_foreign_files_are_not_looked_at(newcomer, stick, monkeypatch):
    """They are in every folder, and reading any folder's list of names fails."""
    foreign = stick / "parts" / "00"
    foreign.mkdir(exist_ok=True)
    for number in range(100):
        (foreign / f"{number}").touch()
    for folder in ("metadata", "targets/content/maths", ".", *(f"d{n}" for n in range(999))):
        (stick / folder).mkdir(exist_ok=True)
        for number in range(100):
            os.link(foreign / f"{number}", stick / folder / f"autorun {number}.inf")

    def walked(place="."):
        assert not str(place).startswith(str(stick)), "the stick is walked"
        return listed(place)

    listed = os.listdir
    for name in ("listdir", "scandir"):
        monkeypatch.setattr(os, name, walked if name == "listdir" else _no_scan(stick))
    newcomer.receive(stick, at=FEBRUARY)
    assert newcomer.waiting() == ["maths-2"]


def _no_scan(stick):
    scan = os.scandir

    def scanned(place="."):
        assert not str(place).startswith(str(stick)), "the stick is walked"
        return scan(place)

    return scanned
