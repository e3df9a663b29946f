"""What a reviewer did with a release that waits: which pages were opened."""

from datetime import datetime

from server.accounts.models import Person
from server.bundles.models import WAITING, Arrival, PageOpened, Sample
from server.database import writing


def opened(arrival: Arrival, person: Person, node_id: str, *, at: datetime) -> None:
    """Note that a person had a page of a release that waits before them; the first time counts."""
    if arrival.state != WAITING:
        return
    with writing():
        PageOpened.insert(
            arrival=arrival, person=person, node_id=node_id, opened_at=at
        ).on_conflict_ignore().execute()


def left(arrival: Arrival, person_id: int) -> list[str]:
    """Return the ids of the pages that a person must still open before approving, in order."""
    done = PageOpened.select(PageOpened.node_id).where(
        PageOpened.arrival == arrival, PageOpened.person == person_id
    )
    query = Sample.select(Sample.node_id).where(
        Sample.arrival == arrival, Sample.node_id.not_in(done)
    )
    return [node_id for (node_id,) in query.order_by(Sample.id).tuples()]


def samples(arrival: Arrival) -> list[str]:
    """Return the ids of the pages that were drawn, in the order of the course."""
    query = Sample.select(Sample.node_id).where(Sample.arrival == arrival)
    return [node_id for (node_id,) in query.order_by(Sample.id).tuples()]
