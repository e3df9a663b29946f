"""Words cut where one says them, in the languages whose syllables are known."""

from itertools import pairwise

import pytest

from i18n.syllables import LONGEST, ends


def cut(word, language):
    places = [0, *ends(word, language), len(word)]
    return "-".join(word[start:end] for start, end in pairwise(places))


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("fr", "bi-blio-thèque"),
        ("fr", "é-cole"),
        ("fr", "É-COLE"),
        ("fr", "l'é-du-ca-tion"),
        ("fr", "i-dé-al"),
        ("fr", "cré-er"),
        ("fr", "é-ga-li-té"),
        ("fr", "fa-ti-guée"),
        ("fr", "ap-prendre"),
        ("fr", "eau"),
        ("es", "bi-blio-te-ca"),
        ("ro", "bi-bli-o-te-că"),
        ("ru", "биб-лио-те-ка"),
    ],
)
def test_a_word_is_cut_as_it_is_said(language, word):
    assert cut(word.replace("-", ""), language) == word


@pytest.mark.parametrize(
    ("language", "word"),
    [("ar", "مكتبة"), ("ka", "ბიბლიოთეკა"), ("xx", "bibliothèque"), ("fr", "a" * (LONGEST + 1))],
)
def test_where_nothing_is_known_words_stay_whole(language, word):
    assert ends(word, language) == ()
