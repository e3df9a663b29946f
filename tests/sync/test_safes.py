"""Keys that sign rarely lie apart, and come back from paper."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import keys, paper, publish, safes
from sync.paper import WrongLine, WrongPaper
from sync.publish import MACHINE
from sync.safes import KeysTogether, KeyThere, NoSafe, NotTheirs, OnOneDisk
from tests.sync.site import MONDAY, PEOPLE, passphrase

SECRETS = st.binary(min_size=32, max_size=32)


def begin(folder, places, *, demo=True):
    secrets = {name: passphrase(name) for name in (*PEOPLE, MACHINE)}
    given = {name: folder / place for name, place in places.items()}
    return publish.init(folder / "home", PEOPLE, secrets, at=MONDAY, safes_of=given, demo=demo)


APART = {"anne": "a", "bruno": "b", "celia": "c"}


def test_each_key_from_the_safe_is_made_in_its_holders_safe_and_nowhere_else(tmp_path):
    begin(tmp_path, APART)
    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.root.pem"))
    assert found == ["a/anne.root.pem", "b/bruno.root.pem", "c/celia.root.pem"]


@pytest.mark.parametrize(
    ("places", "demo", "refusal"),
    [
        pytest.param({**APART, "celia": "a"}, True, KeysTogether, id="two in one folder"),
        pytest.param({**APART, "celia": "a/../a"}, True, KeysTogether, id="one by another name"),
        pytest.param({**APART, "celia": "a/below"}, True, KeysTogether, id="one in another"),
        pytest.param({**APART, "celia": "."}, True, KeysTogether, id="one around all"),
        pytest.param({**APART, "celia": "home"}, True, KeysTogether, id="at the publisher's"),
        pytest.param({**APART, "celia": "home/keys"}, True, KeysTogether, id="below it"),
        pytest.param(APART, False, OnOneDisk, id="folders of one disk"),
        pytest.param({"anne": "a", "bruno": "b"}, False, NoSafe, id="one has no safe"),
    ],
)
def test_keys_are_not_left_in_one_place(tmp_path, places, demo, refusal):
    with pytest.raises(refusal):
        begin(tmp_path, places, demo=demo)
    assert not list(tmp_path.rglob("*.pem"))


def test_a_safe_that_is_a_link_to_another_is_seen_through(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "c").symlink_to(tmp_path / "a")
    with pytest.raises(KeysTogether):
        begin(tmp_path, APART)


def test_a_key_of_another_publisher_is_not_written_over(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "bruno.root.pem").write_bytes(b"another's")
    with pytest.raises(KeyThere):
        begin(tmp_path, APART)
    assert [path.name for path in tmp_path.rglob("*.pem")] == ["bruno.root.pem"]


# ---- paper ----


@given(SECRETS)
def test_what_was_printed_can_be_typed_again(secret):
    assert paper.secret_of(paper.lines(secret)) == secret


@given(SECRETS)
def test_small_letters_hyphens_and_look_alikes_are_understood(secret):
    typed = [line.lower().replace(" ", "-").replace("0", "o") for line in paper.lines(secret)]
    typed = [line.replace("1", "l") for line in typed]
    assert paper.secret_of(typed) == secret


LETTERS = st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


@given(SECRETS, st.integers(0, 7), st.sampled_from([0, 1, 2, 3, 5, 6, 7, 8]), LETTERS)
def test_one_wrong_letter_is_named_by_its_line(secret, line, place, letter):
    typed = paper.lines(secret)
    if typed[line][place] == letter:
        return
    typed[line] = typed[line][:place] + letter + typed[line][place + 1 :]
    with pytest.raises(WrongLine) as refusal:
        paper.secret_of(typed)
    assert refusal.value.values == {"number": line + 1}


@given(SECRETS, st.integers(0, 7), st.integers(0, 7))
def test_two_lines_in_each_others_place_are_named(secret, one, other):
    typed = paper.lines(secret)
    if one == other or typed[one] == typed[other]:
        return
    typed[one], typed[other] = typed[other], typed[one]
    with pytest.raises(WrongLine) as refusal:
        paper.secret_of(typed)
    assert refusal.value.values == {"number": min(one, other) + 1}


@pytest.mark.parametrize("typed", ["", "7ZK4", "7ZK4 09QX1", "7ZK4 09Q?", "UUUU UUUU", "é" * 8])
def test_what_is_no_line_is_refused(typed):
    with pytest.raises(WrongLine):
        paper.read_line(3, typed)


def test_lines_of_two_papers_are_no_key():
    first, second = (paper.lines(hashlib.sha256(each).digest()) for each in (b"1", b"2"))
    with pytest.raises(WrongPaper):
        paper.secret_of([*first[:4], *second[4:]])


def test_a_key_comes_back_from_paper_under_a_new_passphrase(publisher, tmp_path):
    safe = publisher.present("celia")["celia"]
    signer = keys.unlock(safe.folder, "celia.root", safe.passphrase)
    typed = paper.lines(keys.secret_of(signer))
    new = "a passphrase that celia remembers"
    safes.restore(publisher.home, "celia", paper.secret_of(typed), new, tmp_path / "safe")
    again = keys.unlock(tmp_path / "safe", "celia.root", new)
    assert again.public_key.keyid == signer.public_key.keyid


@pytest.mark.parametrize("holder", ["anne", "mallory"])
def test_a_paper_of_another_person_is_refused(publisher, tmp_path, holder):
    signer = publisher.signers["celia.root"]
    with pytest.raises(NotTheirs):
        safes.restore(publisher.home, holder, keys.secret_of(signer), "x" * 12, tmp_path)
    assert list(tmp_path.iterdir()) == []
