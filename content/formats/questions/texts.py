"""What the formats call a text, to the HTML and the plain text of our questions."""

import re
from collections.abc import Callable
from html import escape, unescape
from itertools import islice
from xml.etree import ElementTree

from content import foreign, html, markdown
from content.formats.questions import multilang
from content.formats.questions.brought import LARGEST_FILE, LeftOut, NotUtf8, TooLarge
from i18n.formats import Size
from i18n.refusals import Phrase
from i18n.translate import N_

HTML, AUTO, PLAIN, MARKDOWN = "html", "moodle", "plain", "markdown"
"""The forms of a text; ``AUTO`` is HTML in which an end of line counts."""

Address = foreign.Address
MOST_LOOSE = 200
"""Signs that begin a tag or a comment and end none: each makes a reader of HTML go to its end."""
LONGEST_FORMULA = 2_000
"""Characters of a formula; one that fills a line has a hundred."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_START = re.compile(r'<[a-z][a-z0-9]*(?: [a-z-]+="[^"]*")*>')
_MARK = re.compile(r' (?:id|data-block)="[^"]*"')
_SOURCE = re.compile(r'(<img\b[^<>]*?\bsrc=")([^"<>]*)(")')
_FORMULA = re.compile(
    rf"\\\((.{{1,{LONGEST_FORMULA}}}?)\\\)|\\\[(.{{1,{LONGEST_FORMULA}}}?)\\\]"
    rf"|\$\$(.{{1,{LONGEST_FORMULA}}}?)\$\$",
    re.DOTALL,
)
_PARAGRAPH = re.compile(r'<p(?: dir="(ltr|rtl|auto)")?>((?:(?!</?p\b).)*)</p>', re.DOTALL)
_LOOSE = re.compile(r"<(?:!|\?|[/a-zA-Z][^<>]*(?=<|\Z))")
_TANGLED = Phrase(N_("its text is HTML that is not closed as it was opened."))
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def nowhere(address: str) -> str:
    """Take every picture out: an ``Address`` for what comes without files."""
    return ""


def decoded(data: bytes) -> str:
    """Return a text as it was written: UTF-8, with its mark or without, or UTF-16 with its mark.

    Raises:
        NotUtf8: it is another encoding; names the first line that is not UTF-8.
        TooLarge: there are more than ``LARGEST_FILE`` bytes.
    """
    if len(data) > LARGEST_FILE:
        raise TooLarge(most=Size(LARGEST_FILE))
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8(line=data.count(b"\n", 0, error.start) + 1) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def fragment(text: str, form: str, address: Address = nowhere, *, inline: bool = False) -> str:
    """Return a text as clean HTML.

    Args:
        text: as the file has it, its format's own escapes undone.
        form: ``HTML``, ``AUTO``, ``PLAIN`` or ``MARKDOWN``.
        address: turns the address of a picture into the one it is shown under.
        inline: whether it stands in a line, so that a single paragraph loses its frame.

    Raises:
        LeftOut: it is HTML that would take minutes to read, or Markdown that cannot be read.
    """
    text = _UNSEEN.sub("", text).strip()
    if not text:
        return ""
    if form != PLAIN and is_loose(text):
        raise LeftOut(_TANGLED)
    text = multilang.one_of(text)
    match form:
        case "plain":
            made = html.clean(_lines(text, inline))
        case "markdown":
            made = _of_markdown(text, address)
        case "moodle" if not _TAG.search(text):
            made = _of_html(_lines(unescape(text), inline), address)
        case "moodle":
            made = _of_html(_broken(text), address)
        case _:
            made = _of_html(text, address)
    made = made.strip()
    alone = _PARAGRAPH.fullmatch(made) if inline else None
    if alone is None:
        return made
    inside = alone[2].strip()
    return f'<span dir="rtl">{inside}</span>' if alone[1] == "rtl" and inside else inside


def remark(text: str, form: str, address: Address = nowhere) -> str:
    """Return what is said to an answer as clean HTML: framed as it was, not framed if it was not.

    Raises:
        LeftOut: as ``fragment`` does.
    """
    return fragment(text, form, address, inline=form != HTML)


def plain(text: str, form: str = HTML) -> str:
    """Return a text on one line without any HTML, as what is typed or chosen from a list."""
    text = multilang.one_of(text)
    if form != PLAIN and (_TAG.search(text) or "&" in text) and not is_loose(text):
        text = html.text_of(text)
    return " ".join(_UNSEEN.sub("", text).split())


def is_loose(text: str) -> bool:
    """Say whether HTML has more than ``MOST_LOOSE`` beginnings that nothing ends."""
    return sum(1 for _ in islice(_LOOSE.finditer(text), MOST_LOOSE + 1)) > MOST_LOOSE


def title(said: str, most: int = 80) -> str:
    """Return a name for a question that has none: the beginning of what it says."""
    short = " ".join(html.text_of(said).split())
    return short if len(short) <= most else f"{short[: most - 1].rstrip()}…"


def _lines(text: str, inline: bool) -> str:
    """Return plain text as HTML: a paragraph for each, a break where a line ends."""
    parts = [part for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    rows = [
        "<br>".join(escape(row.strip(), quote=False) for row in part.strip().split("\n"))
        for part in parts
    ]
    return "<br>".join(rows) if inline else "".join(f"<p>{row}</p>" for row in rows)


def _broken(text: str) -> str:
    """Return HTML in which an end of line counts, with breaks in it where no tag stands."""
    text = re.sub(r">\s+<", "><", text)
    text = re.sub(r"\s*\n\s*(</?(?:p|div|ul|ol|li|table|t[rdh]|h\d|pre|br)\b)", r"\1", text)
    text = re.sub(r"(</?(?:p|div|ul|ol|li|table|t[rdh]|h\d|br)\b[^<>]*>)\s*\n\s*", r"\1", text)
    return text.replace("\n", "<br>")


def _of_markdown(text: str, address: Address) -> str:
    try:
        made = markdown.to_html(text, address)
    except (markdown.BadFormula, markdown.TooManyBrackets) as error:
        raise LeftOut(
            Phrase(N_("its Markdown cannot be read near “{text}”."), text=str(error)[:60])
        ) from None
    return _unmarked(made)


def _of_html(text: str, address: Address) -> str:
    text = _FORMULA.sub(_formula, text)
    ours = _SOURCE.sub(lambda found: f"{found[1]}{address(unescape(found[2]))}{found[3]}", text)
    if 'src=""' not in ours and html.clean(ours) == ours:
        return ours
    page = foreign.read(text.encode(errors="replace"))
    if page.tangled:
        raise LeftOut(_TANGLED)
    made = _unmarked(foreign.lesson([page], [(address, nowhere)]))
    return made.removeprefix("<div>").removesuffix("</div>") if made.startswith("<div>") else made


def _unmarked(made: str) -> str:
    return _START.sub(lambda tag: _MARK.sub("", tag[0]), made)


def _formula(found: re.Match[str]) -> str:
    """Return a formula as MathML; as it was written where it cannot be read."""
    inside = next(part for part in found.groups() if part is not None)
    source = unescape(_TAG.sub(" ", inside))
    try:
        drawn = markdown.formula(source, block=found[1] is None)
    except markdown.BadFormula:
        return found[0]
    return ElementTree.tostring(drawn, "unicode", method="html")


Inside = Callable[[str, str], str]
"""Makes HTML of a text in a form, its pictures known."""
