"""A rescue file gives its saves to the one candidate and sitting that it is of, and to no other."""

import base64
import json

import pytest
from nacl.public import Box, PrivateKey, PublicKey

from sync.sealing import rescue
from sync.sealing.rescue import NotARescueFile, OtherCandidate, OtherSitting, RescueDamaged

SECRET = b"s" * 32
SAVES = [{"uuid": "a", "place": 0, "number": 3, "answer": "été", "client_ms": 5}]


def made_by_a_page(*, sitting="7", candidate="12", key=None, pass_=None, inside=None):
    """Do what the browser does: nacl.box under a key made for this file alone."""
    key = key or rescue.public_key(SECRET, sitting)
    pass_ = rescue.pass_of(SECRET, sitting, candidate) if pass_ is None else pass_
    message = {"sitting": sitting, "candidate": candidate, "pass": pass_, "made_ms": 9}
    message |= {"saves": SAVES} | (inside or {})
    own = PrivateKey.generate()
    box = Box(own, PublicKey(base64.b64decode(key)))
    sealed = bytes(own.public_key) + bytes(box.encrypt(json.dumps(message).encode()))
    outside = {"type": rescue.TYPE, "version": 1, "sitting": sitting, "candidate": candidate}
    return outside | {"key": key, "box": base64.b64encode(sealed).decode()}


def opened(file, *, sitting="7", candidate="12", secret=SECRET):
    data = file if isinstance(file, bytes) else json.dumps(file).encode()
    return rescue.open_file(data, secret, sitting=sitting, candidate=candidate)


def test_what_a_page_sealed_comes_back_whole():
    found = opened(made_by_a_page())
    assert (found.candidate, found.made_ms, found.saves) == ("12", 9, SAVES)


def test_the_same_file_is_known_again():
    data = json.dumps(made_by_a_page()).encode()
    assert opened(data).sha256 == opened(data).sha256


def test_a_file_of_another_candidate_is_refused_by_name():
    with pytest.raises(OtherCandidate) as refusal:
        opened(made_by_a_page(candidate="13"))
    assert refusal.value.values == {"found": "13", "expected": "12"}


@pytest.mark.parametrize(
    ("file", "secret"),
    [
        pytest.param(made_by_a_page(sitting="8"), SECRET, id="another sitting"),
        pytest.param(made_by_a_page(), b"t" * 32, id="another server"),
    ],
)
def test_a_foreign_file_is_refused(file, secret):
    with pytest.raises(OtherSitting):
        opened(file, secret=secret)


def test_a_file_relabelled_for_another_sitting_is_refused():
    file = made_by_a_page(sitting="8") | {"sitting": "7"}
    with pytest.raises(OtherSitting):
        opened(file)
    with pytest.raises(RescueDamaged):
        opened(file | {"key": rescue.public_key(SECRET, "7")})


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(made_by_a_page(candidate="13") | {"candidate": "12"}, id="relabelled"),
        pytest.param(
            made_by_a_page(pass_=rescue.pass_of(SECRET, "7", "13")), id="by another candidate"
        ),
        pytest.param(made_by_a_page(pass_=""), id="by who knows only the public key"),
        pytest.param(made_by_a_page(inside={"saves": ["x"]}), id="saves that are none"),
        pytest.param(made_by_a_page(inside={"saves": None}), id="no saves"),
        pytest.param(made_by_a_page() | {"box": "AAAA"}, id="cut"),
        pytest.param(made_by_a_page() | {"box": "é"}, id="no base64"),
        pytest.param(made_by_a_page() | {"box": base64.b64encode(bytes(99)).decode()}, id="zeros"),
    ],
)
def test_what_the_page_of_this_candidate_did_not_write_is_refused(file):
    with pytest.raises(RescueDamaged):
        opened(file)


def test_every_changed_byte_of_the_box_is_noticed():
    file = made_by_a_page()
    sealed = base64.b64decode(file["box"])
    for at in range(0, len(sealed), 7):
        spoilt = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(RescueDamaged):
            opened(file | {"box": base64.b64encode(spoilt).decode()})


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b"\xff", b"[" * 100_000, b"null"])
def test_what_is_no_rescue_file_is_told(data):
    with pytest.raises(NotARescueFile):
        opened(data)
    with pytest.raises(NotARescueFile):
        rescue.whose(data)


def test_a_file_says_whose_it_is_before_it_is_opened():
    assert rescue.whose(json.dumps(made_by_a_page()).encode()) == ("7", "12")
