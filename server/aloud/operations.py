"""Naming languages that are only spoken, recording prompts in them, choosing one to hear."""

from datetime import datetime

from content.store import BlobStore
from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import N_
from server.actors import Actor
from server.aloud.models import HeardLanguage, RecordedPrompt, SpokenLanguage
from server.aloud.prompts import prompts
from server.audit.operations import record as tell
from server.database import writing
from server.handed import handing
from server.records import works

LONGEST_NAME = 60
"""Characters of what a language is called."""
LONGEST = 20
"""Seconds that the page records: a button, a sentence."""


class NoSuchLanguage(NotFound):
    """A spoken language is gone."""

    message = N_("There is no such spoken language any more.")


class NoSuchSentence(NotFound):
    """A sentence is no prompt, or nobody recorded it."""

    message = N_("There is no such sentence, or it was not recorded.")


class NoName(Invalid):
    """A language without a name."""

    message = N_("Write what this language is called, in {most} letters at most.")


class NamedAlready(Conflict):
    """A language has this name."""

    message = N_("“{name}” is in the list already.")


def language_of(number: int) -> SpokenLanguage:
    """Return a spoken language. Raises NoSuchLanguage."""
    found: SpokenLanguage | None = SpokenLanguage.get_or_none(SpokenLanguage.id == number)
    if found is None:
        raise NoSuchLanguage()
    return found


def name_language(name: str, by: Actor, *, at: datetime) -> SpokenLanguage:
    """Add a spoken language.

    Raises:
        NoName: there is none, or it is too long.
        NamedAlready: there is one of this name.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise NoName(most=LONGEST_NAME)
    with writing():
        if any(each.name.casefold() == name.casefold() for each in SpokenLanguage.select()):
            raise NamedAlready(name=name)
        made: SpokenLanguage = SpokenLanguage.create(name=name, made_at=at)
        tell(by, "spoken.named", name, at=at)
    return made


def remove_language(number: int, by: Actor, *, at: datetime) -> None:
    """Remove a spoken language with all its recordings; who heard it hears the written one.

    Raises:
        NoSuchLanguage
    """
    with writing():
        found = language_of(number)
        recordings = RecordedPrompt.delete().where(RecordedPrompt.language == found).execute()
        HeardLanguage.delete().where(HeardLanguage.language == found).execute()
        found.delete_instance()
        tell(by, "spoken.removed", found.name, at=at, recordings=recordings)


def keep(
    number: int, sentence: str, data: bytes, store: BlobStore, by: Actor, *, at: datetime
) -> RecordedPrompt:
    """Keep a recording of a prompt, in the place of the one before.

    Args:
        number: of the language.
        sentence: the message id of the prompt.
        data: the recording.
        store: where it is kept.
        by: who recorded it.
        at: now.

    Raises:
        NoSuchLanguage
        NoSuchSentence: it is no prompt.
        NothingAnswered, TooLarge, NotOfThisKind: see ``works.type_of``; nothing is changed.
        OSError: the disk is full; nothing is changed.
    """
    language_of(number)
    if sentence not in prompts():
        raise NoSuchSentence()
    media_type = works.type_of(data, "voice")
    with handing(store, data) as sha256, writing():
        found = language_of(number)
        _forget(found, sentence)
        made: RecordedPrompt = RecordedPrompt.create(
            language=found,
            sentence=sentence,
            sha256=sha256,
            media_type=media_type,
            size=len(data),
            kept_at=at,
        )
        tell(by, "spoken.recorded", found.name, at=at, sentence=sentence)
    return made


def take_away(number: int, sentence: str, by: Actor, *, at: datetime) -> None:
    """Forget a recording: the voice of the written language says the sentence again.

    Raises:
        NoSuchLanguage
        NoSuchSentence: it was not recorded.
    """
    with writing():
        found = language_of(number)
        if not _forget(found, sentence):
            raise NoSuchSentence()
        tell(by, "spoken.taken_away", found.name, at=at, sentence=sentence)


def _forget(found: SpokenLanguage, sentence: str) -> int:
    return int(
        RecordedPrompt.delete()
        .where(RecordedPrompt.language == found, RecordedPrompt.sentence == sentence)
        .execute()
    )


def hear(person_id: int, number: int | None) -> None:
    """Have controls speak to somebody in a spoken language; None for the written one.

    Raises:
        NoSuchLanguage: nothing was changed.
    """
    with writing():
        found = language_of(number) if number is not None else None
        HeardLanguage.delete().where(HeardLanguage.person == person_id).execute()
        if found is not None:
            HeardLanguage.create(person=person_id, language=found)
