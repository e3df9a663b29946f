"""Exams in the report of a year: who entered one, who passed."""

from datetime import timedelta

from server.results import locking, yearly


def figures(afternoon, people=None, days=0):
    day = afternoon.sitting.planned_at.astimezone().date() + timedelta(days=days)
    return [count for _label, count in yearly.counts(people, day, day)]


def test_who_entered_counts_at_once_and_who_passed_once_marks_are_published(afternoon):
    afternoon.arrange()
    afternoon.gives("0,5")
    afternoon.gives("0", name="Sacha Petit")
    assert figures(afternoon) == [3, 0]
    locking.lock(afternoon.sitting, afternoon.by, at=afternoon.school.now)
    assert figures(afternoon) == [3, 0]
    locking.publish(afternoon.sitting, False, afternoon.by, at=afternoon.school.now)
    assert figures(afternoon) == [3, 1]
    assert figures(afternoon, days=1) == [0, 0]
    camille, nour = (
        afternoon.candidate(each).person_id for each in ("Camille Martin", "Nour Haddad")
    )
    assert figures(afternoon, {camille}) == [1, 1]
    assert figures(afternoon, {nour}) == [1, 0]


def test_the_report_of_a_teacher_counts_nobody_elses_people(afternoon):
    shown = afternoon.school.sign_in(afternoon.mina).page("/classes/counts")
    assert "<dt>Examens présentés</dt><dd>0</dd>" in shown
    admin = afternoon.school.sign_in(afternoon.school.person("Ada Min", "administrator"))
    day = afternoon.sitting.planned_at.astimezone().date()
    shown = admin.page(f"/classes/counts?first={day}&last={day}")
    assert "<dt>Examens présentés</dt><dd>3</dd>" in shown
    sheet = admin.get(f"/classes/counts/sheet?first={day}&last={day}").data.decode("utf-8-sig")
    assert "Examens présentés;3" in sheet
