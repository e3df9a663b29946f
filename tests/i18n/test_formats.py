from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from i18n import formats
from i18n.translate import in_language

LUNCH = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def paris_in_winter(monkeypatch):
    """The site is an hour ahead of UTC."""
    monkeypatch.setattr(formats, "_zone", timezone(timedelta(hours=1)))


def plain(text):
    """Return a text with ordinary spaces, so that it can be compared by eye."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("code", "said"),
    [("fr", "21 nov. 2026 à 00:30"), ("en", "21 Nov 2026, 00:30")],
)
def test_a_moment_is_the_day_and_time_of_the_site(code, said):
    with in_language(code):
        assert plain(formats.moment(LUNCH)) == said


def test_the_day_of_a_moment_is_the_day_at_the_site():
    with in_language("fr"):
        assert formats.day(LUNCH) == "21 novembre 2026"
        assert formats.day(date(2026, 11, 20)) == "20 novembre 2026"


def test_the_first_of_a_month_is_an_ordinal_in_french():
    with in_language("fr"):
        assert formats.day(date(2026, 12, 1)) == "1er décembre 2026"
        assert plain(formats.moment(LUNCH.replace(month=12, day=1, hour=9))).startswith("1er déc.")
        assert formats.day(date(2026, 12, 11)) == "11 décembre 2026"
    with in_language("en"):
        assert formats.day(date(2026, 12, 1)) == "1 December 2026"


def test_arabic_writes_its_own_months():
    with in_language("ar"):
        assert "نوفمبر" in formats.day(date(2026, 11, 20))


@pytest.mark.parametrize(
    ("code", "said"), [("fr", "1 234,5"), ("en", "1,234.5"), ("de", "1.234,5")]
)
def test_a_number_has_the_separators_of_its_language(code, said):
    with in_language(code):
        assert plain(formats.number(Decimal("1234.5"))) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (15_400, "15 kB"),
        (3_400_000, "3.4 MB"),
        (5_000_000_000, "5 GB"),
        (7_000_000_000_000, "7,000 GB"),
    ],
)
def test_a_size_is_in_the_unit_that_reads_best(value, said):
    with in_language("en"):
        assert formats.size(value) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 seconds"),
        (-5, "0 seconds"),
        (1, "1 second"),
        (90, "1 minute 30 seconds"),
        (3_600, "1 hour"),
        (4_800, "1 hour 20 minutes"),
        (90_061, "25 hours 1 minute"),
    ],
)
def test_a_length_of_time_is_in_its_two_largest_units(seconds, said):
    with in_language("en"):
        assert formats.duration(seconds) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param("Zoé", "Zoé", id="a text"),
        pytest.param(True, "yes", id="a yes"),
        pytest.param(1_234, "1,234", id="a number"),
        pytest.param(formats.Size(1_234), "1.2 kB", id="a size"),
        pytest.param(date(2026, 1, 2), "2 January 2026", id="a day"),
        pytest.param(datetime(2026, 1, 2, 9), "2 Jan 2026, 10:00", id="a moment without zone"),
    ],
)
def test_any_value_of_a_sentence_becomes_text(value, said):
    with in_language("en"):
        assert plain(formats.in_words(value)) == said


@pytest.mark.parametrize(("language", "sign"), [("fr", ", "), ("en", ", "), ("ar", "، ")])
def test_what_stands_between_two_things_is_the_comma_of_the_language(language, sign):
    with in_language(language):
        assert formats.comma() == sign
