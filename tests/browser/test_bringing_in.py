"""A course on its way from a stick to the learners: two content managers, and a reason."""

import pytest

from tests.browser.steps import bring_in, done, look_at, open_pages_drawn
from tests.browser.stick import COURSES, found_by

pytestmark = pytest.mark.browser


def managers(classroom, language, javascript, course):
    """Sit two content managers down, each at a browser of their own."""
    both = []
    for name in ("Loan", "Camé"):
        seat = classroom.seat(language, javascript=javascript)
        seat.sign_in(classroom.newcomer(f"{name} {course}", "content_manager"))
        both.append(seat)
    return both


def look_inside(seat, title, course):
    """Open the lesson of what waits, and come back to the decision."""
    seat.page.locator(".tree a", has_text=title).click()
    assert COURSES[course][1] in seat.page.inner_text("article.lesson")
    seat.page.locator("nav.crumbs").get_by_role("link", name=title, exact=True).click()


@pytest.mark.parametrize(
    ("language", "javascript", "course"),
    [
        pytest.param("fr", True, "jardin", id="in French"),
        pytest.param("ar", False, "velo", id="in Arabic without JavaScript"),
    ],
)
def test_a_course_is_brought_in_by_one_approved_by_another_and_found_by_a_learner(
    classroom, language, javascript, course
):
    title = COURSES[course][0]
    first, second = managers(classroom, language, javascript, course)
    learner = classroom.seat(language, javascript=javascript)
    learner.sign_in(classroom.newcomer(f"Nour {course}"))
    learner.open(f"/search?q={found_by(course)}")
    assert title not in learner.page.inner_text("main")

    bring_in(first, title)
    look_inside(first, title, course)
    refused = first.button("Approve and install")
    assert refused.get_attribute("aria-disabled") == "true"
    why_not = "You brought it in: another content manager must approve it."
    assert first.say(why_not) in first.page.inner_text("main")
    refused.click(force=True)
    assert first.path.startswith("/bundles/")

    look_at(second, title)
    look_inside(second, title, course)
    refused = second.button("Approve and install")
    assert refused.get_attribute("aria-disabled") == "true"
    open_pages_drawn(second)
    second.button("Approve and install").click()
    done(second)

    learner.page.fill("#q", found_by(course))
    learner.page.press("#q", "Enter")
    learner.page.locator("ol.results a", has_text=title).first.click()
    assert COURSES[course][1] in learner.page.inner_text("article.lesson")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_course_is_refused_for_a_reason_and_a_third_person_answers_the_appeal(
    classroom, language
):
    title, reason = COURSES["echecs"][0], f"Il manque la règle du roque ({language})."
    first, second = managers(classroom, language, False, f"echecs {language}")
    bring_in(first, title)
    look_at(second, title)
    open_pages_drawn(second)
    second.page.locator("#drawn a").first.click()
    second.page.get_by_label(second.say("Your remark")).fill(f"Et la photo ? ({language})")
    second.button("Keep this remark").click()
    second.page.locator("nav.crumbs").get_by_role("link", name=title, exact=True).click()
    assert f"Et la photo ? ({language})" in second.page.inner_text("#remarks")
    second.page.locator("summary", has_text=second.say("Refuse")).click()
    second.page.get_by_label(second.say("Kind of reason")).select_option("wrong")
    second.page.locator("form[action$='/refuse'] textarea").fill(reason)
    second.button("Refuse this bundle").click()
    said = "The bundle was refused. Whoever brought it in can read why."
    assert second.say(said) in second.page.inner_text(".messages")

    first.open("/bundles/")
    row = first.page.locator("tr", has_text=reason)
    assert first.say("Refused") in row.inner_text()
    row.get_by_role("link").click()
    assert first.say("Wrong or out of date") in first.page.inner_text("main")
    assert first.page.locator("form[action$='/refuse']").count() == 0
    first.page.get_by_label(first.say("Why should it be approved?")).fill("Elle est en page deux.")
    first.button("Appeal").click()

    third = classroom.seat(language, javascript=False)
    third.sign_in(classroom.newcomer(f"Noa echecs {language}", "content_manager"))
    third.page.goto(first.page.url)
    assert "Elle est en page deux." in third.page.inner_text("#appeal")
    assert third.page.locator(".tree a").count() > 0
    third.page.get_by_label(third.say("Your answer")).fill("Je ne la trouve pas.")
    third.button("Confirm the refusal").click()
    first.page.reload()
    assert "Je ne la trouve pas." in first.page.inner_text("#appeal")
    assert first.say("Refusal confirmed") in first.page.inner_text("#appeal")
