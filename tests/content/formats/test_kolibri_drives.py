"""What may be pointed at, and what lies beside the channels of a drive."""

import os
from pathlib import Path

import pytest

from content.bundle import build
from content.formats import kolibri
from content.formats.asked import Asked
from content.formats.kolibri.opening import StillOpen
from content.formats.kolibri.places import NoChannel, NotFollowed, OtherChannels
from content.formats.kolibri.reader import NothingToShow
from tests.content.formats.drives import (
    Channel,
    Drive,
    identity,
    made,
)

REAL = sorted(Path(os.environ.get("ARDOISE_KOLIBRI_DRIVES", "/nowhere")).glob("*"))
"""Real drives, where somebody has some: a folder of folders, read and left as they are."""


@pytest.mark.parametrize("inside", ["KOLIBRI_DATA/content", "content", ".", ".kolibri/content"])
def test_a_drive_is_recognised_wherever_the_content_is(tmp_path, inside):
    Channel(Drive(tmp_path, inside)).write()
    assert kolibri.recognises(tmp_path)
    assert [place.id for place in kolibri.channels(tmp_path)] == [identity("canal")]


def test_a_folder_without_databases_is_none(tmp_path):
    assert not kolibri.recognises(tmp_path)


def test_what_is_beside_the_channels_is_passed_over(channel):
    databases = channel.write().parent
    (databases / "notes.sqlite3").write_bytes(b"x")
    (databases / f"{identity('vide')}.sqlite3").touch()
    (databases / f"{identity('neuf')}-upgrade.sqlite3").write_bytes(b"x")
    assert [place.id for place in kolibri.channels(channel.drive.root)] == [channel.id]


def test_one_of_several_channels_is_chosen_by_the_beginning_of_its_id(drive):
    for name in ("canal", "autre"):
        Channel(drive, name).write()
    assert len(kolibri.channels(drive.root)) == 2
    (place,) = kolibri.channels(drive.root, (identity("autre")[:6],))
    assert place.id == identity("autre")
    with pytest.raises(OtherChannels):
        kolibri.channels(drive.root, ("ffffffff",))


def test_a_drive_without_a_channel_is_refused(drive):
    with pytest.raises(NoChannel):
        kolibri.channels(drive.root)


def test_a_database_that_is_a_link_is_refused(channel, tmp_path):
    path = channel.write()
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotFollowed):
        kolibri.channels(channel.drive.root)


def test_a_database_that_kolibri_still_writes_is_refused(channel):
    channel.video("Le film")
    path = channel.write()
    path.with_name(f"{path.name}-wal").write_bytes(b"pages")
    with pytest.raises(StillOpen):
        kolibri.read(kolibri.channels(channel.drive.root)[0], Asked())


def test_a_channel_of_which_nothing_is_left_is_refused(channel):
    channel.page("Exercice", "exercise", b"x", "perseus")
    with pytest.raises(NothingToShow):
        made(channel)


@pytest.mark.skipif(not REAL, reason="ARDOISE_KOLIBRI_DRIVES names no folder of Kolibri drives")
@pytest.mark.parametrize("folder", REAL, ids=lambda folder: folder.name)
def test_a_real_drive_becomes_a_bundle(folder, tmp_path):
    for place in kolibri.channels(folder):
        found = kolibri.read(place, Asked())
        assert build(found.draft, tmp_path).is_dir()
        assert found.notes.lines()
