"""Instructions of a paper and of its sections are read as questions are, where that is granted."""

import pytest

from content.html import FORMULA, Block
from i18n.speech.passages import Passage
from server.exam_room.reading import together
from server.exams import composing, sections
from server.sittings import granting
from server.sittings.granting import Granted
from tests.server.exam_room.conftest import Morning, questions

WHOLE = "<p>Lisez tout.</p><p>Calculez <math><mn>2</mn></math>.</p>"
PART = "<p>Ici, une phrase par réponse.</p>"


class Instructed(Morning):
    """Instructions for the second of two sections; those of the paper: see ``Morning``."""

    instructions = WHOLE

    def compose(self, paper, numbers):
        first = paper.sections()[0]
        second = sections.add_section(paper.id, self.by, at=self.school.now)
        composing.add_questions(paper.id, first.id, numbers[:2], "1", self.by, at=self.school.now)
        composing.add_questions(paper.id, second.id, numbers[2:], "1", self.by, at=self.school.now)
        sections.change_section(
            paper.id, second.id, "Écrire", PART, 0, False, self.by, at=self.school.now
        )


@pytest.fixture
def morning(new_school):
    return Instructed(new_school, asks=questions())


def test_they_are_heard_word_by_word_where_they_stand_by_whom_it_is_granted_alone(morning):
    seat = morning.begins()
    for address in ("0.mp3", "0.json", "0/intro-0-1.mp3", "2.json"):
        assert seat.get(f"/exam/aloud/instructions/{address}").status_code == 404
    page = seat.page("/exam")
    assert "Lisez tout." in page and "/exam/aloud/instructions" not in page
    granted = Granted(read_aloud=True)
    granting.grant(morning.candidate().id, granted, morning.by, at=morning.school.now)
    page = seat.page("/exam")
    for number, count in ((0, 2), (2, 1)):
        assert f'data-of="intro-{number}"' in page and f'id="intro-{number}"' in page
        assert seat.get(f"/exam/aloud/instructions/{number}.mp3").mimetype == "audio/mpeg"
        told = seat.get(f"/exam/aloud/instructions/{number}.json").json["blocks"]
        assert len(told) == count
        for block in told:
            assert page.count(f'data-block="{block["id"]}"') == 1
            assert block["cues"] and seat.get(block["audio"]).mimetype == "audio/mpeg"
    assert 'data-of="intro-1"' not in page
    assert 'aria-label="2"' in page
    for address in ("1.mp3", "3.mp3", "9.json", "0/intro-2-1.mp3", "2/intro-0-1.mp3"):
        found = seat.get(f"/exam/aloud/instructions/{address}")
        assert found.status_code == 404 or found.json["blocks"] == []


def test_together_pieces_keep_what_is_said_for_their_formulas():
    told = [
        Block("a", "Lisez."),
        Block("b", f"Soit {FORMULA}.", (Passage(5, 6, said="deux"),)),
    ]
    whole = together(told, 100)
    (formula,) = whole.passages
    assert whole.text[formula.start : formula.end] == FORMULA and formula.said == "deux"
    assert together(told, 10).text == "Lisez.\n"
