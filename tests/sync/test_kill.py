"""The program killed while it installs: learners see the old release or the new one."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sync.site import FEBRUARY, MONDAY, Publisher, Site, course, large

ROOT = Path(__file__).parents[2]


def pages(release):
    """Twenty-four pages, half of them new in each release, some in parts of their own."""
    return {
        f"Page {n} of {release if n % 2 else 'both'}": large(n + release * (n % 2))
        if n % 6 == 0
        else b"<p>%d %d</p>" % (n, release * (n % 2))
        for n in range(24)
    }


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A site whose learners see release 1, and a medium with release 2."""
    folder = tmp_path_factory.mktemp("kills")
    table = Publisher(folder / "table").begin()
    first = table.release(course(1, pages(1)), folder, folder / "medium 1", at=MONDAY)
    second = folder / "medium 2"
    shutil.copytree(first, second)
    table.release(course(2, pages(2)), folder, second, at=FEBRUARY)
    site = Site(folder / "site")
    site.trust.pin(table.root)
    site.install(site.receive(first))
    expected = {str(release): sorted(pages(release)) for release in (1, 2)}
    (site.folder / "expected.json").write_text(json.dumps(expected))
    site.close()
    return site.folder, second


def kill(prepared, rounds, seed):
    site, medium = prepared
    program = [sys.executable, "-m", "tests.sync.kills", site, medium, str(rounds), str(seed)]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_handful_of_kills_leave_the_old_release_or_the_new_one(prepared):
    result = kill(prepared, 6, seed=1)
    assert set(result["found"]) <= {"old", "new"}


@pytest.mark.slow
def test_a_hundred_kills_leave_the_old_release_or_the_new_one(prepared):
    result = kill(prepared, 100, seed=2)
    assert set(result["found"]) <= {"old", "new"}
    assert result["finished"] > 0
    assert len(result["stages"]) == 4, "kills must fall into every stage to mean anything"
