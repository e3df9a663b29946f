from datetime import timedelta
from itertools import pairwise

import pytest

from i18n.refusals import Refusal
from server.accounts import operations as accounts
from server.classes import enrolling
from server.classes import operations as classes
from server.roles import Role
from server.sittings import candidates, ends, life, numbers, operations
from server.sittings.candidates import HasBegun, SeatTaken, SittingIsOver
from server.sittings.granting import Granted, grant
from server.sittings.models import Accommodation, Candidate, Examiner, Sitting, Stage, State
from server.sittings.operations import NoSuchSitting, NotPlannedAnyMore


def test_a_sitting_is_planned_once_however_often_the_form_is_sent(sittings):
    plan = sittings.plan_of()
    made = [
        operations.plan(plan, sittings.dominique, sittings.by, at=sittings.school.now)
        for _ in range(2)
    ]
    assert [new for _, new in made] == [True, False]
    assert Sitting.select().count() == 1
    assert sittings.school.actions().count("sitting.planned") == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        pytest.param({"title": " \u200b "}, "title", id="no title"),
        pytest.param({"title": "x" * 161}, "160", id="a title that fills the page"),
        pytest.param({"room": ""}, "room", id="no room"),
        pytest.param({"room": "Bâtiment des détenus"}, "tells where", id="a room that tells"),
        pytest.param({"title": "CFG de la prison"}, "tells where", id="a title that tells"),
        pytest.param({"seconds": 0}, "minutes", id="no length"),
        pytest.param({"seconds": 13 * 3600}, "720", id="thirteen hours"),
        pytest.param({"planned_at": None}, "day", id="no day"),
        pytest.param({"paper_id": 999}, "paper", id="a paper that is not there"),
        pytest.param({"examiners": ()}, "examiner", id="nobody runs it"),
    ],
)
def test_a_plan_that_cannot_be_says_why(sittings, wrong, said):
    with pytest.raises(Refusal) as refused:
        sittings.plan(**wrong)
    assert said in str(refused.value)
    assert Sitting.select().count() == 0


def test_a_sitting_is_not_planned_in_the_past_or_in_a_mistyped_year(sittings):
    for passed in (timedelta(days=-1), timedelta(days=800)):
        with pytest.raises(operations.DayNeeded):
            sittings.plan(planned_at=sittings.school.now + passed)


def test_a_learner_or_a_teacher_runs_no_sitting(sittings):
    teacher = sittings.school.person("Noor Haddad", Role.TEACHER)
    with pytest.raises(operations.ExaminerNeeded):
        sittings.plan(examiners=(teacher.id, sittings.school.learner().id))


def test_an_examiner_finds_the_sittings_they_run_and_an_administrator_all(sittings):
    made = sittings.plan()
    other = sittings.actor("Inès Faure", Role.EXAMINER)
    with pytest.raises(NoSuchSitting):
        operations.sitting_of(made.id, other)
    office = sittings.actor("Alix Bernard", Role.ADMINISTRATOR)
    assert operations.sitting_of(made.id, office) == made
    people = (sittings.dominique.id, other.person_id)
    operations.change_examiners(made.id, people, sittings.by, at=sittings.school.now)
    assert operations.sitting_of(made.id, other) == made
    operations.change_examiners(made.id, (other.person_id,), other, at=sittings.school.now)
    with pytest.raises(NoSuchSitting):
        operations.sitting_of(made.id, sittings.by)
    assert [each.name for each in Examiner.of(made.id)] == ["Inès Faure"]


def test_a_changed_plan_keeps_its_candidates(sittings):
    made = sittings.plan()
    sittings.add(made, "Camille Martin")
    operations.change(
        made.id, sittings.plan_of(room="Salle 4"), sittings.by, at=sittings.school.now
    )
    assert Sitting.get().room == "Salle 4"
    assert Candidate.select().count() == 1
    assert sittings.school.actions()[-1] == "sitting.changed"


def test_a_cancelled_sitting_changes_no_more(sittings):
    made = sittings.plan()
    (candidate,) = sittings.add(made, "Camille Martin")
    operations.cancel(made.id, sittings.by, at=sittings.school.now)
    at = sittings.school.now
    with pytest.raises(NotPlannedAnyMore):
        operations.change(made.id, sittings.plan_of(), sittings.by, at=at)
    with pytest.raises(SittingIsOver):
        candidates.add_named(made.id, "Sacha Petit", sittings.by, at=at)
    with pytest.raises(SittingIsOver):
        grant(candidate.id, Granted(larger_text=True), sittings.by, at=at)
    with pytest.raises(NotPlannedAnyMore):
        operations.cancel(made.id, sittings.by, at=at)


def test_a_list_adds_those_it_names_and_says_whom_it_does_not_know(sittings):
    made, school = sittings.plan(), sittings.school
    school.learner("Camille Martin")
    school.person("Noor Haddad", Role.TEACHER)
    gone = school.learner("Sacha Petit")
    accounts.close(gone, by=school.by, at=school.now)
    lines = "Camille MARTIN\n\ncamillemartin\nNoor Haddad\nSacha Petit\nPersonne\n"
    added = candidates.add_named(made.id, lines, sittings.by, at=school.now)
    assert added.people == ("Camille Martin",)
    assert added.unknown == ("Noor Haddad", "Sacha Petit", "Personne")
    again = candidates.add_named(made.id, lines, sittings.by, at=school.now)
    assert (again.people, again.known) == ((), 1)
    assert Candidate.select().count() == 1


def test_a_whole_name_that_one_person_has_adds_them_and_one_that_two_have_adds_nobody(sittings):
    made, school = sittings.plan(), sittings.school
    for key in ("jeanpetit", "jeanpetit2"):
        by, at = school.by, school.now
        accounts.add("Jean Petit", Role.LEARNER, by=by, at=at, sign_in_name=key)
    school.learner("Camille Martin")
    lines = "Martin Camille\nPetit Jean\njeanpetit2"
    added = candidates.add_named(made.id, lines, sittings.by, at=school.now)
    assert set(added.people) == {"Camille Martin", "Jean Petit (2)"}
    assert added.unknown == ("Petit Jean",)


def test_a_class_is_added_with_everybody_who_is_in_it_now(sittings):
    made, school = sittings.plan(), sittings.school
    opened = classes.open_class("CFG", "", "", school.by, at=school.now)
    for name in ("Camille Martin", "Sacha Petit", "Yanis Roux"):
        stay = enrolling.enrol(opened.id, school.learner(name), school.by, at=school.now)
    enrolling.leave(stay.id, school.by, at=school.now)
    added = candidates.add_class(made.id, opened.id, sittings.by, at=school.now)
    assert added.people == ("Camille Martin", "Sacha Petit")
    assert candidates.add_class(made.id, opened.id, sittings.by, at=school.now).known == 2
    assert candidates.add_class(made.id, 999, sittings.by, at=school.now).people == ()


def test_nobody_is_added_where_the_room_is_full(sittings, monkeypatch):
    made = sittings.plan()
    monkeypatch.setattr(candidates, "MOST", 1)
    with pytest.raises(candidates.TooManyCandidates):
        sittings.add(made, "Camille Martin", "Sacha Petit")
    assert Candidate.select().count() == 0


def test_candidates_have_numbers_and_seeds_that_nobody_else_has(sittings):
    made = sittings.plan()
    everybody = sittings.add(made, *(f"Personne {number}" for number in range(30)))
    assert len({each.number for each in everybody}) == 30
    assert len({each.seed for each in everybody}) == 30
    assert all(numbers.is_right(each.number) for each in everybody)


def test_any_digit_read_wrongly_and_any_two_that_change_places_make_no_number(sittings):
    for number in [numbers.draw(set()) for _ in range(40)]:
        slips = {number[:n] + digit + number[n + 1 :] for n in range(5) for digit in "0123456789"}
        slips |= {number[:n] + number[n + 1] + number[n] + number[n + 2 :] for n in range(4)}
        assert not any(numbers.is_right(each) for each in slips - {number})
        assert all(one != two for one, two in pairwise(number))
        assert numbers.read(numbers.shown(number)) == number


def test_who_has_come_stays_in_the_sitting(sittings):
    made = sittings.plan()
    come, absent = sittings.add(made, "Camille Martin", "Sacha Petit")
    life.turn(come, State.HERE)
    with pytest.raises(HasBegun):
        candidates.remove(come.id, sittings.by, at=sittings.school.now)
    candidates.remove(absent.id, sittings.by, at=sittings.school.now)
    assert [each.id for each in Candidate.of(made.id)] == [come.id]
    assert sittings.school.actions()[-1] == "candidate.removed"


def test_once_the_subject_is_open_nobody_disappears(sittings):
    made, at = sittings.plan(), sittings.school.now
    (one,) = sittings.add(made, "Camille Martin")
    grant(one.id, Granted(larger_text=True), sittings.by, at=at)
    life.advance(made, Stage.OPEN, at=at, frozen=b"paper")
    with pytest.raises(HasBegun):
        candidates.remove(one.id, sittings.by, at=at)
    assert Candidate.select().count() == 1


def test_what_was_granted_goes_with_a_candidate_who_is_taken_off(sittings):
    made, at = sittings.plan(), sittings.school.now
    (one,) = sittings.add(made, "Camille Martin")
    grant(one.id, Granted(larger_text=True), sittings.by, at=at)
    candidates.remove(one.id, sittings.by, at=at)
    assert (Candidate.select().count(), Accommodation.select().count()) == (0, 0)


def test_a_table_is_for_one_candidate(sittings):
    made, at = sittings.plan(), sittings.school.now
    one, two, three = sittings.add(made, "Camille Martin", "Sacha Petit", "Yanis Roux")
    candidates.seat(two.id, 1, sittings.by, at=at)
    with pytest.raises(SeatTaken):
        candidates.seat(one.id, 1, sittings.by, at=at)
    with pytest.raises(candidates.NoSuchSeat):
        candidates.seat(one.id, 0, sittings.by, at=at)
    assert candidates.seat_all(made.id, sittings.by, at=at) == 2
    assert [each.seat_wanted for each in Candidate.of(made.id)] == [2, 1, 3]
    candidates.seat(three.id, None, sittings.by, at=at)
    assert candidates.seat_all(made.id, sittings.by, at=at) == 1


def test_planned_ends_hold_the_extra_time_and_the_pauses(sittings):
    made = sittings.plan(seconds=3601)
    _, two = sittings.add(made, "Camille Martin", "Sacha Petit")
    third = Granted(factor=ends.THIRD, decision="2026-114", authority="academy", pause_seconds=600)
    grant(two.id, third, sittings.by, at=sittings.school.now)
    plain, longer = ends.planned_of(made)
    assert plain.ends_at == made.planned_at + timedelta(seconds=3601)
    assert longer.seconds == 4802  # 4801 and a third, in favour of the candidate
    assert longer.ends_at == made.planned_at + timedelta(seconds=5402)
    assert not longer.beyond_a_third


def test_less_than_an_hour_between_two_papers_of_one_person_is_shown(sittings):
    made = sittings.plan()
    sittings.add(made, "Camille Martin", "Sacha Petit")
    soon = sittings.plan(title="Français", planned_at=made.planned_at + timedelta(minutes=119))
    later = sittings.plan(title="Anglais", planned_at=made.planned_at + timedelta(hours=6))
    sittings.add(soon, "Camille Martin")
    sittings.add(later, "Camille Martin")
    camille, sacha = ends.planned_of(made)
    assert [each.title for each in camille.too_near] == ["Français"]
    assert sacha.too_near == ()
    operations.cancel(soon.id, sittings.by, at=sittings.school.now)
    assert ends.planned_of(made)[0].too_near == ()


def test_steps_that_cannot_follow_are_refused(sittings):
    made, at = sittings.plan(), sittings.school.now
    (one,) = sittings.add(made, "Camille Martin")
    with pytest.raises(life.NotNow):
        life.advance(made, Stage.RUNNING, at=at)
    life.advance(made, Stage.OPEN, at=at, frozen=b"paper")
    life.advance(made, Stage.RUNNING, at=at)
    life.advance(made, Stage.RUNNING, at=at)
    with pytest.raises(life.NotNow):
        life.turn(one, State.WORKING)
    for state in (State.HERE, State.CONFIRMED, State.WORKING, State.PAUSED, State.EXCLUDED):
        life.turn(one, state)
    assert life.unfinished(made.id) == []
    life.advance(made, Stage.CLOSED, at=at)
    found = Sitting.get()
    assert (bytes(found.frozen), found.is_over) == (b"paper", True)
