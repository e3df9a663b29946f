"""Locks of a passphrase, cards, and the folder in which a board keeps its keys."""

import json

import pytest
from pyrage import passphrase, x25519

from sync import paper
from sync.keys import PassphraseTooShort
from sync.sealing import keyrings, passwords
from sync.sealing.holders import Card, NotACard, Signer
from sync.sealing.keyrings import KeysThere, NoKeys
from sync.sealing.passwords import FOR_CODES, NotLocked, WrongPassphrase
from tests.sync.sealing.with_age import age, needs_age

WORDS = "une phrase de passe"
SPARE = "une autre phrase de passe"


# ---- locks ----


def test_what_was_locked_opens_with_its_passphrase_here_and_in_the_library_for_age():
    locked = passwords.lock(b"a key", WORDS, FOR_CODES)
    assert passwords.unlock(locked, WORDS) == b"a key"
    assert passphrase.decrypt(locked, WORDS) == b"a key"


def test_another_passphrase_is_told_apart_from_damage():
    locked = passwords.lock(b"a key", WORDS, 10)
    with pytest.raises(WrongPassphrase):
        passwords.unlock(locked, WORDS + " ")
    for at in range(0, len(locked), 3):
        with pytest.raises((NotLocked, WrongPassphrase)):
            # a cost of 1 more, or a bit of salt: then the passphrase is another
            passwords.unlock(locked[:at] + bytes([locked[at] ^ 1]) + locked[at + 1 :], WORDS)


@pytest.mark.parametrize("cut", [0, 40, -1, -20])
def test_what_was_cut_off_is_no_lock(cut):
    with pytest.raises(NotLocked):
        passwords.unlock(passwords.lock(b"a key", WORDS, FOR_CODES)[:cut], WORDS)


def test_a_file_that_asks_for_more_work_than_any_machine_has_is_refused():
    locked = passwords.lock(b"a key", WORDS, FOR_CODES).replace(b" 14\n", b" 40\n")
    with pytest.raises(NotLocked):
        passwords.unlock(locked, WORDS)


@needs_age
def test_the_plain_age_opens_a_lock(tmp_path):
    (tmp_path / "locked").write_bytes(passwords.lock(b"a key", WORDS, FOR_CODES))
    assert age("-d", "-o", tmp_path / "key", tmp_path / "locked", typed=[WORDS]) == 0
    assert (tmp_path / "key").read_bytes() == b"a key"


# ---- cards ----


def test_a_card_is_read_again_and_its_letters_are_of_all_it_holds():
    reader = str(x25519.Identity.generate().to_public())
    card = Signer("Centre", b"b" * 32, (reader,)).card
    assert Card.from_bytes(card.to_bytes()) == card
    assert len(card.letters) == 19
    others = [Signer("Centre", b"b" * 32).card, Signer("Autre", b"b" * 32, (reader,)).card]
    assert card.letters not in {other.letters for other in others}


CARD = Signer("Centre", b"b" * 32).card.as_json()


@pytest.mark.parametrize(
    "told",
    [
        *({}, [], "x", None, CARD | {"type": "x"}, CARD | {"version": 2}, CARD | {"sign": "AA=="}),
        *(CARD | {"sign": None}, CARD | {"read": ["age1x"]}, CARD | {"read": 1}),
        *(CARD | {"name": ""}, CARD | {"name": "x" * 81}, CARD | {"name": "a\nb"}),
        CARD | {"name": 1},
    ],
)
def test_what_is_no_card_is_refused(told):
    with pytest.raises(NotACard):
        Card.from_bytes(json.dumps(told).encode())


# ---- the folder of a board ----


def test_a_board_makes_its_keys_once_and_each_opens_with_its_own_passphrase(tmp_path):
    card = keyrings.make(tmp_path, "Centre", WORDS, SPARE)
    assert keyrings.card_of(tmp_path) == card
    assert keyrings.signer(tmp_path, WORDS).card == card
    for file, secret, public in zip(("board", "spare"), (WORDS, SPARE), card.read, strict=True):
        found = keyrings.identity(tmp_path / f"{file}.key", secret)
        assert str(x25519.Identity.from_str(found).to_public()) == public
    with pytest.raises(WrongPassphrase):
        keyrings.identity(tmp_path / "spare.key", WORDS)
    with pytest.raises(KeysThere):
        keyrings.make(tmp_path, "Centre", WORDS, SPARE)


def test_a_passphrase_that_is_guessed_makes_no_keys(tmp_path):
    with pytest.raises(PassphraseTooShort):
        keyrings.make(tmp_path, "Centre", WORDS, "court")
    assert list(tmp_path.iterdir()) == []


def test_where_there_are_no_keys_this_is_said(tmp_path):
    (tmp_path / "x").write_text("nothing")
    for ask in (
        lambda: keyrings.card_of(tmp_path),
        lambda: keyrings.identity(tmp_path / "board.key", WORDS),
        lambda: keyrings.identity(tmp_path / "x", WORDS),
    ):
        with pytest.raises(NoKeys):
            ask()


def test_an_identity_is_written_down_on_paper_and_typed_again():
    for _ in range(9):
        identity = str(x25519.Identity.generate())
        typed = paper.lines(keyrings.secret_of(identity))
        assert keyrings.identity_of(paper.secret_of(typed)) == identity


def test_an_identity_in_the_clear_as_age_makes_it_is_read(tmp_path):
    identity = str(x25519.Identity.generate())
    (tmp_path / "key.txt").write_text(f"# created: 2026\n{identity}\n")
    assert keyrings.identity(tmp_path / "key.txt", "") == identity
