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
        if not _stands_on(sitting_id, tree, last):
            last, tree = "", Tree()
        _trees[sitting_id] = (_add(sitting_id, tree, last), tree)
    return tree


def grow(sitting_id: int, most: int = 20_000) -> None:
    """Let the tree grow over what is committed, outside any transaction.

    Then a checkpoint, which is made while nobody else can write, has few events left to read; after
    a restart in the middle of a long morning there are 80,000, and they take four seconds.
    """
    with _one_by_one:
        last, tree = _trees.get(sitting_id, ("", Tree()))
        if not tree.size or _stands_on(sitting_id, tree, last):
            _trees[sitting_id] = (_add(sitting_id, tree, last, most), tree)


def _stands_on(sitting_id: int, tree: Tree, last: str) -> bool:
    """Say whether a tree ends with an event that is there."""
    known = Event.get_or_none(Event.sitting == sitting_id, Event.number == tree.size)
    return known is not None and known.hash == last


def _add(sitting_id: int, tree: Tree, last: str, most: int | None = None) -> str:
    """Add the events after those of a tree; return the hash of the last one in it."""
    rows = Event.select().where(Event.sitting == sitting_id, Event.number > tree.size)
    for event in rows.order_by(Event.number).limit(most):
        tree.add(canonical(event.as_json()).encode())
        last = event.hash
    return last
