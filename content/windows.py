"""A long JSON text of bytes, decoded as it is read: never all of it is in memory twice.

Decoded whole, a catalogue of 20,000 nodes takes its size again, and twice or four times that where
one sign in it is not of Western Europe.
"""

import codecs
import json
from typing import Any

WINDOW = 1 << 16
"""Bytes decoded at a time; more where a value is longer."""


class Window:
    """Reads values and signs from the beginning on."""

    def __init__(self, data: bytes, decoder: json.JSONDecoder) -> None:
        """Begin with ``data``, whose values ``decoder`` parses."""
        self._data, self._decoder = memoryview(data), decoder
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._next, self._text, self._at = 0, "", 0

    def takes(self, signs: str) -> bool:
        """Go on behind these signs if they come now, and say whether they did.

        Raises:
            ValueError: the text is not UTF-8.
        """
        while len(self._text) - self._at < len(signs) and self._more():
            pass
        found = self._text.startswith(signs, self._at)
        self._at += len(signs) if found else 0
        return found

    def value(self) -> Any:
        """Return the object or list that comes now.

        Raises:
            ValueError, RecursionError: none comes, or the text is not UTF-8.
        """
        while True:
            try:
                value, self._at = self._decoder.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                if not self._more():
                    raise
            else:
                return value

    def is_over(self) -> bool:
        """Say whether nothing comes any more."""
        return self._at == len(self._text) and not self._more()

    def _more(self) -> bool:
        """Decode a further window, at least as long as what is ahead; say whether there was one."""
        begin = self._next
        if begin >= len(self._data):
            return False
        self._next += max(WINDOW, 2 * (len(self._text) - self._at))
        piece = self._data[begin : self._next]
        fresh = self._decode(piece, self._next >= len(self._data))
        self._text, self._at = self._text[self._at :] + fresh, 0
        return True
