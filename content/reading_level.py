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
_CLOSING_OR_STOPS = _CLOSING + "".join(_STOPS)
_SHORTENED = frozenset(
    "m. mm. mme. mmes. mlle. dr. pr. st. ste. art. al. cf. ex. p. pp. no. n°. tél. env. min. max. "
    "vol. chap. fig. av. bd. boul. éd.".split()
)
"""What ends with a dot and ends no sentence, most often; a letter alone with its dot as well."""

_VOWELS = "aàâäeéèêëiîïoôöuùûüyÿœæ"
_SOUND = re.compile(f"[{_VOWELS}]+")
_VOWELS_MEET = re.compile(f"[{_VOWELS}]{{2}}")
_JOINT = re.compile("['’‑-]")
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


_SHORT, _MOST_KNOWN = 40, 50_000
"""Characters of what stands between two blanks and is likely to come again; so many are kept."""


@dataclass(frozen=True)
class Counts:
    """How much a text has of what makes it hard."""

    sentences: int
    words: int
    syllables: int

    @property
    def kandel_moles(self) -> float:
        """Return the score; see the function of this name."""
        if not self.words:
            return EASIEST
        words_each = self.words / self.sentences
        return EASIEST - 1.015 * words_each - 73.6 * (self.syllables / self.words)


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
        return Counts(len(self.sentences), self.words, self.syllables).kandel_moles


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
    return counts(text).kandel_moles


def counts(text: str) -> Counts:
    """Count what ``statistics`` finds, in a fifth of the time: a course has a million words."""
    found = every = said = 0
    for line in text.splitlines():
        if pieces := [*map(_known.__getitem__, line.split())]:
            ends, _, here, syllables_here = zip(*pieces, strict=True)
            found += _sentences_in(pieces) if any(ends) else any(here)
            every += sum(here)
            said += sum(syllables_here)
    return Counts(found, every, said)


def _sentences_in(pieces: list["_Piece"]) -> int:
    """Count the sentences of a line that have a word in them; see ``sentences``."""
    found = begun = 0
    ended = False
    for ends, goes_on, here, _syllables in pieces:
        if ended and goes_on:
            found += begun > 0
            begun, ended = 0, False
        begun += here
        ended = ended or ends
    return found + (begun > 0)


_Piece = tuple[bool, bool, int, int]
"""Of what stands between two blanks: whether it ends a sentence, whether after an end it begins
the next one, its words and its syllables."""


class _Known(dict[str, _Piece]):
    """Pieces that were looked at; most come again."""

    def __missing__(self, piece: str) -> _Piece:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        if piece.isalpha():  # a word alone, as most are
            counted = False, True, 1, syllables(piece)
        else:
            found = words(piece)
            counted = _ends(piece), _goes_on(piece), len(found), sum(map(syllables, found))
        if len(piece) < _SHORT:
            self[piece] = _SAME.setdefault(counted, counted)
        return counted


_known = _Known()
_SAME: dict[_Piece, _Piece] = {}
"""Each once: a short word is like many others."""


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
            if ended and _goes_on(piece):
                found.append(" ".join(sentence))
                sentence, ended = [], False
            sentence.append(piece)
            ended = ended or _ends(piece)
        found.append(" ".join(sentence))
    return [sentence for sentence in found if _WORD.search(sentence)]


def _goes_on(piece: str) -> bool:
    """Say whether a piece that follows the end of a sentence begins the next one."""
    return bool(piece.strip(_CLOSING_OR_STOPS))


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
    lowered = word.lower()
    pieces = (lowered,) if lowered.isalpha() else _JOINT.split(lowered)
    return max(1, sum(map(_syllables_of, pieces)))


def _syllables_of(piece: str) -> int:
    if _VOWELS_MEET.search(piece):
        for sign, written in _BREAKS:
            piece = sign.sub(written, piece)
    spoken = _MUTE.sub("", piece)
    # "le", "des": nothing else is said in them, so their e is
    return len(_SOUND.findall(spoken)) or len(_SOUND.findall(piece) if len(piece) > 1 else ())
