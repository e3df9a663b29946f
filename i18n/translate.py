"""The program's own sentences, in the language of whoever reads them.

Catalogues are ``catalogues/<code>/LC_MESSAGES/ardoise.po``, read as they are: there is no
compiled file to forget. A catalogue is read once, when its language is first used.
"""

from collections.abc import Iterator
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

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


def N_(message: str) -> str:  # noqa: N802 - the name every extractor of messages knows
    """Mark a message for translation where it is written; it is translated where it is shown."""
    return message


def language() -> str:
    """Return the code of the language in use here."""
    return _language.get()


def use_language(code: str) -> None:
    """Speak ``code`` from here on, in this thread or task."""
    _language.set(code)


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
    return catalogue(_language.get()).gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a message that goes with ``number``."""
    return catalogue(_language.get()).ngettext(one, many, number)


@cache
def catalogue(code: str) -> NullTranslations:
    """Read the catalogue of a language; an empty one where there is none."""
    path = CATALOGUES / code / "LC_MESSAGES" / "ardoise.po"
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        messages = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)
