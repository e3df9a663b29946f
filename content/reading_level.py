"""How hard a French text is to read: its sentences, its words, its score. Pure functions.

The score is the one that Kandel and Moles made of Flesch's for French: 100 is read by a child of
ten, 80 and more suits a beginner, 60 a learner of level CFG, 45 and less is a law. It knows
nothing of what a text says: a short lie scores well.
"""

import re
from dataclasses import dataclass

EASIEST = 207.0
"""The score of a text without a word; the constant of the formula."""

_WORD = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*")
"""A word as it stands between blanks: "l'école" and "peut-être" are one each."""
_OPENING, _CLOSING = "\"'«“‘([{¿¡—–-*_", "\"'»”’)]}*_"
_STOPS = (".", "!", "?", "…")
_SHORTENED = frozenset(
    "m. mm. mme. mmes. mlle. dr. pr. st. ste. art. al. cf. ex. p. pp. no. n°. tél. env. min. max. "
    "vol. chap. fig. av. bd. boul. éd.".split()
)
"""What ends with a dot and ends no sentence, most often; a letter alone with its dot as well."""

_VOWELS = "aàâäeéèêëiîïoôöuùûüyÿœæ"
_SOUND = re.compile(f"[{_VOWELS}]+")
_BREAKS = (
    (re.compile(f"y(?=[{_VOWELS}])"), "j"),  # payer: pa-yer; yeux: one
    (re.compile(r"([aàâeéèêoôuù])(?=[ïëüö])"), r"\1'"),  # naïf, Noël
    (re.compile(r"([éèao])(?=[éèê])"), r"\1'"),  # réel, poème, aérer
    (re.compile(r"é(?=[aâoiuœ])"), "é'"),  # théâtre, vidéo, réunion
    (re.compile(r"é(?=e[^s\s])"), "é'"),  # créer
    (re.compile(r"o(?=a)"), "o'"),  # oasis
)
_MUTE = re.compile(f"(?<=[^{_VOWELS}'])es?$")
"""The e at the end of a word, which is not said: "table", "tables"."""


@dataclass(frozen=True)
class Statistics:
    """What a text is made of."""

    sentences: tuple[str, ...]
    """Those with a word in them, in order; a line without a stop is one."""
    words: int
    syllables: int

    @property
    def words_per_sentence(self) -> float:
        """Return how many words a sentence has on average; 0.0 without any."""
        return self.words / len(self.sentences) if self.sentences else 0.0

    @property
    def syllables_per_word(self) -> float:
        """Return how many syllables a word has on average; 0.0 without any."""
        return self.syllables / self.words if self.words else 0.0

    @property
    def kandel_moles(self) -> float:
        """Return the score; see the function of this name."""
        if not self.words:
            return EASIEST
        return EASIEST - 1.015 * self.words_per_sentence - 73.6 * self.syllables_per_word


def kandel_moles(text: str) -> float:
    """Return how easily a French text is read: about 100 for very easy, 0 for very hard.

    It is not confined to these: words of one syllable score above 100, a penal code below 0. Of
    fewer than some thirty words it says little. ``EASIEST`` for a text without a word.

    Args:
        text: plain, a line for each block, as ``content.html.text_of`` gives it.

    Source: L. Kandel and A. Moles, "Application de l'indice de Flesch à la langue française",
    Cahiers Études de Radio-Télévision 19 (1958), pages 253 to 274:
    207 - 1.015 × words per sentence - 73.6 × syllables per word.
    """
    return statistics(text).kandel_moles


def statistics(text: str) -> Statistics:
    """Return what a text is made of; ``text`` as for ``kandel_moles``."""
    found = tuple(sentences(text))
    every = [word for sentence in found for word in words(sentence)]
    return Statistics(found, len(every), sum(map(syllables, every)))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text that have a word in them; a line ends one, as a stop does."""
    found: list[str] = []
    for line in text.splitlines():
        sentence: list[str] = []
        ended = False
        for piece in line.split():
            if ended and piece.strip(_CLOSING + "".join(_STOPS)):
                found.append(" ".join(sentence))
                sentence, ended = [], False
            sentence.append(piece)
            ended = ended or _ends(piece)
        found.append(" ".join(sentence))
    return [sentence for sentence in found if _WORD.search(sentence)]


def _ends(piece: str) -> bool:
    """Say whether a sentence ends with a piece between two blanks."""
    bare = piece.lstrip(_OPENING).rstrip(_CLOSING)
    if not bare.endswith(_STOPS):
        return False
    return not (bare.lower() in _SHORTENED or (len(bare) == 2 and bare[0].isalpha()))


def words(text: str) -> list[str]:
    """Return the words of a text as they are written; a number is one."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """Return how many syllables a French word has as it is said, 1 at least.

    The e that is mute at its end does not count; each digit of a number counts as one. Endings
    that are said in two ways ("ils président", "le président") count as written.
    """
    if word.isdecimal():
        return len(word)
    lowered = word.lower().replace("’", "'")
    count = sum(_syllables_of(piece) for piece in re.split(r"['‑-]", lowered))
    return max(1, count)


def _syllables_of(piece: str) -> int:
    for sign, written in _BREAKS:
        piece = sign.sub(written, piece)
    spoken = _MUTE.sub("", piece)
    # "le", "des": nothing else is said in them, so their e is
    return len(_SOUND.findall(spoken)) or len(_SOUND.findall(piece) if len(piece) > 1 else ())
