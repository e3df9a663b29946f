"""Pages to the draft of a channel: what nobody said is asked for, or has an honest default."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from content import vocabulary
from content.bundle import Blob, Draft
from content.catalogue import Catalogue
from content.entries import ChannelEntry, FileEntry, NodeEntry, VersionEntry
from content.formats.asked import Asked, Made
from content.formats.notes import Notes
from content.formats.said import id_of as id_of_name
from content.formats.said import line, text, title_of
from content.formats.works import Page, Work
from content.wording import LONGEST_DESCRIPTION, is_seen
from i18n import languages
from i18n.refusals import Invalid
from i18n.translate import N_
from i18n.translate import gettext as _


class NoLicense(Invalid):
    """Nobody said under which licence something is."""

    message = N_(
        "Nothing in “{name}” says under which licence it is. Ask whoever made it, then say it: "
        "--license with one of: {known}."
    )


class OtherLicense(Invalid):
    """A source has words about its licence that are none of ours."""

    message = N_(
        "“{name}” says of its rights: “{rights}”. Say which licence that is: --license with one "
        "of: {known}."
    )


class LanguageNotSaid(Invalid):
    """Nobody said in which language something is."""

    message = N_(
        "Nothing in “{name}” says in which language it is, or we do not know that language yet. "
        "Say it: --language with one of: {known}."
    )


class UnknownLanguage(Invalid):
    """Somebody said a language that the program does not know."""

    message = N_("No language has the code “{code}”. Say one of these with --language: {known}.")


class BadId(Invalid):
    """The id of a channel is not written as one, or cannot be made of a name."""

    message = N_(
        "“{id}” cannot be the id of a channel. Say one of small letters, digits and hyphens, 64 "
        "at most: --id my-course"
    )


@dataclass(frozen=True)
class Taken:
    """What was read of a source."""

    work: Work
    """All of it: its pages are those directly below the channel."""
    notes: Notes
    blobs: Mapping[str, Blob]
    path: Path
    format: str
    """The name of its format; "" of a folder of files."""
    works: Sequence[Work] = ()
    """Of a folder: what was made of each file, for what the channel has of most of them."""


def id_of(path: Path, asked: Asked) -> str:
    """Return the id of the channel: what was asked, else one made of the name of the source.

    Raises:
        BadId: it is not as an id must be.
    """
    found = asked.id or id_of_name(path.stem if path.is_file() else path.resolve().name)
    if not vocabulary.CHANNEL_ID.fullmatch(found):
        raise BadId(id=found or path.name)
    return found


def channel_of(taken: Taken, asked: Asked) -> Made:
    """Return a draft of what was read.

    Raises:
        NoLicense, OtherLicense, LanguageNotSaid, UnknownLanguage: naming the option that says it.
    """
    work = taken.work
    language = _language(taken, asked)
    license_ = _license(taken, asked)
    title = line(asked.title) or line(work.title)
    whole = replace(
        work,
        title=title if is_seen(title) else title_of(taken.path),
        language=language,
        license=license_,
        license_owner=line(asked.license_owner) or line(work.license_owner),
        author=line(asked.author) or line(work.author),
    )
    if len(work.pages) == 1 and line(work.pages[0].title) == title_of(taken.path):
        whole.pages = [replace(work.pages[0], title=whole.title)]  # a file that says no title
    channel = ChannelEntry(
        id=id_of(taken.path, asked),
        release=asked.release or 1,
        language=language,
        author=whole.author,
        license=license_,
        license_owner=whole.license_owner,
        level=asked.level,
        subject=asked.subject,
        versions=(VersionEntry(language, False, whole.title, _about(work.description)),),
        files=_spoken_in(language, [work.cover] if work.cover else []),
    )
    nodes = tuple(_nodes(whole, channel, whole.pages, None))
    catalogue = Catalogue.from_bytes(Catalogue(channel, nodes).to_bytes())
    _say_what_it_came_from(taken, asked, catalogue)
    return Made(Draft(catalogue, dict(taken.blobs)), taken.notes)


def _language(taken: Taken, asked: Asked) -> str:
    known = ", ".join(languages.LANGUAGES)
    if asked.language and not languages.known(asked.language):
        raise UnknownLanguage(code=asked.language, known=known)
    found = asked.language or taken.work.language or _most(each.language for each in taken.works)
    if not found:
        raise LanguageNotSaid(name=taken.path.name, known=known)
    return found


def _license(taken: Taken, asked: Asked) -> str:
    found = asked.license or taken.work.license or _most(each.license for each in taken.works)
    known = ", ".join(vocabulary.LICENSES)
    if not found and taken.work.rights:
        raise OtherLicense(name=taken.path.name, rights=line(taken.work.rights)[:200], known=known)
    if not found:
        raise NoLicense(name=taken.path.name, known=known)
    said = taken.work.license or taken.work.rights
    if said and said != found:
        message = N_("it says of its licence: “{said}”; what was asked for counts")
        taken.notes.change(taken.path.name, message, said=line(said)[:200])
    return found


def _most(values: object) -> str:
    found = Counter(value for value in values if value)  # type: ignore[attr-defined]  # an iterable
    return max(sorted(found), key=lambda value: found[value], default="")


def _nodes(
    whole: Work, channel: ChannelEntry, pages: Sequence[Page], parent: str | None
) -> list[NodeEntry]:
    found: list[NodeEntry] = []
    for position, page in enumerate(pages):
        entry = _node(whole, channel, page, parent, position)
        found += [entry, *_nodes(whole, channel, page.below, entry.id)]
    return found


def _node(
    whole: Work, channel: ChannelEntry, page: Page, parent: str | None, position: int
) -> NodeEntry:
    language = page.language or whole.language
    title = line(page.title)
    if not is_seen(title):
        title = str(position + 1)
    return NodeEntry(
        id=page.id,
        parent=parent,
        content_id=page.id,
        kind=page.kind,
        position=position,
        language=language,
        license=page.license or whole.license,
        license_owner=line(page.license_owner) or whole.license_owner,
        author=line(page.author) or whole.author,
        level=channel.level,
        subject=channel.subject,
        minutes=page.minutes,
        coach=False,
        reviewed="",
        labels=page.labels() if page.kind != "topic" else (),
        versions=(VersionEntry(language, False, title, _about(page.description)),),
        files=_spoken_in(language, page.files),
    )


def _spoken_in(language: str, files: Sequence[FileEntry]) -> tuple[FileEntry, ...]:
    own = (file if file.language else replace(file, language=language) for file in files)
    return tuple(dict.fromkeys(own))


def _about(description: str) -> str:
    return text(description)[:LONGEST_DESCRIPTION].strip()


def _say_what_it_came_from(taken: Taken, asked: Asked, catalogue: Catalogue) -> None:
    pages = sum(node.kind != "topic" for node in catalogue.nodes)
    channel = catalogue.channel
    taken.notes.about += [
        _("{title}: made of “{name}”").format(
            title=channel.versions[0].title, name=taken.path.resolve().name
        ),
        _("Pages in the bundle: {pages}").format(pages=pages),
    ]
    if not asked.id:
        line_ = _("Its id, “{id}”, was made of its name; say --id {id} to keep it if that changes.")
        taken.notes.about.append(line_.format(id=channel.id))
    if asked.release is None:
        taken.notes.about.append(_("It is release 1; say --release for the next one."))
