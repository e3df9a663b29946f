"""The process in which a model of CTranslate2 runs: it is handed sentences and gives drafts back.

Nothing of it is imported where nobody translates. See ``i18n.model``.

    {"path", "files", "begin", "end", "first", "memory"} ──> "ready", or why not
    {"text"}                                             ──> UTF-8
"""

import json
import os
from collections.abc import Callable
from importlib import import_module
from typing import Any

from i18n import model
from i18n.shut_in import stand_back

TRANSLATE = "translate-with-a-model"
"""The word that makes of the program such a process."""
SOURCE, TARGET, SHARED = "source.spm", "target.spm", "sentencepiece.model"
"""The files of sentence pieces; the last one where both languages have the same."""
MOST_PIECES = 400
"""Pieces of a sentence: models of the usual kind know 512 places."""
UNREADABLE = "\u2047"
"""What sentence pieces become that say nothing."""
BEAM = 2


def serve() -> None:
    """Be such a process, see ``i18n.model``; all else on this computer goes first."""
    stand_back()
    model.answer(_loaded)


def _loaded(asked: dict[str, Any]) -> Callable[[dict[str, str]], bytes]:
    os.environ["OMP_NUM_THREADS"] = "1"
    engine, pieces = import_module("ctranslate2"), import_module("sentencepiece")
    files = {}
    with open(asked["path"], "rb") as file:  # noqa: PTH123 - a str from JSON
        for name, (offset, size) in asked["files"].items():
            file.seek(offset)
            files[name] = file.read(size)
    shared = files.pop(SHARED, b"")
    source, target = (files.pop(name, shared) for name in (SOURCE, TARGET))
    config = json.loads(files["config.json"])
    translator = engine.Translator(
        "pack", "cpu", compute_type="default", inter_threads=1, intra_threads=1, files=files
    )
    cuts = pieces.SentencePieceProcessor(model_proto=source)
    joins = pieces.SentencePieceProcessor(model_proto=target)
    begin, end, first = asked["begin"], asked["end"], asked["first"]
    unknown = config.get("unk_token", "<unk>")

    def translate(text: str) -> str:
        given = [*begin, *cuts.encode(text, out_type=str), *end]
        if len(given) > MOST_PIECES:
            return ""
        most = 2 * len(given) + 20
        (said,) = translator.translate_batch(
            [given],
            target_prefix=[first] if first else None,
            beam_size=BEAM,
            max_input_length=0,
            max_decoding_length=most,
        )
        found = said.hypotheses[0][len(first) :]
        if unknown in found or len(found) >= most - len(first):
            return ""
        text = " ".join(joins.decode(found).split())
        return "" if UNREADABLE in text else text

    return lambda asked: translate(asked["text"]).encode()


if __name__ == "__main__":
    serve()
