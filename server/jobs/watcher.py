"""The thread that starts a child process for each job, one at a time."""

import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from server import clock
from server.database import database
from server.jobs.models import Job
from server.jobs.operations import (
    count_a_start_that_came_to_nothing,
    lock,
    should_have_ended,
    take_up_what_was_cut_off,
)
from sync.lock import Busy

log = logging.getLogger(__name__)

ROUND = 1.0
"""Seconds between two looks at the table."""
PATIENCE = 30.0
"""Seconds a job has to stop by itself: a part of 16 MiB comes from a slow stick in that time."""


def command(*words: str) -> list[str]:
    """Return the command line that runs this very program again, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-m", "server", *words]


def _has_ended(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


class Watcher:
    """Looks for jobs that wait, as long as the server runs."""

    def __init__(self, home: Path, patience: float = PATIENCE) -> None:
        self.home = home
        self.patience = patience
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="jobs", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching; a job that runs goes on in its process."""
        self._stopped.set()

    def _watch(self) -> None:
        while not self._stopped.wait(ROUND):
            try:
                with database.connection_context():
                    job = self._next()
                if job is not None:
                    self._run(job)
                    with database.connection_context():
                        count_a_start_that_came_to_nothing(job, at=clock.now())
            except Exception:
                log.exception("the watcher of jobs goes on after a fault")

    def _next(self) -> Job | None:
        """Return the job to do now; None if there is none or another process does one."""
        try:
            with lock(self.home):
                take_up_what_was_cut_off(at=clock.now())
                return Job.next_waiting()
        except Busy:
            return None

    def _run(self, job: Job) -> None:
        environment = {**os.environ, "ARDOISE_HOME": str(self.home)}
        root = Path(__file__).parents[2]
        if not getattr(sys, "frozen", False):
            environment["PYTHONPATH"] = os.pathsep.join(
                [str(root), *filter(None, [environment.get("PYTHONPATH")])]
            )
        process = subprocess.Popen(  # noqa: S603 - our own program
            command("job", "run", str(job.id), "--quiet"),
            env=environment,
            stdin=subprocess.DEVNULL,
        )
        self._see_to_its_end(job, process)

    def _see_to_its_end(self, job: Job, process: "subprocess.Popen[bytes]") -> None:
        """Wait for a job's process; end it where the job should have stopped and does not.

        What a job does may be cut off anywhere, so a share that hangs or a file that takes hours
        to look through holds up neither whoever cancels nor what is urgent.
        """
        since: float | None = None
        while not _has_ended(process, ROUND):
            with database.connection_context():
                must_end = should_have_ended(job)
            now = time.monotonic()
            since = (since or now) if must_end else None
            if since is not None and now - since >= self.patience:
                log.warning("job %s did not stop by itself: its process is ended", job.id)
                process.kill()
                if not _has_ended(process, PATIENCE):
                    log.error("the process of job %s cannot be ended: it is left behind", job.id)
                return
