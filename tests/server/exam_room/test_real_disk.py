"""A disk that is really full, under a real server, while an exam runs."""

import asyncio
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bench.exam_kills import judged
from bench.exam_morning import Pc, Served, Writes, prepared
from server.exam_room.space import Disk, NoRoom
from tests.server.conftest import close_databases

SIZE = "100M"
ENOUGH = 80
"""Saves of 150 kB: more than any room that the database has left in its own files."""


@pytest.fixture
def small_disk(tmp_path):
    """A disk of a hundred megabytes; skipped where this person may mount none."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("a small disk can be mounted by root alone")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


class Full:
    """A site on a small disk, one candidate who writes much, an examiner who looks."""

    def __init__(self, site, disk):
        self.site, self._filler = site, disk / "filler"
        self.reserve = site.home / "exam-reserve"
        self.served = Served(site.home)
        self.writer, self.examiner = Writes(Pc(site.candidates[0]), 20, 1), Pc(site.examiner)

    def fill(self):
        """Write until the disk takes no more."""
        with self._filler.open("ab", buffering=0) as file:
            for size in (1 << 20, 1 << 12):
                try:
                    while file.write(os.urandom(size)) == size:
                        pass
                except OSError:
                    continue

    def make_room(self):
        self._filler.unlink()

    async def types(self, long=True):
        """Type, send all that waits, and say whether the server has kept it."""
        self.writer.types()
        if long:
            save = self.writer.waiting[-1]
            text = f"{save['uuid']} " + "mot " * 37_000
            self.writer.waiting[-1] = {**save, "answer": [text]}
        return await self.writer.sends(self.served.port)

    async def board(self):
        status, body = await self.examiner.ask(
            self.served.port, f"/sittings/{self.site.sitting}/room/board"
        )
        assert status == 200
        return body.decode()

    async def morning(self):
        assert await self.types(long=False)
        assert "disque" not in await self.board()
        self.fill()
        assert "disque" in await self.board()
        for _ in range(ENOUGH):
            assert await self.types(), "while there is a reserve, all is kept"
            if not self.reserve.exists():
                break
        assert not self.reserve.exists()
        self.fill()
        for _ in range(ENOUGH):
            if not await self.types():
                break
        assert self.writer.waiting, "what is not on the disk is not acknowledged"
        kept = set(self.writer.kept)
        assert not await self.types()
        assert set(self.writer.kept) == kept
        self.make_room()
        assert await self.types()
        assert not self.writer.waiting
        assert "disque" not in await self.board()


def test_on_a_disk_that_is_really_full_nothing_is_acknowledged_that_is_not_kept(
    small_disk, tmp_path
):
    close_databases()
    site = prepared(tmp_path / "home", 1)
    close_databases()
    home = small_disk / "home"
    shutil.copytree(site.home, home)
    full = Full(replace(site, home=home), small_disk)
    full.served.start()
    try:
        with ThreadPoolExecutor(1) as beside:  # another test's browser has a loop in this thread
            beside.submit(asyncio.run, full.morning()).result()
    finally:
        full.served.kill()
    told = judged(full.site, [full.writer])
    close_databases()
    assert [told[name] for name in ("lost", "doubled", "changed", "older_one_counts")] == [0] * 4
    with pytest.raises(NoRoom):
        Disk(home).lay_aside()
