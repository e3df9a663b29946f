"""Which voices are installed, and which of them speaks each language."""

import logging
from dataclasses import dataclass
from functools import lru_cache

from content import browse
from content.browse import Item
from content.library import Library
from content.store import Place
from content.voice.layout import DamagedVoice, voice_at
from i18n.speech.aloud import Chosen
from i18n.speech.engines import ESPEAK
from i18n.speech.piper import Piper, PiperVoice, is_installed
from server.voices.models import USUAL, ChosenVoice

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Held:
    """A voice that is installed."""

    node: Item
    voice: PiperVoice

    @property
    def title(self) -> str:
        """Return what it is called."""
        return self.node.words.title


def installed(library: Library, language: str) -> list[Held]:
    """Return the voices there are, in the order in which they were installed.

    Args:
        library: what is installed.
        language: of their titles.
    """
    places = {each.id: place for place, each in enumerate(browse.channels(language))}
    nodes = [each for each in browse.of_kind("voice", language) if each.channel in places]
    held = [_held(library, node) for node in sorted(nodes, key=lambda node: places[node.channel])]
    return [each for each in held if each is not None]


def _held(library: Library, node: Item) -> Held | None:
    main = next(each for each in browse.files_of(node) if each.role == "main")
    try:
        return Held(node, _voice(library.store.place(main.sha256), main.sha256))
    except (DamagedVoice, OSError) as error:
        log.warning("voice %s is passed over: %s", node.id, error)
        return None


@lru_cache(maxsize=64)
def _voice(place: Place, sha256: str) -> PiperVoice:
    return voice_at(place, sha256)


def speaking(library: Library, language: str = "en") -> dict[str, Held]:
    """Return the better voice that speaks each language; none where the usual one does.

    Args:
        library: what is installed.
        language: of the titles of voices.
    """
    chosen = ChosenVoice.by_language()
    found: dict[str, Held] = {}
    for held in installed(library, language):
        code = held.voice.language
        if chosen.get(code) != USUAL and (code not in found or chosen.get(code) == held.node.id):
            found[code] = held
    return found


def engines(library: Library) -> dict[str, Chosen]:
    """Return the engine of each language that a better voice speaks; {} where none can run."""
    if not is_installed():
        return {}
    return {
        code: Chosen("piper", Piper(held.voice, ESPEAK), held.voice.sha256)
        for code, held in speaking(library).items()
    }


def brought_by(library: Library, channel: str) -> set[str]:
    """Return the languages of the voices that a channel holds."""
    return {
        each.voice.language for each in installed(library, "en") if each.node.channel == channel
    }
