"""What the figures rest on: the share that is counted, the forms that are filled in."""

import pytest

from bench.browser import Browser
from bench.demonstration import percentile


@pytest.mark.parametrize(
    ("share", "value"),
    [
        pytest.param(0.50, 50.0, id="half"),
        pytest.param(0.95, 95.0, id="all but five"),
        pytest.param(1.0, 100.0, id="the slowest"),
        pytest.param(0.001, 1.0, id="the fastest"),
    ],
)
def test_a_percentile_is_a_time_that_was_measured(share, value):
    assert percentile([float(number) for number in range(100, 0, -1)], share) == value


class Page(Browser):
    """A browser that was given one page and remembers what it sent."""

    def __init__(self, html: str) -> None:
        super().__init__(0)
        self.html, self.sent = html, ""

    def _ask(self, method, path, form):
        if method == "POST":
            self.sent, self.onward = form, "/next"
        return (303 if method == "POST" else 200), self.html.encode()


def test_a_form_is_sent_with_what_the_page_filled_in_and_what_was_typed():
    page = Page(
        '<form action="/a"><input name="token" value="t"><input name="code">'
        '<input type="checkbox" name="odd" value="1"><button name="go" value="yes"></form>'
    )
    assert page.submit("/", "/a", code="x y") == "/next"
    assert page.sent == "token=t&code=x+y&go=yes"


def test_a_form_that_is_not_there_is_named():
    with pytest.raises(RuntimeError, match="/ has no form for /a"):
        Page("<p>").submit("/", "/a")


def test_links_are_found_once_each_in_order_without_their_versions():
    page = Page('<a href="/b?1">x</a><a href="/a#p">x</a><a href="/b">x</a><a href="/c/d">x</a>')
    assert page.links("/", r"/\w") == ["/b", "/a"]
