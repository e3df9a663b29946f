"""The pages of correctors: copies without names, one form each, what was refused stays typed."""

import pytest

from server.results.models import ExamMark


@pytest.fixture
def arranged(afternoon):
    afternoon.arrange(twice=True)
    return afternoon


def form(afternoon, name="Camille Martin", **more):
    number = afternoon.candidate(name).number
    return {"q": "4", "copy": number, "place": "3", "seen": "0", "points": "1"} | more


def test_copies_bear_a_number_and_no_name(arranged):
    seat = arranged.school.sign_in(arranged.mina)
    address = f"/copies/{arranged.sitting.id}/"
    shown = seat.page(address)
    assert "Je me lève tôt." in shown
    assert f"copy-{arranged.candidate().number}" in shown
    for page in [seat.page(f"{address}?q={at}") for at in (1, 2, 3, 4)]:
        assert not [each for each in arranged.people if each.name.split()[-1] in page]


def test_points_are_kept_once_however_often_the_button_is_pressed(arranged):
    seat = arranged.school.sign_in(arranged.mina)
    for _ in range(2):
        sent = seat.post(f"/copies/{arranged.sitting.id}/", form(arranged, remark="Bien."))
        assert sent.status_code == 303
    assert [(each.points, each.remark) for each in ExamMark.select()] == [("1", "Bien.")]


def test_what_was_refused_stands_beside_its_form_with_what_was_typed(arranged):
    seat = arranged.school.sign_in(arranged.mina)
    sent = seat.post(f"/copies/{arranged.sitting.id}/", form(arranged, points="7", remark="Oui"))
    assert sent.status_code == 422
    own = sent.text.split(f'id="copy-{arranged.candidate().number}"')[1].split("</section>")[0]
    assert 'value="7"' in own and ">Oui</textarea>" in own and 'role="alert"' in own
    assert sent.text.count('role="alert"') == 1
    assert not ExamMark.select().exists()


def test_the_second_corrector_does_not_see_what_the_first_gave(arranged):
    arranged.gives("0,5", remark="Un peu court.")
    seat = arranged.school.sign_in(arranged.omar)
    shown = seat.page(f"/copies/{arranged.sitting.id}/?q=4")
    assert "Un peu court." not in shown and 'value="0.5"' not in shown


def test_copies_are_there_for_their_correctors_alone(arranged):
    address, number = f"/copies/{arranged.sitting.id}/", arranged.candidate().number
    for name, role in (("Lou Prof", "teacher"), ("Max Leroy", "administrator")):
        other = arranged.school.sign_in(arranged.school.person(name, role))
        assert other.get(address).status_code == 404
        assert other.get(f"{address}{number}/3").status_code == 404
        assert other.post(address, form(arranged)).status_code == 404
        assert "Mathématiques" not in other.page("/copies/")
    assert not ExamMark.select().exists()


def test_a_teacher_is_told_of_copies_only_where_there_are_some(arranged):
    told = f"/copies/{arranged.sitting.id}/"
    assert told in arranged.school.sign_in(arranged.mina).page("/classes/")
    other = arranged.school.person("Lou Prof", "teacher")
    assert told not in arranged.school.sign_in(other).page("/classes/")
