"""The page of the class now brings itself up to date while learners work at other seats."""

import re

import pytest

from tests.browser.places import IN_A_ROW, found

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def kept_class(the_classroom):
    """The card of a teacher, the address of their class, the cards of the two people in it."""
    card = the_classroom.newcomer("Maude qui regarde", "teacher")
    seat = the_classroom.seat(javascript=False)
    seat.sign_in(card)
    seat.post("/classes/new", name="La classe de Maude")
    seat.open("/classes/").get_by_role("link", name="La classe de Maude").click()
    cards = {}
    for name in ("Alma qui essaie", "Zoé qui attend"):
        shown = seat.post(f"{seat.path}new-person", name=name, language="fr")
        cards[name] = re.search(r'class="code"[^>]*>\s*([\w-]+)', shown)[1]
    return card, seat.path, cards


@pytest.fixture
def teacher(classroom, kept_class):
    seat = classroom.seat()
    card, seat.home, seat.cards = kept_class
    seat.sign_in(card)
    return seat


def fail_three_times(classroom, teacher):
    """Let Alma sit down at another computer and answer wrongly."""
    alma = classroom.seat(javascript=False)
    alma.sign_in(teacher.cards["Alma qui essaie"])
    alma.open(found(alma, IN_A_ROW))
    for _ in range(3):
        alma.page.locator(".now input[name=answer]").fill("1")
        alma.page.locator(".now .actions button").click()


def test_somebody_in_need_appears_by_itself_and_the_focus_stays(classroom, teacher):
    page = teacher.open(f"{teacher.home}now")
    first = page.locator("#live-first")
    assert teacher.say("Nobody of this class is at a seat now.") in first.inner_text()
    page.get_by_role("link", name="Zoé qui attend").focus()
    page.evaluate("document.body.dataset.kept = 'yes'; scrollTo(0, 60)")
    height = page.evaluate("scrollY")
    fail_three_times(classroom, teacher)
    page.locator("tbody tr:first-child .tag.danger").wait_for()
    assert "Alma qui essaie" in first.inner_text()
    assert "Alma" in page.locator("tbody tr").first.inner_text()
    assert page.evaluate("document.activeElement.textContent") == "Zoé qui attend"
    assert page.evaluate("[document.body.dataset.kept, scrollY]") == ["yes", height]


def test_it_asks_nothing_while_nobody_looks_and_at_once_when_somebody_does(classroom, teacher):
    teacher.page.clock.install()
    page = teacher.open(f"{teacher.home}now")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    hide = "Object.defineProperty(document, 'hidden', {{ value: {}, configurable: true }});"
    turn = "document.dispatchEvent(new Event('visibilitychange'))"
    page.evaluate(hide.format("true") + turn)
    page.clock.run_for(12_000)
    assert [url for url in asked if "now/board" in url] == []
    with page.expect_request("**/now/board"):
        page.evaluate(hide.format("false") + turn)


def test_it_says_that_the_server_does_not_answer_and_goes_on(classroom, teacher):
    page = teacher.open(f"{teacher.home}now")
    page.route("**/now/board", lambda route: route.abort())
    turn = "document.dispatchEvent(new Event('visibilitychange'))"
    page.evaluate(turn)
    fault = page.locator("[data-live-fault]")
    fault.get_by_text("Le serveur ne répond pas").wait_for()
    page.unroute("**/now/board")
    page.evaluate(turn)
    fault.wait_for(state="hidden")
