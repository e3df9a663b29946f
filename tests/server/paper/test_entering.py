"""Entering what was done on paper: by exception, once, and for one's own people alone."""

import pytest

from content import browse
from server.audit.models import AuditEntry
from server.classes import enrolling
from server.paper import entering, operations
from server.paper.models import Returned
from server.records.models import AnswerGiven, Attempt, Visit, Work
from server.records.operations import visited
from tests.server.course import install, write_maths


@pytest.fixture
def enter(classroom):
    """Return what enters a form for a pack, as Dominique unless told."""

    def entered(pack, form, stay=0, by=None):
        lists = {name: [value] if isinstance(value, str) else value for name, value in form.items()}
        library, at = classroom.school.site.library, classroom.school.now
        teacher = classroom.by(by or classroom.dominique)
        return entering.enter(
            pack.id, stay, lambda name: lists.get(name, []), library, teacher, at=at
        )

    return entered


def named(pack, place=None, page=0):
    return entering.field(pack.pages()[page].id, place)


def marks(attempt):
    return {answer.place: answer.mark for answer in attempt.given()}


def test_a_lesson_that_was_read_is_done_on_paper(classroom, enter):
    pack = classroom.pack("Les fractions")
    done = enter(pack, {named(pack): "yes"})
    visit = Visit.get(Visit.person == classroom.camille)
    assert (done.new, done.before) == (1, 0)
    assert visit.done_by == "paper"
    assert visit.finished_at is not None


def test_everything_in_an_exercise_is_right_except_what_is_ticked(classroom, enter):
    pack = classroom.pack("Exercice de tout")
    enter(
        pack, {named(pack): "yes", named(pack, 0) + ".wrong": "yes", named(pack, 7) + ".open": "y"}
    )
    attempt = Attempt.get()
    assert marks(attempt) == {0: "0", **dict.fromkeys(range(1, 7), "1")}
    assert attempt.finished_at is None  # question 8 can still be answered, at a seat
    assert attempt.entered_by == classroom.dominique
    assert attempt.session is None


def test_an_answer_that_is_typed_is_marked_by_the_program(classroom, enter):
    pack = classroom.pack("Exercice de tout")
    form = {
        named(pack): "yes",
        named(pack, 0): "1",
        named(pack, 1): ["0", "1"],
        named(pack, 2): "false",
        named(pack, 3): "samarcande ",
        named(pack, 4): "17",
        named(pack, 7) + ".0": "soixante-dix-sept",
    }
    enter(pack, form)
    told = marks(Attempt.get())
    assert (told[0], told[1], told[2], told[3], told[4]) == ("1", "0", "0", "1", "0")
    assert told[7] == "1/2"
    assert AnswerGiven.get(AnswerGiven.place == 3).answer == '["samarcande"]'


def test_an_answer_typed_in_part_is_refused_and_nothing_is_kept(classroom, enter):
    pack = classroom.pack("Les fractions", "Exercice de tout")
    form = {named(pack): "yes", named(pack, 6, page=1) + ".0": "2"}
    with pytest.raises(entering.NotWhole):
        enter(pack, form)
    assert (Returned.select().count(), Visit.select().count()) == (0, 0)


def test_an_exercise_that_is_all_right_is_finished_and_mastered(classroom, enter):
    pack = classroom.pack("Exercice de tout")
    enter(pack, {named(pack): "yes"})
    attempt = Attempt.get()
    assert attempt.mastered_at is not None
    assert Visit.get(Visit.node_id == attempt.node_id).done_by == "mastery"


def test_a_mark_of_the_teacher_makes_a_work_that_is_marked(classroom, enter):
    pack = classroom.pack("À écrire")
    enter(pack, {named(pack): "yes", named(pack, 1) + ".mark": "14,5"})
    work = Work.get()
    assert (work.state, work.mark, work.marked_by) == ("marked", "29/40", classroom.dominique)
    assert Attempt.get().finished_at is not None


def test_a_text_without_a_mark_stays_open(classroom, enter):
    pack = classroom.pack("À écrire")
    enter(pack, {named(pack): "yes"})
    assert Work.select().count() == 0
    assert Attempt.get().finished_at is None


def test_three_right_in_a_row_on_paper_are_mastered_and_the_rest_does_not_count(classroom, enter):
    pack = classroom.pack("De suite")
    enter(pack, {named(pack): "yes", named(pack, 0) + ".wrong": "yes"})
    attempt = Attempt.get()
    assert attempt.mastered_at is not None
    assert list(marks(attempt).values()) == ["0", "1", "1", "1"]


def test_one_passed_over_breaks_a_row(classroom, enter):
    pack = classroom.pack("De suite")
    form = {named(pack): "yes"}
    form |= {named(pack, place) + ".open": "yes" for place in (2, 5)}
    enter(pack, form)
    attempt = Attempt.get()
    assert attempt.mastered_at is None
    assert list(marks(attempt).values()) == ["1", "1", "0", "1", "1"]


def test_what_was_drawn_for_the_paper_is_what_is_marked(classroom, enter):
    pack = classroom.pack("Tirage")
    page = classroom.main(classroom.dominique, f"/paper/packs/{pack.id}/")
    enter(pack, {named(pack): "yes"})
    attempt = Attempt.get()
    seed = attempt.seed
    assert seed == pack.pages()[0].seed
    for answer in attempt.given():
        assert f"Combien font {answer.question + 11} et" in page


def test_the_test_before_the_lessons_comes_first_and_then_the_one_after(classroom, enter):
    first = classroom.pack("Avant et après")
    enter(first, {named(first): "yes"})
    second = classroom.pack("Avant et après")
    assert [first.pages()[0].half, second.pages()[0].half] == ["before", "after"]


def test_entered_twice_it_is_counted_once(classroom, enter):
    pack = classroom.pack("Les fractions", "Exercice de tout")
    form = {named(pack): "yes", named(pack, page=1): "yes"}
    assert enter(pack, form).new == 2
    again = enter(pack, form)
    assert (again.new, again.before) == (0, 2)
    assert (Attempt.select().count(), Returned.select().count()) == (1, 2)
    assert classroom.school.actions().count("pack.entered") == 1


def test_what_comes_back_later_is_added(classroom, enter):
    pack = classroom.pack("Les fractions", "Exercice de tout")
    enter(pack, {named(pack): "yes"})
    assert enter(pack, {named(pack): "yes", named(pack, page=1): "yes"}).new == 1


def test_a_copied_pack_is_entered_for_each_person_of_the_class(classroom, enter):
    pack = classroom.pack("Exercice de tout", stay=0)
    for stay in (classroom.stay, classroom.stay_of_zoe):
        enter(pack, {named(pack): "yes"}, stay.id)
    assert {attempt.person for attempt in Attempt.select()} == {classroom.camille, classroom.zoe}


@pytest.mark.parametrize("stay", ["elsewhere", None])
def test_a_copied_pack_is_entered_for_nobody_else(classroom, enter, stay):
    pack = classroom.pack("Exercice de tout", stay=0)
    number = getattr(classroom, stay).id if stay else 0
    with pytest.raises(entering.NobodyOfThisPack):
        enter(pack, {named(pack): "yes"}, number)
    assert Attempt.select().count() == 0


def test_the_pack_of_one_person_is_never_another_persons_work(classroom, enter):
    pack = classroom.pack("Exercice de tout")
    enter(pack, {named(pack): "yes"}, classroom.stay_of_zoe.id)
    assert Attempt.get().person == classroom.camille


def test_the_work_of_somebody_who_has_left_the_class_is_not_entered(classroom, enter):
    pack = classroom.pack("Exercice de tout")
    enrolling.leave(classroom.stay.id, classroom.school.by, at=classroom.school.now)
    with pytest.raises(entering.NobodyOfThisPack):
        enter(pack, {named(pack): "yes"})


@pytest.mark.parametrize("who", ["noor", "camille", "claude"])
def test_only_those_who_look_after_the_class_enter(classroom, enter, who):
    pack = classroom.pack("Exercice de tout")
    with pytest.raises(operations.NoSuchPack):
        enter(pack, {named(pack): "yes"}, by=getattr(classroom, who))
    assert Attempt.select().count() == 0


def test_after_an_update_it_is_marked_by_what_was_printed(classroom, enter, tmp_path):
    pack = classroom.pack("Exercice de tout")
    newer = write_maths(tmp_path / "newer", release=2)
    page = newer / "01-calcul" / "02-exercice.md"
    page.write_text(page.read_text("utf-8").replace("Samarcande", "Boukhara"), "utf-8")
    install(classroom.school.site.library, newer, tmp_path / "built 2")
    form = classroom.main(classroom.dominique, f"/paper/packs/{pack.id}/enter")
    assert "Le cours a changé depuis" in form
    assert "Samarcande" in form
    enter(pack, {named(pack): "yes", named(pack, 3): "Samarcande"})
    attempt = Attempt.get()
    assert marks(attempt)[3] == "1"
    assert attempt.exercise == pack.pages()[0].text_sha256


def test_of_what_was_taken_off_it_is_said_and_the_rest_is_entered(classroom, enter):
    pack = classroom.pack("Exercice de tout", "Le mot juste")
    classroom.school.site.library.take_off("maths", 1)
    form = classroom.main(classroom.dominique, f"/paper/packs/{pack.id}/enter")
    assert "n'est plus dans la bibliothèque" in form
    assert "Samarcande" not in form
    with pytest.raises(entering.CannotBeEntered):
        enter(pack, {named(pack): "yes", named(pack, page=1): "yes"})
    assert enter(pack, {named(pack, page=1): "yes"}).new == 1


def test_a_text_that_is_held_no_more_can_be_read_but_not_marked(classroom, enter, tmp_path):
    pack = classroom.pack("Les fractions", "Exercice de tout")
    library = classroom.school.site.library
    newer = write_maths(tmp_path / "newer", release=2, more="\nPlus.\n")
    page = newer / "01-calcul" / "02-exercice.md"
    page.write_text(page.read_text("utf-8").replace("Samarcande", "Boukhara"), "utf-8")
    install(library, newer, tmp_path / "built 2")
    library.give_up_before("maths", 1)
    form = classroom.main(classroom.dominique, f"/paper/packs/{pack.id}/enter")
    assert "le texte imprimé n'est plus gardé" in form
    assert enter(pack, {named(pack): "yes"}).new == 1
    with pytest.raises(entering.CannotBeEntered):
        enter(pack, {named(pack, page=1): "yes"})


def test_what_was_entered_does_not_hide_what_the_teacher_has_said(classroom, enter):
    pack = classroom.pack("Les fractions")
    item, at = (
        browse.item(classroom.node("Les fractions").id, "fr", coach=False),
        classroom.school.now,
    )
    visited(classroom.camille.id, item, "fr", at=at)
    seen = Visit.get().visited_at
    classroom.school.wait(hours=1)
    enter(pack, {named(pack): "yes"})
    assert Visit.get().visited_at == seen


def test_a_page_that_needs_the_teachers_word_has_it_by_this(classroom, enter):
    pack = classroom.pack("Un atelier")
    enter(pack, {named(pack): "yes"})
    assert Visit.get().done_by == "teacher"


def test_it_is_in_the_log_who_entered_what_for_whom(classroom, enter):
    pack = classroom.pack("Les fractions")
    enter(pack, {named(pack): "yes"})
    entry = AuditEntry.get(AuditEntry.action == "pack.entered")
    assert (entry.actor, entry.subject) == ("Dominique Leroy", "Camille Martin")
    assert pack.shown in str(entry.details)


def test_the_learner_reads_that_it_was_on_paper_and_who_entered_it(classroom, enter):
    pack = classroom.pack("Les fractions", "Exercice de tout")
    enter(pack, {named(pack): "yes", named(pack, page=1): "yes"})
    kept = classroom.main(classroom.camille, "/mine/kept")
    assert "Ce que j'ai fait sur papier" in kept
    assert "saisi par Dominique Leroy" in kept
    assert classroom.main(classroom.camille, "/mine").count("Sur papier") == 2


def test_a_teacher_types_the_code_ticks_and_is_done(classroom):
    pack = classroom.pack("Les fractions", "Exercice de tout")
    seat = classroom.school.sign_in(classroom.dominique)
    form = seat.get(f"/paper/enter?code={pack.shown.lower()}", follow_redirects=True)
    assert "Travail de Camille Martin" in form.text
    address = f"/paper/packs/{pack.id}/enter"
    sent = {named(pack): "yes", named(pack, page=1): "yes", named(pack, 3, 1) + ".wrong": "yes"}
    assert seat.post(address, sent).status_code == 303
    page = seat.page(address)
    assert "2 pages de Camille Martin sont enregistrées" in page.replace("\u00a0", " ")
    assert "Tout ce qui peut être saisi est enregistré" in page
    assert 'type="checkbox"' not in page


def test_a_form_that_is_refused_comes_back_as_it_was_filled_in(classroom):
    pack = classroom.pack("Exercice de tout")
    seat = classroom.school.sign_in(classroom.dominique)
    form = {named(pack): "yes", named(pack, 3): "Tachkent", named(pack, 6) + ".1": "2"}
    answer = seat.post(f"/paper/packs/{pack.id}/enter", form)
    assert answer.status_code == 422
    assert 'value="Tachkent"' in answer.text
    assert Attempt.select().count() == 0


def test_a_mistyped_code_is_refused_with_a_sentence(classroom):
    pack = classroom.pack("Les fractions")
    last = "A" if pack.code[-1] != "A" else "B"
    seat = classroom.school.sign_in(classroom.dominique)
    answer = seat.get(f"/paper/enter?code={pack.code[:5]}{last}")
    assert answer.status_code == 422
    assert "mal tapé" in answer.text
