"""A medium is hostile: what is read from it, and what is not."""

import socket
from pathlib import Path

import pytest

from sync import medium as reading
from sync.medium import (
    Damaged,
    FolderMedium,
    MediumGone,
    MissingOnMedium,
    NotAMedium,
)
from tests.sync import spoil

NAME = "metadata/timestamp.json"


@pytest.fixture(params=[True, False], ids=["folder by folder", "by path, as on Windows"])
def by_steps(request, monkeypatch):
    """Both ways of opening a file; the second is the only one where folders have no number."""
    monkeypatch.setattr(reading, "_BY_STEPS", request.param)


def test_a_file_is_read_whole(by_steps, medium):
    expected = (medium / NAME).read_bytes()
    assert FolderMedium(medium).read(NAME, len(expected)) == expected


def test_a_file_longer_than_was_signed_is_refused(by_steps, medium):
    with pytest.raises(Damaged):
        FolderMedium(medium).read(NAME, (medium / NAME).stat().st_size - 1)


def test_a_missing_file_is_named(by_steps, medium):
    with pytest.raises(MissingOnMedium) as refusal:
        FolderMedium(medium).read("metadata/9.root.json", 10)
    assert refusal.value.values == {"name": "metadata/9.root.json"}


def test_a_missing_folder_is_a_missing_file(by_steps, medium):
    with pytest.raises(MissingOnMedium):
        FolderMedium(medium).read("parts/zz/" + "a" * 64, 10)


def link_to(path, target):
    path.unlink()
    path.symlink_to(target)


def listen(path):
    path.unlink()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)


@pytest.mark.parametrize(
    "replace",
    [
        pytest.param(spoil.link, id="a link to the same bytes"),
        pytest.param(spoil.pipe, id="a pipe that nobody fills"),
        pytest.param(spoil.folder, id="a folder"),
        pytest.param(listen, id="a socket"),
        pytest.param(lambda path: link_to(path, "/dev/zero"), id="a device"),
        pytest.param(lambda path: link_to(path, path.name), id="a link to itself"),
    ],
)
def test_only_a_plain_file_is_read(by_steps, medium, replace, monkeypatch):
    source = FolderMedium(medium)
    monkeypatch.chdir(medium / "metadata")
    replace(medium / NAME)
    with pytest.raises(Damaged):
        source.read(NAME, 100_000)


def test_no_folder_on_the_way_may_be_a_link(by_steps, medium):
    (medium / "metadata").rename(medium / "elsewhere")
    (medium / "metadata").symlink_to("elsewhere")
    with pytest.raises(Damaged):
        FolderMedium(medium).read(NAME, 100_000)


@pytest.mark.parametrize(
    "name",
    [
        *("../secret", "metadata/../ARDOISE", "/etc/passwd", "", ".", "metadata/", "metadata//x"),
        *("metadata/.hidden", "C:x", "a\\b", "nul\0", "metadata/é", "ARDOISE", "a/b/c/d/e"),
    ],
)
def test_a_name_that_was_not_made_by_us_is_not_opened(medium, name):
    (medium.parent / "secret").write_text("secret")
    with pytest.raises(Damaged):
        FolderMedium(medium).read(name, 100_000)


def test_a_medium_that_was_pulled_out_is_not_called_damaged(by_steps, medium):
    source = FolderMedium(medium)
    medium.rename(medium.with_name("in a pocket"))
    with pytest.raises(MediumGone):
        source.read(NAME, 100_000)


@pytest.mark.parametrize(
    "marker", [b"", b"[]", b'{"format":2}', b"ARDOISE", b"\xff", b"[" * 4_000, b" " * 5_000]
)
def test_a_folder_with_another_marker_is_no_medium(medium, marker):
    (medium / "ARDOISE").write_bytes(marker)
    with pytest.raises(NotAMedium):
        FolderMedium(medium)


def test_a_marker_that_is_a_link_is_not_followed(medium, tmp_path):
    (medium / "ARDOISE").rename(tmp_path / "ARDOISE")
    (medium / "ARDOISE").symlink_to(tmp_path / "ARDOISE")
    with pytest.raises(NotAMedium):
        FolderMedium(medium)


def open_files():
    return len(list(Path("/proc/self/fd").iterdir()))


def test_nothing_stays_open_between_two_reads(medium):
    source = FolderMedium(medium)
    before = open_files()
    for name in (NAME, "metadata/9.root.json"):
        try:
            source.read(name, 100_000)
        except MissingOnMedium:
            continue
    assert open_files() == before
