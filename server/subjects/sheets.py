"""The sheets of a sealed subject's two keys, to be printed: one for each person's envelope.

A board has no site and no printer of ours: a sheet is one page that any browser prints, whole by
itself.
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from content import durable
from i18n import formats
from i18n.languages import get
from i18n.translate import gettext, language
from sync.sealing.headers import Header

_TEMPLATES = Path(__file__).parent / "templates"


def sheet(header: Header, holder: int, code: str) -> str:
    """Return the page of one key.

    Args:
        header: of the subject, in the clear.
        holder: 1 or 2.
        code: the key, in groups as it is typed.
    """
    pages = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    pages.globals.update(_=lambda text, **values: gettext(text) % values, formats=formats)
    found = pages.get_template("subjects/sheet.html")
    return found.render(header=header, holder=holder, code=code, tongue=get(language()))


def write(folder: Path, header: Header, codes: tuple[str, str]) -> list[Path]:
    """Write both sheets into a folder, readable by who runs the program alone; return where.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for holder, code in enumerate(codes, 1):
        path = folder / f"{header.number.replace(' ', '-')}-{holder}.html"
        durable.write(path, sheet(header, holder, code).encode(), mode=0o600)
        paths.append(path)
    return paths
