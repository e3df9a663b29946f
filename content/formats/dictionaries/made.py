"""What was read of a dictionary, made a page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from content.dictionary.layout import (
    LONGEST_MEANING,
    LONGEST_WORD,
    MOST_ENTRIES,
    MOST_SENSES,
    MOST_WORDS,
    DamagedDictionary,
    Entry,
    Sense,
    folded,
)
from content.dictionary.writing import written
from content.entries import FileEntry
from content.formats.desk import Desk
from content.formats.dictionaries.inflected import forms_of
from content.formats.licenses import known as license_known
from content.formats.said import line, text
from content.formats.works import NotRead, Page, Work
from content.formats.zim import language_of
from content.wording import one_line
from i18n import languages
from i18n.refusals import Phrase
from i18n.translate import N_

_PAIR = re.compile(r"(?<![a-z])([a-z]{2,3})-([a-z]{2,3})(?![a-z])")
_GPL = re.compile(r"(?:General Public License|GPL)\D{0,40}?([23])(?:\.0)?\b", re.IGNORECASE)
_SA3 = re.compile(r"by-sa/3\.0|Share-?Alike[\s,-]+3\.0|CC[ -]BY-SA[ -]3\.0", re.IGNORECASE)


@dataclass
class Found:
    """A dictionary while it is read; "" for what it does not say."""

    title: str
    language: str = ""
    to: tuple[str, ...] = ()
    entries: list[Entry] = field(default_factory=list)
    description: str = ""
    """Where it comes from and how it was made: shown on its page."""
    summary: str = ""
    """A line for the lists of courses."""
    author: str = ""
    license: str = ""
    license_owner: str = ""
    rights: str = ""
    too_long: int = 0
    """Entries that were left out because nobody could read them on a small panel."""
    pictures: list[FileEntry] = field(default_factory=list)

    def add(self, entry: Entry | None) -> None:
        """Keep an entry that can be shown.

        Raises:
            NotRead: there are too many.
        """
        if entry is None or not folded(entry.word) or len(entry.word) > LONGEST_WORD:
            self.too_long += 1
            return
        self.entries.append(entry)
        if len(self.entries) > MOST_ENTRIES:
            raise NotRead(Phrase(N_("it has more than {most} words"), most=MOST_ENTRIES))


def pair_in(name: str) -> tuple[str, str]:
    """Return the two languages that a name tells, ours, "" for one that we do not know.

    "freedict-fra-spa" tells ("fr", "es"), and "freedict-fra-bre" ("fr", "").
    """
    for found in _PAIR.finditer(name.lower()):
        pair = language_of(found[1]), language_of(found[2])
        if any(pair):
            return pair
    return "", ""


def languages_of(name: str) -> tuple[str, str]:
    """Return the two languages that a name tells, "" twice where it tells none.

    Raises:
        NotRead: it tells one that we know and one that we do not: its words would be taken for
            words of another language.
    """
    pair = pair_in(name)
    if any(pair) and not all(pair):
        raise unknown_languages()
    return pair


def unknown_languages() -> NotRead:
    """Return the refusal of a dictionary whose languages are not known."""
    what = N_(
        "its languages are not known: name it like freedict-fra-eng, with two that are "
        "known here ({known})"
    )
    return NotRead(Phrase(what, known=", ".join(languages.LANGUAGES)))


def license_in(said: str) -> str:
    """Return the licence of ours that a dictionary names, "" if none for certain."""
    short = " ".join(said.split())[:5_000]
    if _SA3.search(short):
        return "CC BY-SA 3.0"
    gpl = _GPL.search(short)
    if gpl and re.search(r"later|ultérieure", short):
        return f"GPL {gpl[1]}.0 or later"
    return license_known(short)


def sense(means: str, words: dict[str, Iterable[str]]) -> Sense | None:
    """Return a meaning with its translations, as long as may be; None if it says nothing."""
    short = _cut(one_line(means))
    kept = {code: _words(each) for code, each in words.items()}
    held = tuple((code, each) for code, each in sorted(kept.items()) if each)
    return Sense(short, held) if short or held else None


def entry(
    word: str, said: str, kind: str, senses: Iterable[Sense | None], picture: str = ""
) -> Entry | None:
    """Return an entry as it may be, None if it says nothing."""
    held = tuple([each for each in senses if each is not None][:MOST_SENSES])
    short = one_line(word), one_line(said)[:LONGEST_WORD], one_line(kind)[:LONGEST_WORD]
    return Entry(*short, held, picture) if held and short[0] else None


def _words(words: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(_cut(one_line(word)) for word in words)
    return tuple([word for word in found if word][:MOST_WORDS])


def _cut(said: str) -> str:
    """Return a text, at most as long as a meaning may be, cut where a word ends."""
    if len(said) <= LONGEST_MEANING:
        return said
    return said[: LONGEST_MEANING - 2].rsplit(" ", 1)[0] + " …"


def work_of(found: Found, desk: Desk) -> Work:
    """Return the work of a dictionary, its file kept at the desk.

    Raises:
        NotRead: its languages are not known, or nothing is in it.
    """
    language = found.language or desk.asked.language
    if not languages.known(language) or not all(languages.known(each) for each in found.to):
        raise unknown_languages()
    if not found.entries:
        raise NotRead(Phrase(N_("no word with a meaning was found in it")))
    if found.too_long:
        message = N_("{count} entries were left out: too long, or without a word or a meaning")
        desk.leave_out(found.title, message, count=found.too_long)
    forms = forms_of(language, {folded(each.word) for each in found.entries})
    if not forms:
        message = N_("no inflected forms are known in its language: words are found as they stand")
        desk.change(found.title, message)
    try:
        data = written(language, found.to, found.entries, forms)
    except DamagedDictionary as refusal:
        raise NotRead(Phrase(refusal.message.rstrip("."), **refusal.values)) from None
    kept = desk.keep("main", "application/vnd.ardoise.dictionary", data, language, data)
    page = Page(
        desk.id_of("dictionary"),
        found.title,
        "dictionary",
        [kept, *found.pictures],
        description=text(found.description),
        language=language,
    )
    return Work(
        found.title,
        [page],
        description=text(found.summary),
        language=language,
        author=line(found.author),
        license=found.license,
        license_owner=line(found.license_owner),
        rights=line(found.rights),
    )
