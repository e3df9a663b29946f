"""How signs and abbreviations are said, by language; "" is for all of them.

Each spelling is a pattern and what to put in its place. Only what eSpeak NG says wrongly or
not at all has one: heard for each language through its phonemes, version 1.52.
"""

import re
from collections.abc import Mapping

Spelling = tuple[re.Pattern[str], str]


def _spelled(*pairs: tuple[str, str]) -> tuple[Spelling, ...]:
    return tuple((re.compile(pattern), by) for pattern, by in pairs)


def _letters(*acronyms: str) -> tuple[tuple[str, str], ...]:
    """Return spellings for acronyms that are said letter by letter but look like words."""
    return tuple((rf"\b{acronym}\b", " ".join(acronym)) for acronym in acronyms)


def _all_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


SPELLINGS: Mapping[str, tuple[Spelling, ...]] = {
    "": _spelled(
        (r"[\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufe0f]", ""),
        (r"[’ʼ‛]", "'"),
        (r"[«»“”„‟\"*|~^`]", " "),
        (r"[_‗]{2,}|\.{4,}", ", "),
        (r"[–—]", ", "),
        ("ﬁ", "fi"),
        ("ﬂ", "fl"),
    ),
    "fr": _spelled(
        (r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))", ""),
        (r"(?<=\w)·[\w·]+", ""),
        (r"\bM\.(?=\s+[A-ZÉÈÀÂÎÔ])", "monsieur"),
        (r"\bMM\.(?=\s)", "messieurs"),
        (r"\bMmes\b\.?", "mesdames"),
        (r"\bp\.\s?ex\.", "par exemple"),
        (r"\bc\.?-à-d\.", "c'est-à-dire"),
        (r"\bart\.(?=\s?\d)", "article"),
        (r"\bpp?\.(?=\s?\d)", "page"),
        (r"\btél\.", "téléphone"),
        (r"\b[nN]°\s?", "numéro "),
        (r"\b(\d{1,2})\s?h\s?(\d{2})\b", r"\1 heures \2"),
        (r"\b(\d{1,2})\s?h\b", r"\1 heures"),
        (r"\b1re\b", "première"),
        (r"\b([2-9]|[1-9]\d+)(?:e|ème|nde?)\b", r"\1ième"),
        (r"\bkm\s?/\s?h\b", "kilomètres à l'heure"),
        (r"\bm²", "mètres carrés"),
        (r"\bm³", "mètres cubes"),
        (r"[−]", " moins "),
        (r"(?<=\d)\s-\s(?=\d)", " moins "),
        (r"=", " égale "),
        (r"≠", " n'est pas égal à "),
        (r"≤", " inférieur ou égal à "),
        (r"≥", " supérieur ou égal à "),
        (r"<", " inférieur à "),
        (r">", " supérieur à "),
        (r"÷", " divisé par "),
        (r"#", " dièse "),
        (r"&", " et "),
        (r"→", " donne "),
        (r"\bCNED\b", "cnède"),
        *_letters("RSA", "CPAM", "CNI", "CIP", "CPIP", "CSP", "API", "USB", "DVD", "ATIGIP"),
    ),
    "en": _spelled(
        (r"(?<=\d),(?=\d{3}\b)", ""),
        (r"\bi\.e\.", "that is"),
        (r"[−]", " minus "),
        (r"(?<=\d)\s-\s(?=\d)", " minus "),
        (r"≤", " less than or equal to "),
        (r"≥", " greater than or equal to "),
        (r"÷", " divided by "),
        (r"→", " gives "),
        (r"&", " and "),
    ),
    "ar": _spelled(
        (r"\u0640", ""),
        (r"٪|%", " في المئة "),
        (r"\+", " زائد "),
        (r"[−]", " ناقص "),
        (r"=", " يساوي "),
        (r"×", " ضرب "),
        (r"÷", " على "),
    ),
}

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
