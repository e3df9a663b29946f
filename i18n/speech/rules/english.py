"""English, as it is read aloud in Britain."""

import re
from collections.abc import Sequence

from i18n.speech.rules import making, roman
from i18n.speech.rules.making import SPACE, Rule

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()


def ordinal(number: int) -> str:
    """Return what stands at a place in a row: in words up to 20, « 21st » beyond."""
    if 1 <= number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _tens(figures: str) -> str:
    names = "hundred ten twenty thirty forty fifty sixty seventy eighty ninety".split()
    name = names[int(figures[0])]
    return name.removesuffix("y") + "ies" if name.endswith("y") else name + "s"


def _fraction(over: int, under: int) -> str:
    if not (0 < over < under < 10 or (over == 1 and under in (10, 100, 1000))):
        return f"{over} out of {under}" if over <= under else f"{over} over {under}"
    name = {2: "half", 4: "quarter", 100: "hundredth", 1000: "thousandth"}.get(under)
    name = name or ordinal(under)
    return f"{'one' if over == 1 else over} {name}" + ("s" if over > 1 else "")


def _hour(hour: int, minute: int) -> str:
    if not minute:
        return f"{hour} o'clock" if hour <= 12 else f"{hour} hundred"
    return f"{hour} oh {minute}" if minute < 10 else f"{hour} {minute}"


def _year(match: re.Match[str]) -> str:
    first, last = match[0][:2], match[0][2:]
    return f"{first} {'oh ' if last[0] == '0' else ''}{int(last)}"


_BEFORE_A_YEAR = "(?:{})".format(
    "|".join(
        rf"(?<=\b{word} )"
        for word in "in In since Since from From until Until by before after year of and "
        "January February March April May June July August September October November "
        "December".split()
    )
    + r"|(?<=\d, )"
)
_MONEY = {"£": ("pound", "pence"), "€": ("euro", ""), "$": ("dollar", "")}


def _money(match: re.Match[str]) -> str:
    name, small = _MONEY[match[1]]
    whole, cents = match[2], int(match[3] or 0)
    said = f"{whole} {name}{'' if whole == '1' else 's'}"
    if whole == "0" and cents:
        return f"{cents} {small or 'cents'}"
    return f"{said} {cents}" if cents else said


def _regular(names: str) -> dict[str, Sequence[str]]:
    pairs = (line.split(maxsplit=1) for line in names.strip().splitlines())
    return {unit: (name, name + "s") for unit, name in pairs}


UNITS: dict[str, Sequence[str]] = {
    **_regular(
        """
        km kilometre
        m metre
        dm decimetre
        cm centimetre
        mm millimetre
        km² square kilometre
        m² square metre
        m2 square metre
        cm² square centimetre
        m³ cubic metre
        m3 cubic metre
        cm³ cubic centimetre
        kg kilogram
        g gram
        mg milligram
        t tonne
        L litre
        l litre
        cl centilitre
        ml millilitre
        mL millilitre
        h hour
        hr hour
        hrs hour
        min minute
        mins minute
        s second
        sec second
        ms millisecond
        mph mile per hour
        oz ounce
        lb pound
        lbs pound
        yd yard
        V volt
        W watt
        kW kilowatt
        kWh kilowatt hour
        N newton
        J joule
        kJ kilojoule
        kcal kilocalorie
        GB gigabyte
        MB megabyte
        KB kilobyte
        kB kilobyte
        TB terabyte
        px pixel
        € euro
        """
    ),
    "mph": ("mile per hour", "miles per hour"),
    "ft": ("foot", "feet"),
    "°C": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"),
    "pm": ("p m", "p m"),
    "p.m.": ("p m", "p m"),
    "am": ("a m", "a m"),
    "a.m.": ("a m", "a m"),
}

RULES: tuple[Rule, ...] = (
    *making.rules(
        (r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)", lambda match: match[0].replace(",", "")),
        (r"(?<=\w)\((?:s|es)\)", "s"),
    ),
    *making.dates(
        "January February March April May June July August September October November December",
        lambda day, month, year: f"{ordinal(day)} of {month} {year}",
    ),
    *making.telephone(making.figure_by_figure),
    *making.rules(
        (r"(?<=\bcall )([19]\d\d)\b", lambda match: " ".join(match[1])),
        (r"\bi\.e\.", "that is"),
        (r"\bNos?\.(?=\s?\d)", "number"),
        (r"№\s?", "number "),
        (r"\bpp\.(?=\s?\d)", "pages"),
        (r"\bp\.(?=\s?\d)", "page"),
        (r"\b[Cc]h(?:ap)?\.(?=\s?[\dIVX])", "chapter"),
        (r"\b[Ff]ig\.(?=\s?\d)", "figure"),
        (r"\b[Ee]x\.(?=\s?\d)", "exercise"),
        (r"\bvs?\b\.?(?=\s)", "versus"),
        (r"\bapprox\.", "approximately"),
        (r"\bmax\.", "maximum"),
        (r"\bmin\.(?!\w)", "minimum"),
        (r"\b[Tt]el\.", "telephone"),
        (r"\bw/o\b", "without"),
        (r"\bcf\.", "compare"),
        (r"§\s?(?=\d)", "section "),
        (
            r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?(?= \d)",
            lambda match: {
                "Jan": "January",
                "Feb": "February",
                "Mar": "March",
                "Apr": "April",
                "Jun": "June",
                "Jul": "July",
                "Aug": "August",
                "Oct": "October",
                "Nov": "November",
                "Dec": "December",
            }.get(match[1], "September"),
        ),
    ),
    *making.rules(
        (rf"\b(\d{{1,2}}):00(?={SPACE}?[ap]\.?m)", r"\1"),
        (rf"\b([01]?\d|2[0-4]){SPACE}?h{SPACE}?([0-5]\d)\b", r"\1 \2"),
    ),
    *making.times(_hour),
    *making.rules(
        (
            r"\b(?P<kind>[Cc]hapter|[Pp]art|[Aa]ct|[Ss]cene|[Bb]ook|[Vv]olume|[Ss]ection|War) "
            rf"(?P<roman>{roman.NUMERAL})\b",
            lambda match: f"{match['kind']} {roman.value(match['roman'])}",
        ),
        (
            rf"(?<=[a-z]) (?P<roman>{roman.SEVERAL})\b(?![\w-])",
            lambda match: f" the {ordinal(roman.value(match['roman']))}",
        ),
        (rf"(?<![\w.-])(?P<roman>{roman.SEVERAL})\b(?![\w-])", roman.as_number),
        (r"\b(1[1-9]\d\d|20[1-9]\d)s\b", lambda match: f"{match[1][:2]} {_tens(match[1][2:])}"),
        (rf"{_BEFORE_A_YEAR}(?:1[1-9]\d[1-9]|1[1-9][1-9]0|20[1-9]\d)\b(?![\d/%]|[.,]\d)", _year),
        (r"([£€$])(\d+)(?:\.(\d\d))?(?!\d| ?[mb]illion)", _money),
    ),
    *making.units(UNITS, making.singular_or_plural, lambda unit, _: f"per {unit}"),
    *making.fractions(_fraction),
    *making.rules(
        (r"(?<=[\d)])\s?[x×]\s?(?=[\d(])", " times "),
        (r"(?<=\d)[–—](?=\d)", " to "),
        (r"\b[Pp]ages \d+-(?=\d)", lambda match: match[0].removesuffix("-") + " to "),
        (r"#(?=\d)", "number "),
        (r"√\s?(?=[\w(])", " square root of "),
    ),
    *making.powers("squared", "cubed", "to the power", "minus"),
    *making.minus("minus"),
    *making.signs(
        {
            "−": "minus",
            "≠": "is not equal to",
            "≤": "less than or equal to",
            "≥": "greater than or equal to",
            "<": "less than",
            ">": "greater than",
            "÷": "divided by",
            "∞": "infinity",
            "∈": "belongs to",
            "≈": "about equal to",
            "→": "gives",
            "⇒": "so",
            "&": "and",
            "@": "at",
            "‰": "per thousand",
        }
    ),
)
