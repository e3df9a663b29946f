"""Checkpoints: the chain so far, signed by the server's own key, with a short code for paper.

Whoever owns the server can write another chain; they cannot change the code that an examiner has
copied onto a sheet. One is made at each action of an examiner and at closing.
"""

from threading import Lock

from server.database import moment, writing
from server.exam_room.models import Checkpoint, Event
from server.exam_room.ticks import Tick
from server.settings import Home, Settings
from sync.sealing import checkpoints
from sync.sealing.chain import canonical
from sync.sealing.holders import Signer
from sync.sealing.merkle import Tree

_trees: dict[int, tuple[str, Tree]] = {}
"""For each sitting, how far its tree was grown: the hash of the last event in it."""
_one_by_one = Lock()


def signer_of(home: Home, settings: Settings) -> Signer:
    """Return what the server signs with: a key of its own, made once, that nobody else can read."""
    return Signer(settings.site_name[:80], home.exam_key())


def checkpoint(sitting_id: int, signer: Signer, tick: Tick, *, final: bool = False) -> Checkpoint:
    """Sign the events of a sitting so far, inside the transaction of the last one.

    Where nothing has happened since the last checkpoint, it is that one.
    """
    with writing():
        tree = _grown(sitting_id)
        last = Checkpoint.latest_of(sitting_id)
        if last is not None and last.number == tree.size:
            last.final = last.final or final
            last.save(only=[Checkpoint.final])
            return last
        origin = checkpoints.origin_of(signer.card, str(sitting_id))
        covered = checkpoints.Checkpoint.of(origin, tree)
        made: Checkpoint = Checkpoint.create(
            sitting=sitting_id,
            number=tree.size,
            at=moment(tick.at_ms),
            note=checkpoints.sign(covered, signer),
            code=covered.mark(),
            final=final,
        )
    return made


def _grown(sitting_id: int) -> Tree:
    """Return the tree over all events of a sitting; only the new ones are read.

    What was grown in a transaction that came to nothing is noticed by its hash, and grown anew.
    """
    with _one_by_one:
        last, tree = _trees.get(sitting_id, ("", Tree()))
        known = Event.get_or_none(Event.sitting == sitting_id, Event.number == tree.size)
        if known is None or known.hash != last:
            last, tree = "", Tree()
        rows = Event.select().where(Event.sitting == sitting_id, Event.number > tree.size)
        for event in rows.order_by(Event.number):
            tree.add(canonical(event.as_json()).encode())
            last = event.hash
        _trees[sitting_id] = (last, tree)
    return tree
