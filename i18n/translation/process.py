"""The process in which a model of CTranslate2 runs: it is handed sentences and gives drafts back.

The model and its sentence pieces are read by programs in C++, so it is shut in before they see a
byte of it (``i18n.shut_in``); nothing of it is imported where nobody translates.

    {"path", "files", "begin", "end", "first", "memory"} ──> "ready", or why not
    {"text"}                                             ──> length (4 bytes), UTF-8; 0 for nothing
"""

import json
import os
import struct
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO

from i18n.shut_in import shut_in, stand_back

TRANSLATE = "translate-with-a-model"
"""The word that makes of the program such a process."""
READY = b"ready\n"
MISSING = b"missing\n"
"""What it answers first: that it can translate; that ``ctranslate2`` is not installed."""
SOURCE, TARGET, SHARED = "source.spm", "target.spm", "sentencepiece.model"
"""The files of sentence pieces; the last one where both languages have the same."""
MOST_PIECES = 400
"""Pieces of a sentence: models of the usual kind know 512 places."""
UNREADABLE = "\u2047"
"""What sentence pieces become that say nothing."""
BEAM = 2


def serve() -> None:
    """Be such a process: translate what comes on standard input, until there is no more."""
    told, out = sys.stdin.buffer, sys.stdout.buffer
    asked = json.loads(told.readline())
    stand_back()
    shut_in(int(asked["memory"]))
    try:
        translate = _loaded(asked)
    except ImportError:
        _answer(out, MISSING)
        return
    except Exception as error:
        _answer(out, f"{type(error).__name__}\n".encode())
        return
    _answer(out, READY)
    for line in told:
        try:
            made = translate(json.loads(line)["text"]).encode()
        except Exception:
            made = b""
        _answer(out, struct.pack(">I", len(made)) + made)


def _loaded(asked: dict[str, Any]) -> Callable[[str], str]:
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
    model = engine.Translator(
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
        (said,) = model.translate_batch(
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

    return translate


def _answer(out: BinaryIO, data: bytes) -> None:
    out.write(data)
    out.flush()


if __name__ == "__main__":
    serve()
