"""A share or a server that lies: about sizes, or with other bytes when it is asked again.

One that answers slowly is given up by the clock: see ``tests/sync/test_web.py``.
"""

from collections import Counter

import pytest

from i18n.refusals import Refusal
from sync.medium import Damaged, FolderMedium
from tests.sync.refused.forgery import reads_well, state
from tests.sync.refused.test_bytes import KINDS, SIGNED_ITSELF
from tests.sync.site import FEBRUARY

LIES = {
    "one byte more": lambda data: data + b" ",
    "a thousand times as much": lambda data: data * 1_000,
    "one byte less": lambda data: data[:-1],
    "half of it": lambda data: data[: len(data) // 2],
    "nothing": lambda data: b"",
    "as many other bytes": lambda data: bytes(len(data)),
    "its bytes from back to front": lambda data: data[::-1],
}


class Liar:
    """A medium that answers truly a number of times when asked for one of its files."""

    def __init__(self, folder, name, lie, truths):
        self.medium, self.name, self.lie, self.truths = FolderMedium(folder), name, lie, truths
        self.asked = Counter()

    def read(self, name, limit):
        data = self.medium.read(name, limit)
        self.asked[name] += 1
        return self.lie(data) if name == self.name and self.asked[name] > self.truths else data


def bring(gate, source):
    offer = gate.trust.offers(source, at=FEBRUARY)[-1]
    manifest = gate.trust.manifest(source, offer)
    gate.install(gate.quarantine.receive(source, offer, manifest))


ROWS = [
    pytest.param(kind, lie, id=f"{lie} of {kind}")
    for kind in KINDS
    for lie in LIES
    if not (kind in SIGNED_ITSELF and lie == "one byte more")
]


@pytest.mark.parametrize(("kind", "lie"), ROWS)
def test_refused(newcomer, stick, kind, lie):
    name = KINDS[kind](stick).relative_to(stick).as_posix()
    before = state(newcomer)
    with pytest.raises(Refusal) as refused:
        bring(newcomer, Liar(stick, name, LIES[lie], 0))
    assert type(refused.value) is Damaged
    reads_well(refused.value)
    assert refused.value.values["name"] == name
    assert (state(newcomer), newcomer.waiting()) == (before, [])


@pytest.mark.parametrize(("kind", "lie"), ROWS)
def test_other_bytes_when_asked_again_gain_nothing(newcomer, stick, kind, lie):
    """What was true the first time is installed as it was, or refused; never what came second."""
    name = KINDS[kind](stick).relative_to(stick).as_posix()
    source = Liar(stick, name, LIES[lie], 1)
    for _ in range(2):
        try:
            bring(newcomer, source)
        except Refusal as refusal:
            reads_well(refusal)
    assert newcomer.learners_see().keys() <= {"maths"}
    assert newcomer.damaged_blobs() == []
    bring(newcomer, FolderMedium(stick))
    number, pages = newcomer.learners_see()["maths"]
    assert (number, pages["Les fractions"]) == (2, "<p>Une moitié, un tiers</p>".encode())
