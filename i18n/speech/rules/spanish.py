"""Spanish, as it is read aloud in Spain."""

import re
from collections.abc import Sequence

from i18n.speech.rules import making
from i18n.speech.rules.making import SPACE, Rule

_ORDINALS = "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo".split()


def _ordinal(match: re.Match[str]) -> str:
    number, end = int(match[1]), match[2]
    if not 1 <= number <= len(_ORDINALS):
        return match[1]
    word = _ORDINALS[number - 1]
    if end in ("ª", "a"):
        return word.removesuffix("o") + "a"
    return word.removesuffix("o") if end == "er" and number in (1, 3) else word


def _fraction(over: int, under: int) -> str:
    if not (0 < over < under < 11):
        return f"{over} de {under}"
    name = {2: "medio", 3: "tercio", 7: "séptimo"}.get(under) or _ORDINALS[under - 1]
    return f"{'un' if over == 1 else over} {name}" + ("s" if over > 1 else "")


def _hour(hour: int, minute: int) -> str:
    hours = {1: "una", 21: "veintiuna"}.get(hour, str(hour))
    return f"{hours} y {minute}" if minute else f"{hours} en punto"


def _money(match: re.Match[str]) -> str:
    euros, cents = int(match[1].replace(".", "")), int(match[2])
    if not euros and cents:
        return f"{cents} céntimo{'' if cents == 1 else 's'}"
    said = "un euro" if euros == 1 else f"{euros} euros"
    return f"{said} con {cents}" if cents else said


def _regular(names: str) -> dict[str, Sequence[str]]:
    pairs = (line.split(maxsplit=1) for line in names.strip().splitlines())
    return {
        unit: (
            name,
            " ".join(f"{word}s" for word in name.split(" ")) if "por" not in name else name,
        )
        for unit, name in pairs
    }


UNITS: dict[str, Sequence[str]] = {
    **_regular(
        """
        km kilómetro
        m metro
        dm decímetro
        cm centímetro
        mm milímetro
        km² kilómetro cuadrado
        m² metro cuadrado
        m2 metro cuadrado
        cm² centímetro cuadrado
        m³ metro cúbico
        m3 metro cúbico
        cm³ centímetro cúbico
        ha hectárea
        t tonelada
        kg kilo
        g gramo
        mg miligramo
        L litro
        l litro
        cl centilitro
        ml mililitro
        mL mililitro
        h hora
        min minuto
        s segundo
        °C grado
        W vatio
        kW kilovatio
        J julio
        kJ kilojulio
        € euro
        € euro
        GB giga
        MB mega
        TB tera
        """
    ),
    "V": ("voltio", "voltios"),
    "kWh": ("kilovatio hora", "kilovatios hora"),
    "kcal": ("kilocaloría", "kilocalorías"),
    "Hz": ("hercio", "hercios"),
}


def _one(match: re.Match[str]) -> str:
    feminine = match["name"].rstrip("s") in ("hora", "tonelada", "hectárea", "página", "vez")
    tens, one = match[1][:-1], "una" if feminine else "un"
    if not tens:
        return f"{one} {match['name']}"
    return f"{'veinti' + one if tens == '2' else tens + '0 y ' + one} {match['name']}"


RULES: tuple[Rule, ...] = (
    *making.rules(
        (r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.])", lambda match: match[0].replace(".", "")),
        (
            rf"(?<![\d.,])\d{{1,3}}(?:{SPACE}\d{{3}})+(?!{SPACE}?\d)",
            lambda match: re.sub(r"\D", "", match[0]),
        ),
        (r"(?<=\w)\((?:s|es|a|as)\)", ""),
        (r"(?<=o)/a\b|(?<=os)/as\b", ""),
    ),
    *making.dates(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        lambda day, month, year: f"{day} de {month} de {year}",
    ),
    *making.telephone(making.figure_by_figure),
    *making.rules(
        (r"\bp\.\s?ej\.", "por ejemplo"),
        (r"\bpágs?\.(?=\s?\d)", "página"),
        (r"\bpp?\.(?=\s?\d)", "página"),
        (r"\bnúm\.(?=\s?\d)", "número"),
        (r"\b[nN]\.?[º°]\.?\s?(?=\d)", "número "),
        (r"\bart\.(?=\s?\d)", "artículo"),
        (r"\bcap\.(?=\s?[\dIVX])", "capítulo"),
        (r"\bfig\.(?=\s?\d)", "figura"),
        (r"\bej\.(?=\s?\d)", "ejercicio"),
        (r"\bEE\.\s?UU\.", "Estados Unidos"),
        (r"\ba\.\s?C\.", "antes de Cristo"),
        (r"\bd\.\s?C\.", "después de Cristo"),
        (r"\b[Tt]el\.|\b[Tt]eléf\.", "teléfono"),
        (r"\b[Aa]v(?:da)?\.(?=\s)", "avenida"),
        (r"\bC/\s?(?=[A-ZÁÉ])", "calle "),
        (r"\bmáx\.", "máximo"),
        (r"\bmín\.", "mínimo"),
        (r"\baprox\.", "aproximadamente"),
        (r"\bcf\.", "véase"),
        (r"§\s?(?=\d)", "párrafo "),
        (r"\b(\d{1,2})\.?([ºª]|er|a(?= vez))", _ordinal),
    ),
    *making.times(_hour),
    *making.rules(
        (rf"\b([01]?\d|2[0-4]){SPACE}?h{SPACE}?([0-5]\d)\b", r"\1 y \2"),
        (rf"(?<![\d,])(\d+(?:\.\d{{3}})*),(\d\d){SPACE}?(?:€|euros?\b)(?!/)", _money),
    ),
    *making.units(UNITS, making.singular_or_plural, lambda unit, _: f"por {unit}"),
    *making.rules(
        (
            r"(?<![\d,.])([2-9]?1) (?P<name>(?:hora|minuto|segundo|metro|kilómetro|centímetro|"
            r"milímetro|kilo|gramo|litro|euro|grado|tonelada|hectárea|página|vez|día|mes|año)s?)\b",
            _one,
        ),
    ),
    *making.fractions(_fraction),
    *making.rules(
        (r"(?<=[\d)])\s?[x×]\s?(?=[\d(])", " por "),
        (r"(?<=\d) : (?=\d+(?:,\d+)? ?=)", " entre "),
        (r"(?<=\d)[–—](?=\d)", " a "),
        (r"√\s?(?=[\w(])", " raíz de "),
    ),
    *making.powers("al cuadrado", "al cubo", "elevado a", "menos"),
    *making.minus("menos"),
    *making.signs(
        {
            "−": "menos",
            "±": "más o menos",
            "≠": "distinto de",
            "≈": "aproximadamente igual a",
            "≤": "menor o igual que",
            "≥": "mayor o igual que",
            "<": "menor que",
            ">": "mayor que",
            "×": "por",
            "÷": "entre",
            "∞": "infinito",
            "∈": "pertenece a",
            "→": "da",
            "&": "y",
            "@": "arroba",
            "#": "número",
            "‰": "por mil",
            "π": "pi",
        }
    ),
)
