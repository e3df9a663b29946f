"""What content managers do, step by step, for the tests that need it done."""

from contextlib import suppress

from playwright.sync_api import TimeoutError


def bring_in(seat, title):
    """Check the stick and bring a course in, until it waits."""
    assert seat.path == "/bundles/"
    seat.link("Check this stick").click()
    signed = "The signatures are those of the publisher this site trusts, by two people."
    seat.page.locator("main").get_by_text(seat.say(signed)).wait_for()
    seat.button("Bring in %(title)s", title=title).click()
    done(seat)
    seat.link("To the bundles").click()
    look_at(seat, title)


def done(seat):
    """Stay on the page of a job until it says that it is done: by itself, or asked again."""
    assert seat.path.startswith("/jobs/")
    good = seat.page.locator(".notice.good", has_text=seat.say("Done."))
    while not seat.javascript and not good.count():
        with suppress(TimeoutError):
            return good.wait_for(timeout=1000)
        seat.link("Refresh").click()
    return good.wait_for(timeout=240_000)


def open_pages_drawn(seat):
    """Open every page that was drawn at random, and come back to the decision."""
    title = seat.page.inner_text("h1")
    seat.follow(seat.page.locator("#drawn a").first)
    while (onward := seat.link("Next page drawn at random")).count():
        seat.follow(onward)
    seat.follow(seat.page.locator("nav.crumbs").get_by_role("link", name=title, exact=True))


def look_at(seat, title):
    """Open a course that waits for a decision."""
    seat.open("/bundles/")
    seat.page.locator("tr", has_text=title).get_by_role("link").first.click()
    assert title in seat.page.inner_text("h1")
