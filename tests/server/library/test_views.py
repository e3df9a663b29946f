"""The shelf, courses, lessons, recordings: what is there for whom, in which language."""

import re

import pytest

from content.models import File, Node
from server.roles import Role
from tests.server import course
from tests.server.course import COACH_WORD, RECORDING


@pytest.fixture
def seat(school):
    return school.sign_in(school.learner())


def files_of(node_id: str, media_type: str) -> list[str]:
    row = Node.get(Node.node_id == node_id)
    return [
        file.sha256 for file in File.select().where(File.node == row, File.media_type == media_type)
    ]


def test_the_shelf_shows_every_course_in_the_readers_language(school):
    seat = school.seat()
    assert "Les maths" in seat.page("/library/")
    seat.post("/language", {"language": "en"})
    page = seat.page("/library/")
    assert "Les maths (English)" in page and "La lecture (English)" in page


def test_a_course_shows_its_topics_and_pages(seat):
    page = seat.page("/library/courses/maths/")
    assert "Le calcul" in page and "Les fractions" in page


def test_a_new_site_explains_its_empty_library(new_school):
    for path in ("/library/", "/search?q=tarte", "/search"):
        assert new_school.seat().get(path).status_code == 200
    assert new_school.sign_in(new_school.learner()).get("/").status_code == 200


def test_a_lesson_comes_in_the_readers_language_and_says_who_checked_it(seat, node):
    address = f"/library/{node('Les fractions').id}/"
    assert "Une moitié de tarte" in seat.page(address)
    seat.post("/language", {"language": "en"})
    page = seat.page(address)
    assert "Half a pie" in page and "checked by Ana, " in page
    seat.post("/language", {"language": "ar"})
    assert re.search(r'<article[^>]*lang="ar" dir="rtl"', seat.page(address))


def test_another_version_is_one_click_away(seat, node):
    address = f"/library/{node('Les fractions').id}/"
    page = seat.page(address)
    for version in ("en", "ar", "fr-easy"):
        assert f'href="?version={version}"' in page
    assert "On coupe une tarte en deux" in seat.page(f"{address}?version=fr-easy")


def test_whoever_wants_easy_words_gets_the_easy_version_first_and_the_usual_one_if_asked(
    seat, node
):
    address = f"/library/{node('Les fractions').id}/"
    seat.post("/look", {"easy": "yes"})
    assert "On coupe une tarte en deux" in seat.page(address)
    assert "Une moitié de tarte" in seat.page(f"{address}?version=fr")
    seat.post("/language", {"language": "en"})
    assert "Half a pie" in seat.page(address)


@pytest.mark.parametrize("version", ["xx", "", "../..", "fr-easy-easy", "é" * 500])
def test_a_version_that_does_not_exist_shows_the_best_there_is(seat, node, version):
    address = f"/library/{node('Les fractions').id}/?version={version}"
    assert "Une moitié de tarte" in seat.page(address)


def test_the_day_its_facts_were_checked_is_on_the_page(seat, node):
    assert "20 novembre 2026" in seat.page(f"/library/{node('Les fractions').id}/")


@pytest.mark.parametrize("node_id", ["0" * 32, "x", "..", "covers", "' OR 1=1 --", "%00"])
def test_a_page_that_is_not_there_says_so(seat, node_id):
    response = seat.get(f"/library/{node_id}/")
    assert response.status_code == 404
    assert "<h1" in response.text


def test_a_recording_plays_with_captions_and_its_words_below(seat, node):
    guichet = node("Au guichet")
    page = seat.page(f"/library/{guichet.id}/")
    assert "<video controls" in page and '<track kind="captions"' in page
    assert "je voudrais une attestation" in page
    for address in re.findall(r'src="(/library/[^"]+)"', page):
        assert seat.get(address).status_code == 200


def test_a_picture_is_shown_by_its_page(seat, node):
    lesson = node("Les fractions")
    name = re.search(r'src="(files/[0-9a-f]{64}\.svg)"', seat.page(f"/library/{lesson.id}/"))[1]
    response = seat.get(f"/library/{lesson.id}/{name}")
    assert response.mimetype == "image/svg+xml"
    assert b"Une tarte" in response.data
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_file_of_another_page_is_not_part_of_this_one(seat, node):
    apple = files_of(node("La lettre A").id, "image/svg+xml")[0]
    assert seat.get(f"/library/{node('La lettre A').id}/files/{apple}.svg").status_code == 200
    assert seat.get(f"/library/{node('Les fractions').id}/files/{apple}.svg").status_code == 404


@pytest.mark.parametrize("sha256", ["0" * 64, "x", "..%2f..", "library.db"])
def test_a_file_that_is_not_there_says_so(seat, node, sha256):
    lesson = node("Les fractions").id
    assert seat.get(f"/library/{lesson}/files/{sha256}.svg").status_code == 404
    assert seat.get(f"/library/covers/{sha256}.svg").status_code == 404


def test_the_text_of_a_lesson_is_no_file(seat, node):
    lesson = node("Les fractions").id
    for sha256 in files_of(lesson, "text/html"):
        assert seat.get(f"/library/{lesson}/files/{sha256}.html").status_code == 404


def test_covers_are_sent_and_other_pictures_are_no_covers(seat, node):
    address = re.search(r"/library/covers/[0-9a-f]{64}\.svg", seat.page("/library/"))[0]
    assert seat.get(address).status_code == 200
    apple = files_of(node("La lettre A").id, "image/svg+xml")[0]
    assert seat.get(f"/library/covers/{apple}.svg").status_code == 404


class TestARecordingInPieces:
    @pytest.fixture
    def address(self, node):
        guichet = node("Au guichet").id
        return f"/library/{guichet}/files/{files_of(guichet, 'audio/mpeg')[0]}.mp3"

    @pytest.fixture
    def whole(self):
        return (RECORDING / "au-guichet.mp3").read_bytes()

    @pytest.mark.parametrize(
        ("asked", "first", "last"),
        [
            pytest.param("bytes=0-99", 0, 99, id="the beginning"),
            pytest.param("bytes=100-", 100, None, id="from the middle on"),
            pytest.param("bytes=-10", -10, None, id="the end"),
            pytest.param("bytes=5-5", 5, 5, id="one byte"),
            pytest.param("bytes=10-99999999", 10, None, id="more than there is"),
        ],
    )
    def test_a_part_is_sent_and_named(self, seat, address, whole, asked, first, last):
        response = seat.get(address, headers={"Range": asked})
        start = first if first >= 0 else len(whole) + first
        stop = len(whole) if last is None else last + 1
        assert response.status_code == 206
        assert response.data == whole[start:stop]
        named = f"bytes {start}-{stop - 1}/{len(whole)}"
        assert response.headers["Content-Range"] == named
        assert int(response.headers["Content-Length"]) == stop - start

    @pytest.mark.parametrize(
        "asked", ["", f"bytes={'9' * 6000}-", "bytes=-", "lines=1-2", "bytes=0-1,5-9", "bytes=a-b"]
    )
    def test_what_is_no_range_gets_the_whole(self, seat, address, whole, asked):
        response = seat.get(address, headers={"Range": asked})
        assert (response.status_code, response.data) == (200, whole)
        assert response.headers["Accept-Ranges"] == "bytes"

    @pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
    def test_a_part_that_is_not_there_is_refused(self, seat, address, whole, asked):
        response = seat.get(address, headers={"Range": asked})
        assert response.status_code == 416
        assert response.headers["Content-Range"] == f"bytes */{len(whole)}"

    def test_what_the_browser_has_is_not_sent_again(self, seat, address):
        mark = seat.get(address).headers["ETag"]
        response = seat.get(address, headers={"If-None-Match": mark})
        assert (response.status_code, response.data) == (304, b"")
        assert seat.get(address, headers={"If-None-Match": '"other"'}).status_code == 200

    def test_it_is_asked_for_each_time_and_kept_by_no_one_else(self, seat, address):
        assert seat.get(address).headers["Cache-Control"] == "private, no-cache"


class TestWhatIsForTeachers:
    def places(self, node) -> dict[str, str]:
        coach = node("Pour le professeur")
        picture = files_of(coach.id, "image/svg+xml")[0]
        return {
            "page": f"/library/{coach.id}/",
            "file": f"/library/{coach.id}/files/{picture}.svg",
            "speech": f"/library/{coach.id}/speech/fr",
            "sound": f"/library/{coach.id}/speech/fr/all.mp3",
        }

    @pytest.mark.parametrize("who", [None, Role.LEARNER])
    def test_is_nowhere_for_learners_and_guests(self, school, node, who):
        seat = school.sign_in(who) if who else school.seat()
        for path in self.places(node).values():
            assert seat.get(path).status_code == 404
        coach = node("Pour le professeur")
        lists = ["/library/courses/maths/", f"/library/{coach.parent}/"]
        lists += [f"/library/{node(title).id}/" for title in ("Exercice de tout", "Au guichet")]
        lists += ["/search?q=professeur", f"/search?q={COACH_WORD[:-1]}", "/library/"]
        for path in lists:
            page = seat.page(path)
            assert "Pour le professeur" not in page
            assert COACH_WORD not in page
        assert "Pour le professeur" not in seat.page(f"/search?q={COACH_WORD}")
        for action in ("finished", "place", "questions/1", "again"):
            response = seat.post(f"/library/{coach.id}/{action}", {"place": "b1"})
            assert response.status_code in (404, 303, 204)
            assert coach.id not in response.headers.get("Location", "").partition("next")[0]

    @pytest.mark.parametrize("who", [Role.TEACHER, Role.CONTENT_MANAGER, Role.ADMINISTRATOR])
    def test_is_there_for_staff(self, school, node, who):
        seat = school.sign_in(who)
        for path in self.places(node).values():
            assert seat.get(path).status_code == 200
        assert "Pour le professeur" in seat.page(f"/search?q={COACH_WORD}")
        assert "Pour le professeur" in seat.page(f"/library/{node('Le calcul').id}/")


def test_a_lesson_read_by_a_person_is_played_on_its_page(school, node, tmp_path):
    source = course.write_maths(tmp_path / "again", release=2)
    lesson = source / "01-calcul" / "01-les-fractions.md"
    spoken = "title: Les fractions\nspoken: au-guichet.mp3"
    text = lesson.read_text("utf-8").replace("title: Les fractions", spoken)
    lesson.write_text(text, "utf-8")
    course.install(school.site.library, source, tmp_path / "built")
    address = f"/library/{node('Les fractions').id}/"
    page = school.seat().page(address)
    assert "lue par une personne" in page
    sound = re.search(r'<video[^>]*src="([^"]+\.mp3)"', page)[1]
    assert school.seat().get(sound).mimetype == "audio/mpeg"
    assert "<video" not in school.seat().page(f"{address}?version=en")


def test_nothing_in_a_topic_for_teachers_is_ever_shown_to_learners(school, node, tmp_path):
    source = course.write_maths(tmp_path / "again", release=2)
    plan = source / "02-plan"
    plan.mkdir()
    (plan / "topic.toml").write_text('title = "Le plan"\ncoach = "yes"\n', "utf-8")
    (plan / "01-x.md").write_text("---\ntitle: Caché\n---\n\nUn zibelinard.\n", "utf-8")
    course.install(school.site.library, source, tmp_path / "built")
    course.index(school.site)
    seat, hidden = school.sign_in(school.learner()), [node("Caché").id, node("Le plan").id]
    for name in hidden:
        assert seat.get(f"/library/{name}/").status_code == 404
    for path in ("/library/courses/maths/", "/search?q=zibelinard", "/"):
        page = seat.page(path)
        assert not [name for name in (*hidden, "Caché", "Le plan") if name in page]
    last = seat.post(f"/library/{node('Au guichet').id}/finished")
    assert last.headers["Location"] == "/library/courses/maths/"
    teacher = school.sign_in(Role.TEACHER)
    assert teacher.get(f"/library/{hidden[0]}/").status_code == 200
    assert "Caché" in teacher.page("/search?q=zibelinard")


class TestListening:
    @pytest.mark.parametrize("version", ["fr", "en", "ar", "fr-easy"])
    def test_every_block_has_its_sound_and_its_words(self, seat, node, version):
        lesson = node("Les fractions").id
        page = seat.page(f"/library/{lesson}/?version={version}")
        said = seat.get(f"/library/{lesson}/speech/{version}")
        blocks = said.json["blocks"]
        assert blocks
        for block in blocks:
            assert f'data-block="{block["id"]}"' in page
            for start, length, at, until in block["cues"]:
                assert start >= 0 and length > 0 and 0 <= at <= until
            sound = seat.get(block["audio"])
            assert sound.mimetype == "audio/mpeg"
            assert len(sound.data) > 500

    def test_without_scripts_the_whole_page_is_one_recording(self, seat, node):
        lesson = node("Les fractions").id
        page = seat.page(f"/library/{lesson}/")
        address = re.search(r'<noscript>.*?href="([^"]+all\.mp3)"', page, re.S)[1]
        response = seat.get(address)
        assert response.mimetype == "audio/mpeg"
        assert len(response.data) > 5_000

    def test_an_exercise_is_read_out_too(self, seat, node):
        exercise = node("Exercice de tout").id
        assert len(seat.get(f"/library/{exercise}/speech/fr").json["blocks"]) > 8

    def test_a_block_that_is_not_there_says_so(self, seat, node):
        lesson = node("Les fractions").id
        assert seat.get(f"/library/{lesson}/speech/fr/b999.mp3").status_code == 404


def test_every_form_and_link_of_the_learners_pages_works_without_scripts(seat, node):
    """Each address on the pages of a course opens, each form has a method, an action, a token."""
    seen, todo = set(), ["/", "/library/", "/search?q=tarte", "/mine", "/courses"]
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        response = seat.get(path, follow_redirects=True)
        assert response.status_code == 200, path
        if response.mimetype != "text/html":
            continue
        for form in re.findall(r"<form.*?</form>", response.text, re.S):
            assert 'method="post"' not in form or 'name="csrf_token"' in form, path
            named = re.search(r'<form id="([^"]+)"', form)  # its button may stand in the bar
            assert "<button" in form or f' form="{named[1]}"' in response.text, path
        for link in re.findall(r'<a [^>]*href="(/[^"#]*)', response.text):
            if not link.startswith("/look"):
                todo.append(link.replace("&amp;", "&"))
        assert len(seen) < 100
    assert len(seen) > 15


def test_beside_a_lesson_stand_the_pages_of_its_topic_and_nothing_for_teachers_alone(school, node):
    page = school.sign_in(school.learner()).page(f"/library/{node('Les fractions').id}/")
    aside = page.partition("<aside")[2].partition("</aside>")[0]
    here = f'/library/{node("Les fractions").id}/" aria-current="page"'
    assert here in aside and "Exercice de tout" in aside and "Au guichet" in aside
    assert "Pour le professeur" not in aside
