"""Giving pictures and opening lists, as teachers do it."""

import pytest

from server.classes.operations import NoSuchClass
from server.pictures import operations
from server.pictures.drawings import EMBLEMS, SIGNS
from server.pictures.models import OpenList, Pictured
from server.pictures.operations import GivenSince, NotYoursAlone
from server.web.assets import FOLDER


def test_every_drawing_is_there_and_no_sign_is_an_emblem():
    drawn = {path.stem for path in (FOLDER / "vendor" / "pictures").glob("*.svg")}
    assert set(EMBLEMS) | set(SIGNS) <= drawn
    assert not set(EMBLEMS) & set(SIGNS)
    assert (len(EMBLEMS), len(SIGNS)) == (60, 12)


def test_everybody_of_a_class_has_an_emblem_of_their_own(school, room):
    people = [school.learner(f"Personne {number}") for number in range(20)]
    large = room.open("Alpha", room.dominique, *people)
    made = room.give(*people, found=large)
    assert len({card.emblem for card in made}) == 20
    assert all(len(card.signs) == 3 for card in made)


def test_pictures_given_again_keep_the_emblem_and_end_the_old_signs(school, room):
    before = room.cards[room.camille.id]
    old = Pictured.get(Pictured.person == room.camille).signs
    (card,) = room.give(room.camille)
    assert card.emblem == before.emblem
    kept = Pictured.get(Pictured.person == room.camille).signs
    assert kept == operations.keyed(room.camille.id, card.signs, room.key)
    assert (kept == old) == (card.signs == before.signs)


def test_signs_are_nowhere_in_the_database(school, room):
    kept = [each.signs for each in Pictured.select()]
    assert not [sign for sign in SIGNS for text in kept if sign in text]


def test_the_sheet_shows_what_was_given_and_a_second_press_gives_nothing_new(school, room):
    teacher = school.sign_in(room.dominique)
    page = teacher.page(f"/classes/{room.cfg.id}/pictures")
    assert "Sacha Petit" in page
    state = page.partition('name="state" value="')[2].partition('"')[0]
    form = {"person": room.camille.id, "state": state}
    sheet = teacher.post(f"/classes/{room.cfg.id}/pictures", form)
    assert sheet.text.count("vendor/pictures/") == 4
    kept = Pictured.get(Pictured.person == room.camille).signs
    again = teacher.post(f"/classes/{room.cfg.id}/pictures", form)
    assert again.status_code == 422
    assert Pictured.get(Pictured.person == room.camille).signs == kept
    with pytest.raises(GivenSince):
        operations.give(
            room.cfg.id, [room.camille.id], room.key, school.by, at=school.now, seen=state
        )


def test_a_teacher_does_not_change_how_people_of_another_class_sign_in(school, room):
    room.open("Maths", room.noor, room.camille)
    seat_number = 1
    school.sign_in(room.sacha)
    by = room.by(room.dominique)
    for tried in (
        lambda: room.give(room.camille),
        lambda: operations.take_away(room.cfg.id, room.camille.id, by, at=school.now),
        lambda: operations.open_seat(room.cfg.id, room.camille.id, seat_number, by, at=school.now),
    ):
        with pytest.raises(NotYoursAlone):
            tried()
    assert Pictured.select().count() == 2


def test_a_class_of_somebody_else_is_not_there(school, room):
    with pytest.raises(NoSuchClass):
        room.show(by=room.noor)
    teacher = school.sign_in(room.noor)
    assert teacher.get(f"/classes/{room.cfg.id}/pictures").status_code == 404


def test_the_list_is_opened_and_closed_with_a_button(school, room):
    teacher = school.sign_in(room.dominique)
    address = f"/classes/{room.cfg.id}/pictures"
    teacher.get(address)
    assert teacher.post(f"{address}/list", {"hours": "2"}).status_code == 303
    assert OpenList.select().exists()
    assert "Ne plus les montrer" in teacher.page(address)
    teacher.post(f"{address}/list", {})
    assert not OpenList.select().exists()
    assert {"pictures.list_opened", "pictures.list_closed"} <= set(school.actions())


def test_a_seat_that_is_none_is_refused_in_words(school, room):
    teacher = school.sign_in(room.dominique)
    address = f"/classes/{room.cfg.id}/pictures"
    teacher.get(address)
    form = {"person": room.camille.id, "seat": "99"}
    response = teacher.post(f"{address}/seat", form)
    assert response.status_code == 422
    assert "99" in response.text
    assert teacher.post(f"{address}/seat", {"person": "x", "seat": ""}).status_code == 404


def test_pictures_taken_away_open_nothing(school, room):
    room.show()
    teacher = school.sign_in(room.dominique)
    teacher.get(f"/classes/{room.cfg.id}/pictures")
    form = {"person": room.camille.id}
    teacher.post(f"/classes/{room.cfg.id}/pictures/take", form)
    assert school.seat().get(room.address(room.camille)).status_code == 404
    assert "pictures.taken_away" in school.actions()
