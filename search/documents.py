"""What is searched: one document per version of a node, and the fields that the index keeps of it.

Per reading (``fr``, ``en``, ``ar``, ``xx``) there are four fields. Words and stems of the whole
(title, description, text) find; those of the title weigh more. Titles keep their stop words,
so that « a ou à » can be found. Beside the documents, one *mark* per channel holds its
release, and its forms: how its words are written, for corrections.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from whoosh import columns, fields

from search.analyzers import LANGUAGES, compounds, even, reading, words

SCHEMA = 1
"""Number of this set of fields and of the analysis: another number is another index."""


@dataclass(frozen=True)
class Document:
    """One version of one node. ``text`` is plain: no markup, and no answers to exercises."""

    key: str
    """``node_id:language``, with ``:easy`` added for an easy-to-read version."""
    node_id: str
    channel_id: str
    kind: str
    language: str
    easy: bool
    title: str
    description: str
    text: str
    subject: str
    level: str
    coach: bool
    part: str = ""
    """The path of a page in a node that holds many; such a page is found by itself."""


def schema() -> Any:
    """Return the Whoosh schema of the index."""
    kinds = {
        "record": fields.STORED(),
        "channel": fields.ID(stored=True),
        "mark": fields.ID(stored=True),
        "facts": fields.COLUMN(columns.RefBytesColumn()),
        "node": fields.COLUMN(columns.VarBytesColumn()),
        "title_key": fields.ID(),
    }
    for code in LANGUAGES:
        kinds[f"words_{code}"] = fields.TEXT(phrase=True)
        kinds[f"stems_{code}"] = fields.TEXT(phrase=False)
        kinds[f"title_words_{code}"] = fields.TEXT(phrase=False)
        kinds[f"title_stems_{code}"] = fields.TEXT(phrase=False)
    for kind in kinds.values():
        kind.scorable = False  # the reader keeps its own lengths: Whoosh's take half its time
    return fields.Schema(**kinds)


def title_key(folded: Iterable[str]) -> str:
    """Return what two titles share when they are the same but for accents and capitals."""
    return " ".join(folded)[:200]


class Analysed(NamedTuple):
    """What the index keeps of a document."""

    fields: dict[str, Any]
    """What Whoosh's writer is given."""
    language: str
    """One of LANGUAGES."""
    forms: set[str]
    """How its words are written. None of a coach document's: no correction may show a word
    of an answer key."""


def analyse(document: Document) -> Analysed:
    """Return what the index keeps of a document.

    Stop words are left out of words and stems without leaving a gap between their
    neighbours: gaps took phrases from a mean reciprocal rank of 0.94 to 0.36.
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
    stored = {
        "key": document.key,
        "node_id": document.node_id,
        "title": title,
        "description": description,
        "text": text,
        "part": document.part,
    }
    kept = {
        "record": stored,
        "channel": document.channel_id,
        "facts": _packed(*facts, int(document.easy), int(document.coach)),
        "node": _packed(
            *(len(in_title), len(everywhere), document.node_id, document.language),
            *([document.part] if document.part else []),
        ),
        "title_key": [f"{code}:{title_key(word.folded for word in in_title)}"],
        f"words_{code}": [word.folded for word in everywhere],
        f"stems_{code}": [word.stem for word in everywhere]
        + [word.stem for one in joined for word in words(one.replace("-", ""), code)],
        f"title_words_{code}": [word.folded for word in in_title],
        f"title_stems_{code}": [word.stem for word in in_title],
    }
    forms = {word.form for word in (*in_title, *everywhere)} | set(joined)
    return Analysed(kept, code, set() if document.coach else forms)


def mark(
    channel_id: str,
    release: str,
    forms: Mapping[str, Mapping[str, int]],
    done: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """Return the mark of a channel, for Whoosh's writer.

    Args:
        channel_id: the channel.
        release: the release whose documents are written in the same commit.
        forms: for each of LANGUAGES, in how many documents each form is.
        done: how far nodes that hold many pages are in the index, by id.
    """
    packed = zlib.compress(json.dumps(forms, ensure_ascii=False).encode())
    return {
        "channel": channel_id,
        "mark": channel_id,
        "_stored_mark": {
            **{"channel": channel_id, "release": release},
            **{"forms": packed, "done": dict(done or {})},
        },
    }


def forms_in(marked: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Return the forms that a stored mark holds."""
    forms: dict[str, dict[str, int]] = json.loads(zlib.decompress(marked["forms"]))
    return forms


def _packed(*values: object) -> bytes:
    """Pack values for a column; the separator is in none of them."""
    return "\x1f".join(str(value).replace("\x1f", " ") for value in values).encode()
