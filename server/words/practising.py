"""Practising the words that somebody keeps: a word, and four things it may mean.

Nothing is written down. Which word comes and in what order its choices stand follow from the list
and the number of the turn, so the page tells no key: what was chosen is judged here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from content.questions.answers import shuffled
from server.words.models import KeptWord

CHOICES = 4


@dataclass(frozen=True)
class Choice:
    """What a word may mean."""

    text: str
    language: str


@dataclass(frozen=True)
class Practice:
    """One turn."""

    word: KeptWord
    turn: int
    choices: tuple[Choice, ...]
    right: int
    """The place of the right choice: for the judge alone."""
    chosen: int | None
    """The place of what was chosen, None while nothing was."""

    @property
    def is_right(self) -> bool:
        """Say whether what was chosen is right."""
        return self.chosen == self.right


def practice(
    words: Sequence[KeptWord], turn: int, asked: int, chosen: int | None
) -> Practice | None:
    """Return a turn, None where there are too few words that mean different things.

    Args:
        words: all that somebody keeps.
        turn: from 0; after the last word the first comes again, its choices in another order.
        asked: the word that was answered, 0 for the one whose turn it is; one that is not in the
            list any more is passed over, and its answer too.
        chosen: the place of what was chosen, None for nothing.
    """
    known = {each.id: each for each in words if meaning(each).text}
    if len({meaning(each).text for each in known.values()}) < CHOICES:
        return None
    order = [int(each) for each in shuffled([str(each) for each in sorted(known)], "words")]
    word = known.get(asked) or known[order[turn % len(order)]]
    own = meaning(word)
    others = {meaning(each).text: meaning(each) for each in known.values()}
    del others[own.text]
    like = [text for text, each in others.items() if each.language == own.language]
    rest = [text for text in others if text not in like]
    seed = f"{word.id}.{turn}"
    false = [*shuffled(sorted(like), seed), *shuffled(sorted(rest), seed)][: CHOICES - 1]
    texts = shuffled(sorted([own.text, *false]), seed)
    choices = tuple(own if text == own.text else others[text] for text in texts)
    place = chosen if known.get(asked) and chosen in range(CHOICES) else None
    return Practice(word, turn, choices, texts.index(own.text), place)


def meaning(word: KeptWord) -> Choice:
    """Return what a word means to who keeps it: its translations, else its meaning."""
    if word.told:
        return Choice(word.told, word.into or word.language)
    return Choice(word.means, word.language)
