"""The server is killed while a course is being installed: old library or new one, never a mixture.

``ARDOISE_KILLS`` is the number of kills, 10 unless set.
"""

import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("ARDOISE_KILLS", "10"))
COURSE = "au-quotidien"

SURROUNDINGS = {**os.environ, "ARDOISE_SPEAK_AHEAD": "no"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="kills a group of processes"),
]


def ardoise(home: Path, *words: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "server", "--home", str(home), *words],
        cwd=ROOT,
        env=SURROUNDINGS,
        capture_output=True,
        text=True,
        check=True,
        **options,
    )


@pytest.fixture(scope="module")
def approved(tmp_path_factory) -> Path:
    """A demo site whose fifth course was approved a moment ago: its installation waits."""
    home = tmp_path_factory.mktemp("site") / "home"
    ardoise(home, "demo", "--no-serve")
    script = """
import sys
from pathlib import Path
from server import clock
from server.accounts import operations as accounts
from server.actors import Actor
from server.bundles import bringing, offers, operations, review
from server.console import Site
from server.jobs.doing import do
from server.settings import Home
from server.slices.commands import JOBS
from sync.medium import FolderMedium
site = Site(Home(Path(sys.argv[1])), JOBS)
site.open()
claude, sacha = accounts.named("Claude Morel"), accounts.named("Sacha Petit")
by = Actor(claude.name, None, claude.id)
medium = FolderMedium(site.home.folder / "stick")
for offered in offers.look(site, medium, by, at=clock.now()).offered:
    if offered.may_come:
        arrival, job = bringing.bring_in(medium, offered, by, at=clock.now())
        do(site, job, quiet=True)
        by = Actor(sacha.name, None, sacha.id)
        for page in review.left(arrival, sacha.id):
            review.opened(operations.find(arrival.id), sacha, page, at=clock.now())
        operations.approve(operations.find(arrival.id), sacha, by, at=clock.now())
"""
    subprocess.run([sys.executable, "-c", script, str(home)], cwd=ROOT, check=True)
    return home


def serve(home: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "server", "--home", str(home), "serve", "--port", "0"],
        cwd=ROOT,
        env=SURROUNDINGS,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill(server: subprocess.Popen) -> None:
    """Kill the server and its child at once, as a power cut would."""
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def seen_by_learners(home: Path) -> set[str]:
    """Return the courses learners see, having checked that each is whole to the last file."""
    library = sqlite3.connect(home / "library" / "library.db")
    rows = library.execute(
        'SELECT c."id", r."id", r."complete" FROM "channel" c '
        'JOIN "release" r ON r."id" = c."current_id"'
    ).fetchall()
    for course, release, complete in rows:
        assert complete, f"{course} is shown half written"
        files = library.execute(
            'SELECT "sha256", "size" FROM "file" WHERE "release_id" = ?', (release,)
        ).fetchall()
        for sha256, size in files:
            row = library.execute(
                'SELECT "part", "offset", "size" FROM "packed" WHERE "sha256" = ?', (sha256,)
            ).fetchone()
            name, first, length = row or (sha256, 0, size)
            data = (home / "library" / "objects" / name[:2] / name).read_bytes()
            whole = hashlib.sha256(data[first : first + length]).hexdigest() == sha256
            assert whole and length == size, f"{course} lacks a file"
    library.close()
    return {course for course, _, _ in rows}


def state_of_installation(home: Path) -> str:
    school = sqlite3.connect(home / "school.db")
    row = school.execute('SELECT "state" FROM "arrival" WHERE "channel_id" = ?', (COURSE,))
    state = row.fetchone()[0]
    school.close()
    return str(state)


def is_found(home: Path) -> bool:
    """Say whether the job that makes the course searchable has ended well."""
    school = sqlite3.connect(home / "school.db")
    query = """SELECT "state" FROM "job" WHERE "kind" = 'library.index' ORDER BY "id" DESC"""
    state = school.execute(query).fetchone()[0]
    school.close()
    return state == "done"


def test_a_kill_at_any_moment_leaves_the_old_library_or_the_new_one(approved, tmp_path):
    moments = random.Random(20261122)
    home = tmp_path / "home"
    before = seen_by_learners(approved)
    found = {"old": 0, "new": 0}
    for _ in range(KILLS):
        if not home.exists() or state_of_installation(home) == "installed":
            shutil.rmtree(home, ignore_errors=True)
            shutil.copytree(approved, home)
        server = serve(home)
        time.sleep(moments.uniform(1.5, 5))
        kill(server)
        seen = seen_by_learners(home)
        assert seen in (before, before | {COURSE})
        found["old" if seen == before else "new"] += 1
    print(found)


def test_an_installation_that_was_cut_off_is_finished_by_the_next_start(approved, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(approved, home)
    server = serve(home)
    time.sleep(2.5)
    kill(server)
    server = serve(home)
    try:
        end = time.monotonic() + 60
        while state_of_installation(home) != "installed" and time.monotonic() < end:
            time.sleep(0.2)
        while not is_found(home) and time.monotonic() < end:
            time.sleep(0.2)
    finally:
        kill(server)
    assert state_of_installation(home) == "installed"
    assert COURSE in seen_by_learners(home)
    found = ardoise(home, "--language", "en", "search", "guichet", "--json").stdout
    assert "guichet" in found
    assert "whole" in ardoise(home, "--language", "en", "audit", "verify").stdout
