"""The page of results for examiners, and what candidates read once marks are published."""

import pytest

from server.results.models import Corrector, ExamMark, FinalMark, Marking
from server.roles import Role


@pytest.fixture
def desk(afternoon):
    """The page of an examiner: read it, send one of its forms."""
    seat = afternoon.school.sign_in(afternoon.dominique)
    return Desk(seat, f"/sittings/{afternoon.sitting.id}/results")


class Desk:
    def __init__(self, seat, address):
        self.seat, self.address = seat, address

    def shown(self):
        return self.seat.page(self.address)

    def send(self, what, **form):
        return self.seat.post(f"{self.address}/{what}", form)


def marked(afternoon):
    afternoon.arrange()
    afternoon.gives("0,5", remark="Un peu court.")
    afternoon.gives("0", name="Sacha Petit")


def test_an_examiner_names_correctors(afternoon, desk):
    form = {f"round.{afternoon.mina.id}": "1", f"round.{afternoon.omar.id}": "2", "twice": "yes"}
    assert desk.send("correctors", **form).status_code == 303
    rounds = {each.person.name: each.round for each in Corrector.of(afternoon.sitting.id)}
    assert rounds == {"Mina Prof": 1, "Omar Prof": 2}
    assert Marking.of(afternoon.sitting.id).twice


def test_names_stand_beside_marks_only_once_they_are_locked(afternoon, desk):
    marked(afternoon)
    article = desk.shown().split("<main", 1)[1]
    assert "3,5 / 4" in article and "17,5 / 20" in article
    assert "Camille" not in article
    assert desk.send("lock", sure="yes").status_code == 303
    assert "Camille" in desk.shown()


def test_marks_are_not_locked_without_the_tick_nor_while_one_is_missing(afternoon, desk):
    assert desk.send("lock", sure="yes").status_code == 422
    marked(afternoon)
    assert desk.send("lock").status_code == 422
    assert not FinalMark.select().exists()


def test_a_second_press_of_lock_and_of_publish_changes_nothing(afternoon, desk):
    marked(afternoon)
    for _ in range(2):
        assert desk.send("lock", sure="yes").status_code == 303
        assert FinalMark.select().count() == 12
    for _ in range(2):
        assert desk.send("publish").status_code == 303
    assert afternoon.school.actions().count("marks.published") == 1


def test_two_marks_that_differ_are_settled_by_the_examiner(afternoon, desk):
    afternoon.arrange(twice=True)
    afternoon.gives("0,5")
    afternoon.gives("1", person=afternoon.omar)
    form = {"copy": afternoon.candidate().number, "place": "3", "seen": "0", "points": "0,75"}
    assert "/results/settle" in desk.shown()
    assert desk.send("settle", **form | {"points": "9"}).status_code == 422
    for _ in range(2):
        assert desk.send("settle", **form).status_code == 303
    assert ExamMark.select().where(ExamMark.round == 3).count() == 1
    assert "/results/settle" not in desk.shown()


def test_an_administrator_unlocks_with_a_reason_and_an_examiner_does_not(afternoon, desk):
    marked(afternoon)
    desk.send("lock", sure="yes")
    assert desk.send("unlock", reason="Erreur").status_code == 422
    admin = afternoon.school.sign_in(afternoon.school.person("Ada Min", Role.ADMINISTRATOR))
    above = Desk(admin, desk.address)
    assert above.send("unlock", reason="").status_code == 422
    for _ in range(2):
        assert above.send("unlock", reason="Une copie oubliée.").status_code == 303
    assert not Marking.of(afternoon.sitting.id).is_locked
    assert afternoon.school.actions().count("marks.unlocked") == 1


def test_a_candidate_reads_nothing_before_publishing_and_no_key_after(afternoon, desk):
    marked(afternoon)
    camille = afternoon.school.sign_in(afternoon.candidate().person)
    desk.send("lock", sure="yes")
    before = camille.page("/mine/exams")
    assert "17,5" not in before and "Mathématiques" not in before
    desk.send("publish", remarks="yes")
    after = camille.page("/mine/exams")
    assert "17,5" in after and "Un peu court." in after
    for key in ("54321987", "Paris", "12 €"):
        assert key not in after
    sacha = afternoon.school.sign_in(afternoon.candidate("Sacha Petit").person)
    assert "Un peu court." not in sacha.page("/mine/exams")


def test_remarks_stay_with_the_correctors_if_marks_are_published_without(afternoon, desk):
    marked(afternoon)
    desk.send("lock", sure="yes")
    desk.send("publish")
    after = afternoon.school.sign_in(afternoon.candidate().person).page("/mine/exams")
    assert "17,5" in after and "Un peu court." not in after
