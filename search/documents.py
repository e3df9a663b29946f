"""What is searched: one document per version of a node, and the fields that the index keeps of it.

Per reading (``fr``, ``en``, ``ar``, ``xx``) there are five fields. Words and stems of the whole
(title, description, text) find; those of the title weigh more; forms are how words are
written, for corrections. Titles keep their stop words, so that « a ou à » can be found.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from whoosh import columns, fields

from search.analyzers import LANGUAGES, compounds, even, fold, reading, words

SCHEMA = 1
"""Number of this set of fields and of the analysis: another number is another index."""


@dataclass(frozen=True)
class Document:
    """One version of one node. ``text`` is plain: no markup, and no answers to exercises."""

    key: str
    """``node_id:language``, with ``:easy`` added for an easy-to-read version."""
    node_id: str
    channel_id: str
    release: int
    kind: str
    language: str
    easy: bool
    title: str
    description: str
    text: str
    subject: str
    level: str
    coach: bool


def schema() -> Any:
    """Return the Whoosh schema of the index."""
    kinds = {
        "record": fields.STORED(),
        "channel": fields.ID(stored=True),
        "release_of": fields.ID(stored=True),
        "facts": fields.COLUMN(columns.RefBytesColumn()),
        "node": fields.COLUMN(columns.VarBytesColumn()),
        "title_key": fields.ID(),
    }
    for code in LANGUAGES:
        kinds[f"words_{code}"] = fields.TEXT(phrase=True)
        kinds[f"stems_{code}"] = fields.TEXT(phrase=False)
        kinds[f"title_words_{code}"] = fields.TEXT(phrase=False)
        kinds[f"title_stems_{code}"] = fields.TEXT(phrase=False)
        kinds[f"forms_{code}"] = fields.ID()
    return fields.Schema(**kinds)


def title_key(folded: Iterable[str]) -> str:
    """Return what two titles share when they are the same but for accents and capitals."""
    return " ".join(folded)[:200]


def fields_of(document: Document) -> dict[str, Any]:
    """Return what Whoosh's writer is given for a document.

    Stop words are left out of words and stems without leaving a gap between their
    neighbours: gaps took phrases from a mean reciprocal rank of 0.94 to 0.36.
    Forms of coach documents are left out, so that no correction shows a word of an answer key.
    """
    code = reading(document.language)
    title, description, text = (
        even(part) for part in (document.title, document.description, document.text)
    )
    in_title = list(words(title, code))
    everywhere = [
        word for part in (title, description, text) for word in words(part, code) if not word.stop
    ]
    joined = [word for part in (title, description, text) for word in compounds(part)]
    facts = (document.language, document.subject, document.kind, document.level)
    return {
        "record": {
            "key": document.key,
            "node_id": document.node_id,
            "release": document.release,
            "title": title,
            "description": description,
            "text": text,
        },
        "channel": document.channel_id,
        "facts": _facts(*facts, str(int(document.easy)), str(int(document.coach))),
        "node": f"{document.node_id}:{document.language}".encode(),
        "title_key": [f"{code}:{title_key(word.folded for word in in_title)}"],
        f"words_{code}": [word.folded for word in everywhere],
        f"stems_{code}": [word.stem for word in everywhere]
        + [fold(word.replace("-", "")) for word in joined],
        f"title_words_{code}": [word.folded for word in in_title],
        f"title_stems_{code}": [word.stem for word in in_title],
        f"forms_{code}": []
        if document.coach
        else sorted({word.form for word in [*in_title, *everywhere]} | set(joined)),
    }


def _facts(*values: str) -> bytes:
    """Pack the values that searches are filtered by; the separator is in none of them."""
    return "\x1f".join(value.replace("\x1f", " ") for value in values).encode()
