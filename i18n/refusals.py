"""Refusals: what cannot be done, why, and what to do, as one sentence with values.

A refusal is raised where it is decided and made into words at the edge (a page, the console,
the list of jobs), in the language of whoever reads it.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from i18n import formats
from i18n.translate import N_, gettext


class Phrase(str):
    """A few words inside a sentence, translated with it: ``Phrase(N_("over {size}"), size=…)``.

    To the program it is its English text.
    """

    message: str
    values: dict[str, Any]

    def __new__(cls, message: str, **values: Any) -> "Phrase":
        """Make a phrase of a marked message and the values in it."""
        phrase = super().__new__(cls, message.format(**values))
        phrase.message, phrase.values = message, values
        return phrase


class Refusal(Exception):
    """Something cannot be done. Subclasses say what, in ``message``."""

    message: ClassVar[str] = N_("This cannot be done.")

    def __init__(self, **values: Any) -> None:
        self.values = values
        super().__init__(self.message.format(**{k: str(v) for k, v in values.items()}))

    def in_words(self) -> str:
        """Return the sentence in the language in use."""
        return words_of(self.as_record())

    def as_record(self) -> dict[str, Any]:
        """Return what a database or a pipe can keep of it, as JSON: see ``words_of``."""
        return {
            "message": self.message,
            "values": {name: _plain(value) for name, value in self.values.items()},
        }


class Invalid(Refusal):
    """What was given is not as it must be."""


class NotAllowed(Refusal):
    """This person may not do this."""


class NotFound(Refusal):
    """There is no such thing, or not for this person."""


class Conflict(Refusal):
    """Something has happened in between, or stands in the way."""


class Unavailable(Refusal):
    """A medium, a disk or another program does not answer now."""


def words_of(record: dict[str, Any]) -> str:
    """Return the sentence of a kept refusal in the language in use.

    Args:
        record: from ``Refusal.as_record``; also ``{}``, which gives "".
    """
    if not record:
        return ""
    values = {name: formats.in_words(_back(value)) for name, value in record["values"].items()}
    sentence: str = record["message"]
    return gettext(sentence).format(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, Phrase):
        values = {name: _plain(part) for name, part in value.values.items()}
        return {"phrase": value.message, "values": values}
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, formats.Size):
        return {"size": int(value)}
    return value if isinstance(value, int | str) else str(value)


def _back(value: Any) -> Any:
    match value:
        case {"moment": text}:
            return datetime.fromisoformat(text)
        case {"day": text}:
            return date.fromisoformat(text)
        case {"size": number}:
            return formats.Size(number)
        case {"phrase": message, "values": values}:
            return words_of({"message": message, "values": values})
        case Phrase():
            return words_of({"message": value.message, "values": value.values})
    return value
