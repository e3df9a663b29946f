"""What people do with help with words: switch it, choose a language, keep a word, let it go."""

from datetime import datetime

from i18n.refusals import Conflict, NotFound
from i18n.translate import N_
from server.database import writing
from server.words.looking_up import Answer, Shown
from server.words.models import KeptWord, WordHelp

MOST = 500
"""Words that somebody keeps: some twenty pages of paper."""


class NothingToKeep(NotFound):
    """A word is in no dictionary that its reader has."""

    message = N_(
        "“{word}” is in no dictionary here, so there is nothing to keep. Ask the teacher what it "
        "means."
    )


class NotInYourList(NotFound):
    """A word is not in somebody's list, or not any more."""

    message = N_("This word is not in your list any more. Go back to your list.")


class EnoughKept(Conflict):
    """A list of words is as long as it may be."""

    message = N_(
        "Your list holds {most} words, and that is all it can hold. Take out words that you know "
        "by now."
    )


def switch(person_id: int, *, on: bool) -> None:
    """Remember whether somebody has help with words."""
    with writing():
        kept, _ = WordHelp.get_or_create(person=person_id)
        kept.on = on
        kept.save(only=[WordHelp.on])


def choose_language(person_id: int, language: str) -> None:
    """Remember into which language somebody has words translated; a code, or "" for none."""
    with writing():
        kept, _ = WordHelp.get_or_create(person=person_id)
        kept.language = language
        kept.save(only=[WordHelp.language])


def keep(person_id: int, answer: Answer, *, at: datetime) -> KeptWord:
    """Keep a word with what was told of it first; kept twice, it is there once.

    Raises:
        NothingToKeep: no dictionary tells anything of it.
        EnoughKept: the list is full.
    """
    if not answer.found:
        raise NothingToKeep(word=answer.word)
    first: Shown = answer.found[0]
    told = " · ".join(dict.fromkeys(_told(answer, first)))
    means = next((sense.means for sense in first.entry.senses if sense.means), "")
    with writing():
        same = KeptWord.get_or_none(
            KeptWord.person == person_id,
            KeptWord.language == answer.language,
            KeptWord.word == first.entry.word,
        )
        if same is not None:
            return same
        if KeptWord.of(person_id).count() >= MOST:
            raise EnoughKept(most=MOST)
        made: KeptWord = KeptWord.create(
            person=person_id,
            word=first.entry.word,
            language=answer.language,
            means=means,
            told=told[:1_000],
            into=answer.into if told else "",
            source=first.dictionary.title,
            kept_at=at,
        )
    return made


def _told(answer: Answer, first: Shown) -> list[str]:
    """Return the translations of a word: of its first entry, of another, or by way of another."""
    same = [each for each in answer.found if each.entry.word == first.entry.word]
    own = [
        word
        for each in same
        for sense in each.entry.senses
        for word in sense.in_language(answer.into)
    ]
    return own or [word for way in answer.by_way for word in way.words]


def let_go(person_id: int, number: int) -> None:
    """Take a word out of somebody's own list.

    Raises:
        NotInYourList: it is not in it.
    """
    with writing():
        mine = KeptWord.delete().where(KeptWord.person == person_id, KeptWord.id == number)
        if not mine.execute():
            raise NotInYourList()
