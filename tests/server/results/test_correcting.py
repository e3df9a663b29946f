"""Marks by hand: who may give them, once, and what counts in the end."""

from fractions import Fraction

import pytest

from server.audit.models import AuditEntry
from server.results import correcting, locking
from server.results.correcting import (
    FirstAndSecond,
    Given,
    MarkedMeanwhile,
    MarksStand,
    NothingToCorrect,
    NothingToSettle,
    PointsOutside,
)
from server.results.models import ExamMark


def points(lines):
    return [line.points for line in lines]


def test_what_can_be_marked_by_itself_is_and_a_text_waits(afternoon):
    assert points(afternoon.lines()) == [1, 1, 1, None]
    assert points(afternoon.lines("Sacha Petit")) == [0, 0, 1, None]


def test_what_was_not_answered_earns_nothing_without_a_corrector(afternoon):
    assert points(afternoon.lines("Nour Haddad")) == [1, 0, 0, 0]


def test_a_corrector_gives_points_and_may_overrule_the_program(afternoon):
    afternoon.arrange()
    afternoon.gives("0,5", remark="Bien vu.")
    afternoon.gives("1", name="Sacha Petit", place=1)
    assert points(afternoon.lines())[3] == Fraction(1, 2)
    assert points(afternoon.lines("Sacha Petit"))[1] == 1
    assert afternoon.lines()[3].remark == "Bien vu."
    assert [line.how for line in afternoon.lines()] == ["auto", "auto", "auto", "hand"]


@pytest.mark.parametrize("typed", ["", "2", "-1", "dix", "1,5"])
def test_points_that_the_question_cannot_earn_are_refused(afternoon, typed):
    afternoon.arrange()
    with pytest.raises(PointsOutside):
        afternoon.gives(typed)
    assert not ExamMark.select().exists()


def test_whoever_was_not_named_corrects_nothing(afternoon):
    with pytest.raises(NothingToCorrect):
        afternoon.gives("1")
    afternoon.arrange()
    with pytest.raises(NothingToCorrect):
        afternoon.gives("1", person=afternoon.omar)
    with pytest.raises(NothingToCorrect):
        afternoon.gives("1", place=4)


def test_the_same_form_twice_is_one_mark_and_another_tab_is_told(afternoon):
    afternoon.arrange()
    first = afternoon.gives("0,5")
    assert afternoon.gives("0,5") == first
    with pytest.raises(MarkedMeanwhile):
        afternoon.gives("1")
    afternoon.gives("1", seen=first.id)
    assert [each.points for each in ExamMark.history(first.candidate_id, 3)] == ["1/2", "1"]


def test_two_correctors_who_agree_settle_it(afternoon):
    afternoon.arrange(twice=True)
    afternoon.gives("1")
    assert points(afternoon.lines())[3] is None, "the second has not marked it"
    afternoon.gives("1", person=afternoon.omar)
    assert points(afternoon.lines())[3] == 1


def test_two_correctors_who_differ_wait_for_the_examiner(afternoon):
    afternoon.arrange(twice=True)
    afternoon.gives("1")
    afternoon.gives("0", person=afternoon.omar)
    line = afternoon.lines()[3]
    assert line.differs and line.points is None
    number, at = line.candidate.number, afternoon.school.now
    given = Given("0.5", "Entre les deux.", 0)
    with pytest.raises(NothingToCorrect):
        mina = afternoon.actor(afternoon.mina)
        correcting.settle(afternoon.sitting, number, 3, given, mina, at=at)
    correcting.settle(afternoon.sitting, number, 3, given, afternoon.by, at=at)
    assert afternoon.lines()[3].points == Fraction(1, 2)
    assert afternoon.lines()[3].how == "settled"
    with pytest.raises(NothingToSettle):
        correcting.settle(afternoon.sitting, number, 0, given, afternoon.by, at=at)


def test_the_second_corrector_is_somebody_else(afternoon):
    afternoon.arrange(twice=True)
    afternoon.gives("1")
    rounds = {afternoon.mina.id: 2, afternoon.omar.id: 1}
    correcting.name_correctors(
        afternoon.sitting, rounds, True, afternoon.by, at=afternoon.school.now
    )
    with pytest.raises(FirstAndSecond):
        afternoon.gives("1")


def test_locked_marks_change_no_more(afternoon):
    afternoon.arrange()
    afternoon.gives("1")
    afternoon.gives("0", name="Sacha Petit")
    locking.lock(afternoon.sitting, afternoon.by, at=afternoon.school.now)
    with pytest.raises(MarksStand):
        afternoon.gives("0", place=0)
    with pytest.raises(MarksStand):
        afternoon.arrange()


def test_each_mark_is_in_the_log_with_the_one_before(afternoon):
    afternoon.arrange()
    first = afternoon.gives("0,5")
    afternoon.gives("1", seen=first.id)
    entries = AuditEntry.select().where(AuditEntry.action == "exam.marked").order_by(AuditEntry.id)
    assert ['"before":""' in each.details for each in entries] == [True, False]
    assert "Camille" not in "".join(each.subject for each in entries), "copies have no names"
