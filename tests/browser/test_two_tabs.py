"""Somebody leaves in one tab: the next person finds nothing of theirs in the others."""

import pytest

pytestmark = pytest.mark.browser

WITHOUT_A_CALL = "delete globalThis.BroadcastChannel;"
"""For a tab that does not hear that somebody left."""


@pytest.fixture
def two_tabs(classroom):
    """Return what opens two tabs of one person at one seat."""

    def opened(name, script="0"):
        seat = classroom.seat()
        seat.context.add_init_script(script)
        seat.sign_in(classroom.newcomer(name))
        other = seat.context.new_page()
        other.goto(seat.address + "/mine")
        assert name in other.inner_text("body")
        return seat, other

    return opened


def test_leaving_in_one_tab_leaves_in_all(two_tabs):
    seat, other = two_tabs("Ilham aux deux onglets")
    seat.leave()
    other.wait_for_url("**/sign-in", timeout=5_000)
    other.go_back()
    assert "Ilham" not in other.content()


def test_the_other_tab_shows_nothing_while_it_asks(two_tabs):
    seat, other = two_tabs("Ilham qui attend")
    other.route("**/presence", lambda route: route.abort())
    seat.leave()
    other.locator("body").wait_for(state="hidden")


def test_the_next_person_sees_no_page_of_the_one_before(two_tabs, classroom):
    seat, other = two_tabs("Ilham qui part", WITHOUT_A_CALL)
    seat.witness.expected.add(400)
    other.route("**/presence", lambda route: route.abort())
    seat.leave()
    seat.sign_in(classroom.newcomer("Jo qui vient"))
    other.unroute("**/presence")
    other.wait_for_url(seat.address + "/", timeout=15_000)
    assert "Ilham" not in other.content()
    assert "Jo qui vient" in other.inner_text("body")


@pytest.mark.parametrize(
    ("who", "away"),
    [
        pytest.param("Ilham", lambda route: route.abort(), id="nothing answers"),
        pytest.param("Jo", lambda route: route.fulfill(status=502, body="?"), id="a proxy answers"),
    ],
)
def test_a_server_that_is_away_signs_nobody_out(two_tabs, who, away):
    seat, other = two_tabs(f"{who} qui reste")
    seat.witness.expected.add(502)
    other.route("**/presence", away)
    with other.expect_request("**/presence"):
        pass
    other.wait_for_timeout(500)
    other.unroute("**/presence")
    assert other.url.endswith("/mine")
    assert who in other.inner_text("body")


@pytest.mark.parametrize("status", [200, 400])
def test_an_answer_that_is_not_ours_leads_to_the_beginning(two_tabs, status):
    seat, other = two_tabs(f"Ilham et {status}")
    seat.witness.expected.add(400)
    other.route("**/presence", lambda route: route.fulfill(status=status, body="<h1>?"))
    other.wait_for_url(seat.address + "/", timeout=15_000)


def test_a_leaving_that_did_not_happen_shows_the_other_tab_again(two_tabs):
    seat, other = two_tabs("Ilham qui ne part pas")
    seat.page.evaluate("new BroadcastChannel('presence').postMessage('left')")
    other.locator("body").wait_for(state="hidden")
    other.locator("body").wait_for(state="visible")
    assert "Ilham" in other.inner_text("body")
