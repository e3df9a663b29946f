"""Difficult questions: the hardest first, what was answered instead; the key for teachers alone."""

from content.models import Node
from server.records.models import Attempt
from tests.server.course import KEYS
from tests.server.reports.conftest import row_of, words_of


def answers_of_three(room):
    """Three people answer: the city is hard, one finds it at the second go; the tiles are not."""
    room.answers(room.camille, "1", "", "true", "Tombouctou", "4242")
    room.answers(room.ali, "1", "", "true", "tombouctou", "4242")
    room.answers(room.zoe, "0", "", "true", "Paris", "4242")
    seat = room.school.sign_in(room.camille)
    seat.post(f"/library/{room.node('Exercice de tout').id}/again")
    room.answers(room.camille, "", "", "", "samarcande")


def test_the_hardest_question_stands_on_top_with_its_wrong_answers_and_how_many_gave_them(room):
    answers_of_three(room)
    told = room.page("questions")
    line = row_of(told, "route de la soie")
    assert "0 sur 3 1 sur 3" in line
    assert "ombouctou (×2) · Paris (×1)" in line
    assert told.index("route de la soie") < told.index("Combien font un et un")
    assert "tuiles" not in told


def test_one_exercise_tells_its_key_and_every_wrong_answer(room):
    answers_of_three(room)
    address = f"questions/{room.node('Exercice de tout').id}"
    told = words_of(room.page(address))
    assert "Samarcande" in told and "ombouctou 2 personnes" in told and "Paris 1 personne" in told
    assert "4242 ± 1" in told
    assert "Réponse juste deux" in told and "un 1 personne" in told
    answers = room.sheet(f"/classes/{room.cfg.id}/{address}", "answers")
    assert ["4", "Quelle ville se trouve sur la route de la soie ?", "Samarcande"] in [
        [cell.replace("\u00a0", " ") for cell in line[:3]] for line in answers
    ]


def test_no_learner_reads_a_key_or_what_others_answered(room):
    answers_of_three(room)
    node = room.node("Exercice de tout").id
    seat = room.school.sign_in(room.zoe)
    for address in (f"questions/{node}", f"questions/{node}?sheet=answers", "questions"):
        answer = seat.get(f"/classes/{room.cfg.id}/{address}")
        assert answer.status_code == 403
        assert not any(word in answer.text for word in (*KEYS, "ombouctou"))
    assert "ombouctou" not in seat.page(f"/library/{node}/")


def test_true_and_false_are_said_in_the_language_of_the_exercise(room):
    room.answers(room.camille, "", "", "false")
    seat = room.school.sign_in(room.dominique)
    seat.post("/language", {"language": "ar", "next": "/"})
    told = seat.page(f"/classes/{room.cfg.id}/questions/{room.node('Exercice de tout').id}")
    assert '<bdi lang="fr">vrai</bdi>' in told and '<bdi lang="fr">faux</bdi>' in told


def test_answers_of_another_class_are_not_counted(room):
    room.answers(room.sacha, "0", "", "false", "Rome", "1")
    room.answers(room.camille, "0")
    told = room.page(f"questions/{room.node('Exercice de tout').id}")
    assert "Rome" not in told and "0 sur 1" in told


def test_what_is_older_than_the_weeks_looked_at_is_left_out(room):
    answers_of_three(room)
    room.school.wait(weeks=14)
    assert "route de la soie" not in room.page("questions")
    assert "route de la soie" in room.page("questions?weeks=26")


def test_answers_to_a_version_that_is_gone_are_counted_and_not_shown(room):
    answers_of_three(room)
    Attempt.update(exercise="0" * 64).execute()
    told = room.page(f"questions/{room.node('Exercice de tout').id}")
    assert "ombouctou" not in told and "version précédente" in told
    assert room.page("questions").count("0 sur 3") >= 1


def test_an_exercise_that_is_gone_is_not_in_the_list(room):
    answers_of_three(room)
    Node.delete().where(Node.node_id == room.node("Exercice de tout").id).execute()
    from content import recall

    recall._kept.clear()
    assert "route de la soie" not in room.page("questions")
