"""Romanian, Portuguese, Italian and German: rules from the tables of ``manners``."""

import re
from collections.abc import Callable, Mapping

from i18n.speech.rules import making
from i18n.speech.rules.making import SPACE, Rule
from i18n.speech.rules.manners import MANNERS, SIGNS, Manner


def _units(manner: Manner) -> dict[str, tuple[str, str]]:
    rows = (line.split() for line in manner.units.strip().splitlines())
    return {
        unit: (names[0].replace("_", " "), names[-1].replace("_", " ")) for unit, *names in rows
    }


def _short(manner: Manner) -> tuple[Rule, ...]:
    pairs = []
    for short, said in manner.short.items():
        before_a_figure = short.endswith("#")
        pattern = rf"(?<![\w.]){re.escape(short.removesuffix('#'))}"
        pairs.append((pattern + (r"(?=\s?\d)" if before_a_figure else r"(?!\w)"), said))
    return making.rules(*pairs)


def _one_of_them(manner: Manner) -> tuple[Rule, ...]:
    """Return the rules that say 1 as an article where a unit follows: « ein Kilometer »."""
    feminine = manner.feminine.split()
    masculine = [each for each, _ in _units(manner).values() if each not in feminine]
    found = []
    for article, names in zip(manner.one, (masculine, feminine), strict=True):
        if names:
            found.append((rf"(?<![\d.,])1(?= (?:{'|'.join(map(re.escape, names))})\b)", article))
    return making.rules(*found)


def _hour(manner: Manner) -> Callable[[int, int], str]:
    def said(hour: int, minute: int) -> str:
        form = manner.hour_and_minutes if minute else manner.hour
        return form.format(hour=hour, minute=minute)

    return said


def _rules(manner: Manner) -> tuple[Rule, ...]:
    def money(match: re.Match[str]) -> str:
        euros, cents = re.sub(r"\D", "", match[1]), int(match[2])
        whole = _units(manner)["€"][0 if euros == "1" else 1]
        return manner.cents.format(euros=euros, cents=cents) if cents else f"{euros} {whole}"

    def fraction(over: int, under: int) -> str:
        return manner.fractions.get(f"{over}/{under}") or f"{over} {manner.over} {under}"

    said = dict(zip(SIGNS, (each.strip() for each in manner.signs.split(";")), strict=True))
    return (
        *making.rules(
            (r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.])", lambda match: match[0].replace(".", "")),
            (
                rf"(?<![\d.,])\d{{1,3}}(?:{SPACE}\d{{3}})+(?!{SPACE}?\d)",
                lambda match: re.sub(r"\D", "", match[0]),
            ),
        ),
        *making.dates(
            manner.months,
            lambda day, month, year: manner.date.format(day=day, month=month, year=year),
        ),
        *making.telephone(making.figure_by_figure),
        *_short(manner),
        *making.rules(*manner.own),
        *making.times(_hour(manner)),
        *making.rules((rf"(?<![\d,])(\d+(?:\.\d{{3}})*),(\d\d){SPACE}?€(?!/)", money)),
        *making.units(
            _units(manner), making.singular_or_plural, lambda unit, _: f"{manner.per} {unit}"
        ),
        *_one_of_them(manner),
        *making.fractions(fraction),
        *making.rules(
            (r"(?<=[\d)])\s?[x×]\s?(?=[\d(])", f" {manner.times} "),
            (r"(?<=\d)[–—](?=\d)", f" {manner.up_to} "),
            (r"√\s?(?=[\w(])", f" {manner.root} "),
        ),
        *making.powers(*manner.powers),
        *making.minus(said["−"]),
        *making.signs({sign: words for sign, words in said.items() if words}),
    )


RULES: Mapping[str, tuple[Rule, ...]] = {code: _rules(manner) for code, manner in MANNERS.items()}
