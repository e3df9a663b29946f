"""Having the prompts spoken before anybody asks for them."""

import os
import sys
from collections.abc import Sequence
from datetime import datetime

from i18n import languages
from i18n.refusals import NotFound
from i18n.speech.aloud import NothingToSay
from i18n.speech.cache import Full
from i18n.translate import N_
from server.actors import Actor
from server.aloud import saying
from server.aloud.prompts import by_words
from server.console import Site
from server.jobs import operations as jobs
from server.jobs.models import Job
from server.jobs.operations import Progress
from server.library.jobs import POLITE
from server.library.speaking import Voice
from server.settings import Settings

KIND = "prompts.make"


class NoPromptsIn(NotFound):
    """The pages are not in a language, or no voice speaks it."""

    message = N_("The pages have no spoken sentences in “{code}”. Choose one of: {codes}.")


def spoken() -> tuple[str, ...]:
    """Return the languages that pages are in and that have a voice."""
    return tuple(code for code in languages.interface() if saying.speaks(code))


def spoken_first(settings: Settings) -> tuple[str, ...]:
    """Return the site's first languages, as far as a voice speaks them."""
    return tuple(code for code in settings.first_languages if code in spoken())


def ask(codes: Sequence[str], by: Actor, *, at: datetime) -> Job:
    """Ask for the job that speaks the prompts of some languages.

    Raises:
        NoPromptsIn: the pages are not in one of them.
    """
    for code in codes:
        if code not in spoken():
            raise NoPromptsIn(code=code, codes=" ".join(spoken()))
    return jobs.ask(KIND, " ".join(codes), by, at=at, background=True, codes=list(codes))


def make(site: Site, progress: Progress, codes: list[str]) -> None:
    """Speak every prompt of some languages; what was spoken is kept, so it goes on where it was.

    It ends where the room for speech is full: what is left is spoken when somebody asks.

    Raises:
        NoRoom: the disk is as full as it may be.
        VoiceUnavailable: nothing can be spoken on this computer.
    """
    if sys.platform != "win32":
        os.nice(POLITE)
    voice = Voice.of(site, ahead=True)
    there = [(words, code) for code in codes for words in by_words(code)]
    with voice.speaking():
        for done, (words, code) in enumerate(there, start=1):
            try:
                saying.said(words, code, voice)
            except NothingToSay:
                pass
            except Full:
                return
            progress(done, len(there))
