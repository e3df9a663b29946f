"""What nobody has looked at for a year is on a list, the oldest first."""

from datetime import date

import pytest

from server.bundles.stale import stale
from server.roles import Role


@pytest.mark.parametrize(
    ("today", "found"),
    [
        pytest.param(date(2026, 11, 22), [], id="looked at this month"),
        pytest.param(date(2027, 11, 1), [], id="a year ago to the day"),
        pytest.param(date(2027, 11, 2), ["Fractions"], id="the translation a day too old"),
        pytest.param(date(2027, 12, 1), ["Fractions", "Les fractions"], id="both"),
    ],
)
def test_a_page_is_stale_a_year_after_it_was_looked_at(school, today, found):
    assert [each.title for each in stale("fr", today)] == found


def test_it_says_what_when_and_by_whom(school):
    first, second = stale("fr", date(2028, 1, 1))
    assert (first.course, first.language, first.who) == ("Les maths", "en", "Ana")
    assert (first.day, first.is_translation) == (date(2026, 11, 1), True)
    assert (second.day, second.is_translation) == (date(2026, 11, 20), False)


def test_the_list_is_a_page_reached_from_the_bundles(school):
    seat = school.sign_in(Role.CONTENT_MANAGER)
    assert "/bundles/stale" in seat.page("/bundles/")
    assert "Rien n'est à revoir" in seat.page("/bundles/stale")
    school.wait(days=500)
    seat = school.sign_in(Role.CONTENT_MANAGER)
    page = seat.page("/bundles/stale")
    assert page.index("Fractions") < page.index("Les fractions")
    assert "Ana" in page
