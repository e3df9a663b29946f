"""The program as one folder without Python: it starts, serves, finds, speaks, and runs jobs."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.browser import lesson_of
from bench.demonstration import Demonstration

ROOT = Path(__file__).parents[2]
SOURCES = ("i18n", "content", "search", "sync", "server", "packaging")
LARGEST = 150_000_000
"""Bytes of the whole folder, so that it fits on any old stick with room to spare."""

pytestmark = pytest.mark.slow
pytest.importorskip("PyInstaller")


def fingerprint() -> str:
    """Return a hash of everything that the folder is made from."""
    found = hashlib.sha256(sys.version.encode())
    for source in SOURCES:
        for path in sorted((ROOT / source).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(path.relative_to(ROOT).as_posix().encode())
                found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]


@pytest.fixture(scope="module")
def frozen() -> Path:
    """Build the folder, or find it built from the same sources; return its program."""
    place = ROOT / "build" / "frozen"
    built = place / fingerprint()
    if not (built / "done").exists():
        shutil.rmtree(place, ignore_errors=True)
        made = subprocess.run(
            [
                *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
                *("--distpath", built, "--workpath", place / "work"),
                ROOT / "packaging" / "ardoise.spec",
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert made.returncode == 0, made.stderr
        (built / "done").touch()
    return built / "ardoise" / ("ardoise.exe" if os.name == "nt" else "ardoise")


@pytest.fixture(scope="module")
def site(frozen, tmp_path_factory) -> Demonstration:
    """A demo site that the frozen program made by itself, away from the checkout."""
    made = Demonstration(tmp_path_factory.mktemp("frozen") / "home", [str(frozen)])
    made.make()
    for number in made.waiting():
        made.run("job", "cancel", number)
    return made


@pytest.fixture(scope="module")
def served(site):
    with site.served() as served:
        yield served


def test_the_folder_is_small_enough_to_carry(frozen):
    files = [path for path in frozen.parent.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(path.stat().st_size for path in files) < LARGEST


def test_it_says_its_version(site):
    assert "ardoise" in site.run("--version")


def test_a_learner_signs_in_and_reads_a_lesson_of_the_demo_library(served):
    learner = served.sign_in()
    assert "<h1" in learner.page(lesson_of(learner))


def test_pages_speak_the_language_of_the_reader(served):
    learner = served.sign_in()
    learner.submit("/", "/language", language="ar")
    page = learner.page("/")
    learner.submit("/", "/language", language="fr")
    assert 'dir="rtl"' in page


def test_what_is_in_a_lesson_is_found(served):
    found = served.sign_in().links("/search?q=fraction", r"/library/[0-9a-f]{32}/")
    assert found


def test_a_lesson_is_read_aloud(served):
    learner = served.sign_in()
    lesson = lesson_of(learner)
    blocks = json.loads(learner.page(f"{lesson}speech/fr"))["blocks"]
    status, sound = learner.get(blocks[0]["audio"])
    assert status == 200
    assert len(sound) > 1000
    assert blocks[0]["cues"]


def test_the_style_and_the_signs_are_there(served):
    learner = served.sign_in()
    addresses = learner.links("/", r"/static/[\w./-]+\.(css|svg)")
    assert len(addresses) > 1
    assert all(learner.get(address)[0] == 200 for address in addresses)


def test_a_bundle_is_brought_in_and_installed_by_jobs_of_its_own(site, served):
    first, second = (served.sign_in(code) for code in site.codes("content_manager"))
    stick = f"/bundles/medium?place={site.home / 'stick'}"
    wait_for(first, first.submit(stick, "/bundles/bring-in"))
    waiting = second.links("/bundles/", r"/bundles/\d+")[0]
    for page in second.links(waiting, rf"{waiting}/pages/[0-9a-f]+/"):
        second.page(page)
    wait_for(second, second.submit(waiting, f"{waiting}/approve"))
    assert "/library/courses/au-quotidien/" in served.sign_in().page("/library/")


def test_the_audit_log_holds(site):
    assert site.run("audit", "verify")


def wait_for(browser, job, seconds=120):
    """Wait until a job is over, as the page that shows it does."""
    end = time.monotonic() + seconds
    while not json.loads(browser.page(f"{job}/progress"))["over"]:
        assert time.monotonic() < end, f"{job} does not end"
        time.sleep(0.3)
