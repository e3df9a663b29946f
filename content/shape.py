"""Whether a fragment of HTML is written as a lesson's is, so that it can be read in no time.

What ``content.html.clean`` leaves has one shape: elements that close as they opened, attributes in
double quotes, signs that mean something else written as references. It is looked for here in one
pass. A fragment of another shape was made by something else than ours, and how long it takes to
read grows with the square of its length: 100 kB of unclosed elements take a minute.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from i18n.formats import Size
from i18n.refusals import Phrase
from i18n.translate import N_

LARGEST = 2 << 20
"""Bytes of a lesson or an exercise, read as a whole for every reader: a long novel takes one."""
MOST_ELEMENTS = 20_000
"""Elements of a page: a novel has some five thousand paragraphs, a page of formulas as many signs.
Twenty thousand are read in a quarter of a second."""
MOST_REFERENCES = 100_000
"""Signs of a page that are written as references, such as the spaces before French colons."""
DEEPEST = 60
"""Elements in each other: a formula in a table in a list takes twenty."""

_MATHML = frozenset(
    "math semantics mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom "
    "msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr "
    "mtd".split()
)
_TEXT = frozenset(
    "p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code em strong b i u s sub sup small mark "
    "abbr cite q span div figure figcaption img table caption thead tbody tfoot tr th td br hr a "
    "ruby rt rp kbd samp var bdi bdo time".split()
)
FORMULAS, ELEMENTS = _MATHML, _TEXT | _MATHML
"""The elements of formulas, and all that a lesson may hold."""
_OF_FORMULAS = frozenset(
    "display mathvariant stretchy fence separator accent form columnalign rowspacing columnspacing "
    "linethickness width accentunder displaystyle scriptlevel movablelimits largeop "
    "symmetric".split()
)
EVERYWHERE = frozenset("lang dir data-block id title".split())
ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": EVERYWHERE,
    "a": frozenset(("href",)),
    "div": frozenset(("tabindex",)),
    "img": frozenset(("src", "alt", "width", "height")),
    "ol": frozenset(("start", "type")),
    "th": frozenset(("scope", "colspan", "rowspan")),
    "td": frozenset(("colspan", "rowspan")),
    "time": frozenset(("datetime",)),
    **dict.fromkeys(FORMULAS, _OF_FORMULAS),
}
"""The attributes that an element may have, beside its class; "*" are those that any may have."""
_ANYWHERE = EVERYWHERE | {"class"}
_MAY_HAVE = {tag: names | _ANYWHERE for tag, names in ATTRIBUTES.items()}
LOCAL_FILE = re.compile(r"files/([0-9a-f]{64})\.[a-z0-9]+")
LOCAL_PAGE = re.compile(r"\.\./[0-9a-f]{32}/(#[\w-]*)?|#[\w-]*")
_LOCAL = {"src": LOCAL_FILE, "href": LOCAL_PAGE}
VOID = frozenset(("br", "hr", "img"))

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>')
_ODD = re.compile(r"&(?!(?:amp|lt|gt|quot|nbsp);)")
"""What is written as one of five references: each that is not costs a reading of all before it."""
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')


def stays_inside(attribute: str, value: str) -> bool:
    """Say whether an attribute leads nowhere, or to a file of the page or a page of the library."""
    shape = _LOCAL.get(attribute)
    return shape is None or shape.fullmatch(value) is not None


def fault_in(fragments: Iterable[str]) -> str:
    """Say in a phrase why the fragments of a page are not written as a lesson's; "" if they are.

    Args:
        fragments: all that one page holds; each is whole in itself.
    """
    elements = references = size = 0
    for fragment in fragments:
        size += len(fragment.encode(errors="surrogatepass"))
        if size > LARGEST:
            return Phrase(N_("more than {size}"), size=Size(LARGEST))
        elements += fragment.count("<")
        if elements > 2 * MOST_ELEMENTS:  # each is opened and closed
            return Phrase(N_("more than {most} elements"), most=MOST_ELEMENTS)
        references += fragment.count("&")
        if references > MOST_REFERENCES:
            return Phrase(N_("more than {most} signs that need escaping"), most=MOST_REFERENCES)
        if fault := _fault_in_one(fragment):
            return fault
    return ""


_PLAIN = re.compile("<[^<>]*>")
"""A tag, if no attribute of it holds a sign of a tag."""
_SHORT = 60
"""Characters of a tag that is likely to come again."""


def _fault_in_one(fragment: str) -> str:
    return "" if _is_plain(fragment) else _fault_found(fragment)


def is_settled(fragment: str) -> bool:
    """Say whether nothing is wrong with a fragment, and whoever reads it builds what it says.

    Its elements are in each other as everybody knows it: so cleaning may take something out, and
    moves nothing. Of those for which this is not said, most are settled too.
    """
    small = len(fragment) < LARGEST // 4 and fragment.count("<") < MOST_ELEMENTS
    return small and fragment.count("&") < MOST_REFERENCES and _is_plain(fragment, settled=True)


_TOP = ""
_WORDS = frozenset(
    "em strong b i u s sub sup small mark abbr cite q span kbd samp var bdi br img".split()
)
_LINE = _WORDS | {"a", "code"}
_PARTS = frozenset("p h2 h3 h4 h5 h6 ul ol dl div blockquote figure hr".split())
_MAY_STAND_IN: dict[str, frozenset[str]] = {
    **dict.fromkeys(ELEMENTS, frozenset[str]()),
    **dict.fromkeys(_WORDS | {"a", "code"}, _WORDS),
    **dict.fromkeys("p h2 h3 h4 h5 h6 dt figcaption".split(), _LINE),
    **dict.fromkeys(("div", "blockquote", "li", "dd", _TOP), _PARTS | _LINE),
    **dict.fromkeys(("ul", "ol"), frozenset({"li"})),
    "dl": frozenset(("dt", "dd")),
    "figure": _PARTS | _LINE | {"figcaption"},
}
"""What may stand in an element and never moves, whoever reads it: no tables, formulas, preformatted
texts, nor links in links.

Source: the tree construction of the HTML standard, 13.2.6.4.7 ("in body")."""


def _is_plain(fragment: str, *, settled: bool = False) -> bool:
    """Say whether nothing is wrong with a fragment, in a third of the time it takes to say what.

    The same questions as in ``_fault_found``, in the same order; a tag is looked at once, for a
    course has a million of them and a hundred that differ. If ``settled``, whether it is known as
    well that nothing in it moves.
    """
    tags = _PLAIN.findall(fragment)
    if _is_odd(fragment) or not len(tags) == fragment.count("<") == fragment.count(">"):
        return False
    opened: list[str] = []
    block = 0  # elements that were open when a text to be read aloud began, and itself
    for text in tags:
        tag = _known(text) if len(text) < _SHORT else _seen(text)
        if tag is None:
            return False
        name, closes, is_block = tag
        if closes:
            if not opened or opened.pop() != name:
                return False
            block = block if len(opened) >= block else 0
        elif (is_block and block) or (
            settled and name not in _MAY_STAND_IN[opened[-1] if opened else _TOP]
        ):
            return False
        elif name not in VOID:
            opened.append(name)
            block = len(opened) if is_block else block
            if len(opened) > DEEPEST:
                return False
    return not opened


def _is_odd(fragment: str) -> bool:
    return "\u00a0" in fragment or _ODD.search(fragment) is not None


def _seen(text: str) -> tuple[str, bool, bool] | None:
    """Return of a tag its name, whether it closes and whether it begins a text to be read aloud.

    None if something is wrong with it.
    """
    tag = _TAG.fullmatch(text)
    attributes = dict(_ATTRIBUTE.findall(tag[3])) if tag else {}
    opened = [] if tag is None or not tag[1] else [(tag[2], False)]
    if tag is None or _step(opened, tag[2], bool(tag[1]), attributes):
        return None
    return tag[2], bool(tag[1]), "data-block" in attributes


_known = lru_cache(maxsize=2_000)(_seen)


def _fault_found(fragment: str) -> str:
    """Say in a phrase the first thing that is wrong with a fragment; "" if nothing is."""
    opened: list[tuple[str, bool]] = []
    done = 0
    odd = _is_odd(fragment)
    while not odd and (begin := fragment.find("<", done)) >= 0:
        tag = _TAG.match(fragment, begin)
        odd = tag is None or ">" in fragment[done:begin]
        if tag is not None:
            done = tag.end()
            if fault := _step(opened, tag[2], bool(tag[1]), dict(_ATTRIBUTE.findall(tag[3]))):
                return fault
    if odd or opened or ">" in fragment[done:]:
        return Phrase(N_("HTML that is not written as a lesson's"))
    return ""


def _step(
    opened: list[tuple[str, bool]], name: str, closes: bool, attributes: dict[str, str]
) -> str:
    """Open or close an element; say what is wrong with that, or ""."""
    if name not in ELEMENTS:
        return f"<{name}>"
    if closes:
        if not opened or opened.pop()[0] != name:
            return Phrase(N_("HTML that is not written as a lesson's"))
        return ""
    for attribute, value in attributes.items():
        if attribute not in _MAY_HAVE.get(name, _ANYWHERE):
            return Phrase(N_("{fault} in <{name}>"), fault=attribute, name=name)
        if not stays_inside(attribute, value):
            return Phrase(
                N_("{fault} in <{name}>"), fault=Phrase(N_("an outside address")), name=name
            )
    is_block = "data-block" in attributes
    if is_block and any(block for _, block in opened):
        return Phrase(N_("a text to be read aloud within another"))
    if name not in VOID:
        opened.append((name, is_block))
    if len(opened) > DEEPEST:
        return Phrase(N_("elements in each other more than {most} deep"), most=DEEPEST)
    return ""
