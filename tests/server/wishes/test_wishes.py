"""A link that leads outside says so; whoever needs it asks, and is answered."""

from datetime import timedelta

import pytest

from content.outside import LONGEST
from server.roles import Role
from server.wishes.models import REASONS, Voice, Wish
from server.wishes.operations import (
    LONGEST_SENTENCE,
    LONGEST_WORDS,
    MOST_A_DAY,
    MOST_OPEN,
)
from tests.server.wishes.conftest import FAR

SECRET = "parce que ma fille est malade"


def test_where_a_link_leads_is_said_in_words_and_nothing_leads_there(counter, school):
    address = f"/library/{counter.page.id}/outside?to={FAR}"
    for seat in (school.seat(), school.sign_in(counter.camille), school.sign_in(Role.TEACHER)):
        page = seat.page(address)
        assert "www.service-public.fr" in page
        assert "particuliers › vosdroits › F12006" in page
        assert 'href="https:' not in page and f'action="{FAR}' not in page
    assert "mine/wishes" not in school.seat().page(address)
    assert "mine/wishes" not in school.sign_in(Role.TEACHER).page(address)


@pytest.mark.parametrize("to", ["", "javascript:alert(1)", "mailto:a@example.org", "/library/"])
def test_what_leads_to_no_page_outside_is_asked_for_by_nobody(counter, school, to):
    page = school.sign_in(counter.camille).page(f"/library/{counter.page.id}/outside?to={to}")
    assert "mine/wishes/link" not in page
    assert counter.asks(counter.camille, to).status_code == 422
    assert Wish.select().count() == 0


def test_a_learner_asks_with_a_sentence_or_without_and_guests_cannot(counter, school):
    form = counter.reads(counter.camille, f"/library/{counter.page.id}/outside?to={FAR}")
    assert f'action="/mine/wishes/link/{counter.page.id}"' in form
    assert counter.asks(counter.camille).headers["Location"] == "/mine/wishes/"
    mine = counter.reads(counter.camille, "/mine/wishes/")
    assert "www.service-public.fr" in mine and "Les fractions" in mine
    again = counter.reads(counter.camille, f"/library/{counter.page.id}/outside?to={FAR}")
    assert "mine/wishes/link" not in again
    guest = school.seat()
    refused = guest.post(f"/mine/wishes/link/{counter.page.id}", {"to": FAR})
    assert "/sign-in" in refused.headers["Location"] and Voice.select().count() == 1


def test_what_several_ask_for_is_one_wish_with_a_count_however_the_address_is_written(counter):
    counter.asks(counter.camille)
    for other in (f"{FAR}/#top", FAR.replace("www.", ""), f"{FAR}?utm_source=mail"):
        counter.asks(counter.sacha, other)
    assert (Wish.select().count(), Voice.select().count()) == (1, 2)
    assert ">2<" in counter.list()
    counter.asks(counter.sacha, "https://www.service-public.fr/autre")
    assert Wish.select().count() == 2


def test_a_form_that_is_sent_twice_asks_once_and_is_told_kindly(counter, school):
    counter.asks(counter.camille)
    seat = school.sign_in(counter.camille)
    form = {"to": FAR}
    assert seat.post(f"/mine/wishes/link/{counter.page.id}", form).status_code == 303
    assert "déjà demandé" in seat.page("/mine/wishes/")
    assert school.actions().count("wish.asked") == 1


def test_no_other_learner_reads_who_asked_nor_why(counter, school):
    counter.asks(counter.camille, sentence=SECRET)
    counter.says(counter.camille, "Apprendre le tricot", SECRET)
    counter.asks(counter.sacha)
    outside = f"/library/{counter.page.id}/outside?to={FAR}"
    for address in ("/mine/wishes/", "/mine/kept", "/", outside):
        page = school.sign_in(counter.sacha).page(address)
        assert not any(told in page for told in (SECRET, "Camille", "tricot")), address
    kept = counter.reads(counter.camille, "/mine/kept")
    assert SECRET in kept and "tricot" in kept


def test_those_who_decide_read_the_sentence_and_no_name(counter):
    counter.asks(counter.camille, sentence=SECRET)
    page = counter.reads(Role.CONTENT_MANAGER, f"/wishes/{Wish.get().id}")
    assert SECRET in page and "Les fractions" in page and FAR in page
    assert "Camille" not in page and "Camille" not in counter.list()


@pytest.mark.parametrize("role", [Role.LEARNER, Role.TEACHER, Role.EXAMINER])
def test_the_list_is_for_content_managers(counter, school, role):
    counter.asks(counter.camille)
    assert school.sign_in(role).get("/wishes/").status_code == 403
    assert school.sign_in(role).post(f"/wishes/{Wish.get().id}").status_code == 403


def test_where_a_search_finds_nothing_a_learner_may_ask_in_words(counter, school):
    found = counter.reads(counter.camille, "/search?q=xyzzyqwk")
    assert 'href="/mine/wishes/ask?words=xyzzyqwk"' in found
    assert 'value="xyzzyqwk"' in counter.reads(counter.camille, "/mine/wishes/ask?words=xyzzyqwk")
    assert "/mine/wishes" not in school.seat().page("/search?q=xyzzyqwk")
    counter.says(counter.camille, "Apprendre  le TRICOT")
    counter.says(counter.sacha, "apprendre le tricot ?")
    assert (Wish.select().count(), Voice.select().count()) == (1, 2)
    mine = counter.reads(counter.sacha, "/mine/wishes/")
    assert "apprendre le tricot ?" in mine and "TRICOT" not in mine


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param(("", ""), "Écrivez ce que vous cherchez", id="nothing"),
        pytest.param((" \u2060 ", ""), "Écrivez ce que vous cherchez", id="nothing to be seen"),
        pytest.param(("x" * (LONGEST_WORDS + 1), ""), "150", id="too long"),
        pytest.param(("tricot", "y" * (LONGEST_SENTENCE + 1)), "301", id="a long sentence"),
    ],
)
def test_what_cannot_be_asked_is_said_and_what_was_written_stays(counter, said, told):
    response = counter.says(counter.camille, *said)
    assert response.status_code == 422 and told in response.text
    assert said[1] in response.text and Wish.select().count() == 0


def test_a_sentence_too_long_for_a_link_stays_in_its_form(counter):
    response = counter.asks(counter.camille, sentence="y" * (LONGEST_SENTENCE + 1))
    assert response.status_code == 422
    assert "y" * (LONGEST_SENTENCE + 1) in response.text and "service-public" in response.text


def test_an_address_of_any_length_breaks_nothing(counter, school):
    long = "https://example.org/" + "a" * LONGEST
    assert counter.asks(counter.camille, long).status_code == 422
    assert (
        school.sign_in(counter.camille)
        .get(f"/library/{counter.page.id}/outside?to=http://[")
        .status_code
        == 200
    )


def test_nobody_floods_the_list_in_a_day_and_tomorrow_is_another_day(counter, school):
    for number in range(MOST_A_DAY):
        assert counter.says(counter.camille, f"chose {number}").status_code == 303
    refused = counter.says(counter.camille, "une de trop")
    assert refused.status_code == 422 and "une de trop" in refused.text
    assert counter.says(counter.sacha, "une de trop").status_code == 303
    school.wait(days=1, minutes=1)
    assert counter.says(counter.camille, "une de trop").status_code == 303


def test_so_many_wait_and_no_more_and_a_clock_gone_wrong_keeps_nobody_from_asking(counter, school):
    counter.says(counter.camille, "chose")
    ahead, voice = school.now + timedelta(days=300), Voice.get()
    for number in range(MOST_OPEN - 1):
        wish = Wish.create(key=f"{number}", words="x", state="asked", asked_at=ahead)
        Voice.create(wish=wish, person=voice.person, asked_at=ahead)
    assert counter.says(counter.camille, "une de trop").status_code == 422
    Wish.update(state="refused").where(Wish.words == "x").execute()
    assert counter.says(counter.camille, "une autre").status_code == 303


def test_a_page_that_somebody_does_not_find_is_asked_from_by_nobody(counter, school, node):
    coach = node("Pour le professeur")
    seat = school.sign_in(counter.camille)
    assert seat.get(f"/library/{coach.id}/outside?to={FAR}").status_code == 404
    assert seat.post(f"/mine/wishes/link/{coach.id}", {"to": FAR}).status_code == 404
    assert Wish.select().count() == 0


@pytest.mark.parametrize("reason", REASONS)
def test_a_refusal_says_why_and_is_told_at_the_next_sign_in_until_it_was_read(
    counter, school, reason
):
    counter.asks(counter.camille)
    assert "mine/wishes" not in counter.reads(counter.camille, "/")
    counter.decides("refused", reason=reason, answer="Le site est payant.")
    assert "/mine/wishes/" in counter.reads(counter.camille, "/")
    mine = counter.reads(counter.camille, "/mine/wishes/")
    assert "Le site est payant." in mine and "Refusé" in mine
    assert "/mine/wishes/" not in counter.reads(counter.camille, "/")
    assert school.actions().count("wish.refused") == 1


def test_what_was_brought_in_leads_to_the_course_that_answers_it(counter):
    counter.asks(counter.camille)
    counter.decides("looking")
    assert "cherche" in counter.reads(counter.camille, "/mine/wishes/")
    counter.decides("brought", course="lecture", answer="Voyez le deuxième sujet.")
    mine = counter.reads(counter.camille, "/mine/wishes/")
    assert "/library/courses/lecture/" in mine and "deuxième sujet" in mine
    counter.asks(counter.sacha)
    assert "/library/courses/lecture/" in counter.reads(counter.sacha, "/mine/wishes/")


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"state": "refused", "reason": "rights"}, id="without a word"),
        pytest.param({"state": "refused", "answer": "Non."}, id="without a kind of reason"),
        pytest.param({"state": "refused", "reason": "mood", "answer": "Non."}, id="another kind"),
        pytest.param({"state": "brought"}, id="by no course"),
        pytest.param({"state": "brought", "course": "nowhere"}, id="by one that is not here"),
        pytest.param({"state": "lost"}, id="a state that is none"),
    ],
)
def test_a_decision_that_is_not_whole_is_refused_in_its_form(counter, said):
    counter.asks(counter.camille)
    response = counter.decides(**said)
    assert response.status_code == 422 and Wish.get().state == "asked"
    assert said.get("answer", "") in response.text


def test_of_two_who_decide_the_second_reads_first_and_a_double_press_is_one(counter, school):
    counter.asks(counter.camille)
    refusal = {"reason": "size", "answer": "Trop grand."}
    assert counter.decides("refused", 0, **refusal).status_code == 303
    assert counter.decides("refused", 0, **refusal).status_code == 303
    assert school.actions().count("wish.refused") == 1
    late = counter.decides("brought", 0, course="lecture")
    assert late.status_code == 422 and Wish.get().state == "refused"
    assert counter.decides("brought", 1, course="lecture").status_code == 303


def test_the_list_is_sorted_by_how_often_by_page_and_by_day(counter, node, school):
    counter.asks(counter.camille, "https://often.example/")
    counter.asks(counter.sacha, "https://often.example/")
    school.wait(hours=1)
    counter.page = node("Au guichet")
    counter.asks(counter.camille, "https://last.example/")
    often, page, new = (counter.list(f"?sort={sort}") for sort in ("often", "page", "new"))
    assert often.index("often.example") < often.index("last.example")
    assert page.index("last.example") < page.index("often.example")
    assert new.index("last.example") < new.index("often.example")
    assert "Rien n'attend" in counter.list("?state=refused")


def test_the_list_goes_to_the_publisher_as_a_file_without_who_and_why(counter, school):
    counter.asks(counter.camille, sentence=SECRET)
    counter.says(counter.sacha, "=tricot")
    sent = school.sign_in(Role.CONTENT_MANAGER).get("/wishes/list")
    text = sent.data.decode("utf-8-sig")
    assert FAR in text and "Les fractions" in text and "'=tricot" in text
    assert SECRET not in text and "Camille" not in text
    assert sent.headers["Content-Disposition"].endswith('"ardoise-wishes.csv"')


def test_content_managers_are_told_how_much_waits(counter):
    counter.asks(counter.camille)
    told = counter.reads(Role.CONTENT_MANAGER, "/bundles/")
    assert "/wishes/" in told
    counter.decides("looking")
    assert "/wishes/" not in counter.reads(Role.CONTENT_MANAGER, "/bundles/")


def test_what_was_asked_stays_text(counter, school):
    counter.says(counter.camille, "<script>alert(1)</script>", "<img src=x>")
    counter.decides("refused", reason="other", answer="<b>non</b>")
    for who, address in (
        (counter.camille, "/mine/wishes/"),
        (counter.camille, "/mine/kept"),
        (Role.CONTENT_MANAGER, "/wishes/?state=all"),
        (Role.CONTENT_MANAGER, f"/wishes/{Wish.get().id}"),
    ):
        text = school.sign_in(who).get(address).text
        assert not any(each in text for each in ("<script>alert", "<img src=x", "<b>non"))
