"""Asking for the job that indexes; whoever asks loads nothing that reads pages or searches."""

from datetime import datetime

from server.actors import Actor
from server.jobs import operations as jobs
from server.jobs.models import Job


def ask_to_index(subject: str, by: Actor, *, at: datetime) -> Job:
    """Ask for the job that lets what is installed be found; one that waits does for all."""
    return jobs.ask("library.index", subject, by, at=at, anew=False)
