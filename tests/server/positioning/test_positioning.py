"""Finding where to start, through the pages: offered, answered, judged, erased; and who looks."""

import re
from datetime import timedelta
from urllib.parse import quote_plus

import pytest

from content.store import BlobStore
from i18n.discretion import tells_of_detention
from server.classes import enrolling
from server.database import database
from server.positioning import operations
from server.positioning.models import Positioning, PositioningAnswer
from server.rounds import Rounds
from tests.server.positioning.conftest import ITEMS


def main_of(page):
    return page.partition("<main")[2].partition("</main>")[0]


def reads_arabic(item):
    return item.part in {"own", "numbers"} or item.key.startswith("oral-1")


def test_what_a_teacher_offers_waits_on_the_first_page_and_is_gone_after(room):
    assert "Par où commencer" not in main_of(room.learner.page("/"))
    assert room.offer().status_code == 303
    assert 'href="/mine/start/go"' in main_of(room.learner.page("/"))
    room.go(reads_arabic)
    assert 'href="/mine/start/go"' not in main_of(room.learner.page("/"))
    assert room.named() == ""


def test_an_arabic_speaker_is_led_to_french_as_a_new_language(room):
    room.offer()
    assert room.go(reads_arabic) <= 40
    told = main_of(room.learner.page(f"/mine/start/sheets/{room.latest.id}"))
    assert "Apprendre le français, une nouvelle langue" in told
    assert "Lire ma langue" in told and "Argent" not in told
    told = main_of(room.teacher.page(room.sheet))
    assert "Apprendre le français, une nouvelle langue" in told
    assert "À vérifier en parlant" not in told


def test_no_page_says_whether_an_answer_was_right(room):
    room.offer("fr")
    pages = []
    while name := room.named():
        room.press("", name=name)
        pages.append(main_of(room.learner.page("/mine/start/")))
    for page in pages[:-1]:
        assert "juste" not in page and "faux" not in page and "/ 4" not in page


def test_one_never_schooled_is_told_a_next_step_and_no_level_as_a_name(room):
    room.offer()
    room.go(lambda item: item.part == "oral", language="other", schooled="never")
    told = main_of(room.learner.page(f"/mine/start/sheets/{room.latest.id}"))
    assert "Apprendre à lire et à écrire" in told
    for word in ("illettr", "analphab", "niveau A", "score", "note :"):
        assert word not in told.lower()


def test_every_answer_is_kept_at_once_and_goes_on_at_another_seat(room, school):
    room.offer()
    room.go(reads_arabic, pages=9)
    kept, name = PositioningAnswer.select().count(), room.named()
    assert kept == 6
    database.close()  # as after a kill: nothing is known but what is in the file
    database.connect()
    elsewhere = school.sign_in(room.camille)
    assert room.named(elsewhere) == name
    room.press("", elsewhere)
    assert PositioningAnswer.select().count() == kept + 1


def test_a_page_that_is_sent_twice_or_late_changes_nothing(room):
    room.offer("ar")
    room.press("yes")
    room.press("french")
    room.press("sun")
    name = room.named()
    for given in ("", "chair", "anything"):
        assert room.press(given, name=name).status_code == 303
    (answer,) = PositioningAnswer.select().where(PositioningAnswer.item == name)
    assert (answer.given, answer.right) == ("", False)
    assert room.press("never", name="schooled").status_code == 303
    assert room.latest.schooled == "french"


def test_it_can_be_ended_in_the_middle_and_says_so(room):
    room.offer("ar")
    room.go(reads_arabic, pages=7)
    assert room.learner.post("/mine/start/finish").status_code == 303
    assert "pas allé jusqu'au bout" in main_of(room.teacher.page(room.sheet))


def test_what_is_open_is_not_offered_twice_and_can_be_withdrawn_until_it_is_begun(room, school):
    room.offer()
    school.wait(minutes=1)
    refused = room.offer()
    assert refused.status_code == 409 and "déjà proposé" in refused.text
    assert room.teacher.post(f"{room.sheet}/withdraw").status_code == 303
    assert Positioning.select().count() == 0
    room.offer()
    room.press("ar")
    school.wait(minutes=1)
    assert room.teacher.post(f"{room.sheet}/withdraw").status_code == 409
    assert school.actions().count("positioning.withdrawn") == 1


def test_without_an_offer_there_is_nothing_to_answer(room):
    assert room.named() == ""
    assert room.learner.post("/mine/start/go", {"page": "language"}).status_code == 404
    assert room.learner.post("/mine/start/finish").status_code == 404


JUDGED = {"oral": "2", "french": "", "own": "", "numbers": "0", "need": "again"}


def test_the_teachers_judgement_stands_above_and_the_learner_reads_it(room):
    room.offer()
    room.go(reads_arabic)
    form = {**JUDGED, "remark": "Lit bien avec un texte.", "start": "course:lecture"}
    assert room.teacher.post(room.sheet, form).status_code == 303
    found = room.latest
    assert (found.oral, found.french, found.numbers, found.need) == (2, None, 0, "again")
    for seat, address in (
        (room.teacher, room.sheet),
        (room.learner, f"/mine/start/sheets/{found.id}"),
        (room.learner, "/mine/kept"),
    ):
        told = main_of(seat.page(address))
        assert "Reprendre la lecture et l'écriture" in told
        assert "Lit bien avec un texte." in told
        assert found.start_title and found.start_title in told


def test_a_course_that_is_not_there_is_not_kept_as_a_start(room):
    room.offer()
    room.go(reads_arabic)
    room.teacher.post(room.sheet, {**JUDGED, "start": "course:nowhere"})
    assert (room.latest.start, room.latest.start_title) == ("", "")


def test_a_remark_that_is_too_long_is_refused_and_nothing_is_kept(room):
    room.offer()
    room.go(reads_arabic)
    long = "mot " * operations.LONGEST_REMARK
    assert room.teacher.post(room.sheet, {**JUDGED, "remark": long}).status_code == 422
    assert room.latest.judged_at is None


def test_a_second_time_is_compared_with_the_first(room, school):
    room.offer()
    room.go(reads_arabic)
    school.wait(days=60)
    room.teacher, room.learner = school.sign_in(room.dominique), school.sign_in(room.camille)
    room.offer("ar")
    room.go(lambda item: True)
    told = main_of(room.teacher.page(room.sheet))
    assert "Comparé au" in told and "Commencer directement les cours" in told


def test_every_look_is_told_to_the_log_without_what_was_seen(room, school):
    room.offer()
    room.go(reads_arabic)
    room.teacher.page(room.sheet)
    entries = [each for each in school.log() if each[1] == "positioning.read"]
    assert entries == [("Dominique Leroy", "positioning.read", "Camille Martin")]


def test_nobody_else_finds_a_sheet(room, school):
    room.offer()
    room.go(reads_arabic)
    number = room.latest.id
    assert school.sign_in(room.noor).get(f"/starts/{number}").status_code == 404
    assert school.sign_in(room.sacha).get(f"/mine/start/sheets/{number}").status_code == 404
    enrolling.leave(room.stay.id, school.by, at=school.now)
    assert school.sign_in(room.dominique).get(f"/starts/{number}").status_code == 404


@pytest.mark.parametrize("address", ["/classes/1/", "/classes/1/progress", "/classes/1/summary"])
def test_no_list_of_a_class_tells_a_level(room, address):
    room.offer()
    room.go(reads_arabic)
    assert "une nouvelle langue" not in main_of(room.teacher.page(address))


def test_a_learner_erases_a_sheet_with_its_answers(room, school):
    room.offer()
    room.go(reads_arabic)
    number = room.latest.id
    assert room.learner.post(f"/mine/start/sheets/{number}/erase").status_code == 303
    assert (Positioning.select().count(), PositioningAnswer.select().count()) == (0, 0)
    assert room.teacher.get(f"/starts/{number}").status_code == 404
    assert ("Camille Martin", "positioning.erased", "Camille Martin") in school.log()


def test_what_nobody_touched_for_two_years_goes_by_itself(room, school):
    room.offer()
    room.go(reads_arabic)
    long_ago = school.now - operations.KEPT_FOR
    Positioning.update(touched_at=long_ago + timedelta(days=1)).execute()
    assert operations.forget_old(at=school.now) == 0
    Positioning.update(touched_at=long_ago - timedelta(days=1)).execute()
    rounds = Rounds(school.site.settings, handed=BlobStore(school.site.home.handed))
    school.wait(hours=2)
    rounds.once()
    assert (Positioning.select().count(), PositioningAnswer.select().count()) == (0, 0)
    assert ("system", "positioning.erased", "Camille Martin") in school.log()


def test_no_word_of_a_sheet_tells_of_detention(room):
    room.offer()
    room.go(lambda item: False)
    assert not tells_of_detention(main_of(room.teacher.page(room.sheet)).split("not-on-paper")[0])


def sounds(page):
    """Return the addresses of all that can be heard on a page."""
    return re.findall(r'<audio[^>]* src="([^"]+)"', page)


def test_every_page_can_be_heard_and_what_is_to_be_read_cannot(room):
    room.offer("ar")
    room.learner.post("/sound", {"speaks": "yes", "next": "/"})
    while name := room.named():
        page, item = room.learner.page("/mine/start/go"), ITEMS.get(name)
        if item:
            assert len(sounds(page)) == 2 + bool(item.heard)
        if item and item.language and item.shown:
            assert not any(f"text={quote_plus(item.shown)}&" in each for each in sounds(page))
            assert re.search(rf"data-unsaid[^>]*>(<span[^>]*>)?{re.escape(item.shown)}", page)
        room.press(item.right if item else {"try": "sun"}.get(name, "yes"), name=name)
    assert "listen-page.js" not in page


def test_a_sheet_and_an_item_are_heard(room):
    room.offer("ar")
    room.go(reads_arabic, pages=3)
    for address in sounds(room.learner.page("/mine/start/go")):
        response = room.learner.get(address, follow_redirects=True)
        assert response.mimetype == "audio/mpeg" and len(response.data) > 1000
    room.go(reads_arabic)
    (sheet,) = sounds(room.learner.page(f"/mine/start/sheets/{room.latest.id}"))
    assert len(room.learner.get(sheet).data) > 10_000
