"""Dates, numbers, sizes and durations as the reader of the page writes them."""

from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from babel import Locale, UnknownLocaleError, dates, numbers

from i18n.translate import N_, gettext, language, ngettext

_zone: tzinfo = dates.LOCALTZ


UNITS = (N_("kB"), N_("MB"), N_("GB"))


class Size(int):
    """A number of bytes, to be told apart from other numbers."""


LOCALES = {"ar": "ar_DZ", "en": "en_GB"}
"""Arabic as the Maghreb writes it, with the commas and digits of the courses; European English."""


def _locale() -> Locale:
    return _locale_of(language())


@cache
def _locale_of(code: str) -> Locale:
    """Return how a language writes; as French does where nobody has described it."""
    try:
        return Locale.parse(LOCALES.get(code, code), sep="-" if "-" in code else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("fr")


def moment(value: datetime) -> str:
    """Return a moment as day and time of the site: "20 nov. 2026 à 14:05"."""
    day_part = _date(value.astimezone(_zone).date(), "medium")
    return gettext("{day}, {time}").format(day=day_part, time=time(value))


def time(value: datetime) -> str:
    """Return the time of day of a moment at the site: "14:05"."""
    return str(dates.format_time(value, "HH:mm", tzinfo=_zone, locale=_locale()))


def to_the_second(value: datetime) -> str:
    """Return a moment where each second counts: "20 nov. 2026 à 14:05:09"."""
    exact = dates.format_time(value, "HH:mm:ss", tzinfo=_zone, locale=_locale())
    day_part = _date(value.astimezone(_zone).date(), "medium")
    return gettext("{day}, {time}").format(day=day_part, time=exact)


def day(value: date) -> str:
    """Return a day: "20 novembre 2026"."""
    if isinstance(value, datetime):
        value = value.astimezone(_zone).date()
    return _date(value, "long")


def month(value: date) -> str:
    """Return the month of a day: "novembre 2026"."""
    return str(dates.format_skeleton("yMMMM", value, locale=_locale()))


def weekday(number: int) -> str:
    """Return a day of the week, 0 for Monday: "lundi"."""
    return str(dates.get_day_names("wide", "stand-alone", locale=_locale())[number])


def short_day(value: date) -> str:
    """Return a day without its year, where there is room for little: "20 nov."."""
    if isinstance(value, datetime):
        value = value.astimezone(_zone).date()
    said: str = dates.format_skeleton("MMMd", value, locale=_locale())
    return "1er" + said[1:] if language() == "fr" and value.day == 1 else said


def _date(value: date, length: Literal["medium", "long"]) -> str:
    """Return a day; the first of a month is an ordinal in French, which CLDR does not know."""
    said: str = dates.format_date(value, length, locale=_locale())
    return "1er" + said[1:] if language() == "fr" and value.day == 1 else said


def comma() -> str:
    """Return what stands between a name and a day, or two things of a list: ", ", "، "."""
    return "، " if language() == "ar" else ", "


def week_day(value: date) -> str:
    """Return a day near now, with its day of the week: "vendredi 4 décembre"."""
    said = str(dates.format_date(value, "EEEE d MMMM", locale=_locale()))
    return said.replace(" 1 ", " 1er ") if language() == "fr" else said


def number(value: int | float | Decimal) -> str:
    """Return a number with the separators of the language: "1 234,5"."""
    return str(numbers.format_decimal(value, locale=_locale()))


def size(value: int) -> str:
    """Return a number of bytes in the unit that reads best: "3,4 MB"."""
    if value < 1000:
        return ngettext("%(n)s byte", "%(n)s bytes", value) % {"n": number(value)}
    amount, rank = Decimal(value) / 1000, 0
    while amount >= Decimal("999.5") and rank + 1 < len(UNITS):
        amount, rank = amount / 1000, rank + 1
    shown = amount.quantize(Decimal(1) if amount >= 10 else Decimal("0.1"))
    return f"{number(shown)} {gettext(UNITS[rank])}"


def duration(seconds: int) -> str:
    """Return a length of time in its two largest units: "1 hour 20 minutes"."""
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [
        ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours} if hours else "",
        ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes} if minutes else "",
        ngettext("%(n)s second", "%(n)s seconds", rest) % {"n": rest} if rest else "",
    ]
    shown = [part for part in parts if part][:2]
    if len(shown) == 2:
        return gettext("%(larger)s %(smaller)s") % {"larger": shown[0], "smaller": shown[1]}
    return "".join(shown) or ngettext("%(n)s second", "%(n)s seconds", 0) % {"n": 0}


def in_words(value: Any) -> str:
    """Return any value that a sentence may carry, as text."""
    match value:
        case datetime():
            return moment(value if value.tzinfo else value.replace(tzinfo=UTC))
        case date():
            return day(value)
        case Size():
            return size(value)
        case bool():
            return gettext("yes") if value else gettext("no")
        case int() | float() | Decimal():
            return number(value)
    return str(value)
