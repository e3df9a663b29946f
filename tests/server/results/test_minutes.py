"""The procès-verbal: the whole day on paper, from the chain of events."""

import pytest

from i18n.discretion import tells_of_detention
from server.exam_room import ending, running
from server.results.minutes import minutes_of
from tests.server.exam_room.conftest import NAMES, Morning


@pytest.fixture
def morning(new_school):
    morning = Morning(new_school)
    morning.begins(*NAMES[:2])
    return morning


def text_of(morning):
    seat = morning.school.sign_in(morning.dominique)
    return seat.page(f"/sittings/{morning.sitting.id}/minutes")


def test_it_is_a_draft_until_the_sitting_is_closed(morning):
    assert "brouillon" in text_of(morning)
    ending.close(morning.sitting, morning.act("C’est l’heure."))
    assert "brouillon" not in text_of(morning)


def test_it_tells_pauses_credits_incidents_and_who_was_absent(morning):
    running.incident(morning.sitting, "Une lampe a sauté.", morning.act(), about="power")
    running.pause(morning.sitting, morning.act("Une minute pour la lampe."))
    running.resume(morning.sitting, morning.act())
    running.credit(morning.sitting, 120, morning.act("Le noir."), morning.candidate())
    ending.close(morning.sitting, morning.act("C’est l’heure."))
    told = minutes_of(morning.sitting)
    assert [each.kind for each in told.told] == ["incident", "absent"]
    assert [(each.kind, each.reason) for each in told.halts] == [
        ("pause", "Une minute pour la lampe.")
    ]
    camille = next(each for each in told.copies if each.candidate == morning.candidate())
    assert (camille.credited, [each.reason for each in camille.credits]) == (120, ["Le noir."])
    assert told.counts == {"handed_in": 2, "absent": 1}
    shown = text_of(morning)
    for words in ("Une lampe a sauté.", "Une minute pour la lampe.", "Le noir."):
        assert words in shown
    assert "2 minutes" in shown.replace("\xa0", " ").replace("\u202f", " ")


def test_it_bears_the_mark_of_the_closed_log_and_the_print_of_the_paper(morning):
    ending.close(morning.sitting, morning.act("C’est l’heure."))
    told = minutes_of(morning.sitting)
    shown = text_of(morning)
    assert told.is_final
    assert told.checkpoint.code in shown and told.paper in shown
    assert len(told.paper) == 64


def test_no_word_of_ours_tells_where_candidates_are(morning):
    ending.close(morning.sitting, morning.act("C’est l’heure."))
    article = text_of(morning).split("<article", 1)[1].split("</article>", 1)[0]
    assert not tells_of_detention(article)


def test_what_an_examiner_wrote_that_would_tell_is_shown_before_it_is_printed(morning):
    running.incident(morning.sitting, "Le surveillant de la prison est entré.", morning.act())
    assert "serait imprimé" in text_of(morning).split("<article", 1)[0]


def test_another_examiner_finds_no_such_sitting(morning):
    other = morning.school.person("Autre Examinateur", morning.dominique.role)
    seat = morning.school.sign_in(other)
    assert seat.get(f"/sittings/{morning.sitting.id}/minutes").status_code == 404
