from fractions import Fraction

import pytest

from i18n.refusals import Refusal
from server.audit.models import AuditEntry
from server.roles import Role
from server.sittings import granting
from server.sittings.candidates import NoSuchCandidate
from server.sittings.granting import Granted, factor_of, grant
from server.sittings.models import Accommodation

DECIDED = {"decision": "2026-114/B", "authority": "academy"}


@pytest.fixture
def camille(sittings):
    (found,) = sittings.add(sittings.plan(), "Camille Martin")
    return found


@pytest.mark.parametrize(
    ("typed", "factor"),
    [
        ("1/3", "4/3"),
        ("1 / 4", "5/4"),
        ("25 %", "5/4"),
        ("33,3%", "1333/1000"),
        ("50", "3/2"),
        ("0", "1"),
    ],
)
def test_a_share_of_extra_time_is_read_exactly(typed, factor):
    assert factor_of(typed) == Fraction(factor)


@pytest.mark.parametrize("typed", ["", "a third", "1/0", "-10 %", "1/3 of it", "²"])
def test_what_is_no_share_is_not_guessed(typed):
    with pytest.raises(granting.ExtraNotRead):
        factor_of(typed)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        pytest.param({"factor": Fraction(3, 2), **DECIDED}, "medical opinion", id="half more"),
        pytest.param(
            {"factor": Fraction(4), "medical_opinion": True, **DECIDED}, "three times", id="four"
        ),
        pytest.param({"factor": Fraction(4, 3)}, "decision", id="nobody decided"),
        pytest.param(
            {"factor": Fraction(4, 3), "decision": "12"}, "who decided", id="who decided?"
        ),
        pytest.param({"pause_seconds": 600}, "decision", id="pauses without a decision"),
        pytest.param({"pause_seconds": 3 * 3600, **DECIDED}, "120", id="three hours of pause"),
        pytest.param({"decision": "dyslexie, sévère!"}, "number alone", id="a reason"),
        pytest.param({"decision": "diabète"}, "number alone", id="a word"),
        pytest.param({"secretary": "x" * 101}, "100", id="a long name"),
    ],
)
def test_what_cannot_be_granted_says_why(sittings, camille, wanted, said):
    with pytest.raises(Refusal) as refused:
        grant(camille.id, Granted(**wanted), sittings.by, at=sittings.school.now)
    assert said in str(refused.value)
    assert Accommodation.select().count() == 0


def test_beyond_a_third_needs_the_box_of_the_medical_opinion(sittings, camille):
    half = Granted(factor=Fraction(3, 2), medical_opinion=True, **DECIDED)
    made, changed = grant(camille.id, half, sittings.by, at=sittings.school.now)
    assert (made.share, made.medical_opinion, changed) == (Fraction(3, 2), True, True)


def test_the_box_says_nothing_where_it_is_not_needed(sittings, camille):
    third = Granted(factor=Fraction(4, 3), medical_opinion=True, **DECIDED)
    made, _ = grant(camille.id, third, sittings.by, at=sittings.school.now)
    assert made.medical_opinion is False


def test_each_change_is_a_row_with_who_and_when_and_the_last_one_counts(sittings, camille):
    at = sittings.school.now
    grant(camille.id, Granted(larger_text=True), sittings.by, at=at)
    office = sittings.actor("Alix Bernard", Role.ADMINISTRATOR)
    grant(camille.id, Granted(read_aloud=True, secretary="Mme Petit"), office, at=at)
    _, changed = grant(camille.id, Granted(read_aloud=True, secretary="Mme Petit"), office, at=at)
    assert not changed
    now = Accommodation.now_of(camille.id)
    assert (now.larger_text, now.read_aloud, now.secretary) == (False, True, "Mme Petit")
    told = [each.by.name for each in Accommodation.history(camille.id)]
    assert told == ["Alix Bernard", "Dominique Leroy"]
    assert sittings.school.actions().count("candidate.granted") == 2


def test_a_candidate_without_anything_granted_has_the_time_of_the_paper(camille):
    now = Accommodation.now_of(camille.id)
    assert (now.share, now.is_anything) == (1, False)


def test_the_log_tells_of_the_time_and_not_of_the_decision(sittings, camille):
    third = Granted(factor=Fraction(4, 3), **DECIDED)
    grant(camille.id, third, sittings.by, at=sittings.school.now)
    (entry,) = AuditEntry.select().where(AuditEntry.action == "candidate.granted")
    assert '"factor":"4/3"' in entry.details
    assert "2026-114" not in entry.details


def test_there_is_no_field_for_a_reason():
    kept = set(Accommodation._meta.fields)
    assert not kept & {"reason", "diagnosis", "health", "note", "remark", "disability"}


def test_who_does_not_run_the_sitting_grants_nothing(sittings, camille):
    for role in (Role.EXAMINER, Role.TEACHER, Role.LEARNER, Role.CONTENT_MANAGER):
        other = sittings.actor(f"Une autre {role.value}", role)
        with pytest.raises(NoSuchCandidate):
            grant(camille.id, Granted(larger_text=True), other, at=sittings.school.now)
