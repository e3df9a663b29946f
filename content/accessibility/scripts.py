"""Whether what a text is written in is what it is said to be in, as far as its letters tell.

A language is known by its script alone here: French that is said to be English is not seen, Arabic
that is said to be French is.
"""

import re
from collections.abc import Iterator
from html import unescape

from content.accessibility.markup import LONGEST_PLACE, Fault

_RANGES = {
    "Arab": "\u0620-\u064a\u0671-\u06d3\u06d5\u06fa-\u06ff",
    "Armn": "\u0531-\u0556\u0561-\u0587",
    "Beng": "\u0985-\u09b9",
    "Cyrl": "\u0400-\u052f",
    "Deva": "\u0904-\u0939",
    "Ethi": "\u1200-\u135a",
    "Geor": "\u10a0-\u10ff",
    "Grek": "\u0370-\u03ff",
    "Hang": "\uac00-\ud7a3",
    "Hani": "\u4e00-\u9fff\u3040-\u30ff",
    "Hebr": "\u05d0-\u05ea",
    "Latn": "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "Taml": "\u0b85-\u0bb9",
}
_OF = {
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb", "sd", "ug"), "Arab"),
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "kk", "ky", "mn", "tg"), "Cyrl"),
    **dict.fromkeys(("hi", "mr", "ne"), "Deva"),
    **dict.fromkeys(("am", "ti"), "Ethi"),
    **dict.fromkeys(("zh", "cmn", "ja"), "Hani"),
    **{"hy": "Armn", "bn": "Beng", "ka": "Geor", "el": "Grek", "ko": "Hang", "he": "Hebr"},
    "ta": "Taml",
}
"""The script of a language; of all others it is ours."""
_LETTERS = {name: re.compile(f"[{letters}]") for name, letters in _RANGES.items()}
_OTHERS = re.compile("[" + "".join(r for n, r in _RANGES.items() if n != "Latn") + "]")
_WORDS = {
    name: re.compile(f"[{letters}]{{2,}}(?:[\\s,.'’-]+[{letters}]{{2,}})*")
    for name, letters in _RANGES.items()
}
"""Words of one script on end; a letter alone is a sign, as those of mathematics are."""
_LATIN_PASSAGE = 4
"""Words in our script that a text in another may hold unmarked: names, addresses, units."""
_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)/?>|([^<]+)')
_LANG = re.compile(r' lang="([^"]*)"')
_VOID = frozenset(("br", "hr", "img"))
_ENOUGH = 40
"""Letters from which a text tells its script."""


_OF_NONE = bytes({*range(0xCD), *range(0xE2, 0xE3), *range(0xEE, 0x100)})
"""Bytes of UTF-8 with which no letter of another script begins: U+0340 to U+1FFF and U+3000 to
U+DFFF, where all of ``_RANGES`` are, begin with those left out."""


def _may_hold_others(text: str) -> bool:
    """Say whether a text may have letters of another script than ours, in a fifth of the time."""
    return bool(text.encode(errors="surrogatepass").translate(None, _OF_NONE))


def script_of(language: str) -> str:
    """Return the script of a language, "Latn" for all that are not known to have another."""
    return _OF.get(language.partition("-")[0], "Latn")


def faults_in(fragments: list[str], language: str) -> Iterator[Fault]:
    """Go through what in the fragments of a page is in another script than it is said to be in."""
    whole, own = "\n".join(fragments), script_of(language)
    if own == "Latn" and not (_may_hold_others(whole) and _OTHERS.search(whole)):
        return  # most pages: nothing more is looked at
    unmarked: dict[str, list[str]] = {}
    ours = 0
    for said, text in _texts(whole, language):
        script = script_of(said)
        ours += len(_LETTERS[script].findall(text))
        for other, words in _WORDS.items():
            if other != script:
                unmarked.setdefault(other, []).extend(_passages(words.findall(text), other))
    for passages in unmarked.values():
        strange = sum(map(len, passages))
        if strange > _ENOUGH and strange > 3 * ours:
            yield Fault("other-language", passages[0][:LONGEST_PLACE])
            return
        for passage in passages:
            yield Fault("passage-unmarked", passage[:LONGEST_PLACE])


def _passages(found: list[str], script: str) -> list[str]:
    if script != "Latn":
        return found
    return [each for each in found if len(each.split()) >= _LATIN_PASSAGE]


def _texts(whole: str, language: str) -> Iterator[tuple[str, str]]:
    """Go through the pieces of text, each with the language it is marked with; no formulas."""
    opened = [("", language)]
    formulas = 0
    for closes, name, attributes, text in _TOKEN.findall(whole):
        if text:
            if not formulas and not text.isspace():
                yield opened[-1][1], unescape(text)
        elif closes:
            formulas -= name == "math"
            if len(opened) > 1:
                opened.pop()
        elif name not in _VOID:
            formulas += name == "math"
            marked = _LANG.search(attributes)
            opened.append((name, marked[1] if marked and marked[1] else opened[-1][1]))
