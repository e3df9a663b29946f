"""A PDF to a page of the kind document: the file as it is, once it was looked through."""

import re
from pathlib import Path

from content import pdf_pages
from content.formats.desk import Desk, FileFormat
from content.formats.said import line, title_of
from content.formats.works import NotRead, Page, Work
from content.wording import is_seen
from i18n import languages
from i18n.refusals import Phrase
from i18n.translate import N_

WORDS_A_MINUTE = 150
"""Words that are read in a minute by who does not read much."""
MOST_MINUTES = 9_999
_NO_TITLE = re.compile(
    r"(?:microsoft|untitled|sans titre|document ?\d*$"
    r"|.*\.(?:docx?|odt|pptx?|odp|indd|tex|dvi|qxp|pub)$)",
    re.IGNORECASE,
)
"""What programs write for a title where nobody gave one."""


def _recognises(path: Path) -> bool:
    if path.suffix.lower() == ".pdf":
        return True
    with path.open("rb") as file:
        return file.read(5) == b"%PDF-"


def _read(path: Path, desk: Desk) -> Work:
    kept = desk.keep("main", "application/pdf", path)
    place = (path, 0, path.stat().st_size)
    facts = pdf_pages.facts(place)
    if not facts.pages:
        raise NotRead(Phrase(N_("no page of it can be read")))
    said = line(facts.title)
    title = said if is_seen(said) and not _NO_TITLE.match(said) else title_of(path)
    leaves = list(pdf_pages.leaves(place))
    words = sum(len(leaf.text().split()) for leaf in leaves)
    scanned = sum(leaf.scanned for leaf in leaves)
    if scanned:
        desk.change(
            title,
            N_(
                "{scanned} of its {pages} pages were scanned: they are pictures, and cannot be "
                "searched or read aloud"
            ),
            scanned=scanned,
            pages=facts.pages,
        )
    base = facts.language.partition("-")[0].lower()
    language = base if base and languages.known(base) else ""
    minutes = min(MOST_MINUTES, -(-words // WORDS_A_MINUTE))
    page = Page(desk.id_of(""), title, "document", [kept], minutes=minutes)
    return Work(title, [page], language=language)


FORMAT = FileFormat("PDF (pdf)", _recognises, _read)
"""A format of files: see ``content/formats/files.py``."""
