"""What reviewers did with a release that waits: the pages they opened, what they remarked."""

from datetime import datetime

from content.entries import NodeEntry
from i18n.refusals import Invalid
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.bundles.models import WAITING, Arrival, PageOpened, Remark, Sample
from server.database import writing

LONGEST_REMARK = 500
"""Letters: a remark is a sentence or two; a reason is written with the decision."""


class NoRemark(Invalid):
    """A remark without words, or too long to be read beside others."""

    message = N_("Write your remark in a few words, {most} letters at most.")


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


def remark(
    arrival: Arrival, node: NodeEntry, person: Person, words: str, by: Actor, *, at: datetime
) -> None:
    """Keep a remark about a page of a release; it stops nobody.

    Raises:
        NoRemark: it has no words, or too many.
    """
    words = words.strip()
    if not words or len(words) > LONGEST_REMARK:
        raise NoRemark(most=LONGEST_REMARK)
    title = node.versions[0].title
    with writing():
        Remark.create(
            arrival=arrival, node_id=node.id, page=title, person=person, words=words, written_at=at
        )
        record(by, "bundle.remarked", arrival.name, at=at, page=title, remark=words)
