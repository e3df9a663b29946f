"""Which translators are installed, and which of them drafts a pair of languages."""

import logging
from dataclasses import dataclass
from functools import lru_cache

from content import browse
from content.browse import Item
from content.library import Library
from content.store import Place
from content.translator.layout import DamagedTranslator, pack_at
from i18n.translation.translator import Pack, is_installed

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Held:
    """A translator that is installed."""

    node: Item
    pack: Pack

    @property
    def title(self) -> str:
        """Return what it is called, its languages first."""
        return self.node.words.title


def installed(library: Library, language: str = "en") -> list[Held]:
    """Return the translators there are, in the order in which they were installed.

    Args:
        library: what is installed.
        language: of their titles.
    """
    nodes = browse.of_kind("translator", language)
    if not nodes:
        return []
    places = {each.id: place for place, each in enumerate(browse.channels(language))}
    shown = [each for each in nodes if each.channel in places]
    held = [_held(library, node) for node in sorted(shown, key=lambda each: places[each.channel])]
    return [each for each in held if each is not None]


def drafting(library: Library, language: str, into: str) -> Held | None:
    """Return who drafts in one language what is written in another; None where nobody can."""
    if language == into or not is_installed():
        return None
    pair = language, into
    held = installed(library)
    return next((each for each in held if (each.pack.language, each.pack.into) == pair), None)


def _held(library: Library, node: Item) -> Held | None:
    main = next(each for each in browse.files_of(node) if each.role == "main")
    try:
        return Held(node, _pack(library.store.place(main.sha256)))
    except (DamagedTranslator, OSError) as error:
        log.warning("translator %s is passed over: %s", node.id, error)
        return None


@lru_cache(maxsize=16)
def _pack(place: Place) -> Pack:
    return pack_at(place)
