"""The fetch of one night, done in a process of its own; it may be cut off and done again."""

from i18n.refusals import Refusal
from server import clock
from server.channel import operations
from server.channel.fetching import Fetch, WindowOver
from server.channel.models import (
    CUT_OFF,
    DONE,
    NO_ANSWER,
    REFUSED,
    STOPPED,
    WINDOW_OVER,
)
from server.console import Site
from server.jobs.operations import Cancelled, Progress
from sync.web import NotTheServer, ServerAway, ServerRefuses


def fetch(site: Site, progress: Progress, receipt: int) -> None:
    """Bring what is new from the channel into quarantine, and keep the receipt.

    A night whose window is over has not failed: its rest comes the next night.
    """
    found = operations.find(receipt)
    operations.begin(found, at=clock.now())
    ending = DONE
    refusal: Refusal | None = None
    try:
        if not operations.is_open(site.settings, found, at=clock.now()):
            raise WindowOver()
        Fetch(site, found, progress).run()
    except WindowOver:
        ending = WINDOW_OVER
    except Cancelled:
        operations.end(found, STOPPED, None, at=clock.now())
        raise
    except (ServerAway, ServerRefuses, NotTheServer) as error:
        answered = operations.find(receipt).answered
        silent = NO_ANSWER if isinstance(error, ServerAway) else REFUSED
        ending, refusal = (CUT_OFF if answered else silent), error
    except Refusal as error:
        ending, refusal = REFUSED, error
    operations.end(found, ending, refusal, at=clock.now())
    if refusal is not None:
        raise refusal
