"""What a content manager does with voices: choose who speaks, have courses spoken."""

from collections.abc import Collection
from datetime import datetime

from content import browse
from content.library import Library
from content.models import Channel, Node, Title
from i18n import languages
from i18n.refusals import NotFound
from i18n.translate import N_, language
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.jobs import operations as jobs
from server.jobs.models import Job
from server.voices.choosing import installed
from server.voices.models import USUAL, ChosenVoice

WITH_TEXT = ("lesson", "exercise", "audio", "video")
"""Kinds of pages that have, or may have, a text to speak."""


class NoSuchVoice(NotFound):
    """A voice is not installed, or speaks another language."""

    message = N_(
        "There is no such voice for this language any more: it was taken off, or another release "
        "took its place. Choose one of those that are listed now."
    )


def choose(library: Library, code: str, node_id: str, by: Actor, *, at: datetime) -> list[Job]:
    """Choose who speaks a language, and ask for its courses to be spoken; the same is nothing new.

    Args:
        library: what is installed.
        code: of the language.
        node_id: the page of a voice, or ``USUAL``.
        by: who chooses.
        at: when.

    Returns:
        The jobs asked for.

    Raises:
        NoSuchVoice: it is not installed, or not of this language.
    """
    there = {each.node.id for each in installed(library, "en") if each.voice.language == code} | (
        {USUAL} if languages.known(code) else set()
    )
    if node_id not in there:
        raise NoSuchVoice()
    with writing():
        before = ChosenVoice.get_or_none(ChosenVoice.language == code)
        if before is not None and before.node_id == node_id:
            return []
        ChosenVoice.insert(language=code, node_id=node_id, chosen_at=at).on_conflict(
            conflict_target=[ChosenVoice.language],
            preserve=[ChosenVoice.node_id, ChosenVoice.chosen_at],
        ).execute()
        record(by, "voice.chosen", code, at=at, voice=node_id)
        return speak_anew({code}, by, at=at)


def speak_anew(spoken: Collection[str], by: Actor, *, at: datetime) -> list[Job]:
    """Ask for the jobs that speak ahead of time all courses with pages in some languages.

    Args:
        spoken: codes of the languages.
        by: who asks.
        at: when.
    """
    if not spoken:
        return []
    rows = (
        Channel.select(Channel.id)
        .join(Title, on=Title.release == Channel.current)
        .join(Node, on=Title.node == Node.id)
        .where(
            Title.language << list(spoken),
            Node.kind << WITH_TEXT,
            Channel.id << [each.id for each in browse.channels("")],
        )
        .distinct()
        .order_by(Channel.position, Channel.id)
        .tuples()
    )
    return [
        jobs.ask(
            *("library.speak", browse.channel(channel, language()).words.title, by),
            at=at,
            background=True,
            channel=channel,
        )
        for (channel,) in list(rows)
    ]
