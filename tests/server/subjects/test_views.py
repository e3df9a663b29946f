"""A sealed subject arrives days before, is checked at once, and opens with two keys at its hour."""

from datetime import timedelta

import pytest

from server import clock
from server.audit.models import AuditEntry
from server.database import writing
from server.roles import Role
from server.sittings.models import Sitting
from server.subjects import tries
from sync.sealing import codes
from sync.sealing.holders import Signer


def log(action):
    return [entry for entry in AuditEntry.select() if entry.action == action]


def test_a_subject_is_received_rehearsed_and_opened_by_two_people(waiting, examiner):
    assert waiting.pin(examiner).status_code == 303
    assert waiting.receive(examiner).status_code == 303
    page = examiner.page(waiting.address)
    assert "Service des examens" in page and 'name="key_1"' in page
    assert examiner.post(f"{waiting.address}/rehearse", {}).status_code == 303
    answer = waiting.open(examiner)
    assert answer.location.endswith(f"/sittings/{waiting.waiting.id}/room")
    assert waiting.state == "open"
    assert Sitting.get_by_id(waiting.waiting.id).frozen == waiting.frozen
    for action in ("board.pinned", "subject.received", "subject.rehearsed", "subject.opened"):
        assert len(log(action)) == 1, action
    assert "Inès Faure" in log("subject.opened")[0].details
    assert not waiting.shelf.opening(waiting.waiting.id).exists()
    again = waiting.open(examiner)
    assert again.status_code == 303 and len(log("subject.opened")) == 1


def test_no_signature_counts_before_a_board_was_pinned_by_its_letters(waiting, examiner):
    assert waiting.receive(examiner).status_code == 422
    assert waiting.pin(examiner, letters="AAAA-BBBB-CCCC-DDDD").status_code == 422
    assert waiting.shelf.boards() == []
    waiting.pin(examiner, letters=waiting_letters().lower().replace("-", " "))
    assert waiting.receive(examiner).status_code == 303
    forgotten = examiner.post(f"{waiting.address}/board", {"forget": waiting_letters()})
    assert forgotten.status_code == 303 and waiting.shelf.boards() == []


def waiting_letters():
    return Signer("Service des examens", b"b" * 32).card.letters


@pytest.mark.parametrize("spoil", ["byte", "cut", "nothing", "room", "signer"])
def test_a_file_that_cannot_be_used_is_refused_days_before_and_the_one_before_stays(
    waiting, examiner, spoil
):
    waiting.pin(examiner)
    waiting.receive(examiner)
    whole = waiting.path.read_bytes()
    if spoil == "room":
        waiting.seal(room="Salle 9")
    if spoil == "signer":
        waiting.seal(signer=Signer("Service des examens", b"c" * 32))
    other = waiting.path.read_bytes()
    at = len(other) // 2
    data = {
        "byte": other[:at] + bytes([other[at] ^ 1]) + other[at + 1 :],
        "cut": other[:-9],
        "nothing": b"",
    }.get(spoil, other)
    assert waiting.receive(examiner, data).status_code == 422
    assert waiting.shelf.subject(waiting.waiting.id).read_bytes() == whole
    assert not waiting.shelf.arriving(waiting.waiting.id).exists()


def test_before_its_hour_the_keys_are_not_even_asked(waiting, examiner):
    waiting.seal(opens=timedelta(hours=2))
    waiting.pin(examiner)
    waiting.receive(examiner)
    assert 'name="key_1"' not in examiner.page(waiting.address)
    assert waiting.open(examiner).status_code == 422
    assert waiting.state == "planned" and log("subject.wrong_key") == []


def test_after_five_wrong_keys_the_right_ones_wait_a_minute_too(waiting, examiner, monkeypatch):
    waiting.pin(examiner)
    waiting.receive(examiner)
    for _ in range(5):
        assert waiting.open(examiner, codes.new(1), waiting.codes[1]).status_code == 422
    assert waiting.open(examiner).status_code == 422
    assert waiting.state == "planned"
    assert len(log("subject.wrong_key")) == 5
    later = clock.now() + timedelta(seconds=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert waiting.open(examiner).status_code == 303


def test_a_machine_that_begins_again_years_earlier_waits_a_minute_and_no_longer(waiting):
    number, at = waiting.waiting.id, waiting.school.now
    with writing():
        for _ in range(tries.MOST):
            tries.count(number, at=at)
    before = at - timedelta(days=3650)
    with pytest.raises(tries.WaitABit):
        tries.check(number, at=before)
    with pytest.raises(tries.WaitABit):
        tries.check(number, at=before + timedelta(seconds=59))
    tries.check(number, at=before + timedelta(seconds=61))


def test_no_key_is_ever_in_the_log_or_on_a_page(waiting, examiner):
    waiting.pin(examiner)
    waiting.receive(examiner)
    answer = waiting.open(examiner, waiting.codes[0], codes.new(2))
    waiting.open(examiner)
    told = answer.text + "".join(entry.details for entry in AuditEntry.select())
    assert not any(code in told for code in waiting.codes)


@pytest.mark.parametrize("names", [("", "Inès Faure"), ("Inès Faure", "inès faure ")])
def test_two_different_people_are_named(waiting, examiner, names):
    waiting.pin(examiner)
    waiting.receive(examiner)
    assert waiting.open(examiner, names=names).status_code == 422
    assert waiting.state == "planned"


def test_a_sitting_of_another_examiner_is_not_there(waiting):
    other = waiting.school.sign_in(waiting.school.person("Inès Faure", Role.EXAMINER))
    assert other.get(waiting.address).status_code == 404
    assert waiting.receive(other).status_code == 404
    assert waiting.open(other).status_code == 404


def test_the_room_leads_to_the_two_keys_and_opens_nothing_without_them(waiting, examiner):
    room = f"/sittings/{waiting.waiting.id}/room"
    page = examiner.page(room)
    assert f'href="{waiting.address}#open"' in page
    assert 'value="open"' not in page
    assert examiner.post(room, {"do": "open"}).status_code == 422
    assert waiting.state == "planned"
    waiting.pin(examiner)
    waiting.receive(examiner)
    opened = waiting.open(examiner)
    assert (opened.status_code, opened.location) == (303, room)
    assert f'href="{waiting.address}#open"' not in examiner.page(room)
