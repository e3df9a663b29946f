"""At a seat: signing in and out, language and look, and the seat that closes by itself."""

import re
from datetime import timedelta

import pytest

from server import clock
from server.accounts import operations as accounts
from server.accounts.models import AIDS, LOOK
from server.jobs import operations as jobs
from server.roles import Role
from server.rounds import Rounds
from server.seats import operations as seats
from server.seats.models import Session
from server.seats.welcome import SEAT_COOKIE, SESSION_COOKIE


def test_a_learner_signs_in_with_the_code_of_the_card_typed_carelessly(school):
    seat = school.seat()
    code = school.code_of(school.learner())
    response = seat.post("/sign-in", {"code": f"  {code.lower().replace('-', ' ')} "})
    assert response.status_code == 303
    assert "Camille Martin" in seat.page("/")


def test_a_learner_signs_in_with_name_and_password(school):
    accounts.set_password(school.learner(), "longue et sûre", by=school.by, at=school.now)
    seat = school.seat()
    seat.post("/sign-in", {"name": "camille martin", "password": "longue et sûre"})
    assert "Camille Martin" in seat.page("/")


def test_a_wrong_name_and_a_wrong_password_look_the_same(school):
    accounts.set_password(school.learner(), "longue et sûre", by=school.by, at=school.now)

    def answer(name):
        seat = school.seat()
        response = seat.post("/sign-in", {"name": name, "password": "mauvais"})
        page = response.text.replace(name, "").replace(seat.token, "")
        return response.status_code, page

    assert answer("Camille Martin") == answer("Personne Ici")


def test_what_was_typed_wrong_is_not_sent_back_but_for_the_name(school):
    page = school.seat().post("/sign-in", {"name": "Zoé", "password": "secret-de-zoe"}).text
    assert "Zoé" in page
    assert "secret-de-zoe" not in page


@pytest.mark.parametrize("form", [{}, {"code": ""}, {"code": "   "}, {"name": "Camille Martin"}])
def test_a_form_left_empty_is_refused_in_words(school, form):
    school.learner()
    response = school.seat().post("/sign-in", form)
    assert response.status_code == 422
    assert 'role="alert"' in response.text


def test_a_browser_without_cookies_is_told_so(school):
    seat = school.seat()
    seat._client.delete_cookie("ardoise_guest")
    response = seat.post("/sign-in", {"code": school.code_of(school.learner())})
    assert response.status_code == 400
    assert "Ce navigateur ne garde pas les cookies." in response.text
    assert Session.select().count() == 0


def test_looking_at_the_sign_in_page_writes_nothing_and_gives_no_number(school):
    for _ in range(3):
        seat = school.seat()
        assert "Poste " not in seat.page("/sign-in")
        assert seat.cookie(SEAT_COOKIE) is None
    assert school.seat_rows() == []


def test_wrong_tries_make_no_seat_and_a_right_one_makes_one(school):
    seat = school.seat()
    assert seat.post("/sign-in", {"code": "AAAA-AAAA"}).status_code == 422
    assert school.seat_rows() == []
    school.sign_in(school.learner(), seat)
    assert len(school.seat_rows()) == 1
    assert f"Poste {school.seat_rows()[0].id}" in seat.page("/")


@pytest.mark.parametrize("https", ["no", "yes"])
def test_the_cookies_are_for_this_server_alone_and_no_script_reads_them(open_site, home, https):
    school = open_site(home, https=https)
    seat = school.seat()
    extra = {"base_url": "https://localhost"} if https == "yes" else {}
    given = seat.get("/sign-in", **extra).headers.getlist("Set-Cookie")
    sent = {"code": school.code_of(school.learner())}
    given += seat.post("/sign-in", sent, **extra).headers.getlist("Set-Cookie")
    named = {line.partition("=")[0]: line for line in given}
    assert SESSION_COOKIE in named or https == "yes"
    for line in given:
        assert "HttpOnly" in line and "SameSite=Strict" in line and "Domain" not in line
        assert ("Secure" in line) == (https == "yes")
    if SESSION_COOKIE in named:
        assert "Max-Age" not in named[SESSION_COOKIE] and "Expires" not in named[SESSION_COOKIE]


def test_who_is_signed_in_is_not_asked_again(school):
    seat = school.sign_in(school.learner())
    assert seat.get("/sign-in").headers["Location"] == "/"


def test_a_session_cookie_carried_to_another_computer_opens_nothing(school):
    seat, thief = school.sign_in(school.learner()), school.seat()
    thief.keep(SESSION_COOKIE, seat.cookie(SESSION_COOKIE))
    assert thief.get("/mine").status_code == 303
    assert seat.get("/mine").status_code == 200


def test_both_cookies_carried_to_another_browser_open_nothing(school):
    seat, thief = school.sign_in(school.learner()), school.seat(about="Chrome/120")
    for name in (SESSION_COOKIE, SEAT_COOKIE):
        thief.keep(name, seat.cookie(name))
    assert thief.get("/mine").status_code == 303


def test_a_session_made_up_before_signing_in_is_not_taken_over(school):
    seat = school.seat()
    seat.keep(SESSION_COOKIE, "chosen by somebody else")
    school.sign_in(school.learner(), seat)
    assert seat.cookie(SESSION_COOKIE) != "chosen by somebody else"


def test_after_leaving_nothing_of_the_person_is_left(school):
    seat = school.sign_in(school.learner())
    old = seat.cookie(SESSION_COOKIE)
    response = seat.post("/sign-out")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert seat.cookie(SESSION_COOKIE) is None
    assert "Camille" not in seat.page("/sign-in")
    seat.keep(SESSION_COOKIE, old)
    assert seat.get("/mine").status_code == 303
    assert school.sessions(school.learner())[0].ending == "left"


def test_the_seat_keeps_its_number_for_whoever_comes_next(school):
    seat = school.sign_in(school.learner())
    seat.post("/sign-out")
    school.sign_in(school.learner("Sacha Petit"), seat)
    mine, theirs = (
        school.sessions(school.learner(n))[0] for n in ("Camille Martin", "Sacha Petit")
    )
    assert mine.seat_id == theirs.seat_id


def test_a_seat_where_nobody_moves_closes_and_says_why(school):
    seat = school.sign_in(school.learner())
    school.wait(minutes=9)
    assert seat.get("/mine").status_code == 200
    school.wait(minutes=10, seconds=30)
    response = seat.get("/mine")
    assert response.headers["Location"].startswith("/sign-in")
    assert school.sessions(school.learner())[0].ending == "idle"


def test_why_the_seat_closed_is_said_in_the_language_of_whoever_sat_there(school):
    seat = school.sign_in(school.learner())
    seat.post("/language", {"language": "ar"})
    school.wait(minutes=11)
    assert '<html lang="ar"' in seat.page("/sign-in")
    seat.post("/language", {"language": "en", "next": "/sign-in"})
    assert '<html lang="en"' in seat.page("/sign-in")


def test_who_leaves_leaves_no_language_behind(school):
    seat = school.sign_in(school.learner())
    seat.post("/language", {"language": "ar"})
    seat.post("/sign-out")
    assert '<html lang="fr"' in seat.page("/sign-in")


def test_the_minutes_of_the_site_count(open_site, home):
    school = open_site(home, sign_out_after=3)
    seat = school.sign_in(school.learner())
    school.wait(minutes=3, seconds=30)
    assert seat.get("/mine").status_code == 303


def test_the_page_hears_how_much_time_is_left_and_asking_is_no_sign_of_life(school):
    seat = school.sign_in(school.learner())
    school.wait(minutes=8)
    assert 115 <= seat.post("/presence").json["left"] <= 125
    school.wait(minutes=1, seconds=50)
    assert seat.post("/presence").json["left"] <= 20
    school.wait(seconds=30)
    assert seat.post("/presence").json == {"over": True}


@pytest.mark.parametrize("form", [{}, {"active": "1"}, {"closed": "1"}])
def test_a_page_left_open_in_another_tab_hears_that_the_session_is_over(school, form):
    seat = school.sign_in(school.learner())
    before = {"csrf_token": seat.token, **form}
    seat.post("/sign-out")
    response = seat.send_bare("/presence", before)
    assert (response.status_code, response.json) == (200, {"over": True})


def test_a_page_of_the_last_person_says_nothing_of_the_next_one(school):
    seat = school.sign_in(school.learner())
    before = {"csrf_token": seat.token, "closed": "1"}
    seat.post("/sign-out")
    school.sign_in(school.learner("Sacha Petit"), seat)
    assert seat.send_bare("/presence", before).status_code == 400
    assert school.sessions(school.learner("Sacha Petit"))[0].closing_at is None


def test_who_presses_the_button_stays(school):
    seat = school.sign_in(school.learner())
    school.wait(minutes=9)
    assert seat.post("/presence", {"active": "1"}).json == {"over": False, "left": 600}
    school.wait(minutes=9)
    assert seat.get("/mine").status_code == 200


def test_watching_a_job_is_no_sign_of_life(school):
    seat = school.sign_in(Role.CONTENT_MANAGER)
    job = jobs.ask("library.index", "x", school.by, at=school.now, anew=False)
    for _ in range(3):
        school.wait(minutes=4)
        answer = seat.get(f"/jobs/{job.id}/progress")
    assert answer.status_code == 303


def test_a_closed_page_ends_the_session_though_no_page_ever_asks_again(school):
    seat = school.sign_in(school.learner())
    seat.post("/presence", {"closed": "1"})
    school.wait(seconds=20)
    assert seat.get("/mine").status_code == 303
    assert school.sessions(school.learner())[0].ending == "closed"


def test_going_to_the_next_page_is_no_closing(school):
    seat = school.sign_in(school.learner())
    seat.post("/presence", {"closed": "1"})
    school.wait(seconds=2)
    seat.get("/mine")
    school.wait(seconds=60)
    assert seat.get("/mine").status_code == 200


def test_another_page_still_open_keeps_the_session(school):
    seat = school.sign_in(school.learner())
    seat.post("/presence", {"closed": "1"})
    school.wait(seconds=5)
    assert seat.post("/presence").json["over"] is False
    school.wait(seconds=60)
    assert seat.get("/mine").status_code == 200


def test_a_style_sheet_that_loads_late_does_not_keep_a_closed_page_open(school):
    seat = school.sign_in(school.learner())
    seat.post("/presence", {"closed": "1"})
    seat.get("/static/base.css")
    school.wait(seconds=20)
    assert seat.get("/mine").status_code == 303


def test_who_signs_in_elsewhere_is_out_where_they_were(school):
    first = school.sign_in(school.learner())
    school.sign_in(school.learner())
    assert first.get("/mine").status_code == 303
    assert [s.ending for s in school.sessions(school.learner())] == ["moved", ""]


def test_two_learners_at_two_seats_do_not_see_each_other(school):
    one, two = school.sign_in(school.learner()), school.sign_in(school.learner("Sacha Petit"))
    assert "Sacha" not in one.page("/mine")
    assert "Camille" not in two.page("/mine")


@pytest.mark.parametrize(("code", "direction"), [("fr", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_a_guest_changes_the_language_and_keeps_it(school, code, direction):
    seat = school.seat()
    assert (
        seat.post("/language", {"language": code, "next": "/help"}).headers["Location"] == "/help"
    )
    for path in ("/help", "/library/", "/sign-in"):
        assert f'<html lang="{code}" dir="{direction}"' in seat.page(path)


def test_the_language_of_a_learner_is_there_at_the_next_seat(school):
    seat = school.sign_in(school.learner())
    seat.post("/language", {"language": "ar"})
    seat.post("/sign-out")
    again = school.sign_in(school.learner())
    assert '<html lang="ar" dir="rtl"' in again.page("/")


def test_the_language_chosen_before_signing_in_stays(school):
    seat = school.seat()
    seat.post("/language", {"language": "en", "next": "/sign-in"})
    school.sign_in(school.learner(), seat)
    assert '<html lang="en"' in seat.page("/")


def test_the_language_a_guest_read_in_is_not_that_of_the_next_person(school):
    seat = school.seat()
    seat.post("/language", {"language": "ar", "next": "/library/"})
    assert '<html lang="ar"' in seat.page("/library/")
    school.sign_in(school.learner(), seat)
    assert '<html lang="fr"' in seat.page("/")


def test_a_language_that_does_not_exist_changes_nothing(school):
    for seat in (school.seat(), school.sign_in(school.learner())):
        seat.post("/language", {"language": "tlh"})
        assert '<html lang="fr"' in seat.page("/help")


@pytest.mark.parametrize("path", ["/sign-in", "/library/", "/nowhere"])
def test_the_name_of_the_school_is_at_the_top_of_every_page_and_in_its_title(open_site, home, path):
    page = open_site(home, site_name="Salle <2>").seat().get(path).text
    assert re.search(r"<title>[^<]+ – Salle &lt;2&gt;</title>", page)
    assert re.search(r'class="brand".*<bdi>Salle &lt;2&gt;</bdi></a>', page)


def test_each_language_is_offered_under_its_own_name(school):
    page = school.seat().page("/sign-in")
    assert all(f">{name}</button>" in page for name in ("Français", "English", "العربية"))


def test_the_language_of_the_site_comes_before_that_of_the_shared_computer(school):
    response = school.seat().get("/sign-in", headers={"Accept-Language": "en-US,en;q=0.9"})
    assert '<html lang="fr"' in response.text


def test_the_look_of_a_learner_is_there_at_the_next_seat(school):
    seat = school.sign_in(school.learner())
    look = {"theme": "contrast", "font": "lexend", "size": "140", "spacing": "wide"}
    seat.post("/look", look)
    again = school.sign_in(school.learner())
    page = again.page("/")
    assert all(f'data-{name}="{value}"' in page for name, value in look.items())


def test_a_guest_keeps_a_look_until_somebody_signs_in(school):
    seat = school.seat()
    seat.post("/look", {"theme": "dark", "stay": "yes"})
    assert 'data-theme="dark"' in seat.page("/help")
    school.sign_in(school.learner(), seat)
    assert 'data-theme="light"' in seat.page("/help")
    seat.post("/sign-out")
    assert 'data-theme="light"' in seat.page("/help")


def test_every_help_for_reading_stays_with_the_person(school):
    seat = school.sign_in(school.learner())
    chosen = {name: values[-1] for name, values in AIDS.items()}
    seat.post("/look", chosen)
    page = school.sign_in(school.learner()).page("/")
    assert all(f'data-{name.replace("_", "-")}="{value}"' in page for name, value in chosen.items())
    assert "/static/aids.css" in page
    assert all(f"/static/{name}.js" in page for name in ("ruler", "syllables", "less", "still"))


def test_whoever_switched_nothing_on_gets_nothing_of_the_helps(school):
    page = school.sign_in(school.learner()).page("/")
    assert not re.search(
        r"aids\.css|(?:ruler|syllables|less|still)\.js|data-pieces|data-ruler", page
    )


@pytest.mark.parametrize("is_guest", [True, False], ids=["a guest", "a learner"])
def test_one_press_gives_the_look_back_as_it_was_at_first(school, is_guest):
    seat = school.seat() if is_guest else school.sign_in(school.learner())
    seat.post("/look", {"theme": "dark", "ruler": "yes", "size": "200"})
    assert 'data-ruler="yes"' in seat.page("/help")
    seat.post("/look", {"theme": "dark", "reset": "yes"})
    page = seat.page("/help")
    assert 'data-theme="light"' in page
    assert 'data-size="100"' in page
    assert "data-ruler" not in page


def test_the_page_of_choices_shows_each_with_a_sign_and_a_sentence(school):
    page = school.seat().page("/look")
    for name in LOOK:
        assert f"#{name}" in page
        assert f'id="{name}-hint"' in page
        assert f'name="{name}"' in page


@pytest.mark.parametrize("is_guest", [True, False], ids=["a guest", "a learner"])
def test_easy_words_are_said_to_whoever_wants_them(school, is_guest):
    seat = school.seat() if is_guest else school.sign_in(school.learner())
    usual, easy = "repartez de l", "Appuyez sur «\xa0Accueil\xa0»"
    assert usual in seat.get("/nowhere").text
    seat.post("/look", {"easy": "yes"})
    assert easy in seat.get("/nowhere").text
    seat.post("/look", {"easy": "no"})
    assert usual in seat.get("/nowhere").text


def test_a_look_that_does_not_exist_is_not_kept(school):
    seat = school.seat()
    seat.post("/look", {"theme": '"><script>', "font": "x" * 9_000})
    page = seat.page("/help")
    assert 'data-theme="light"' in page
    assert len(seat.cookie("ardoise_guest")) < 500


def test_the_rounds_close_what_was_left_open(school):
    school.sign_in(school.learner())
    school.wait(minutes=11)
    Rounds(school.site.settings).once()
    assert school.sessions(school.learner())[0].ending == "idle"
    assert ("system", "session.ended", "Camille Martin") in school.log()


def test_a_clock_that_is_set_ends_no_session_and_is_written_down_once(school, monkeypatch):
    seat = school.sign_in(school.learner())
    rounds = Rounds(school.site.settings)
    rounds.once()
    assert "clock.jumped" not in school.actions()
    monkeypatch.setattr(clock, "drift", lambda: timedelta(hours=3))
    rounds.once()
    rounds.once()
    assert school.actions().count("clock.jumped") == 1
    assert seat.get("/mine").status_code == 200


def test_the_session_is_read_by_one_query_and_noted_at_most_every_few_seconds(school):
    seat = school.sign_in(school.learner())
    first = school.sessions(school.learner())[0].seen_at
    seat.get("/mine")
    assert school.sessions(school.learner())[0].seen_at == first
    school.wait(seconds=seats.NOTED_EVERY.total_seconds() + 1)
    seat.get("/mine")
    assert school.sessions(school.learner())[0].seen_at - first > timedelta(seconds=19)


def test_help_tells_teachers_of_their_own_pages_and_learners_of_theirs(school):
    teacher = school.sign_in(Role.TEACHER).page("/help")
    assert "Préparer" in teacher.partition("<h1>")[2]
    assert "les cours que vous avez commencés" not in teacher
    learner = school.sign_in(school.learner()).page("/help")
    assert "les cours que vous avez commencés" in learner
    assert "Préparer" not in learner


def test_anybody_reads_how_far_pages_can_be_used_and_whom_to_tell(school):
    for seat in (school.seat(), school.sign_in(school.learner())):
        assert '<a href="/accessibility">' in seat.page("/help")
        page = seat.page("/accessibility")
        assert "<h1>Accessibilité : non conforme</h1>" in page.replace("\xa0", " ")
        assert "Libre réponse 71120" in page
