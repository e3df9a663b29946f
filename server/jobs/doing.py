"""Doing a job here and now, for the console and for the server's child processes."""

from functools import partial

from server.console import Site, progress_bar
from server.jobs import operations
from server.jobs.models import Job


def do(site: Site, job: Job, *, quiet: bool = False) -> None:
    """Do a job in this process, with a progress bar on the terminal unless ``quiet``.

    Raises:
        Busy: another process does a job.
        OverAlready: it has ended.
        Failed: why it failed.
    """
    with operations.lock(site.home.folder):
        job = operations.find(job.id)
        if job.is_over:
            raise operations.OverAlready()
        with progress_bar(job.subject, quiet=quiet) as report:
            ended = operations.run(job, partial(site.work[job.kind], site), report)
    if ended.refused:
        raise operations.Failed(ended.refused)
