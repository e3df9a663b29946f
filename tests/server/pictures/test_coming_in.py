"""Signing in with pictures, as a learner does it: without JavaScript, without a name."""

import pytest

from i18n.translate import gettext, in_language
from server.aloud.prompts import by_words
from server.classes import enrolling
from server.classes.models import Enrolment
from server.pictures import operations
from server.pictures.drawings import EMBLEMS, SIGNS
from server.pictures.models import OpenList, Pictured
from server.pictures.views import PROMPTS
from server.roles import Role
from server.seats.models import Session, WrongTry


def main(page):
    return page.partition("<main")[2]


def test_three_signs_pressed_one_after_the_other_begin_the_session(school, room):
    room.show()
    seat = school.seat()
    assert "/pictures/" in main(seat.page("/sign-in"))
    shown = main(seat.page("/pictures/"))
    assert room.address(room.camille) in shown
    response = room.press(seat, room.camille)
    assert response.status_code == 303
    assert Session.get().person == room.camille
    assert "Camille" in seat.page("/mine/kept")


def test_no_page_before_the_session_says_a_name(school, room):
    room.show()
    seat = school.seat()
    pages = [seat.page("/sign-in"), seat.page("/pictures/"), seat.page(room.address(room.camille))]
    pages.append(room.press(seat, room.camille, room.wrong(room.camille)).text)
    for page in pages:
        assert not [name for name in ("Camille", "Martin", "Sacha", "Petit") if name in page]


def test_the_way_there_is_only_shown_while_a_list_is_open(school, room):
    seat = school.seat()
    assert "/pictures/" not in seat.page("/sign-in")
    assert seat.get(room.address(room.camille)).status_code == 404
    room.show(hours=1)
    assert "/pictures/" in seat.page("/sign-in")
    school.wait(hours=1)
    assert "/pictures/" not in seat.page("/sign-in")
    assert seat.get(room.address(room.camille)).status_code == 404
    assert seat.post(room.address(room.camille), {"sign": "sun"}).status_code == 404


def test_a_list_that_closes_between_two_signs_says_so_and_lets_nobody_in(school, room):
    room.show()
    seat, card = school.seat(), room.cards[room.camille.id]
    seat.get(room.address(room.camille))
    operations.close_list(room.cfg.id, room.by(room.dominique), at=school.now)
    form = {"so_far": list(card.signs[:2]), "sign": card.signs[2]}
    response = seat.post(room.address(room.camille), form)
    assert response.status_code == 422
    assert "demandez" in response.text.lower()
    assert not Session.select().exists()


def test_other_signs_are_refused_in_words_and_the_order_counts(school, room):
    room.show()
    seat = school.seat()
    response = room.press(seat, room.camille, room.wrong(room.camille))
    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert "Ce ne sont pas vos trois images" in response.text
    assert not Session.select().exists()
    assert WrongTry.select().exists()
    assert ("guest", "session.refused", "pictures") in school.log()


def test_the_page_never_shows_which_signs_were_pressed(school, room):
    room.show()
    seat = school.seat()
    seat.get(room.address(room.camille))
    page = main(seat.post(room.address(room.camille), {"sign": "moon"}).text)
    assert page.count('class="done"') == 1
    tiles = page.partition('class="pictures signs"')[2].partition("</ul>")[0]
    assert tiles.count("<button") == 12
    assert "pressed" not in tiles and "aria-pressed" not in tiles


def test_the_signs_of_another_open_nothing(school, room):
    room.show()
    response = room.press(school.seat(), room.camille, room.cards[room.sacha.id].signs)
    assert response.status_code == 422
    assert not Session.select().exists()


def test_wrong_tries_at_one_seat_let_that_seat_wait_and_no_other(school, room):
    room.show()
    noisy, quiet = school.seat(), school.seat()
    for _ in range(3):
        room.press(noisy, room.camille, room.wrong(room.camille))
    waiting = room.press(noisy, room.camille)
    assert waiting.status_code == 422
    assert "Attendez" in waiting.text
    assert room.press(quiet, room.camille).status_code == 303


def test_somebody_suspended_or_gone_is_on_no_list(school, room):
    room.show()
    seat = school.seat()
    stay = Enrolment.get(Enrolment.person == room.camille)
    enrolling.leave(stay.id, room.by(room.dominique), at=school.now)
    assert room.address(room.camille) not in seat.page("/pictures/")
    assert seat.get(room.address(room.camille)).status_code == 404
    assert room.address(room.sacha) in seat.page("/pictures/")


def test_staff_are_on_no_list_even_if_they_were_given_pictures_as_learners(school, room):
    room.show()
    room.camille.role = Role.TEACHER
    room.camille.save()
    assert room.address(room.camille) not in school.seat().page("/pictures/")
    assert school.seat().get(room.address(room.camille)).status_code == 404


def test_two_with_one_emblem_each_come_in_by_their_own_signs(school, room):
    room.show()
    card = room.cards[room.camille.id]
    Pictured.update(emblem=card.emblem).where(Pictured.person == room.sacha).execute()
    assert (
        school.seat().page("/pictures/").count(f'src="/static/vendor/pictures/{card.emblem}') <= 1
    )
    response = room.press(school.seat(), room.camille, room.cards[room.sacha.id].signs)
    assert response.status_code == 303
    assert Session.get().person == room.sacha


def test_a_site_may_do_without(open_site, new_home):
    school = open_site(new_home, pictures="no")
    assert school.seat().get("/pictures/").status_code == 404
    assert "/pictures/" not in school.seat().page("/sign-in")


def test_a_seat_opened_by_the_teacher_lets_one_person_in_once(school, room):
    seat = school.sign_in(room.sacha)
    number = Session.get().seat_id
    seat.post("/sign-out", {})
    by = room.by(room.dominique)
    operations.open_seat(room.cfg.id, room.camille.id, number, by, at=school.now)
    assert "/pictures/" in seat.page("/sign-in")
    page = seat.page("/pictures/")
    assert "Camille" not in page
    assert seat.post("/pictures/", {}).status_code == 303
    assert Session.get(Session.ended_at.is_null()).person == room.camille
    seat.post("/sign-out", {})
    seat.get("/pictures/")
    assert seat.post("/pictures/", {}).status_code == 422


def test_a_seat_that_was_opened_closes_by_itself(school, room):
    seat = school.sign_in(room.sacha)
    number = Session.get().seat_id
    seat.post("/sign-out", {})
    by = room.by(room.dominique)
    operations.open_seat(room.cfg.id, room.camille.id, number, by, at=school.now)
    school.wait(minutes=5)
    seat.get("/pictures/")
    assert seat.post("/pictures/", {}).status_code == 422
    assert not Session.select().where(Session.ended_at.is_null()).exists()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_drawing_and_every_sentence_is_a_prompt(language):
    said = by_words(language)
    with in_language(language):
        assert all(gettext(each) in said for each in (*EMBLEMS.values(), *SIGNS.values()))
        assert all(gettext(each) in said for each in PROMPTS.values())


def test_the_loudspeaker_has_the_page_said_also_without_a_name(school, room):
    room.show()
    seat = school.seat()
    assert 'name="speaks" value="yes"' in main(seat.page("/pictures/"))
    seat.post("/sound", {"speaks": "yes", "next": "/pictures/"})
    assert 'data-behaviour="speak"' in seat.page("/pictures/")


def test_lists_of_classes_that_were_closed_are_not_shown(school, room):
    room.show()
    room.cfg.ended_at = school.now
    room.cfg.save()
    assert OpenList.select().exists()
    assert "/pictures/" not in school.seat().page("/sign-in")
