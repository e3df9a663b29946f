"""What a node says of itself, in the shape that a catalogue has for it."""

import re
import unicodedata

from content.catalogue import VersionEntry
from content.formats.kolibri import labels
from content.formats.kolibri.pages import Page
from content.formats.kolibri.rows import NodeRow
from content.wording import CONTROL, LONGEST, LONGEST_DESCRIPTION, fault_in_words, is_seen
from i18n.translate import N_

_NEW_LINE = re.compile(r"\r\n?")


def text(value: str) -> str:
    """Return a text of several lines, without what hides or breaks what stands around it."""
    plain = CONTROL.sub("", _NEW_LINE.sub("\n", value)).strip()
    if fault_in_words(plain, len(plain), lines=True):  # more signs on a letter than any writing has
        plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Mn")
    return plain


def line(value: str) -> str:
    """Return a text as one line that a catalogue can hold."""
    return " ".join(text(value).split())[:LONGEST].strip()


def title_of(row: NodeRow) -> str:
    """Return the title of a node; without one, its id."""
    title = line(row.title)
    return title if is_seen(title) else line(row.id)


def version(row: NodeRow, page: Page, language: str, terms: str) -> VersionEntry:
    """Return a node's title and description.

    The words of its licence, where only they say what is allowed, and its tags stand below the
    description: there they can be read and found.
    """
    if not is_seen(line(row.title)):
        page.change(N_("it had no title; it has its id for one"))
    about = (text(row.description), terms, " · ".join(map(line, row.tags)))
    description = "\n\n".join(part for part in about if part)
    if len(description) > LONGEST_DESCRIPTION:
        page.change(N_("its description was too long and was cut"))
    return VersionEntry(language, False, title_of(row), description[:LONGEST_DESCRIPTION].strip())


def license_of(row: NodeRow, page: Page, commonest: str) -> tuple[str, str]:
    """Return the licence of a node, and what only its own words say of it.

    Args:
        row: the node.
        page: told where the licence is not what it was.
        commonest: of the channel, which a topic has where it says none.
    """
    if page.kind == "topic" and not row.license:
        return commonest, ""
    name, terms = line(row.license), text(row.license_terms)
    ours = labels.LICENSES.get(name, "")
    if ours:
        return ours, terms if ours == "Special Permissions" else ""
    if name or terms:
        page.change(N_("its licence “{name}” is none of ours; its words are kept"), name=name)
        return "Special Permissions", "\n".join(part for part in (name, terms) if part)
    page.change(N_("it has no licence, so all rights are reserved"))
    return "All Rights Reserved", ""
