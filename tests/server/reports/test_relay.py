"""The summary for a substitute: where each person is, who is stuck, what waits, what is due."""

import re

from server.classes import enrolling
from tests.server.reports.conftest import row_of, words_of
from tests.server.reports.test_given import Giver

NOT_ON_PAPER = re.compile("détenu|prison|écrou|pénitentiaire|cellule|infraction|santé|religion")


def test_a_substitute_reads_where_each_person_is_and_who_does_not_manage(room):
    room.reads(room.ali, "Les mois")
    camille = room.at(room.camille)
    for _ in range(3):
        camille.answer(right=False)
    told = room.page("summary")
    assert "De suite 0 De suite –" in row_of(told, "Camille Martin")
    assert row_of(told, "Ali Ben").endswith("Les mois 1 – –")
    assert row_of(told, "Zoé Roux") == "Zoé Roux – – 0 – –"


def test_it_says_what_waits_and_what_is_due(room):
    address = f"/library/{room.node('À écrire').id}/"
    seat = room.school.sign_in(room.camille)
    seat.get(address)
    seat.post(f"{address}questions/2", {"answer": "un deux trois quatre cinq six", "do": "hand"})
    Giver(room).give("Les bases", weeks="2")
    told = words_of(room.page("summary"))
    assert "1 travail à corriger, depuis le" in told
    assert "Les bases ( toute la classe ), jusqu'au" in told
    assert "0 pages faites sur 6" in told


def test_who_has_mastered_an_exercise_after_failing_is_not_stuck_there(room):
    camille = room.at(room.camille)
    for _ in range(3):
        camille.answer(right=False)
    for _ in range(3):
        camille.answer()
    assert "De suite 1 – –" in row_of(room.page("summary"), "Camille Martin")


def test_what_is_older_than_four_weeks_is_left_out_and_who_left_is_named_apart(room):
    room.reads(room.camille, "Les mois")
    room.school.wait(weeks=5)
    enrolling.leave(room.stays[room.zoe.id].id, room.school.by, at=room.school.now)
    told = room.page("summary")
    assert row_of(told, "Camille Martin").endswith("– 0 – –")
    assert "Zoé" not in told.partition("</table>")[0]
    assert "Zoé Roux" in told.partition("</table>")[2]


def test_nothing_on_it_tells_of_detention_or_of_what_is_no_business_of_a_school(room):
    room.reads(room.camille, "Les mois")
    assert NOT_ON_PAPER.search(words_of(room.page("summary"))) is None


def test_another_teacher_does_not_find_it(room):
    assert room.school.sign_in(room.noor).get(f"/classes/{room.cfg.id}/summary").status_code == 404
