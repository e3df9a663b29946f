"""How many words a text has."""

import html
import re
import unicodedata

_BLOCK_ENDS = re.compile(
    r"(</(?!(?:a|b|del|em|i|ins|s|small|span|strong|sub|sup|u)>)\w+>|<br\s*/?>)"
)
_TAG = re.compile(r"<[^<>]*>")


def count_words(text: str) -> int:
    """Return how many words a text has, in exercises and exams: what is between blanks or dashes.

    "l'ami", "1+1=2" and a sign alone are one word each; "en – dash" two.

    Source: Moodle's ``count_words``; vectors in tests. Its live count in the browser is the same
    in ``count.js``.
    """
    words, inside = 0, False
    for sign in text:
        parts = sign in "—–" or unicodedata.category(sign) in ("Zs", "Zl", "Zp", "Cc")
        words += not parts and not inside
        inside = not parts
    return words


def count_in_html(fragment: str) -> int:
    """Return how many words a fragment of HTML has; a block ends a word, an inline element not."""
    spaced = _BLOCK_ENDS.sub(r"\1 ", fragment)
    return count_words(html.unescape(_TAG.sub("", spaced)))
