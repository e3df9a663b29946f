"""What recordings say, in writing: sent with them or later, shown below them, asked for."""

from io import BytesIO

import pytest

from server.asking.models import Question, Saying
from server.marking.models import SpokenRemark
from server.records.models import Work
from tests.server import exercising
from tests.server.asking.conftest import Room
from tests.server.handing_in import SPOKEN

WORDS = "Je ne comprends pas la leçon."


def main_of(page):
    return page.partition("<main")[2].partition("</main>")[0]


def part(data=SPOKEN):
    return BytesIO(data), "voice"


@pytest.fixture
def room(school, node, tmp_path):
    exercising.install(school.site.library, tmp_path)
    return Room(school, node)


@pytest.fixture
def asked(room):
    """A question that Camille has spoken, without a written word."""
    return room.asks(room.camille, recording=SPOKEN)


def writes(seat, path, text=WORDS, language="fr"):
    return seat.post(path, {"said": text, "said_in": language})


def test_what_a_question_says_is_sent_with_it_and_read_by_the_teacher_in_its_language(room, school):
    form = {"recording": part(), "said": "  لا أفهم  ", "said_in": "ar"}
    school.sign_in(room.camille).post("/mine/questions/ask", form)
    page = main_of(school.sign_in(room.dominique).page(f"/questions/{Question.get().id}"))
    assert '<blockquote class="written" lang="ar" dir="auto">لا أفهم</blockquote>' in page


def test_it_can_be_written_later_by_who_spoke_and_by_a_teacher(room, school, asked):
    saying = Saying.get()
    learner, teacher = school.sign_in(room.camille), school.sign_in(room.dominique)
    mine = f"/mine/questions/recordings/{saying.id}/in-writing"
    theirs = f"/questions/recordings/{saying.id}/in-writing"
    assert f'action="{mine}"' in learner.page(f"/mine/questions/{asked.id}")
    assert writes(learner, mine).status_code == 303
    assert WORDS in main_of(learner.page("/mine/questions/"))
    assert f'action="{theirs}"' in teacher.page(f"/questions/{asked.id}")
    assert writes(teacher, theirs, "Je ne comprends pas.").status_code == 303
    assert "Je ne comprends pas.</blockquote>" in learner.page("/mine/kept")
    assert school.actions().count("recording.written") == 2


def test_words_that_change_nothing_are_not_noted_and_a_language_nobody_has_is_left_out(
    room, school, asked
):
    learner = school.sign_in(room.camille)
    path = f"/mine/questions/recordings/{Saying.get().id}/in-writing"
    for _ in range(2):
        writes(learner, path, WORDS, '"><b>')
    assert (Saying.get().said, Saying.get().said_in) == (WORDS, "")
    assert school.actions().count("recording.written") == 1


def test_nobody_else_writes_and_a_learner_does_not_write_for_the_teacher(room, school, asked):
    room.answers(room.dominique, asked, "", SPOKEN)
    question, answer = Saying.select().order_by(Saying.id)
    for person, path in (
        (room.sacha, f"/mine/questions/recordings/{question.id}/in-writing"),
        (room.noor, f"/questions/recordings/{question.id}/in-writing"),
        (room.camille, f"/mine/questions/recordings/{answer.id}/in-writing"),
    ):
        assert writes(school.sign_in(person), path).status_code == 404
    assert {each.said for each in Saying.select()} == {""}


def test_a_learner_asks_for_a_spoken_answer_in_writing_once_and_words_are_the_answer(
    room, school, asked
):
    room.answers(room.dominique, asked, "", SPOKEN)
    learner, teacher = school.sign_in(room.camille), school.sign_in(room.dominique)
    assert "Le demander par écrit" in main_of(learner.page("/mine/questions/"))
    assert learner.post(f"/mine/questions/{asked.id}", {"picture": "writing"}).status_code == 303
    assert "Le demander par écrit" not in main_of(learner.page("/mine/questions/"))
    assert "Écrivez-moi ce que vous avez dit" in main_of(teacher.page("/questions/"))
    spoken = Saying.get(Saying.person == room.dominique)
    writes(teacher, f"/questions/recordings/{spoken.id}/in-writing", "Relisez la page 4.")
    assert Question.get().state == "answered"
    assert "a répondu à votre question" in main_of(learner.page("/"))
    assert "Relisez la page 4." in main_of(learner.page("/mine/questions/"))


def test_a_teacher_asks_for_a_spoken_question_in_writing(room, school, asked):
    teacher, learner = school.sign_in(room.dominique), school.sign_in(room.camille)
    assert "Le demander par écrit" in main_of(teacher.page(f"/questions/{asked.id}"))
    form = {"picture": "writing", "last": room.last(asked)}
    assert teacher.post(f"/questions/{asked.id}", form).status_code == 303
    assert "Écrivez-moi ce que vous avez dit" in main_of(learner.page("/mine/questions/"))
    assert "Le demander par écrit" not in main_of(teacher.page(f"/questions/{asked.id}"))


def test_a_spoken_work_is_read_by_its_teacher_and_written_down_by_both(room, school):
    work = room.handed(room.camille, SPOKEN)
    learner, teacher = school.sign_in(room.camille), school.sign_in(room.dominique)
    mine = f"/mine/works/{work.id}/in-writing"
    assert f'formaction="{mine}"' in learner.page(f"/library/{work.node_id}/")
    assert writes(learner, mine).status_code == 303
    assert WORDS in main_of(teacher.page(f"/marking/works/{work.id}"))
    assert writes(teacher, f"/marking/works/{work.id}/in-writing", "Autre.").status_code == 303
    page = main_of(learner.page(f"/library/{work.node_id}/"))
    assert "Autre.</blockquote>" in page
    for person, path in (
        (room.sacha, mine),
        (room.noor, f"/marking/works/{work.id}/in-writing"),
        (room.camille, f"/mine/works/{room.letter(room.camille).id}/in-writing"),
    ):
        assert writes(school.sign_in(person), path).status_code == 404


def test_what_a_remark_says_is_kept_given_with_it_and_gone_with_it(room, school):
    work = room.letter(room.camille)
    teacher, learner = school.sign_in(room.dominique), school.sign_in(room.camille)
    path, page = f"/marking/works/{work.id}", f"/library/{work.node_id}/"
    words = {"said": "Relisez la règle.", "said_in": "fr"}
    teacher.post(f"{path}/form", {"do": "speak", "file": part(), **words})
    assert "Relisez la règle.</textarea>" in teacher.page(path)
    words["said"] = "Relisez bien la règle."
    teacher.post(path, {"mark": "12", "seen": "0", **words})
    assert SpokenRemark.select().count() == 0
    assert "Relisez bien la règle.</blockquote>" in main_of(learner.page(page))
    teacher.post(f"{path}/in-writing?of=remark", {"said": "Bien.", "said_in": "fr"})
    assert "Bien.</blockquote>" in main_of(learner.page(page))
    teacher.post(path, {"mark": "13", "seen": "1", "without_spoken": "yes"})
    assert Work.get_by_id(work.id).spoken_said == ""


def test_a_remark_without_words_is_asked_for_as_any_question(room, school):
    work = room.letter(room.camille)
    teacher, learner = school.sign_in(room.dominique), school.sign_in(room.camille)
    teacher.post(f"/marking/works/{work.id}", {"mark": "12", "seen": "0", "file": part()})
    page, ask = f"/library/{work.node_id}/", f"/mine/questions/about/{work.node_id}"
    assert f'formaction="{ask}"' in main_of(learner.page(page))
    assert learner.post(ask, {"picture": "writing"}).status_code == 303
    assert "Écrivez-moi ce que vous avez dit" in main_of(teacher.page("/questions/"))
    teacher.post(f"/marking/works/{work.id}/in-writing?of=remark", {"said": "Bien."})
    assert f'formaction="{ask}"' not in main_of(learner.page(page))
