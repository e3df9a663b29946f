"""The chain, its Merkle root, and the checkpoint that is signed and written on paper."""

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from sync.sealing import chain, checkpoints
from sync.sealing.chain import ChainBroken
from sync.sealing.checkpoints import Checkpoint, CheckpointForged, NotACheckpoint
from sync.sealing.holders import Signer
from sync.sealing.merkle import Tree

SITE = Signer("Salle 2", b"1" * 32)


def a_log(count=5):
    events, before = [], chain.FIRST
    for number in range(1, count + 1):
        event = {"number": number, "kind": "save", "details": {"é": number}, "before": before}
        event["hash"] = before = chain.hash_of(event)
        events.append(event)
    return events


def a_checkpoint(events):
    tree = Tree(chain.canonical(event).encode() for event in events)
    return Checkpoint.of("ardoise/X/7", tree)


# ---- the chain ----


def test_a_chain_as_it_was_written_holds():
    assert chain.check(a_log()) == 5
    assert chain.check([]) == 0


def changed(log):
    log[2]["kind"] = "pause"
    return log


def changed_and_hashed_again(log):
    log = changed(log)
    log[2]["hash"] = chain.hash_of(log[2])
    return log


@pytest.mark.parametrize(
    ("spoil", "at"),
    [
        pytest.param(changed, 3, id="an event changed"),
        pytest.param(changed_and_hashed_again, 4, id="changed, with a new hash"),
        pytest.param(lambda log: log[:1] + log[2:], 2, id="one taken out"),
        pytest.param(lambda log: [log[0], log[2], log[1]], 2, id="two swapped"),
        pytest.param(lambda log: log[1:], 1, id="the first cut off"),
        pytest.param(lambda log: [*log, log[-1]], 6, id="one twice"),
        pytest.param(lambda log: [{}], 1, id="something else"),
    ],
)
def test_the_first_event_that_does_not_fit_is_named(spoil, at):
    with pytest.raises(ChainBroken) as refusal:
        chain.check(spoil(a_log()))
    assert refusal.value.values == {"number": at}


# ---- the tree: RFC 6962 ----


def root_by_the_book(entries):
    """Return the root as section 2.1 of RFC 6962 defines it, from the top down."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    split = 1
    while split * 2 < len(entries):
        split *= 2
    left, right = root_by_the_book(entries[:split]), root_by_the_book(entries[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@given(st.lists(st.binary(max_size=9), max_size=70))
def test_the_root_is_that_of_the_standard_at_every_size(entries):
    assert Tree(entries).root() == root_by_the_book(entries)


# ---- the checkpoint ----


def test_a_note_has_the_layout_of_public_logs():
    checkpoint = a_checkpoint(a_log())
    note = checkpoints.sign(checkpoint, SITE)
    origin, size, root, empty, signature, end = note.split("\n")
    assert (origin, size, empty, end) == ("ardoise/X/7", "5", "", "")
    assert base64.b64decode(root) == checkpoint.root
    dash, name, told = signature.split(" ")
    assert (dash, name) == ("—", SITE.card.key_name)
    key_id = hashlib.sha256(name.encode() + b"\n\x01" + SITE.card.sign).digest()[:4]
    assert base64.b64decode(told)[:4] == key_id
    text = f"{origin}\n{size}\n{root}\n".encode()
    Ed25519PublicKey.from_public_bytes(SITE.card.sign).verify(base64.b64decode(told)[4:], text)


def test_a_note_is_read_again_also_with_the_signature_of_a_witness():
    checkpoint = a_checkpoint(a_log())
    note = checkpoints.sign(checkpoint, SITE)
    witness = checkpoints.sign(checkpoint, Signer("Témoin", b"2" * 32)).split("\n\n")[1]
    assert checkpoints.read(note, SITE.card) == checkpoint
    assert checkpoints.read(note + witness, SITE.card) == checkpoint


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        pytest.param(lambda note: note.replace("\n5\n", "\n4\n"), CheckpointForged, id="size"),
        pytest.param(lambda note: note.replace("/X/7", "/X/8"), CheckpointForged, id="sitting"),
        pytest.param(lambda note: note.replace("\n5\n", "\n05\n"), NotACheckpoint, id="zeros"),
        pytest.param(lambda note: note.replace("\n5\n", "\n5\nx\n"), NotACheckpoint, id="a line"),
        pytest.param(lambda note: note[:-1], NotACheckpoint, id="cut"),
        pytest.param(lambda note: note.split("\n\n")[0], NotACheckpoint, id="unsigned"),
        pytest.param(lambda note: "", NotACheckpoint, id="nothing"),
    ],
)
def test_a_note_that_was_changed_is_refused(spoil, refusal):
    note = checkpoints.sign(a_checkpoint(a_log()), SITE)
    with pytest.raises(refusal):
        checkpoints.read(spoil(note), SITE.card)


def test_a_note_by_somebody_else_is_refused():
    note = checkpoints.sign(a_checkpoint(a_log()), Signer("Salle 2", b"2" * 32))
    with pytest.raises(CheckpointForged):
        checkpoints.read(note, SITE.card)


def test_the_mark_is_sixteen_letters_and_another_for_another_log():
    log = a_log()
    mark = a_checkpoint(log).mark()
    assert len(mark) == 19 and mark.count("-") == 3
    assert mark == a_checkpoint(a_log()).mark()
    assert mark != a_checkpoint(log[:-1]).mark()
