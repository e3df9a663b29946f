"""Small words written together, as one hears them: « keskilfo », « lordinater », « cékoi »."""

from collections.abc import Callable, Iterator

from search.sounds import key

_SMALL = (
    "qu'est-ce qu'",
    "qu'est-ce que",
    "est-ce que",
    "c'est",
    "il y a",
    "qu'",
    "que",
    "qui",
    "quoi",
    "comment",
    "il",
    "elle",
    "on",
    "je",
    "j'",
    "l'",
    "d'",
    "s'",
    "n'",
    "m'",
    "le",
    "la",
    "les",
    "un",
    "une",
    "des",
    "du",
    "de",
    "au",
    "aux",
    "mon",
    "ma",
    "mes",
    "ce",
    "cette",
    "ces",
    "à",
    "en",
    "faut",
    "fait",
    "sert",
    "dire",
)
_SOUNDS_OF = {
    "qu'est-ce qu'": ("kEsk",),
    "qu'est-ce que": ("kEske",),
    "est-ce que": ("Eske",),
    "c'est": ("sE",),
    "il y a": ("ilia", "ia"),
    "comment": ("kom2", "kom5"),
    "je": ("je", "jO"),
    "le": ("le", "lO"),
    "de": ("de", "dO"),
    "ce": ("se", "sO"),
    "que": ("ke", "kO"),
    "les": ("lE",),
    "des": ("dE",),
    "mes": ("mE",),
    "ces": ("sE",),
}
SMALL = [
    (sound, text)
    for text in _SMALL
    for sound in _SOUNDS_OF.get(text, (key(text.rstrip("'"), "fr"),))
]
"""Small words with the sounds they have in the middle of speech."""

MOST = 3
"""Small words before the last one: more is a sentence, and thousands of ways to cut it."""


def unglue(
    sound: str, sounding: Callable[[str], str | None], before: tuple[str, ...] = ()
) -> Iterator[tuple[str, int]]:
    """Yield the ways to read a sound as small words and then one word of the library.

    Args:
        sound: the key of what was typed.
        sounding: returns the commonest form that has a key, if any.
        before: what has been read already.

    Returns:
        The words as they are written, and how many there are. One is a small word alone.
    """
    small = next((text for heard, text in SMALL if heard == sound), None)
    if before or small:
        last = small or (sounding(sound) if len(sound) > 2 else None)
        if last and not last.endswith("'"):
            yield _written([*before, last]), len(before) + 1
    if len(before) < MOST:
        for heard, text in SMALL:
            if sound.startswith(heard) and len(sound) > len(heard):
                yield from unglue(sound[len(heard) :], sounding, (*before, text))


def _written(pieces: list[str]) -> str:
    """Join words with spaces, but for an apostrophe."""
    return " ".join(pieces).replace("' ", "'")
