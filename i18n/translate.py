"""The program's own sentences, in the language of whoever reads them.

Catalogues are ``catalogues/<code>/LC_MESSAGES/ardoise.po``, read as they are: there is no
compiled file to forget. Beside one, ``easy.po`` may say some sentences in easier words. A
catalogue is read once, when its language is first used.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

CATALOGUES = Path(__file__).parent / "catalogues"
DEFAULT = "fr"


class _Brought:
    """What packs say (``i18n.packs``), by the code of their language; taken in all at once."""

    held: Mapping[str, NullTranslations] = {}


_brought = _Brought()

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)
_easy: ContextVar[bool] = ContextVar("easy", default=False)


def N_(message: str) -> str:  # noqa: N802 - the name every extractor of messages knows
    """Mark a message for translation where it is written; it is translated where it is shown."""
    return message


def language() -> str:
    """Return the code of the language in use here."""
    return _language.get()


def use_language(code: str, *, easy: bool = False) -> None:
    """Speak ``code`` from here on, in this thread or task; in easy words where it has them."""
    _language.set(code)
    _easy.set(easy)


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Speak ``code`` inside the block."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def gettext(message: str) -> str:
    """Return a message in the language in use, or as it is where nobody translated it."""
    return _speaking().gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a message that goes with ``number``."""
    return _speaking().ngettext(one, many, number)


def bring(packs: Iterable[tuple[str, Translations]]) -> None:
    """Let the sentences of packs, each with its language, come before the program's own."""
    held = dict(packs)
    for code, brought in held.items():
        own = catalogue(code)
        brought.add_fallback(own if isinstance(own, Translations) else catalogue(DEFAULT))
    _brought.held = held


def _speaking() -> NullTranslations:
    code = _language.get()
    if _easy.get() and (easy := easy_words(code)):
        return easy
    return _brought.held.get(code) or catalogue(code)


@cache
def catalogue(code: str) -> NullTranslations:
    """Read the catalogue of a language; an empty one where there is none."""
    return _read(CATALOGUES / code / "LC_MESSAGES" / "ardoise.po", code) or NullTranslations()


@cache
def easy_words(code: str) -> NullTranslations | None:
    """Read what a language says in easier words, the rest as usual; None where it has none."""
    easy = _read(CATALOGUES / code / "LC_MESSAGES" / "easy.po", code)
    usual = catalogue(code)
    if easy is None or not isinstance(usual, Translations):
        return None
    easy.add_fallback(usual)
    return easy


def _read(path: Path, code: str) -> Translations | None:
    if not path.exists():
        return None
    with path.open("rb") as file:
        messages = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)
