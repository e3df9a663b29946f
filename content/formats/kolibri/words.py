"""What a node says of itself, in the shape that a catalogue has for it."""

from collections.abc import Sequence

from content.entries import VersionEntry
from content.formats.kolibri import claims, labels
from content.formats.kolibri.page import Page
from content.formats.kolibri.rows import NodeRow
from content.formats.said import line, text
from content.wording import LONGEST_DESCRIPTION, is_seen
from i18n.translate import N_, in_language
from i18n.translate import gettext as _


def title_of(row: NodeRow) -> str:
    """Return the title of a node; without one, its id."""
    title = line(row.title)
    return title if is_seen(title) else line(row.id)


def of_test(row: NodeRow, language: str) -> str:
    """Return the title of the test of a unit, in the language of the unit."""
    with in_language(language):
        return _("Before and after: {title}").format(title=title_of(row))


def version(
    row: NodeRow, page: Page, language: str, terms: str, first: Sequence[str] = ()
) -> VersionEntry:
    """Return a node's title and description.

    What comes first, what its curator said of it (``claims``), the words of its licence, where
    only they say what is allowed, and its tags stand below: there they can be read and found.

    Args:
        row: the node.
        page: told what is not as it was.
        language: of the node.
        terms: of its licence.
        first: titles of what is to be known before.
    """
    if not is_seen(line(row.title)):
        page.change(N_("it had no title; it has its id for one"))
    before = ""
    if first:
        with in_language(language):
            before = _("To know first: {titles}").format(titles=" · ".join(first))
    said = "\n".join(claims.told(row, page, language))
    about = (text(row.description), before, said, terms, " · ".join(map(line, row.tags)))
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
    if "topic" in (page.kind, row.kind) and not row.license:
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
