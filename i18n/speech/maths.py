"""A formula in words, as it is read out at the blackboard.

What is said of a fraction, a power, a root depends on how long its parts are: « a sur b », but
« fraction : … , sur … , fin de fraction », for whoever hears it sees no line. A formula in a
language without words of its own here is said in French.
"""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from i18n.speech.maths_words import WORDS, Words

_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_VARIANTS = str.maketrans("ϵεϑϕϱϖςµ", "εεθφρπσμ")
_OPEN, _CLOSE = "([{", ")]}"
_BARS = "|∣‖"
_ROWS = frozenset("math mrow mstyle mpadded semantics merror".split())
_SILENT = frozenset("mspace mphantom none mprescripts annotation".split())
_PARTS = {"mfrac": 2, "msup": 2, "msub": 2, "msubsup": 3, "munder": 2, "mover": 2}
_PARTS |= {"munderover": 3, "mroot": 2, "msqrt": 1, "mtable": 1}
"""How many parts an element is made of; with fewer it is said as a row."""
MOST_ELEMENTS = 2_000
"""Of one formula: what is larger is a page, and nobody listens to it."""


def spoken(formula: Element, language: str) -> str:
    """Return a formula in words; "" where it says nothing.

    Args:
        formula: MathML without namespaces.
        language: in which it is said.
    """
    if sum(1 for _ in formula.iter()) > MOST_ELEMENTS:
        return ""
    said = _Formula(WORDS.get(language, WORDS["fr"])).element(formula)
    said = re.sub(r"\s+(?=[,،])", "", " ".join(said.split()))
    return re.sub(r"([,،])[,،]+", r"\1", said).rstrip(",،")


class _Formula:
    """Says the parts of a formula in the words of a language."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def element(self, part: Element) -> str:
        """Say one element with all that is in it."""
        if part.tag in _SILENT:
            return ""
        if part.tag in _ROWS or part.tag in ("mtd", "mtr"):
            return self.row(list(part))
        if len(part) >= _PARTS.get(part.tag, MOST_ELEMENTS):
            said: str = getattr(self, f"_{part.tag}")(list(part))
            return said
        return self.row(list(part)) if len(part) else self.token(part)

    def row(self, parts: Sequence[Element]) -> str:
        """Say what stands side by side."""
        parts = _numbers_joined(_flat(parts))
        said: list[str] = []
        place = 0
        while place < len(parts):
            words, place = self._next(parts, place)
            said.append(words)
        return " ".join(filter(None, said))

    def token(self, part: Element) -> str:
        """Say a letter, a number, a sign, a word."""
        text = (part.text or "").strip()
        if part.tag == "mtext":
            return text
        if text in self.words.signs:
            return self.words.signs[text]
        if text in self.words.letters:
            return self.words.letters[text]
        small = text.lower().translate(_VARIANTS)
        if len(text) == 1 and small in _GREEK:
            return self.words.greek[_GREEK.index(small)]
        return {"′": self.words.prime, "∣": ""}.get(text, text)

    def _next(self, parts: Sequence[Element], place: int) -> tuple[str, int]:
        """Say what stands at a place; return it, and the place behind it."""
        part = parts[place]
        sign = (part.text or "").strip() if part.tag == "mo" else ""
        if sign and sign in _OPEN:
            close = _closing(parts, place)
            if close is not None:
                return self._brackets(parts, place, close)
            if sign == "{" and place + 1 < len(parts) and parts[place + 1].tag == "mtable":
                return self.words.system.format(self.element(parts[place + 1])), place + 2
        if sign and sign in _BARS:
            end = next(
                (at for at in range(place + 1, len(parts)) if _text(parts[at]) == sign), None
            )
            if end is not None:
                return self.words.size.format(self.row(parts[place + 1 : end])), end + 1
        if part.tag == "msub" and len(part) > 1 and _text(part[0]) == "lim":
            return self.words.bare["lim"].format(low=self._bound(part[1])), place + 1
        return self.element(part), place + 1

    def _brackets(self, parts: Sequence[Element], place: int, close: int) -> tuple[str, int]:
        inside, last = parts[place + 1 : close], parts[close]
        if len(inside) == 1 and inside[0].tag == "mtable":
            said = self.words.matrix.format(self.element(inside[0]))
            return said, close + 1
        held = self.row(inside)
        function = place and parts[place - 1].tag in ("mi", "msup", "msub")
        named = function and _is_function(parts[place - 1])
        if named and len(inside) == 1 and last.tag == "mo":
            return f"{self.words.of} {held}", close + 1
        opens = self.words.signs.get(_text(parts[place]), self.words.opens)
        closes = self.words.signs.get(_text(last)) or self.words.closes
        if (
            last.tag in ("msup", "msub") and len(last) > 1
        ):  # « (a+b)² » hangs its power on the bracket
            hung = self._raised(last[1]) if last.tag == "msup" else self._lowered(last[1])
            closes = f"{self.words.closes}, {hung}"
        return f"{opens} {held}, {closes}", close + 1

    def _mfrac(self, parts: list[Element]) -> str:
        over, under = (self.element(each) for each in parts[:2])
        if over.isdecimal() and under.isdecimal():
            return f"{over}/{under}"  # said by the rules of the language: three quarters
        form = (
            self.words.over if _is_short(parts[0]) and _is_short(parts[1]) else self.words.fraction
        )
        return form.format(over=over, under=under)

    def _msup(self, parts: list[Element]) -> str:
        return f"{self.element(parts[0])} {self._raised(parts[1])}"

    def _msub(self, parts: list[Element]) -> str:
        return f"{self.element(parts[0])} {self._lowered(parts[1])}"

    def _msubsup(self, parts: list[Element]) -> str:
        base, low, high = parts[:3]
        sign = _text(base)
        if sign in self.words.sums:
            return self.words.sums[sign].format(low=self._bound(low), high=self._bound(high))
        return f"{self.element(base)} {self._lowered(low)} {self._raised(high)}"

    _munderover = _msubsup

    def _munder(self, parts: list[Element]) -> str:
        if _text(parts[0]) == "lim":
            return self.words.bare["lim"].format(low=self._bound(parts[1]))
        return self._msub(parts)

    def _mover(self, parts: list[Element]) -> str:
        under, over = self.element(parts[0]), _text(parts[1])
        form = self.words.over_signs.get(over.replace("⃗", "→").replace("ˆ", "^").replace("‾", "¯"))
        return form.format(under) if form else f"{under} {self._raised(parts[1])}"

    def _msqrt(self, parts: list[Element]) -> str:
        short = len(parts) == 1 and _is_short(parts[0])
        return (self.words.root if short else self.words.long_root).format(self.row(parts))

    def _mroot(self, parts: list[Element]) -> str:
        held, index = self.element(parts[0]), self.element(parts[1])
        if index == "3":
            return self.words.cube_root.format(held)
        return self.words.nth_root.format(held, index=index)

    def _mtable(self, rows: list[Element]) -> str:
        said = []
        for number, each in enumerate(rows, start=1):
            cells = ", ".join(self.element(cell) for cell in each)
            said.append(self.words.row.format(cells, number=number))
        return " ; ".join(said) + ","

    def _bound(self, part: Element) -> str:
        said = self.element(part)
        return said.replace(self.words.signs["→"], self.words.tends)

    def _raised(self, part: Element) -> str:
        text = "".join(part.itertext()).strip()
        named = {
            "2": self.words.squared,
            "3": self.words.cubed,
            "∘": self.words.degrees,
            "°": self.words.degrees,
            "′": self.words.prime,
        }.get(text)
        if named:
            return named
        form = self.words.power if _is_short(part) else self.words.long_power
        return form.format(self.element(part))

    def _lowered(self, part: Element) -> str:
        form = self.words.index if _is_short(part) else self.words.long_index
        return form.format(self.element(part))


def _flat(parts: Sequence[Element]) -> list[Element]:
    """Return elements with groups of one element, and those that only hold a row, opened."""
    found: list[Element] = []
    for part in parts:
        if part.tag in _ROWS:
            found += _flat(list(part))
        else:
            found.append(part)
    return found


def _numbers_joined(parts: Sequence[Element]) -> list[Element]:
    """Put together what is one number: 3 « , » 14, and 1 200 with a thin space."""
    found: list[Element] = []
    for place, part in enumerate(parts):
        after = parts[place + 1] if place + 1 < len(parts) else None
        if found and found[-1].tag == "mn" and after is not None and after.tag == "mn":
            separator = _text(part)
            thousands = part.tag == "mspace" and re.fullmatch(r"\d{3}", _text(after))
            if (part.tag == "mo" and separator in (",", ".")) or thousands:
                found[-1] = _number(_text(found[-1]) + ("" if thousands else separator))
                continue
        if found and part.tag == "mn" and found[-1].get("joined"):
            found[-1] = _number(_text(found[-1]) + _text(part), joined=False)
            continue
        found.append(part)
    return found


def _number(text: str, joined: bool = True) -> Element:
    made = Element("mn", {"joined": "1"} if joined else {})
    made.text = text
    return made


def _closing(parts: Sequence[Element], place: int) -> int | None:
    """Return where the bracket that opens at a place is closed; None where it is not."""
    depth = 0
    for at in range(place, len(parts)):
        part = parts[at]
        sign = _text(part[0]) if part.tag in ("msup", "msub") and len(part) else _text(part)
        if (part.tag == "mo" or part.tag in ("msup", "msub")) and sign in ("(", "[", "{"):
            depth += 1
        if (part.tag == "mo" or part.tag in ("msup", "msub")) and sign in (")", "]", "}"):
            depth -= 1
            if depth == 0:
                return at
    return None


def _is_function(part: Element) -> bool:
    name = _text(part[0]) if len(part) else _text(part)
    return name in set("fghFGHPQuv") or (len(name) > 1 and name.isalpha())


def _is_short(part: Element) -> bool:
    """Say whether a part is said in one breath: a number, a letter, a product of two."""
    tokens = [each for each in part.iter() if not len(each) and each.tag not in _SILENT | _ROWS]
    deep = any(each.tag in ("mfrac", "msqrt", "mroot", "mtable") for each in part.iter())
    signs = [each for each in tokens if each.tag == "mo"]
    first = bool(tokens) and tokens[0].tag == "mo"
    return not deep and len(tokens) - first <= 2 and len(signs) <= first


def _text(part: Element) -> str:
    return "".join(part.itertext()).strip()
