"""Pages that others made, as a frame asks for them."""

import re

import pytest

from server.frames.models import FramePlace, InteractiveCourse
from server.frames.operations import NOTED_EVERY
from server.roles import Role
from server.seats import operations as seats
from tests.server.frames import archives
from tests.server.words.conftest import put_in


def test_a_page_comes_as_a_document_without_what_acts_or_reaches_outside(frame):
    answer = frame("p/atelier/banc")
    text = answer.text
    assert answer.status_code == 200
    assert "Un établi solide" in text
    assert '<body lang="fr" class="page">' in text
    assert 'href="../style.css"' in text
    assert 'href="../rabot"' in text
    assert 'href="../../outside?to=https%3A%2F%2Fexample.org%2Fa"' in text
    assert not re.search(r"<script|onload|//example", text)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none';")
    assert "frame-ancestors 'self'" in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers


def test_what_a_page_shows_comes_with_its_type_and_in_pieces(frame):
    sound = frame("p/outils/bruit.mp3", headers={"Range": "bytes=3-5"})
    assert (sound.status_code, sound.data, sound.mimetype) == (206, bytes(range(3)), "audio/mpeg")
    assert frame("p/style.css").mimetype == "text/css"
    assert frame("p/point.png").headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("path", ["outil.exe", "outil.js"])
def test_what_no_page_may_show_is_a_file_to_be_kept(frame, path):
    answer = frame(f"p/{path}")
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment"


def test_a_drawing_opened_by_itself_may_run_nothing(frame):
    assert frame("p/dessin.svg").headers["Content-Security-Policy"].startswith("sandbox; ")


def test_redirects_and_the_first_page_lead_to_where_they_really_are(frame):
    assert frame("p/raboteuse").headers["Location"] == f"{frame.base}/p/rabot"
    assert frame("p/").headers["Location"] == f"{frame.base}/p/index"


def test_a_link_to_elsewhere_is_told_in_words_and_leads_nowhere(frame):
    text = frame("outside?to=https%3A%2F%2Fexample.org%2F%3Ca%3E").text
    assert "example.org" in text and "&lt;a&gt;" in text
    assert "<a " not in text
    assert "href" not in text


def test_the_page_around_leads_to_where_such_a_link_can_be_asked_for(frame, archive):
    capability = frame.base.split("/")[2]
    around = frame.seat.page(f"/library/{archive.id}/")
    assert f"/library/{archive.id}/led-outside?frame=" in around
    led = f"/library/{archive.id}/led-outside?frame={capability}"
    assert "encore suivi aucun lien" in frame.seat.page(led)
    frame("outside?to=https%3A%2F%2Fexample.org%2Fa")
    assert "example.org" in frame.seat.page(led)
    assert "example.org" not in frame.seat.page(led.replace(capability, "x"))


def test_what_is_not_there_says_so_inside_the_frame(frame):
    answer = frame("p/marteau")
    assert answer.status_code == 404
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


def test_opened_by_itself_nothing_is_shown_where_the_browser_says_so(frame):
    answer = frame("p/rabot", headers={"Sec-Fetch-Dest": "document"})
    assert "copeaux" not in answer.text


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1] + "01"[t[-1] == "0"], lambda t: "f" + t, lambda t: "x"]
)
def test_an_address_that_was_made_up_opens_nothing(school, frame, archive, change):
    _, capability = frame.base.split("/frames/")[0], frame.base.split("/")[2]
    wrong = change(capability)
    assert wrong != capability
    answer = school.seat().get(f"/frames/{wrong}/{archive.id}/p/rabot")
    assert answer.status_code == 403


def test_the_address_of_one_archive_opens_no_other(school, frame, node, tmp_path):
    other = archives.small().say(Name="b")
    other.pages = [page for page in other.pages if page.path != "Title"]
    archives.install(
        school.site.library, other.say(Title="Autre").to_bytes(), tmp_path / "b", "autre"
    )
    capability = frame.base.split("/")[2]
    answer = school.seat().get(f"/frames/{capability}/{node('Autre').id}/p/rabot")
    assert answer.status_code == 403


def test_it_opens_nothing_once_its_person_has_left(frame):
    assert frame("p/rabot").status_code == 200
    frame.seat.post("/sign-out")
    assert frame("p/rabot").status_code == 403


def test_it_opens_nothing_after_some_hours(school, frame):
    for _ in range(30):
        school.wait(minutes=9)
        frame("p/rabot")
    assert frame("p/rabot").status_code == 403


def test_reading_in_a_frame_is_a_sign_of_life(school, frame):
    for _ in range(4):
        school.wait(minutes=8)
        assert frame("p/rabot").status_code == 200
    assert frame.seat.get("/courses").status_code == 200


def test_a_guest_reads_where_the_site_lets_guests(school, archive):
    guest = school.seat()
    address, _ = archives.frame_of(guest.page(f"/library/{archive.id}/"))
    assert guest.get(address, follow_redirects=True).status_code == 200
    assert FramePlace.select().count() == 0


def test_the_reader_page_alone_lets_a_frame_in_and_shuts_it_in(school, archive):
    seat = school.sign_in(school.learner())
    answer = seat.get(f"/library/{archive.id}/")
    assert archives.frame_of(answer.text)[1] == ""
    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "frame-src" not in seat.get("/library/").headers["Content-Security-Policy"]


def test_whoever_comes_back_is_where_they_were(school, frame, archive):
    frame("p/atelier/banc")
    school.wait(seconds=NOTED_EVERY.total_seconds() + 1)
    frame("p/rabot")
    assert FramePlace.get().path == "rabot"
    again = school.sign_in(school.learner())
    assert archives.frame_of(again.page(f"/library/{archive.id}/"))[0].endswith("/p/rabot")
    other = school.sign_in(school.learner("Sacha Petit"))
    assert archives.frame_of(other.page(f"/library/{archive.id}/"))[0].endswith("/p/")
    assert "Le rabot" in again.page("/mine/kept")


def test_titles_are_listed_and_looked_for(school, archive):
    seat = school.sign_in(school.learner())
    page = seat.page(f"/library/{archive.id}/pages").partition('class="titles"')[2]
    assert page.index("L'établi") < page.index("La scie") < page.index("Les outils")
    assert f"/library/{archive.id}/?page=atelier/banc" in page
    assert "La scie" not in seat.page(f"/library/{archive.id}/pages?begins=Le").partition("<h1")[2]


def test_pages_are_found_by_the_beginning_of_their_titles_before_what_they_say(school, archive):
    page = school.sign_in(school.learner()).page(f"/library/{archive.id}/pages?q=la s")
    named = page.partition("<h1")[2].partition("Titres")[0]
    assert f"/library/{archive.id}/?page=scie" in named
    assert "?page=rabot" not in named


def test_the_text_of_the_page_in_the_frame_is_shown_alone_and_spoken(school, frame, archive):
    frame("p/atelier/banc")
    capability = frame.base.split("/")[2]
    page = frame.seat.page(f"/library/{archive.id}/text?frame={capability}")
    assert 'data-block="b1"' in page
    assert "Un établi solide" in page
    assert 'href="https' not in page and "/outside?to=https" in page
    spoken = frame.seat.get(f"/library/{archive.id}/text/speech?page=rabot").json["blocks"]
    assert frame.seat.get(spoken[0]["audio"]).mimetype == "audio/mpeg"


def test_a_word_of_pages_in_a_frame_is_looked_up_by_typing_it_or_in_their_text(
    school, frame, archive, tmp_path
):
    (tmp_path / "mots.csv").write_text("mot;définition\nétabli;Une table pour travailler.\n")
    put_in(school.site.library, tmp_path / "mots.csv", tmp_path / "words", id="mots")
    frame.seat.post("/words/help", {"on": "yes", "next": "/"})
    framed = frame.seat.page(f"/library/{archive.id}/")
    assert 'id="words-word"' in framed
    frame("p/atelier/banc")
    text = frame.seat.page(f"/library/{archive.id}/text?frame={frame.base.split('/')[2]}")
    assert 'class="prose lesson"' in text and "word-help.js" in text and "words-switch" in text
    shown = frame("p/atelier/banc")
    assert "word-help" not in shown.text and "allow-scripts" not in str(shown.headers)


def manager(school):
    return school.sign_in(school.person("Alix Roux", Role.CONTENT_MANAGER))


def switch(school, archive, seat, to):
    page = seat.page(f"/interactive/{archive.channel}")
    release = re.search(r'name="release" value="(\w{64})"', page)[1]
    return seat.post(
        f"/interactive/{archive.channel}", {"release": release, "interactive": to}
    ).status_code


def test_a_content_manager_lets_the_programs_of_a_course_run_and_the_log_says_so(school, archive):
    seat = manager(school)
    assert switch(school, archive, seat, "yes") == 303
    assert "course.interactive" in school.actions()
    reader = school.sign_in(school.learner())
    address, sandbox = archives.frame_of(reader.page(f"/library/{archive.id}/"))
    page = reader.get(address.replace("/p/", "/p/atelier/banc"))
    assert sandbox == "allow-scripts"
    assert page.text.startswith("<!doctype html><script>if(top===self)")
    assert page.headers["Content-Security-Policy"].startswith("sandbox allow-scripts;")
    assert reader.get(address.replace("/p/", "/p/outil.js")).mimetype == "text/javascript"
    assert switch(school, archive, seat, "no") == 303
    again = reader.get(address.replace("/p/", "/p/rabot"))
    assert again.headers["Content-Security-Policy"].startswith("sandbox allow-scripts;")
    school.wait(seconds=11)
    shut = reader.get(address.replace("/p/", "/p/rabot"))
    assert shut.headers["Content-Security-Policy"].startswith("sandbox; ")


def test_another_release_of_it_is_shown_as_documents_until_it_is_decided_again(school, archive):
    seat = manager(school)
    wrong = seat.post(
        f"/interactive/{archive.channel}", {"release": "0" * 64, "interactive": "yes"}
    )
    assert wrong.status_code == 409
    assert InteractiveCourse.select().count() == 0


def test_an_exam_shuts_the_frames_of_whoever_sits_it(school, frame, monkeypatch):
    held = seats.present_again
    monkeypatch.setattr(
        "server.frames.opened.seats.present_again",
        lambda number: __import__("dataclasses").replace(held(number), held="held"),
    )
    assert frame("p/rabot").status_code == 403
