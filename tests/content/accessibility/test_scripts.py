"""Texts in another script than theirs: the quick look misses no letter that the slow one finds."""

import sys

from content.accessibility.scripts import _OTHERS, _may_hold_others


def test_no_letter_of_another_script_is_passed_over():
    letters = _OTHERS.findall("".join(map(chr, range(sys.maxunicode + 1))))
    assert len(letters) > 30_000
    assert [letter for letter in letters if not _may_hold_others(f"voilà {letter} – …")] == []


def test_a_text_in_latin_letters_is_not_looked_at_twice():
    assert not _may_hold_others("« L'œuvre » coûte 3 € – ça va ? Şi tu, Łódź…")
