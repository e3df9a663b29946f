"""The thread that starts a child process for each job, one at a time."""

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

from server import clock
from server.database import database
from server.jobs.models import Job
from server.jobs.operations import (
    count_a_start_that_came_to_nothing,
    lock,
    take_up_what_was_cut_off,
)
from sync.lock import Busy

log = logging.getLogger(__name__)

ROUND = 1.0
"""Seconds between two looks at the table."""


def command(*words: str) -> list[str]:
    """Return the command line that runs this very program again, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-m", "server", *words]


class Watcher:
    """Looks for jobs that wait, as long as the server runs."""

    def __init__(self, home: Path) -> None:
        self.home = home
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
        subprocess.run(  # noqa: S603 - our own program
            command("job", "run", str(job.id), "--quiet"),
            env=environment,
            stdin=subprocess.DEVNULL,
            check=False,
        )
