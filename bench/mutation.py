"""Changing bytes at random: as bytes, as text, and as JSON where they are JSON."""

import json
import random
from typing import Any

ODD: list[Any] = [None, True, False, 0, -1, 1, 2**31, 2**53, 2**63, 10**400, 0.5, 1e308, "", " "]
ODD += ["\0", "\ud800", "\u202e", "..", "a/b", "\\", "0" * 64, "x" * 5_000, [], [[]], {}, {"": 0}]
"""Values that a parser may not have thought of."""
PIECES = [b"\0", b"\xff", b"\n", b"\r", b'"', b"{", b"}", b"[", b"]", b"<", b">", b"&#0;", b"&"]
PIECES += [b"<!--", b"<![CDATA[", b"</", b"<pre>\n", b"<script>", b"<svg>", b"<math>", b"<p", b"//"]
PIECES += [b"NaN", b"1e999", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\\040", b"\\777", b" - ", b"obj"]
PIECES += [b"stream", b"/Kids", b"/Parent 1 0 R", b"0 0 R", b"<<", b">>", b"xref", b"[" * 2_000]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return other bytes, near these."""
    if data[:1] in (b"{", b"[") or data[1:2] == b"{":
        first = b"" if data[:1] in (b"{", b"[") else data[:1]
        if chance.random() < 0.7:
            try:
                body = json.loads(data[len(first) :])
            except (ValueError, RecursionError):
                return _as_bytes(data, chance)
            return first + _written(_as_json(body, chance), chance)
    return _as_bytes(data, chance)


def _written(body: Any, chance: random.Random) -> bytes:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", chance.choice(("surrogatepass", "replace")))


def _as_json(body: Any, chance: random.Random) -> Any:
    """Return a value in which one place holds something else."""
    if isinstance(body, dict | list) and body and chance.random() < 0.85:
        key: Any = (
            chance.choice(list(body)) if isinstance(body, dict) else chance.randrange(len(body))
        )
        changed: Any = dict(body) if isinstance(body, dict) else list(body)
        match chance.randrange(12):
            case 0:
                del changed[key]
            case 1 if isinstance(changed, list):
                changed.insert(key, changed[key])
            case 1:
                changed[chance.choice(["", "x-new", "__class__", str(key) * 2])] = changed[key]
            case 2:
                changed[key] = changed[chance.choice(list(body) if isinstance(body, dict) else [0])]
            case _:
                changed[key] = _as_json(changed[key], chance)
        return changed
    match body:
        case bool():
            return chance.choice([not body, *ODD])
        case int():
            near = [body + 1, body - 1, -body, body + 0.5] if abs(body) < 2**60 else [0]
            return chance.choice([*near, *ODD])
        case str():
            cut = chance.randint(0, len(body))
            odd = chance.choice([value for value in ODD if isinstance(value, str)])
            return chance.choice([body[:cut], body[:cut] + odd + body[cut:], *ODD])
    return chance.choice(ODD)


def _as_bytes(data: bytes, chance: random.Random) -> bytes:
    """Return bytes of which a few are gone, other, doubled or new."""
    place = chance.randint(0, len(data))
    end = min(len(data), place + chance.choice([1, 1, 2, 4, 16, 64, 1_000]))
    match chance.randrange(5):
        case 0:
            return data[:place] + data[end:]
        case 1:
            return data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]
        case 2:
            return data[:end] + data[place:end] * chance.choice([1, 2, 50]) + data[end:]
        case 3:
            other = chance.randint(0, len(data))
            return data[:place] + data[other : other + end - place] + data[place:]
    return data[:place] + chance.choice(PIECES) + data[place:]
