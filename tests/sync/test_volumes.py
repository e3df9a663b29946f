"""What is plugged in, told from what belongs to the machine."""

from pathlib import Path

import pytest

from sync import volumes
from sync.volumes import look_at, mounted_volumes, volumes_of


def test_sticks_are_told_from_the_systems_own_file_systems(tmp_path):
    stick = tmp_path / "my stick"
    stick.mkdir()
    place = str(stick).replace(" ", "\\040")
    table = (
        "22 1 0:21 / /proc rw,nosuid shared:5 - proc proc rw\n"
        "25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        f"98 25 8:17 / {place} ro,nosuid,nodev,noexec shared:52 - vfat /dev/sdb1 ro\n"
        f"99 25 0:50 / {tmp_path} rw - nfs4 server:/share rw\n"
        "97 25 8:33 / /not/there rw - exfat /dev/sdc1 rw\n"
    )
    assert volumes_of(table) == [stick]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="nothing"),
        pytest.param("98 25 8:17 / - vfat", id="no place"),
        pytest.param(f"98 25 8:17 / /{'x' * 300} rw - vfat /dev/sdb1 ro", id="a name too long"),
        pytest.param("98 25 8:17 / /a\\000b rw - vfat /dev/sdb1 ro", id="a place no system has"),
        pytest.param("98 25 8:17 / \udcff\\777 rw - vfat /dev/sdb1 ro", id="no text"),
    ],
)
def test_a_line_that_names_no_place_is_passed_over(line, tmp_path):
    table = f"{line}\n98 25 8:17 / {tmp_path} ro - vfat /dev/sdb1 ro\n"
    assert volumes_of(table) == [tmp_path]


def test_the_mounted_volumes_of_this_machine_can_be_listed():
    assert all(isinstance(volume, Path) for volume in mounted_volumes())


@pytest.mark.parametrize(
    ("names", "holds"),
    [
        ([], "empty"),
        (["System Volume Information/", "$RECYCLE.BIN/", ".Trashes/", "autorun.inf"], "empty"),
        (["KOLIBRI_DATA/"], "kolibri"),
        (["Kolibri_Data/", "holiday.jpg"], "kolibri"),
        (["holiday.jpg"], "other"),
        (["ARDOISE"], "other"),
        ([f"{number}.txt" for number in range(3_000)], "other"),
    ],
)
def test_a_volume_is_known_by_the_names_at_its_top(names, holds, tmp_path):
    for name in names:
        path = tmp_path / name
        path.mkdir() if name.endswith("/") else path.touch()
    assert look_at(tmp_path).holds == holds


def test_a_medium_of_ours_is_known_whatever_else_is_on_it(medium):
    (medium / "KOLIBRI_DATA").mkdir()
    (medium / "autorun.inf").write_text("[autorun]\nopen=virus.exe")
    assert look_at(medium).holds == "courses"


def test_a_volume_that_went_away_is_unreadable(tmp_path):
    assert look_at(tmp_path / "gone").holds == "unreadable"


def test_only_what_people_put_in_is_plugged_in(monkeypatch):
    places = [Path("/boot/efi"), Path("/media/site/STICK"), Path("/run/media/site/A B")]
    monkeypatch.setattr(volumes, "mounted_volumes", lambda: places)
    assert [volume.place for volume in volumes.plugged_in()] == places[1:]
