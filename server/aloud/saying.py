"""A sentence as sound: in which voice, how often somebody may ask, and for which pages."""

import hashlib
import hmac
from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from i18n import languages
from i18n.refusals import Conflict, Invalid, NotFound
from i18n.speech.aloud import Spoken
from i18n.translate import N_
from server.library import speaking
from server.library.speaking import Voice

LONGEST = 1_000
"""Characters that a page has spoken at once: a name, or a paragraph of it."""


class NothingAsked(NotFound):
    """There is nothing to say, or no prompt of that name."""

    message = N_("There is no such sound.")


class TooMuchAtOnce(Invalid):
    """A text is longer than any name."""

    message = N_("This is too long to be said at once. Lessons have a button for listening.")


class NotOfThisPage(Invalid):
    """An address without the key of the session, or with that of another."""

    message = N_("This sound belongs to a page that was closed. Open the page again.")


class TooFast(Conflict):
    """A seat asked for more than anybody can listen to."""

    message = N_("Too much was asked to be said at once. Wait a moment, then go on.")


def key_of(whose: str, secret: bytes) -> str:
    """Return what pages of a session have names spoken with.

    Args:
        whose: what tells the session from every other.
        secret: the installation's.
    """
    return hmac.new(secret, f"aloud {whose}".encode(), hashlib.sha256).hexdigest()[:24]


def checked(text: str) -> str:
    """Return a text that may be spoken at once.

    Raises:
        NothingAsked, TooMuchAtOnce
    """
    if not text.strip():
        raise NothingAsked()
    if len(text) > LONGEST:
        raise TooMuchAtOnce()
    return text


def speaks(code: str) -> bool:
    """Say whether there is a voice for a language."""
    return languages.known(code) and languages.get(code).voice is not None


def said(text: str, language: str, voice: Voice) -> Spoken:
    """Return the sound of a sentence: in the better voice of its language if that has said it.

    Args:
        text: as people see it.
        language: its code.
        voice: of the site; one that speaks ahead has the better voice say it now.

    Raises:
        aloud.NoVoice, aloud.NothingToSay, TooLong, VoiceUnavailable, NoRoom, Full, OSError: see
            ``aloud.speak``.
    """
    return speaking.said(text, language, voice)


class Pace:
    """How much each seat has spoken: a pageful at once, then two names a second."""

    AT_ONCE, EVERY, MOST = 120, timedelta(seconds=0.5), 2_000

    def __init__(self) -> None:
        """Begin with nobody."""
        self._full_at: OrderedDict[str, datetime] = OrderedDict()
        self._lock = Lock()

    def take(self, whose: str, *, at: datetime) -> None:
        """Count one name. Raises TooFast."""
        with self._lock:
            full_at = max(self._full_at.get(whose, at), at) + self.EVERY
            if full_at - at > self.EVERY * self.AT_ONCE:
                raise TooFast()
            self._full_at[whose] = full_at
            self._full_at.move_to_end(whose)
            while len(self._full_at) > self.MOST:
                self._full_at.popitem(last=False)
