"""How signs and short forms are said: the rules of a language between those that all have."""

import re
from collections.abc import Mapping
from functools import cache

from i18n.speech.rules.making import Rule, rules

_RAISED = str.maketrans("0123456789-+n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ")


def _raised(match: re.Match[str]) -> str:
    return match[1].translate(_RAISED)


def _all_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FIRST = rules(
    (r"[\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufe0f]", ""),
    (r"[’ʼ‛]", "'"),
    (r"(?<=\w)\^\(?([-−]?\d+|n)\)?", _raised),
    (r"(?<=\d) ?\* ?(?=\d)", " × "),
    (r"[«»“”„‟\"*|~^`]", " "),
    (r"[_‗]{2,}|\.{4,}", ", "),
    ("ﬁ", "fi"),
    ("ﬂ", "fl"),
)
_LAST = rules((r"[–—]", ", "))
"""What is left when a language has said its own: a dash is a pause."""


@cache
def spellings(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language, in the order in which they are put to use.

    They are made at the first use: a program that reads nothing aloud does not wait for them.
    """
    return (*_FIRST, *_own(language), *_LAST)


def _own(language: str) -> tuple[Rule, ...]:
    match language:
        case "fr":
            from i18n.speech.rules.french import RULES
        case "en":
            from i18n.speech.rules.english import RULES
        case "ar":
            from i18n.speech.rules.arabic import RULES
        case "es":
            from i18n.speech.rules.spanish import RULES
        case _:
            from i18n.speech.rules import others

            return others.RULES.get(language, ())
    return RULES


ABBREVIATIONS: Mapping[str, frozenset[str]] = {
    "fr": _all_of(
        "m. mm. mme. mlle. dr. pr. p. pp. art. av. bd. tél. ex. cf. c.-à-d. env. janv. févr. "
        "sept. oct. nov. déc. min. max. chap. fig. no. st. ste."
    ),
    "en": _all_of(
        "mr. mrs. ms. dr. prof. st. no. e.g. i.e. vs. p. pp. fig. approx. jan. feb. aug. sept. "
        "oct. nov. dec."
    ),
    "de": _all_of("hr. fr. dr. prof. z.b. d.h. nr. str. ca. bzw. s."),
    "es": _all_of("sr. sra. srta. dr. dra. p.ej. núm. pág. ud. uds."),
    "it": _all_of("sig. dott. prof. ecc. n. pag. es."),
    "pt": _all_of("sr. sra. dr. dra. p.ex. n. pág."),
    "ro": _all_of("dl. dna. dr. nr. str. pag. art."),
}
"""Words whose full stop ends no sentence, in small letters."""
