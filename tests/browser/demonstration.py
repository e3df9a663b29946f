"""The site of the demonstration with more courses, made before anybody walks in, and its copies."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from tests.browser import viewers
from tests.browser.classroom import ROOT, Server
from tests.browser.stick import offer

AT_MOST = 600
"""Seconds for the work that a new site asks of itself: a busy machine is slow."""


def make(home: Path) -> None:
    """Make the demonstration, with courses more on its stick and in it, and nothing left to do."""
    command = [sys.executable, "-m", "server", "--home", home, "demo", "--no-serve"]
    silent = os.environ | {"ARDOISE_SPEAK_AHEAD": "no"}
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=silent)
    offer(home)
    viewers.install(home)
    server = Server(home, "demo")
    late = time.monotonic() + AT_MOST
    while _unfinished(home):
        assert time.monotonic() < late, "the new site is not done with its jobs"
        time.sleep(0.2)
    server.stop()


def _unfinished(home: Path) -> int:
    database = sqlite3.connect(home / "school.db")
    try:
        asked = "SELECT count(*) FROM job WHERE state IN ('waiting', 'running')"
        return database.execute(asked).fetchone()[0]
    finally:
        database.close()


def copied(site: Path, home: Path) -> Path:
    """Copy a site that nobody serves; its stick is the copy's own."""
    shutil.copytree(site, home)
    settings = home / "ardoise.toml"
    settings.write_text(f'media = ["{(home / "stick").as_posix()}"]\n', "utf-8")
    return home
