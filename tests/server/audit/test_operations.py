"""Who did what is written down, in a chain that shows when somebody has been at it."""

import json

import pytest

from server.accounts import operations as accounts
from server.accounts.operations import NameTaken
from server.audit import operations
from server.audit.models import FIRST, AuditEntry
from server.audit.operations import Actor, LogBroken, record
from server.database import database, writing
from server.roles import Role


@pytest.fixture
def log(new_school):
    """A log of five entries."""
    for number in range(5):
        record(
            Actor("Andrea", 3, 7), "course.opened", f"page {number}", at=new_school.now, n=number
        )
    return new_school


def tamper(sql: str, *values: object) -> None:
    database.execute_sql(sql, values)


def test_a_log_that_nobody_touched_is_whole(log):
    assert operations.verify() == 5


def test_an_empty_log_is_whole(new_school):
    assert operations.verify() == 0


def test_the_first_entry_begins_the_chain_and_each_holds_the_one_before(log):
    entries = list(AuditEntry.select().order_by(AuditEntry.id))
    assert [entry.id for entry in entries] == [1, 2, 3, 4, 5]
    assert [entry.before for entry in entries] == [FIRST, *(e.hash for e in entries[:-1])]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        pytest.param("at", 1_000, id="another time"),
        pytest.param("actor", "Sacha", id="another person"),
        pytest.param("seat", 4, id="another seat"),
        pytest.param("seat", None, id="no seat"),
        pytest.param("action", "course.closed", id="another deed"),
        pytest.param("subject", "page 9", id="another thing"),
        pytest.param("details", '{"n":9}', id="other details"),
        pytest.param("before", "a" * 64, id="another entry before"),
        pytest.param("hash", "b" * 64, id="another hash"),
        pytest.param("id", 99, id="another number"),
    ],
)
def test_a_changed_column_is_found(log, column, value):
    tamper(f'UPDATE "audit_entry" SET "{column}" = ? WHERE "id" = 3', value)
    with pytest.raises(LogBroken):
        operations.verify()


def test_a_line_taken_out_is_found_at_the_line_after(log):
    tamper('DELETE FROM "audit_entry" WHERE "id" = 2')
    with pytest.raises(LogBroken) as refused:
        operations.verify()
    assert refused.value.values["entry"] == 3


def test_the_first_line_taken_out_is_found(log):
    tamper('DELETE FROM "audit_entry" WHERE "id" = 1')
    with pytest.raises(LogBroken):
        operations.verify()


def test_a_line_put_in_between_is_found_though_its_own_hash_is_right(log):
    tamper('UPDATE "audit_entry" SET "id" = "id" + 100 WHERE "id" > 2')
    second = AuditEntry.get_by_id(2)
    forged = AuditEntry(
        **{"id": 3, "at": log.now, "actor": "Sacha", "seat": None, "action": "x.y"},
        **{"subject": "", "details": "{}", "before": second.hash},
    )
    forged.hash = forged.expected_hash()
    forged.save(force_insert=True)
    tamper('UPDATE "audit_entry" SET "id" = "id" - 99 WHERE "id" > 100')
    with pytest.raises(LogBroken) as refused:
        operations.verify()
    assert refused.value.values["entry"] == 4


def test_an_entry_made_right_again_after_a_change_breaks_the_chain_at_the_next(log):
    third = AuditEntry.get_by_id(3)
    third.subject = "page 9"
    tamper(
        'UPDATE "audit_entry" SET "subject" = ?, "hash" = ? WHERE "id" = 3',
        "page 9",
        third.expected_hash(),
    )
    with pytest.raises(LogBroken) as refused:
        operations.verify()
    assert refused.value.values["entry"] == 4


def test_what_was_refused_leaves_no_entry(new_school):
    accounts.add("Camille", Role.LEARNER, by=Actor("console"), at=new_school.now)
    before = AuditEntry.select().count()
    with pytest.raises(NameTaken):
        accounts.add("camille", Role.LEARNER, by=Actor("console"), at=new_school.now)
    assert AuditEntry.select().count() == before


def test_an_entry_goes_when_what_it_tells_did_not_happen(new_school):
    class PowerCut(Exception):
        pass

    with pytest.raises(PowerCut), writing():
        record(Actor("Andrea"), "course.opened", "page 1", at=new_school.now)
        raise PowerCut
    assert operations.verify() == 0


def test_what_happened_goes_when_its_entry_cannot_be_written(new_school):
    with pytest.raises(TypeError):
        accounts.add("Camille", Role.LEARNER, by=Actor(object()), at=new_school.now)
    with pytest.raises(TypeError), writing():
        accounts.add("Camille", Role.LEARNER, by=Actor("console"), at=new_school.now)
        record(Actor("Andrea"), "a.b", "", at=new_school.now, what=object())
    assert not accounts.Person.select().exists()


def test_the_export_can_be_verified_far_from_here(log):
    lines = [json.loads(line) for line in operations.exported()]
    assert [line["id"] for line in lines] == [1, 2, 3, 4, 5]
    before = FIRST
    for line in lines:
        at = operations.datetime.fromisoformat(line.pop("at"))
        kept = line.pop("hash")
        assert line["before"] == before
        assert AuditEntry(at=at, **line).expected_hash() == kept
        before = kept
