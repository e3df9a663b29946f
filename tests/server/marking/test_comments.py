"""Ready comments: nine sentences of one's own, in a remark by one click, also without a script."""

import pytest

from server.marking import comments
from server.marking.models import Habit, ReadyComment
from server.roles import Role
from tests.server.marking.test_views import main_of


def form(*texts, **more):
    return {f"comment-{place}": text for place, text in enumerate(texts, 1)} | more


def test_nine_sentences_are_kept_on_a_page_and_offered_by_number(desk, school):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    texts = ["Bien.", "", "  Relisez\nla   leçon.  "]
    assert teacher.post("/marking/comments", form(*texts)).status_code == 303
    assert ReadyComment.of(desk.dominique.id) == {1: "Bien.", 3: "Relisez la leçon."}
    page = main_of(teacher.page(f"/marking/works/{work.id}"))
    assert 'value="comment-1"' in page and 'data-comment="3"' in page
    assert 'data-comment="2"' not in page
    assert 'value="Relisez la leçon."' in teacher.page("/marking/comments")


def test_a_button_writes_a_sentence_into_the_remark_and_leaves_the_rest(desk, school):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    teacher.post("/marking/comments", form("Bien.", "Relisez."))
    sent = {"do": "comment-2", "remark": "La date manque. ", "mark": "14,5"}
    shown = teacher.post(f"/marking/works/{work.id}/form", sent).text
    assert ">La date manque. Relisez.</textarea>" in shown and 'value="14,5"' in shown
    sent["remark"] = "La date manque. Relisez."
    assert ">La date manque. Relisez.</textarea>" in (
        teacher.post(f"/marking/works/{work.id}/form", sent).text
    )


@pytest.mark.parametrize("do", ["comment-9", "comment-0", "comment-x", "comment-²", "what", ""])
def test_a_button_that_is_none_changes_nothing(desk, school, do):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    shown = teacher.post(f"/marking/works/{work.id}/form", {"do": do, "remark": "Ici."})
    assert shown.status_code == 200 and ">Ici.</textarea>" in shown.text


def test_a_remark_just_written_is_kept_in_one_click_and_once(desk, school):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    teacher.post("/marking/comments", form("Un.", "", "Trois."))
    for _ in range(2):
        shown = teacher.post(
            f"/marking/works/{work.id}/form", {"do": "keep", "remark": "Très\r\nclair."}
        )
        assert ">Très\r\nclair.</textarea>" in shown.text
    assert ReadyComment.of(desk.dominique.id) == {1: "Un.", 2: "Très clair.", 3: "Trois."}


@pytest.mark.parametrize(
    ("remark", "told"),
    [
        pytest.param(" ", "Écrivez d&#39;abord la remarque", id="nothing"),
        pytest.param("x" * 201, "200 caractères au plus", id="too long"),
        pytest.param("Une dixième.", "déjà 9 commentaires", id="no place"),
    ],
)
def test_what_cannot_be_kept_says_why_and_stays_in_the_form(desk, school, remark, told):
    work = desk.letter(desk.camille)
    comments.write_all(desk.dominique.id, [f"Numéro {n}." for n in range(1, 10)])
    teacher = school.sign_in(desk.dominique)
    answer = teacher.post(f"/marking/works/{work.id}/form", {"do": "keep", "remark": remark})
    assert answer.status_code == 422 and told in answer.text
    assert f">{remark}</textarea>" in answer.text
    assert len(ReadyComment.of(desk.dominique.id)) == 9


def test_a_sentence_that_is_too_long_is_said_beside_it_and_nothing_is_lost(desk, school):
    teacher = school.sign_in(desk.dominique)
    teacher.post("/marking/comments", form("Avant."))
    answer = teacher.post("/marking/comments", form("Après.", "y" * 201))
    assert answer.status_code == 422
    assert 'id="comment-2-error"' in answer.text and 'value="Après."' in answer.text
    assert ReadyComment.of(desk.dominique.id) == {1: "Avant."}


def test_no_teacher_sees_the_sentences_of_another(desk, school):
    desk.enrol(desk.maths, desk.camille)
    work = desk.letter(desk.camille)
    comments.write_all(desk.dominique.id, ["Une phrase de Dominique."])
    for person in (desk.noor, Role.ADMINISTRATOR):
        seat = school.sign_in(person)
        for page in ("/marking/comments", f"/marking/works/{work.id}"):
            assert "phrase de Dominique" not in seat.page(page)
        shown = seat.post(f"/marking/works/{work.id}/form", {"do": "comment-1"})
        assert "phrase de Dominique" not in shown.text
        seat.post("/marking/comments", form("La mienne."))
    assert ReadyComment.of(desk.dominique.id) == {1: "Une phrase de Dominique."}


def test_keys_can_be_switched_off(desk, school):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    assert " data-keys" in teacher.page(f"/marking/works/{work.id}")
    teacher.post("/marking/comments", form("Bien."))
    assert Habit.get().keys is False
    assert " data-keys" not in teacher.page(f"/marking/works/{work.id}")


def test_a_sentence_stays_text(desk, school):
    work = desk.letter(desk.camille)
    teacher = school.sign_in(desk.dominique)
    teacher.post("/marking/comments", form('<script>alert(1)</script>"'))
    for page in ("/marking/comments", f"/marking/works/{work.id}"):
        assert "<script>alert" not in teacher.get(page).text
