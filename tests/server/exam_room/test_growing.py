"""The tree under the checkpoints grows while nobody waits for it."""

from server.exam_room import running, seal
from server.exam_room.acts import doing
from server.exam_room.beating import Beating
from server.exam_room.models import Checkpoint, Event
from tests.server.counting import queries_of


def sealed_anew(morning):
    """Return the newest mark, and the one that a tree grown from nothing gives."""
    made = Checkpoint.latest_of(morning.sitting.id).code
    Checkpoint.delete().execute()
    seal._trees.clear()
    with doing(morning.sitting.id, morning.act()):
        pass
    return made, Checkpoint.latest_of(morning.sitting.id).code


def test_a_tree_that_grew_before_gives_the_same_mark(morning):
    morning.begins()
    for number in range(1, 8):
        morning.save(f"Paris {number}", number=number)
        seal.grow(morning.sitting.id, most=2)
    Beating(morning.hall).once(morning.now)
    running.incident(morning.sitting, "Bruit", morning.act())
    one, other = sealed_anew(morning)
    assert one == other


def test_a_checkpoint_reads_what_came_since_the_last_beat_alone(morning):
    morning.begins()
    for number in range(1, 30):
        morning.save(f"Paris {number}", number=number)
    Beating(morning.hall).once(morning.now)
    size = seal._trees[morning.sitting.id][1].size
    assert size == Event.head_of(morning.sitting.id).number
    with queries_of() as queries:
        seal.grow(morning.sitting.id)
    assert len(queries) == 2


def test_a_tree_ahead_of_what_is_committed_is_left_alone(morning):
    morning.begins()
    before = seal._trees[morning.sitting.id]
    Event.delete().where(Event.number == Event.head_of(morning.sitting.id).number).execute()
    seal.grow(morning.sitting.id)
    assert seal._trees[morning.sitting.id] == before
