"""Home, my courses, my things, as a learner finds them; every button pressed without scripts."""

from itertools import pairwise

import pytest

from content.library import Library
from content.models import Channel
from server.records import operations as records
from server.records.models import AnswerGiven, Visit
from server.roles import Role
from tests.server import course


def test_home_on_the_first_day_offers_the_courses(school):
    page = school.sign_in(school.learner()).page("/")
    assert "Les maths" in page and "La lecture" in page


def test_home_leads_on_to_the_lesson_that_was_left(school, node):
    lesson = node("Les fractions")
    seat = school.sign_in(school.learner())
    seat.get(f"/library/{lesson.id}/")
    again = school.sign_in(school.learner())
    assert f"/library/{lesson.id}/" in again.page("/").partition("<main")[2]


def test_home_after_a_finished_lesson_leads_to_the_next(school, node):
    seat = school.sign_in(school.learner())
    seat.get(f"/library/{node('Les fractions').id}/")
    seat.post(f"/library/{node('Les fractions').id}/finished")
    assert f"/library/{node('Exercice de tout').id}/" in seat.page("/").partition("<main")[2]


def test_home_is_well_when_everything_is_finished_or_has_gone(school, node):
    seat = school.sign_in(school.learner())
    seat.get(f"/library/{node('Au guichet').id}/")
    seat.post(f"/library/{node('Au guichet').id}/finished")
    assert seat.get("/").status_code == 200
    for path in ("/", "/courses", "/mine"):
        assert seat.get(path).status_code == 200


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.TEACHER, "/classes/"),
        (Role.EXAMINER, "/sittings/"),
        (Role.CONTENT_MANAGER, "/bundles/"),
        (Role.ADMINISTRATOR, "/bundles/"),
    ],
)
def test_staff_have_a_first_page_of_their_own(school, role, place):
    assert school.sign_in(role).get("/").headers["Location"] == place


def test_my_courses_show_what_was_begun_and_how_far(school, node):
    seat = school.sign_in(school.learner())
    assert "Les maths" not in seat.page("/courses").partition("<main")[2]
    seat.get(f"/library/{node('Les fractions').id}/")
    seat.post(f"/library/{node('Les fractions').id}/finished")
    page = seat.page("/courses").partition("<main")[2]
    assert "Les maths" in page and "La lecture" not in page


def test_my_things_show_the_pages_and_the_exercises_and_outlive_the_course(school, node):
    seat = school.sign_in(school.learner())
    exercise = node("Exercice de tout")
    seat.get(f"/library/{exercise.id}/")
    seat.post(f"/library/{exercise.id}/questions/1", {"answer": "1"})
    assert "Exercice de tout" in seat.page("/mine")
    forget_courses(school.site.library)
    for path in ("/", "/mine", "/courses"):
        assert seat.get(path).status_code == 200
    assert AnswerGiven.select().count() == 1


def forget_courses(library: Library) -> None:
    Channel.delete().execute()
    library.sweep(())


def test_the_place_on_a_page_is_given_back_the_next_time(school, node):
    seat = school.sign_in(school.learner())
    address = f"/library/{node('Les fractions').id}/"
    seat.get(address)
    assert seat.post(f"{address}place", {"place": "b2"}).status_code == 204
    assert 'data-place="b2"' in seat.page(address)


def test_the_top_of_a_page_is_a_place_too(school, node):
    seat = school.sign_in(school.learner())
    address = f"/library/{node('Les fractions').id}/"
    seat.get(address)
    for place in ("b2", ""):
        assert seat.post(f"{address}place", {"place": place}).status_code == 204
    assert 'data-place=""' in seat.page(address)


def test_the_place_is_that_of_the_version_that_was_read(school, node):
    seat = school.sign_in(school.learner())
    address = f"/library/{node('Les fractions').id}/"
    seat.get(f"{address}?version=fr-easy")
    seat.post(f"{address}place", {"place": "b1", "version": "fr-easy"})
    assert f'href="{address}?version=fr-easy"' in seat.page("/").partition("<main")[2]
    assert 'data-place="b1"' in seat.page(f"{address}?version=fr-easy")
    assert 'data-place=""' in seat.page(f"{address}?version=fr")


@pytest.fixture
def long_course(school, tmp_path):
    """The course "maths" again: a page before its topic, and pages in a topic of a topic."""
    source = course.write_maths(tmp_path / "long", release=2)
    below = source / "02-plus" / "01-loin"
    below.mkdir(parents=True)
    (source / "00-bonjour.md").write_text("---\ntitle: Bonjour\n---\n\nBonjour.\n", "utf-8")
    for topic in (below.parent, below):
        (topic / "topic.toml").write_text(f'title = "Thème {topic.name}"\n', "utf-8")
    for number in range(10, 24):
        text = f"---\ntitle: Page {number}\n---\n\nTexte {number}.\n"
        (below / f"p-{number}.md").write_text(text, "utf-8")
    course.install(school.site.library, source, tmp_path / "built")


def test_a_course_begun_long_ago_is_still_begun(school, node, long_course):
    seat = school.sign_in(school.learner())
    seat.get(f"/library/{node('La lettre A').id}/")
    for number in range(10, 24):
        school.wait(minutes=1)
        seat.get(f"/library/{node(f'Page {number}').id}/")
    begun = seat.page("/").partition("<main")[2].partition("Mes cours")[2].partition("<h2>")[0]
    assert "La lecture" in begun


def test_a_course_begins_with_its_first_page_and_ends_with_its_last(school, node, long_course):
    seat = school.sign_in(school.learner())
    course_page = "/library/courses/maths/"

    def onward():
        page = seat.page(course_page).partition('class="opening"')[2].partition("</header>")[0]
        return page.partition('href="/library/')[2].partition("/")[0]

    assert onward() == node("Bonjour").id
    seat.post(f"/library/{node('Bonjour').id}/finished")
    assert onward() == node("Les fractions").id
    for title in ("Les fractions", "Au guichet", *(f"Page {n}" for n in range(10, 24))):
        seat.post(f"/library/{node(title).id}/finished")
    assert onward() == node("Exercice de tout").id
    person = school.learner().id
    records.finished(person, node("Exercice de tout"), at=school.now)
    assert onward() == ""
    assert "Vous avez fait toutes les pages" in seat.page("/courses")


def test_a_guest_leaves_no_trace(school, node):
    seat = school.seat()
    address = f"/library/{node('Les fractions').id}/"
    seat.get(address)
    assert seat.post(f"{address}place", {"place": "b2"}).status_code == 204
    assert seat.post(f"{address}finished").status_code == 303
    exercise = f"/library/{node('Exercice de tout').id}/"
    assert seat.post(f"{exercise}questions/1", {"answer": "1"}).status_code == 200
    assert Visit.select().count() == AnswerGiven.select().count() == 0


def test_going_on_leads_through_the_course_and_back_to_it(school, node):
    seat = school.sign_in(school.learner())
    titles = ["Les fractions", "Exercice de tout", "Au guichet"]
    for here, there in pairwise(titles):
        response = seat.post(f"/library/{node(here).id}/finished")
        assert response.headers["Location"] == f"/library/{node(there).id}/"
    last = seat.post(f"/library/{node('Au guichet').id}/finished")
    assert last.headers["Location"] == "/library/courses/maths/"


def test_an_exercise_is_not_done_by_saying_that_it_was_read(school, node):
    seat = school.sign_in(school.learner())
    exercise = node("Exercice de tout")
    seat.get(f"/library/{exercise.id}/")
    assert seat.post(f"/library/{exercise.id}/finished").status_code == 303
    assert Visit.finished_by(school.learner().id) == set()


def test_a_page_that_is_gone_is_told_with_its_course(school, node):
    seat = school.sign_in(school.learner())
    seat.get(f"/library/{node('Les fractions').id}/")
    school.site.library.take_off("maths", 1)
    told = seat.page("/mine/kept").partition("n'est plus là")[2][:60]
    assert '(Cours <bdi dir="ltr">maths</bdi>)' in told
