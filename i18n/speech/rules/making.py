"""From tables of words to rules."""

import re
from collections.abc import Callable, Mapping, Sequence

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

SPACE = "[ \u00a0\u202f]"
MARKS = "\u0300-\u036f\u064b-\u0655\u0670"
"""Marks on letters, of Latin and Arabic: they are part of a word, not \\w."""
_AFTER_A_NUMBER = rf"(?:(?<=\d)|(?<=\d{SPACE}))"
_BEFORE = re.compile(rf"(\d+)(?:([.,])(\d+))?{SPACE}?\Z")
LONGEST_NUMBER = 24
"""Characters before a unit among which its number is looked for."""
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ", "0123456789-+n")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def rules(*pairs: tuple[str, str | Callable[[re.Match[str]], str]]) -> tuple[Rule, ...]:
    """Return rules from patterns and what is said in their place."""
    return tuple((re.compile(pattern), by) for pattern, by in pairs)


def letter_by_letter(acronyms: str) -> tuple[Rule, ...]:
    """Return the rule for acronyms that look like words and are spelled: « RSA »."""
    one_of = "|".join(acronyms.split())
    return rules((rf"\b(?:{one_of})\b", lambda match: " ".join(match[0])))


def words(said: Mapping[str, str], after: str = r"(?!\w)") -> tuple[Rule, ...]:
    """Return the rule for short forms of words, each with what is said for it.

    Args:
        said: by short form; one that ends with a full stop is only meant with it.
        after: a pattern for what must follow.
    """
    return rules((rf"(?<![\w.]){_one_of(said)}{after}", lambda match: said[match[0]]))


def signs(said: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rule for signs, each said with a space on both sides."""
    return rules((_one_of(said), lambda match: f" {said[match[0]]} "))


def units(
    said: Mapping[str, Sequence[str]],
    form: Callable[[Sequence[str], str, str], str],
    per: Callable[[str, str], str],
) -> tuple[Rule, ...]:
    """Return the rule for units behind a number: « 5 km », « 3 g/L ».

    Args:
        said: by unit, the forms of its name.
        form: picks one by the whole part and the decimals of the number, "" where it has none.
        per: says « / » and the unit behind it, by the first form of its name and what stands
            before it.
    """

    def unit(match: re.Match[str]) -> str:
        whole, decimals = number_before(match)
        found = form(said[match[1]], whole, decimals)
        if match[2]:
            found = f"{found} {per(said[match[2]][0], found)}"
        return found if match.string[match.start() - 1].isspace() else f" {found}"

    one = _one_of(said)
    return rules((rf"{_AFTER_A_NUMBER}({one})(?:/({one}))?(?![\w'’²³/°{MARKS}])", unit))


def number_before(match: re.Match[str]) -> tuple[str, str]:
    """Return the whole part and the decimals of the number that stands before a match."""
    begin = max(0, match.start() - LONGEST_NUMBER)
    found = _BEFORE.search(match.string[begin : match.start()])
    return (found[1], found[3] or "") if found else ("", "")


def is_one(whole: str, decimals: str) -> bool:
    """Say whether a number is 1."""
    return whole.lstrip("0") == "1" and not decimals.strip("0")


def singular_or_plural(forms: Sequence[str], whole: str, decimals: str) -> str:
    """Pick the first form for 1, the last one else."""
    return forms[0 if is_one(whole, decimals) else -1]


def dates(months: str, said: Callable[[int, str, int], str]) -> tuple[Rule, ...]:
    """Return the rules for dates in figures: 23/11/2026, 23.11.2026, 2026-11-23.

    Args:
        months: their names from January on.
        said: says a day, the name of a month, a year.
    """
    names = months.split()

    def date(match: re.Match[str]) -> str:
        day, month = int(match["day"]), int(match["month"])
        if month > 12 >= day:
            day, month = month, day  # as it is written in the United States
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return match[0]
        return said(day, names[month - 1], int(match["year"]))

    day, month, year = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>\d{4})"
    return rules(
        (rf"(?<![\d/.,-]){day}(?P<sign>[/.-]){month}(?P=sign){year}(?![\d/-])", date),
        (rf"(?<![\d/.,-]){year}(?P<sign>[/-]){month}(?P=sign){day}(?![\d/-])", date),
    )


def times(said: Callable[[int, int], str]) -> tuple[Rule, ...]:
    """Return the rule for hours and minutes: 14:30."""
    return rules(
        (
            r"(?<![\d:.,])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])",
            lambda match: said(int(match[1]), int(match[2])),
        )
    )


def fractions(said: Callable[[int, int], str]) -> tuple[Rule, ...]:
    """Return the rules for fractions in a line: 3/4, ½.

    Args:
        said: says a numerator and a denominator, also « 12/20 ».
    """
    ready = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅛": (1, 8)}

    def sign(match: re.Match[str]) -> str:
        glued = match.start() > 0 and match.string[match.start() - 1].isdigit()
        return " " * glued + said(*ready[match[0]])

    return rules(
        (
            r"(?<![\d/.,⁰-])(\d{1,3})[/⁄](\d{1,4})(?![\d/]|[.,]\d)",
            lambda match: said(int(match[1]), int(match[2])),
        ),
        (_one_of(ready), sign),
    )


def powers(squared: str, cubed: str, to_the: str, minus: str) -> tuple[Rule, ...]:
    """Return the rules for raised figures: x², 10⁻³; and lowered ones: CO₂.

    Args:
        squared: what is said for ².
        cubed: what is said for ³.
        to_the: what is said before any other.
        minus: what is said for ⁻.
    """

    def power(match: re.Match[str]) -> str:
        raised = match[0].translate(_RAISED)
        named = {"2": squared, "3": cubed}.get(raised)
        return f" {named or to_the + ' ' + raised.replace('-', minus + ' ').replace('+', '')} "

    return rules(
        (r"(?<=[\w)\]])[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ]+", power),
        (r"[₀-₉]+", lambda match: f" {match[0].translate(_LOWERED)} "),
    )


def minus(said: str) -> tuple[Rule, ...]:
    """Return the rules for a hyphen that is a minus: 7 - 3, -5."""
    return rules(
        (r"(?<=[\d)²³]) - (?=[\d(a-z])", f" {said} "),
        (r"(?:(?<=^)|(?<=[\s(=×]))[-–](?=\d)", f"{said} "),
    )


def telephone(said: Callable[[str], str]) -> tuple[Rule, ...]:
    """Return the rule for telephone numbers: nine figures or more, with a 0 or a + before them.

    Args:
        said: says the number, in figures and spaces, a + before it where there was one.
    """

    def number(match: re.Match[str]) -> str:
        figures = sum(sign.isdigit() for sign in match[0])
        return said(re.sub(r"[^\d+]+", " ", match[0]).strip()) if 9 <= figures <= 15 else match[0]

    return rules((r"(?<![\d.,+])(?:\+\d|\(?0)(?:[ .\u00a0\u202f()-]?\d){8,16}(?![\d])", number))


def figure_by_figure(number: str) -> str:
    """Return a telephone number with its figures one by one, a pause between its groups."""
    groups = number.split()
    if len(groups) == 1 and len(number) > 6:
        groups = [number[:3], number[3:6], number[6:]]
    return ", ".join(" ".join(group) for group in groups).replace("+", "+ ")


def _one_of(said: Mapping[str, object]) -> str:
    return "(?:" + "|".join(re.escape(each) for each in sorted(said, key=len, reverse=True)) + ")"
