"""What the text of a page must not hold, found line by line so that it can be mended."""

import re
from pathlib import Path

from content.formats.folder.problems import Problems
from i18n.translate import N_

_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)")
_OUTSIDE = re.compile(
    r"(?:\]\(\s*<?|^\s{0,3}\[[^\]]+\]:\s*<?)(?:[a-z][a-z0-9+.-]*:|//|\\\\)"
    r"|<(?:[a-z][a-z0-9+.-]*:|[^\s<>@]+@)[^\s<>]*>",
    re.IGNORECASE,
)
_RAW_HTML = re.compile(r"<(/?[a-z][a-z0-9]*)(?:\s[^<>]*)?>", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,6})[^#]")
_UNDERLINED = re.compile(r"=+ *")
_HEADER_RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_FILE_NAME_AS_TEXT = re.compile(r"[\w-]+\.(?:svg|png|jpe?g|webp|gif)", re.IGNORECASE)


def check_text(path: Path, text: str, first_line: int, problems: Problems) -> None:
    """Note what is wrong with the Markdown of a page; ``first_line`` is where it begins."""
    level = 1
    lines = text.splitlines()
    for offset, line in enumerate(lines):
        number = first_line + offset
        level = _check_heading(path, number, line, level, problems)
        for picture in _PICTURE.finditer(line):
            if not picture[1].strip() or _FILE_NAME_AS_TEXT.fullmatch(picture[1].strip()):
                problems.add(
                    path,
                    number,
                    N_("say between the brackets what the picture “{name}” shows"),
                    name=picture[2],
                )
        if offset and _UNDERLINED.fullmatch(line) and lines[offset - 1].strip():
            problems.add(path, number, N_("the title of the page is above; begin headings with ##"))
        if _OUTSIDE.search(_without_code(line)):
            problems.add(
                path,
                number,
                N_(
                    "links to the Internet do not work here: write the name or the telephone number"
                ),
            )
        if tag := _RAW_HTML.search(_without_code(line)):
            problems.add(path, number, N_("write Markdown instead of HTML (<{tag}>)"), tag=tag[1])
        if offset and "|" in line and _HEADER_RULE.fullmatch(line.strip()):
            cells = re.sub(r"^\||\|$", "", lines[offset - 1].strip()).split("|")
            if any(not cell.strip() for cell in cells):
                problems.add(path, number - 1, N_("each column of a table needs a title"))


def _check_heading(path: Path, number: int, line: str, level: int, problems: Problems) -> int:
    heading = _HEADING.match(line)
    if not heading:
        return level
    depth = len(heading[1])
    if depth == 1:
        problems.add(path, number, N_("the title of the page is above; begin headings with ##"))
        return level
    if depth > level + 1:
        wanted = "#" * (level + 1)
        problems.add(path, number, N_("a level is skipped: write {wanted}"), wanted=wanted)
    return depth


def _without_code(line: str) -> str:
    return re.sub(r"`[^`]*`|\$[^$]*\$", "", line)
