"""Looking a word up in the dictionaries that a reader has."""

import logging
from dataclasses import dataclass, replace

from content import browse
from content.browse import FileItem, Item
from content.dictionary.layout import DamagedDictionary, Entry
from content.dictionary.reading import Dictionary, dictionary_at
from content.dictionary.typed import candidates, plain
from content.library import Library
from server.records.shelf import approved_for, pages_of
from server.web.visitor import Visitor

log = logging.getLogger(__name__)

MOST_ENTRIES = 6
"""Entries shown of one dictionary."""
MOST_WAYS = 4
"""Words of another language that are looked up in turn, and shown with where they lead."""


@dataclass(frozen=True)
class Held:
    """A dictionary that a reader has."""

    node: Item
    words: Dictionary

    @property
    def title(self) -> str:
        """Return what it is called."""
        return self.node.words.title

    @property
    def pictures(self) -> dict[str, FileItem]:
        """Return the pictures of its words, by SHA-256."""
        return {each.sha256: each for each in browse.files_of(self.node) if each.role == "picture"}


@dataclass(frozen=True)
class Shown:
    """An entry, as it is shown to a reader."""

    entry: Entry
    dictionary: Held
    is_base: bool
    """Whether the word that was looked up is another form of it."""
    picture: FileItem | None = None
    """Its picture, None for none that this reader may see."""


@dataclass(frozen=True)
class Way:
    """A word of another language, and the words in the reader's that it leads to."""

    over: str
    language: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What the dictionaries tell of a word."""

    word: str
    language: str
    into: str
    """The language of translations, "" for all there are."""
    found: tuple[Shown, ...]
    by_way: tuple[Way, ...]
    """Where no dictionary leads straight to that language: what may well be wrong."""
    offered: tuple[str, ...]
    """Languages that could be chosen."""


def dictionaries(library: Library, reader: Visitor) -> list[Held]:
    """Return the dictionaries that are approved for a reader, in the order of their courses.

    They help to read whatever a class opens: see ``shelf.approved_for``.
    """
    approved = {channel.id: place for place, channel in enumerate(approved_for(reader))}
    found = []
    for node in browse.of_kind("dictionary", reader.language):
        if node.channel in approved and not node.coach:
            held = _held(library, node)
            found += [(approved[node.channel], held)] if held else []
    return [held for _, held in sorted(found, key=lambda pair: pair[0])]


def _held(library: Library, node: Item) -> Held | None:
    main = next(each for each in browse.files_of(node) if each.role == "main")
    try:
        return Held(node, dictionary_at(library.store.place(main.sha256)))
    except (DamagedDictionary, OSError) as error:
        log.warning("dictionary %s is passed over: %s", node.id, error)
        return None


def helps_in(library: Library, reader: Visitor, language: str) -> bool:
    """Say whether a reader has a dictionary of words of a language."""
    return any(each.words.index.language == language for each in dictionaries(library, reader))


def look_up(library: Library, reader: Visitor, typed: str, language: str, chosen: str) -> Answer:
    """Look a word up.

    Args:
        library: what is installed.
        reader: who asks.
        typed: the word as it stands in the text.
        language: of the text.
        chosen: the language of translations; "" for the reader's own, where it is another.
    """
    held = dictionaries(library, reader)
    into = chosen or (reader.language if reader.language != language else "")
    word = plain(typed)
    own = [each for each in held if each.words.index.language == language]
    found = [shown for each in own for shown in _entries(each, typed, language)]
    told = [shown for shown in found if _tells(shown.entry, into)]
    told.sort(key=lambda shown: not _leads(shown.entry, into))
    by_way: tuple[Way, ...] = ()
    if into and into != language and not any(_leads(shown.entry, into) for shown in told):
        by_way = _by_way(found, [each for each in held if into in each.words.index.to], into)
    if by_way and not told:
        told = found[:1]
    return Answer(
        word,
        language,
        into,
        tuple(_with_pictures(reader, told)),
        by_way,
        _offered(held, language),
    )


def in_one(held: Held, reader: Visitor, typed: str) -> Answer:
    """Look a word up in one dictionary, in all the languages it has."""
    language = held.words.index.language
    shown = _with_pictures(reader, _entries(held, typed, language)) if typed else []
    return Answer(plain(typed), language, "", tuple(shown), (), ())


def _entries(held: Held, typed: str, language: str) -> list[Shown]:
    """Return the entries of the first form of a word that a dictionary has."""
    try:
        for each in candidates(typed, language):
            found = [Shown(entry, held, is_base=False) for entry in held.words.find(each)]
            for base in held.words.bases(each):
                found += [Shown(entry, held, is_base=True) for entry in held.words.find(base)]
            if found:
                return list({shown.entry: shown for shown in reversed(found)}.values())[::-1][
                    :MOST_ENTRIES
                ]
    except (DamagedDictionary, OSError) as error:
        log.warning("dictionary %s cannot be read: %s", held.node.id, error)
    return []


def _leads(entry: Entry, into: str) -> bool:
    return any(sense.in_language(into) for sense in entry.senses)


def _tells(entry: Entry, into: str) -> bool:
    """Say whether an entry tells something to a reader of a language."""
    return not into or any(sense.means or sense.in_language(into) for sense in entry.senses)


def _by_way(found: list[Shown], onward: list[Held], into: str) -> tuple[Way, ...]:
    ways: dict[str, Way] = {}
    for shown in found:
        for sense in shown.entry.senses:
            for over, words in sense.words:
                for each in (held for held in onward if held.words.index.language == over):
                    for word in words[:2]:
                        led = _words_in(each, word, into)
                        if led and len(ways) < MOST_WAYS:
                            ways.setdefault(word, Way(word, over, led))
    return tuple(ways.values())


def _words_in(held: Held, word: str, into: str) -> tuple[str, ...]:
    try:
        entries = held.words.find(word)[:1]
    except (DamagedDictionary, OSError):
        return ()
    return tuple(
        [w for entry in entries for sense in entry.senses for w in sense.in_language(into)][:3]
    )


def _with_pictures(reader: Visitor, found: list[Shown]) -> list[Shown]:
    """Return entries with those pictures that the page of their dictionary shows this reader."""
    by_page = {each.dictionary.node.id: each.dictionary for each in found}
    pictured = {each.dictionary.node.id for each in found if each.entry.picture}
    seen = pages_of(reader, pictured) if pictured else {}
    held = {name: by_page[name].pictures for name in seen}
    return [
        replace(each, picture=held.get(each.dictionary.node.id, {}).get(each.entry.picture))
        for each in found
    ]


def _offered(held: list[Held], language: str) -> tuple[str, ...]:
    """Return the languages that words of a language lead to, straight or by way of another."""
    straight = _led_to(held, {language})
    return tuple(sorted((straight | _led_to(held, straight)) - {language}))


def _led_to(held: list[Held], of: set[str]) -> set[str]:
    indexes = (each.words.index for each in held)
    return {code for index in indexes if index.language in of for code in index.to}
