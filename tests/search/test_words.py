"""How a word is found, however it is written."""

import pytest

from search.analyzers import even, fold, words
from tests.search.shelf import Library, page


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        pytest.param("identite", "La carte d’identité", id="without accents"),
        pytest.param("IDENTITÉ", "La carte d’identité", id="in capitals"),
        pytest.param("identite\u0301", "La carte d’identité", id="with an accent apart"),
        pytest.param("coeur", "Mon cœur", id="oe for œ"),
        pytest.param("imprimante", "L’imprimante", id="without its article"),
        pytest.param("l'imprimante", "L’imprimante", id="with a straight apostrophe"),
        pytest.param("l’imprimante", "L’imprimante", id="with a curly apostrophe"),
        pytest.param("imprimantes", "L’imprimante", id="a plural for a singular"),
        pytest.param("hôpital", "Les hôpitaux", id="a singular for a plural in -aux"),
        pytest.param("justificatifs demandés", "La carte d’identité", id="verbs and plurals"),
        pytest.param("aujourd’hui", "L’imprimante", id="aujourd'hui is one word"),
        pytest.param("rendezvous", "Les hôpitaux", id="without its hyphen"),
        pytest.param("avoir", "Être et avoir", id="a verb that other engines drop"),
        pytest.param("a ou à", "A ou à ?", id="nothing but small words"),
    ],
)
def test_a_french_word_is_found(library: Library, typed: str, title: str) -> None:
    results = library.search(typed)
    assert results.hits[0].title == title
    assert not results.corrected


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        pytest.param("بطاقة", "بطاقة الهوية", id="as written"),
        pytest.param("بِطَاقَة", "بطاقة الهوية", id="with harakat"),
        pytest.param("البطاقة", "بطاقة الهوية", id="with the article"),
        pytest.param("والبطاقات", "بطاقة الهوية", id="in the plural, after « and »"),
        pytest.param("بطاقه", "بطاقة الهوية", id="ta marbuta as ha"),
        pytest.param("بـطـاقـة", "بطاقة الهوية", id="stretched"),
        pytest.param("هوية", "بطاقة الهوية", id="without the article it has in the text"),
        pytest.param("مدرسة", "الكسور", id="in the text alone"),
    ],
)
def test_an_arabic_word_is_found(library: Library, typed: str, title: str) -> None:
    results = library.search(typed)
    assert results.hits[0].title == title
    assert not results.corrected


@pytest.mark.parametrize("typed", ["cake", "cakes", "child's cakes", "CUTS", "cutting"])
def test_an_english_word_is_found_in_any_form(library: Library, typed: str) -> None:
    assert library.search(typed).hits[0].language == "en"


def test_a_text_in_another_language_is_found_by_its_folded_words(empty: Library) -> None:
    empty.index.replace(
        "demo", "1", [page("Привет, Мир", language="ru"), page("你好", language="zh")]
    )
    assert empty.titles("мир") == ["Привет, Мир"]
    assert empty.titles("好") == ["你好"]


def test_words_say_where_they_stand_in_the_text() -> None:
    text = even("L’école d'aujourd’hui, qu'il aime")
    found = [(word.folded, text[word.start : word.end]) for word in words(text, "fr")]
    assert found == [
        ("l", "L"),
        ("ecole", "école"),
        ("d", "d"),
        ("aujourdhui", "aujourd’hui"),
        ("qu", "qu"),
        ("il", "il"),
        ("aime", "aime"),
    ]


def test_folding_twice_is_folding_once() -> None:
    for word in ("Œuvre", "ÉTÉ", "الْمَدْرَسَةُ", "Straße", "आगरा"):
        assert fold(fold(word)) == fold(word)
