"""A learner asks and is answered, by the pages of both; nothing is lost and nothing said twice."""

from datetime import timedelta
from io import BytesIO

import pytest

from content.store import BlobStore
from server.asking.models import Question, Saying
from server.asking.operations import MOST_A_DAY, MOST_IN_A_ROW, MOST_OPEN
from server.asking.pictures import PICTURES
from server.asking.saying import LARGEST_RECORDING, LONGEST_TEXT
from server.classes import enrolling
from server.handed import Sweep
from server.roles import Role
from tests.server.asking.conftest import SPOKEN
from tests.server.asking.conftest import part as a_file


def main_of(page):
    return page.partition("<main")[2].partition("</main>")[0]


def test_every_page_of_a_course_offers_to_ask_and_so_do_my_things(room, school, node):
    seat = school.sign_in(room.camille)
    for title in ("Les fractions", "Exercice de tout", "Au guichet"):
        page = node(title)
        assert f'href="/mine/questions/about/{page.id}"' in seat.page(f"/library/{page.id}/")
        assert title in main_of(seat.page(f"/mine/questions/about/{page.id}"))
    assert 'href="/mine/questions/ask"' in main_of(seat.page("/mine"))
    for other in (school.seat(), school.sign_in(Role.CONTENT_MANAGER)):
        assert "/mine/questions" not in other.page(f"/library/{node('Les fractions').id}/")


def test_a_picture_is_enough_and_the_answer_is_told_on_the_first_page_until_it_was_read(
    room, school, node
):
    question = room.asks(room.camille, node("Les fractions"), picture="lost")
    teacher = school.sign_in(room.dominique)
    assert "1 question attend votre réponse" in main_of(teacher.page("/"))
    listed = main_of(teacher.page("/questions/"))
    assert "Camille Martin" in listed and "Les fractions" in listed and "Je ne comprends" in listed
    page = main_of(teacher.page(f"/questions/{question.id}"))
    assert f"/library/{node('Les fractions').id}/" in page and "Les maths" in page
    assert room.answers(room.dominique, question).headers["Location"] == "/questions/"
    assert "attend votre réponse" not in main_of(teacher.page("/"))
    learner = school.sign_in(room.camille)
    assert "a répondu à votre question" in main_of(learner.page("/"))
    mine = main_of(learner.page("/mine/questions/"))
    assert "Relisez la règle." in mine and "Dominique Leroy" in mine and "Répondu" in mine
    assert "a répondu à votre question" not in main_of(learner.page("/"))


@pytest.mark.parametrize("picture", PICTURES)
def test_each_picture_can_be_asked_with(room, school, picture):
    room.asks(room.camille, picture=picture)
    assert Saying.get().picture == picture
    assert 'value="' + picture in school.sign_in(room.camille).page("/mine/questions/ask")


def test_a_voice_asks_and_a_voice_answers(room, school, node):
    question = room.asks(room.camille, node("Les fractions"), recording=SPOKEN)
    room.answers(room.dominique, question, "", b"OggS an answer")
    asked, answered = Saying.select().order_by(Saying.id)
    assert (asked.media_type, answered.media_type) == ("video/webm", "audio/ogg")
    sides = {
        "/mine/questions/recordings": school.sign_in(room.camille),
        "/questions/recordings": school.sign_in(room.dominique),
    }
    for address, seat in sides.items():
        sent = [seat.get(f"{address}/{each.id}") for each in (asked, answered)]
        assert [each.data for each in sent] == [SPOKEN, b"OggS an answer"]
        assert all("sandbox" in each.headers["Content-Security-Policy"] for each in sent)
    assert "<audio" in main_of(sides["/mine/questions/recordings"].page("/mine/questions/"))


def test_asking_again_brings_it_back_to_the_teacher_and_understanding_takes_it_away(
    room, school, asked
):
    room.answers(room.dominique, asked)
    seat = school.sign_in(room.camille)
    address = f"/mine/questions/{asked.id}"
    assert "Relisez la règle." in main_of(seat.page(address))
    assert seat.post(address, {"text": "Et un tiers ?"}).status_code == 303
    waiting = main_of(school.sign_in(room.dominique).page("/questions/"))
    assert "Et un tiers ?" in waiting and "1 question attend" in waiting
    for _ in range(2):
        assert seat.post(f"{address}/understood").status_code == 303
    assert school.actions().count("question.understood") == 1
    teacher = school.sign_in(room.dominique)
    assert "Aucune question n'attend" in main_of(teacher.page("/questions/"))
    assert "Comprise" in main_of(teacher.page("/questions/"))
    assert "c'est clair" in main_of(teacher.page(f"/questions/{asked.id}"))


def test_a_form_that_is_sent_twice_asks_once_and_answers_once(room, school, node):
    page = node("Les fractions")
    first = room.asks(room.camille, page, text="Pourquoi ?", recording=SPOKEN)
    assert room.asks(room.camille, page, text="Pourquoi ?", recording=SPOKEN) == first
    for _ in range(2):
        assert room.answers(room.dominique, first).status_code == 303
    assert school.actions().count("question.asked") == 1
    assert school.actions().count("question.answered") == 1
    assert Saying.select().count() == 2
    seat = school.sign_in(room.camille)
    for _ in range(2):
        assert seat.post(f"/mine/questions/{first.id}", {"picture": "lost"}).status_code == 303
    assert Saying.select().count() == 3


def test_the_same_words_after_an_answer_or_about_another_page_are_asked_anew(room, node):
    first = room.asks(room.camille, node("Les fractions"), picture="lost")
    assert room.asks(room.camille, node("Au guichet"), picture="lost") != first
    room.answers(room.dominique, first)
    assert room.asks(room.camille, node("Les fractions"), picture="lost") != first


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param({}, "Choisissez une image", id="nothing"),
        pytest.param({"text": "   \n"}, "Choisissez une image", id="blanks"),
        pytest.param({"picture": "no such"}, "Choisissez une image", id="a picture never drawn"),
        pytest.param({"text": "x" * (LONGEST_TEXT + 1)}, "2001 signes", id="too long"),
        pytest.param(
            {"text": "Mes mots.", "recording": b"MZ a program"},
            "pas un enregistrement",
            id="a program",
        ),
        pytest.param({"recording": b"\x89PNG\r\n\x1a\n"}, "pas un enregistrement", id="a picture"),
        pytest.param(
            {"recording": SPOKEN.ljust(LARGEST_RECORDING + 1)}, "plus grand que", id="too large"
        ),
    ],
)
def test_what_cannot_be_sent_is_said_and_what_was_written_stays(room, said, told):
    response = room.sends(room.camille, **said)
    assert response.status_code == 422
    assert told in main_of(response.text).replace("\u202f", "").replace("\xa0", " ")
    assert f">{said.get('text', '')}</textarea>" in response.text
    assert ("est pas parti : parlez" in response.text.replace("\xa0", " ")) == ("recording" in said)
    assert Question.select().count() == 0


def test_a_picture_that_was_chosen_stays_chosen_when_the_rest_is_refused(room):
    response = room.sends(room.camille, picture="word", recording=b"no sound")
    assert 'value="word" checked' in response.text


def test_so_many_questions_may_wait_and_one_more_is_refused_with_its_words_kept(room, school):
    for number in range(MOST_OPEN):
        room.asks(room.camille, text=f"Question {number}")
    response = room.sends(room.camille, text="La question de trop")
    assert response.status_code == 422
    assert f"{MOST_OPEN} de vos questions" in response.text
    assert "La question de trop</textarea>" in response.text
    settled = Question.select().first()
    school.sign_in(room.camille).post(f"/mine/questions/{settled.id}/understood")
    room.asks(room.camille, text="La question de trop")
    again = school.sign_in(room.camille).post(f"/mine/questions/{settled.id}", {"text": "Encore"})
    assert (again.status_code, Question.get_by_id(settled.id).state) == (422, "understood")


def test_nobody_fills_the_desk_by_one_question(room, school, asked):
    seat = school.sign_in(room.camille)
    for number in range(MOST_IN_A_ROW - 1):
        sent = seat.post(f"/mine/questions/{asked.id}", {"text": f"Et {number} ?"})
        assert sent.status_code == 303
    refused = seat.post(f"/mine/questions/{asked.id}", {"text": "Encore une"})
    assert refused.status_code == 422 and "Encore une</textarea>" in refused.text
    room.answers(room.dominique, asked)
    assert seat.post(f"/mine/questions/{asked.id}", {"text": "Encore une"}).status_code == 303


def test_nobody_fills_the_disk_by_finding_every_question_clear(room, school):
    seat = school.sign_in(room.camille)
    for number in range(MOST_A_DAY):
        sent = seat.post("/mine/questions/ask", {"text": f"Question {number}"})
        assert sent.status_code == 303
        seat.post(f"/mine/questions/{Question.get(Question.state == 'asked').id}/understood")
    one = Question.select().first()
    for address in ("ask", one.id):
        refused = seat.post(
            f"/mine/questions/{address}", {"text": "Encore", "recording": a_file(SPOKEN)}
        )
        assert refused.status_code == 422 and "Encore</textarea>" in refused.text
    assert Saying.select().count() == MOST_A_DAY
    assert not list(school.site.home.handed.glob("??/*")), "what is refused stays nowhere"
    school.wait(days=1, minutes=1)
    assert room.sends(room.camille, text="Encore").status_code == 303


def test_what_bears_a_day_to_come_keeps_nobody_from_asking(room, school):
    room.asks(room.camille, text="Question")
    ahead = school.now + timedelta(days=300)
    said = Saying.get()
    for _ in range(MOST_A_DAY):
        Saying.create(question=said.question, person=said.person, text="x", said_at=ahead)
    room.asks(room.camille, text="Une autre")


def test_an_answer_written_while_the_learner_or_a_colleague_wrote_waits_until_that_is_read(
    room, school, asked
):
    before = room.last(asked)
    school.sign_in(room.camille).post(f"/mine/questions/{asked.id}", {"text": "Ah, et un tiers ?"})
    refused = room.answers(room.dominique, asked, "Un quart est…", last=before)
    assert refused.status_code == 409
    assert "Un quart est…</textarea>" in refused.text and "Ah, et un tiers ?" in refused.text
    assert f'name="last" value="{room.last(asked)}"' in refused.text
    assert room.answers(room.dominique, asked, "Un quart est…").status_code == 303


@pytest.mark.parametrize("said", [{"text": ""}, {"text": "", "recording": b"no sound"}])
def test_an_answer_without_a_word_is_none(room, asked, said):
    assert room.answers(room.dominique, asked, **said).status_code == 422
    assert Question.get().state == "asked"


def test_sending_leads_to_the_next_question_and_round_to_what_was_skipped(room, school):
    room.enrol(room.cfg, room.sacha)
    first = room.asks(room.camille, picture="lost")
    school.wait(hours=1)
    second = room.asks(room.sacha, picture="seat")
    teacher = school.sign_in(room.dominique)
    listed = main_of(teacher.page("/questions/"))
    assert listed.index("Camille Martin") < listed.index("Sacha Petit")
    assert f'href="/questions/{second.id}"' in main_of(teacher.page(f"/questions/{first.id}"))
    sent = room.answers(room.dominique, second)
    assert sent.headers["Location"] == f"/questions/{first.id}"
    assert room.answers(room.dominique, first).headers["Location"] == "/questions/"


def test_who_is_in_no_class_is_told_why_they_cannot_ask(room, school):
    enrolling.leave(room.stay.id, school.by, at=school.now)
    seat = school.sign_in(room.camille)
    page = main_of(seat.page("/mine/questions/ask"))
    assert "dans aucune classe" in page and "<form" not in page
    refused = seat.post("/mine/questions/ask", {"picture": "lost"})
    assert refused.status_code == 422 and Question.select().count() == 0


def test_what_was_said_stays_text(room, school, asked):
    text = "<script>alert(1)</script>"
    room.answers(room.dominique, asked, text)
    school.sign_in(room.camille).post(f"/mine/questions/{asked.id}", {"text": text + "?"})
    for person, address in (
        (room.camille, "/mine/questions/"),
        (room.camille, f"/mine/questions/{asked.id}"),
        (room.camille, "/mine/kept"),
        (room.dominique, f"/questions/{asked.id}"),
        (room.dominique, "/questions/"),
    ):
        assert "<script>alert" not in school.sign_in(person).get(address).text, address


def test_what_is_kept_about_me_tells_questions_and_answers(room, school, asked):
    room.answers(room.dominique, asked)
    kept = main_of(school.sign_in(room.camille).page("/mine/kept"))
    for told in ("Pourquoi un quart ?", "Je ne comprends", "Relisez la règle.", "Les fractions"):
        assert told in kept
    assert "Mes questions à l'enseignant" not in school.sign_in(room.sacha).page("/mine/kept")


def test_paper_shows_state_and_words_and_no_button_and_no_word_of_detention(room, school, asked):
    room.answers(room.dominique, asked)
    page = main_of(school.sign_in(room.camille).page("/mine/questions/"))
    assert "Pourquoi un quart ?" in page and "Répondu" in page
    for part in page.split("<button")[:-1]:
        assert part.rindex('class="actions"') > part.rindex("</h2>")
    for word in ("déten", "prison", "écrou", "cellule", "Aile"):
        assert word not in page


def test_a_large_form_is_taken_and_one_too_large_is_refused_before_it_is_read(room, school):
    seat = school.sign_in(room.camille)
    data = {"text": "Mes mots", "recording": (BytesIO(SPOKEN.ljust(12 << 20)), "voice")}
    assert seat.post("/mine/questions/ask", data).status_code == 413
    room.asks(room.camille, recording=SPOKEN.ljust(2 << 20))


def test_what_was_spoken_is_not_swept_away(room, school, asked):
    store = BlobStore(school.site.home.handed)
    sweep = Sweep(store)
    assert [sweep.once(), sweep.once()] == [0, 0]
    assert store.path(Saying.get().sha256).read_bytes() == SPOKEN
