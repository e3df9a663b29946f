"""The long work of written courses, in a process of its own; it may be cut off and done again."""

from server import clock
from server.authoring import proposing
from server.authoring.models import Proposal
from server.console import Site
from server.jobs.operations import Progress


def propose(site: Site, progress: Progress, proposal: int) -> None:
    """Build and sign a course that was proposed, and let it come into quarantine."""
    found: Proposal = Proposal.get_by_id(proposal)
    progress(0, 1)
    if found.arrival_id is None:
        proposing.send(site, found, at=clock.now())
    progress.tell(1, 1)
