"""All checks and tests, in order: style, formatting, types, then pytest.

Chromium and axe-core, which the browser tests need, a virus scanner and strace are fetched first
where the system allows; what cannot be had is named, and its tests are skipped. The first stage
that fails ends the run with its exit code. Standard library only: this runs in the Python that
ran bootstrap.py.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
import time
from pathlib import Path

from environment import Environment, install_from_debian, run_quietly, say

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first of these that is there; the others do as well, slower."""
FROM_DEBIAN = (BROWSERS[0], "fonts-noto-core")
"""The browser, and fonts in which it can draw Arabic."""
SCANNER = "clamav-daemon"
STRACE = "strace"
"""Lets a test end a program at any one of its system calls."""
SBIN = "/usr/sbin:/usr/bin"

IN_PARALLEL = ["-n", "auto", "--maxprocesses=4", "--dist=loadfile", "--no-loadscope-reorder"]
"""A process a core; a file's tests stay together, the long ones of the browser begin."""

MEMORY = Path("/dev/shm")  # noqa: S108 - only where it is asked whether there is room
"""Linux keeps files in memory here: tests write thousands of small ones, each flushed to disk."""
ENOUGH_MEMORY = 8 << 30
"""Free bytes there from which the tests use it; they leave 1 to 3 GiB until they end."""

NOT_COMPILED = "PYTHONDONTWRITEBYTECODE"
"""Not for tests, where it is set: they start the program hundreds of times, seconds each."""

SOME_FAILED = 1
"""The exit code of pytest when it ran to its end and tests failed."""
FAILED_LAST = Path(".pytest_cache", "v", "cache", "lastfailed")
"""Where pytest keeps the names of the tests that failed."""
MOST_AGAIN = 5
"""Failed tests that are tried once more, alone: a browser on a busy machine may be late. More than
that is no accident, and what is broken fails again."""

AXE = "axe-core-4.14.1"
AXE_SHA512 = (
    "1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b73"
    "4f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5"
)
"""Of its npm package, so that what arrives is what was looked at."""


def run(environment: Environment, pytest_arguments: list[str]) -> int:
    """Run every stage and return the exit code of the first that fails, or 0.

    Arguments go to pytest; with any, only pytest runs, to look at some tests alone.
    """
    started = time.monotonic()
    missing = [] if pytest_arguments else get_what_tests_need(environment)
    stages = {
        "Style (ruff check)": ["ruff", "check", "."],
        "Formatting (ruff format)": ["ruff", "format", "--check", "."],
        "Types (mypy)": ["mypy"],
    }
    if pytest_arguments:
        stages = {}
    how = pytest_arguments or IN_PARALLEL
    stages["Tests (pytest)"] = ["pytest", "-rs", "--durations=5", "--durations-min=5", *how]
    for title, command in stages.items():
        say(f"\n==== {title}")
        begun = time.monotonic()
        code = _call(environment, command)
        if code == SOME_FAILED and how is IN_PARALLEL:
            code = _try_again(environment)
        say(f"---- {title}: {'passed' if code == 0 else 'FAILED'}, {seconds_since(begun)}")
        if code:
            say(f"\nStopped at: {title}. Total {seconds_since(started)}.")
            return code
    for what in missing:
        say(f"Could not be had: {what}; its tests were skipped.")
    say(f"\nEverything passed. Total {seconds_since(started)}.")
    return 0


def _try_again(environment: Environment) -> int:
    """Run the few tests that failed once more, alone, and name them; return the exit code."""
    kept = environment.root / FAILED_LAST
    failed = list(json.loads(kept.read_text("utf-8"))) if kept.exists() else []
    if not 0 < len(failed) <= MOST_AGAIN:
        return SOME_FAILED
    say("\n==== Failed, tried once more alone:\n" + "\n".join(failed))
    code = _call(environment, ["pytest", "--last-failed"])
    if code == 0:
        say("---- Passed alone. A test that fails by chance is a fault of its own: mend it.")
    return code


def _call(environment: Environment, command: list[str]) -> int:
    """Run one stage with its files in memory where there is enough; return its exit code."""
    line = [str(environment.python), "-m", *command]
    surroundings = {name: value for name, value in os.environ.items() if name != NOT_COMPILED}
    if "TMPDIR" in os.environ or not _has_memory():
        return subprocess.call(line, cwd=environment.root, env=surroundings)
    with tempfile.TemporaryDirectory(dir=MEMORY, ignore_cleanup_errors=True) as folder:
        return subprocess.call(line, cwd=environment.root, env={**surroundings, "TMPDIR": folder})


def _has_memory() -> bool:
    return os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ENOUGH_MEMORY


def get_what_tests_need(environment: Environment) -> list[str]:
    """Fetch Chromium, clamd, strace and axe-core; return the names of what could not be had."""
    say("\n==== What the tests need")
    missing = []
    if not shutil.which(BROWSERS[0]):
        install_from_debian(*FROM_DEBIAN)
    if not any(shutil.which(name) for name in BROWSERS):
        missing.append(f"Chromium (Debian: apt install {' '.join(FROM_DEBIAN)})")
    if not shutil.which("clamd", path=SBIN) and not install_from_debian(SCANNER):
        missing.append(f"clamd, a virus scanner (Debian: apt install {SCANNER})")
    if not shutil.which(STRACE) and not install_from_debian(STRACE):
        missing.append(f"strace (Debian: apt install {STRACE})")
    if not get_axe(environment):
        missing.append("axe-core (needs npm and network, or its .tgz in the folder of wheels)")
    for what in missing:
        say(f"Not here: {what}. The tests that need it are skipped.")
    say("" if missing else "Chromium, clamd, strace and axe-core are here.")
    return missing


def get_axe(environment: Environment) -> bool:
    """Put axe.min.js under .venv/share/axe-core; False where its package cannot be had.

    The package comes from the folder of wheels, or by npm; one with another hash is not used.
    """
    target = environment.folder / "share" / "axe-core" / "axe.min.js"
    if target.exists():
        return True
    npm = shutil.which("npm")
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / f"{AXE}.tgz"
        carried = environment.wheels and environment.wheels / package.name
        if carried and carried.exists():
            shutil.copy(carried, package)
        elif npm and not environment.wheels:
            name = AXE.replace("core-", "core@")
            run_quietly([npm, "pack", "--silent", name, "--pack-destination", folder])
        if not package.exists():
            return False
        if hashlib.sha512(package.read_bytes()).hexdigest() != AXE_SHA512:
            say(f"{package.name} arrived with another hash than the one locked: not used.")
            return False
        with tarfile.open(package) as archive:
            script = archive.extractfile("package/axe.min.js")
            assert script is not None
            target.parent.mkdir(parents=True, exist_ok=True)
            half = target.with_suffix(".part")
            half.write_bytes(script.read())
            half.replace(target)
    return True


def seconds_since(begun: float) -> str:
    """Return the time since ``begun`` (of time.monotonic) in words."""
    seconds = round(time.monotonic() - begun)
    return f"{seconds // 60} min {seconds % 60} s" if seconds >= 60 else f"{seconds} s"
