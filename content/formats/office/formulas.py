"""Formulas as Word writes them (OMML) to MathML.

Source: ECMA-376-1:2016, 22.1, by the names of its elements.
"""

import re
from xml.sax.saxutils import escape

from content.formats.questions.xml import Element

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]|\S", re.UNICODE)
_ACCENTS = {"\u0302": "^", "\u0303": "~", "\u0304": "¯", "\u0305": "¯", "\u20d7": "→"}
_DEEPEST = 40
_PLAIN = {
    "sSup": ("msup", "e", "sup"),
    "sSub": ("msub", "e", "sub"),
    "sSubSup": ("msubsup", "e", "sub", "sup"),
    "limLow": ("munder", "e", "lim"),
    "limUpp": ("mover", "e", "lim"),
    "func": ("mrow", "fName", "e"),
}
"""Elements whose parts follow each other in MathML too."""
_NOTHING = "<mrow></mrow>"


def mathml(formula: Element) -> str:
    """Return an ``oMath`` or ``oMathPara`` as MathML."""
    display = ' display="block"' if formula.name == "oMathPara" else ""
    return f"<math{display}>{_row(formula, 0)}</math>"


def _row(element: Element | None, depth: int) -> str:
    """Return all that is in an element as one row."""
    if element is None or depth > _DEEPEST:
        return _NOTHING
    return f"<mrow>{''.join(_one(each, depth + 1) for each in element)}</mrow>"


def _of(element: Element, name: str, depth: int) -> str:
    return _row(element.first(name), depth)


def _one(element: Element, depth: int) -> str:
    name = element.name
    if name == "r":
        return _run(element)
    if name.endswith("Pr"):
        return ""
    if name in _PLAIN:
        tag, *parts = _PLAIN[name]
        return f"<{tag}>{''.join(_of(element, part, depth) for part in parts)}</{tag}>"
    return _OTHERS[name](element, depth) if name in _OTHERS else _row(element, depth)


def _fraction(element: Element, depth: int) -> str:
    thick = ' linethickness="0"' if _value(element, "fPr", "type") == "noBar" else ""
    return f"<mfrac{thick}>{_of(element, 'num', depth)}{_of(element, 'den', depth)}</mfrac>"


def _before(element: Element, depth: int) -> str:
    low, high = _of(element, "sub", depth), _of(element, "sup", depth)
    return f"<msubsup><mrow></mrow>{low}{high}</msubsup>{_of(element, 'e', depth)}"


def _root(element: Element, depth: int) -> str:
    degree = element.first("deg")
    if degree is None or not degree.text().strip():
        return f"<msqrt>{_of(element, 'e', depth)}</msqrt>"
    return f"<mroot>{_of(element, 'e', depth)}{_of(element, 'deg', depth)}</mroot>"


def _accent(element: Element, depth: int) -> str:
    sign = _value(element, "accPr", "chr") or "\u0302"
    return _marked("mover", element, _ACCENTS.get(sign, sign), depth)


def _bar(element: Element, depth: int) -> str:
    return _marked(_side(element, "barPr"), element, "¯", depth)


def _brace(element: Element, depth: int) -> str:
    sign = _value(element, "groupChrPr", "chr") or "⏟"
    return _marked(_side(element, "groupChrPr"), element, sign, depth)


def _side(element: Element, about: str) -> str:
    return "mover" if _value(element, about, "pos") == "top" else "munder"


def _marked(tag: str, element: Element, sign: str, depth: int) -> str:
    return f"<{tag}>{_of(element, 'e', depth)}<mo>{escape(sign)}</mo></{tag}>"


def _matrix(element: Element, depth: int) -> str:
    rows = ("".join(_cell(each, depth) for each in row.all("e")) for row in element.all("mr"))
    return f"<mtable>{''.join(f'<mtr>{row}</mtr>' for row in rows)}</mtable>"


def _lines(element: Element, depth: int) -> str:
    rows = (_cell(each, depth) for each in element.all("e"))
    return f"<mtable>{''.join(f'<mtr>{row}</mtr>' for row in rows)}</mtable>"


def _cell(element: Element, depth: int) -> str:
    return f"<mtd>{_row(element, depth)}</mtd>"


def _run(element: Element) -> str:
    said = "".join(each.text() for each in element.all("t"))
    plain = any(each.name in ("nor", "lit") for each in element.walk())
    if plain:
        return f"<mtext>{escape(said)}</mtext>"
    return "".join(map(_token, _TOKEN.findall(said)))


def _token(sign: str) -> str:
    tag = "mn" if sign[0].isdigit() else "mi" if sign.isalpha() else "mo"
    return f"<{tag}>{escape(sign)}</{tag}>"


def _large(element: Element, depth: int) -> str:
    """Return a sum, a product, an integral with its limits."""
    sign = _value(element, "naryPr", "chr") or "∫"
    place = _value(element, "naryPr", "limLoc") or ("subSup" if sign == "∫" else "undOvr")
    tag = "munderover" if place == "undOvr" else "msubsup"
    low, high = _of(element, "sub", depth), _of(element, "sup", depth)
    drawn = f"<mo>{escape(sign)}</mo>"
    if low != _NOTHING or high != _NOTHING:
        drawn = f"<{tag}>{drawn}{low}{high}</{tag}>"
    return drawn + _of(element, "e", depth)


def _fenced(element: Element, depth: int) -> str:
    about = element.first("dPr") or Element("", 0)
    given = {each.name: each.get("val") for each in about}
    first, last = given.get("begChr", "("), given.get("endChr", ")")
    between = f"<mo>{escape(given.get('sepChr', '|'))}</mo>"
    inside = between.join(_row(each, depth) for each in element.all("e"))
    return f"<mrow><mo>{escape(first)}</mo>{inside}<mo>{escape(last)}</mo></mrow>"


def _value(element: Element, about: str, name: str) -> str:
    found = (element.first(about) or Element("", 0)).first(name)
    return found.get("val") if found is not None else ""


_OTHERS = {
    "f": _fraction,
    "sPre": _before,
    "rad": _root,
    "nary": _large,
    "d": _fenced,
    "acc": _accent,
    "bar": _bar,
    "groupChr": _brace,
    "m": _matrix,
    "eqArr": _lines,
}
