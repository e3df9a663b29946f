"""Doing a job here and now, for the console and for the server's child processes."""

import time
from collections.abc import Callable
from functools import partial
from pkgutil import resolve_name

from server.console import Site, progress_bar
from server.jobs import operations
from server.jobs.models import Job
from sync.lock import Busy

LOOK_AGAIN = 0.5
"""Seconds between two looks at a job that the server does."""


def do(site: Site, job: Job, *, quiet: bool = False) -> None:
    """Do a job in this process, or watch the server do it; with a bar unless ``quiet``.

    Raises:
        OverAlready: it had ended before.
        Failed: why it failed.
    """
    if operations.find(job.id).is_over:
        raise operations.OverAlready()
    with progress_bar(job.subject, quiet=quiet) as report:
        ended = _here_or_there(site, job, report)
    if ended.refused:
        raise operations.Failed(ended.refused)


def _here_or_there(site: Site, job: Job, report: Callable[[int, int], None]) -> Job:
    while True:
        try:
            with operations.lock(site.home.folder):
                job = operations.find(job.id)
                if job.is_over:
                    return job
                work = partial(resolve_name(site.work[job.kind]), site)
                return operations.run(job, work, report)
        except Busy:
            job = operations.find(job.id)
            report(job.done, job.total)
            time.sleep(LOOK_AGAIN)
