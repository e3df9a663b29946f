"""Words that are not in the library, as they are typed by accident or by ear."""

import pytest

from search.distance import distance
from search.sounds import key
from tests.search.shelf import Library, page


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        pytest.param("imprimnate", "imprimante", id="two letters swapped"),
        pytest.param("imprimate", "imprimante", id="a letter missing"),
        pytest.param("imprimmantte", "imprimante", id="letters doubled"),
        pytest.param("karte", "carte", id="k for c"),
        pytest.param("fraksion", "fraction", id="ks for ct"),
        pytest.param("opito", "hôpitaux", id="as it sounds"),
        pytest.param("limprimente", "l'imprimante", id="article glued on"),
        pytest.param("justifikatif", "justificatif", id="k for c inside"),
        pytest.param("imprim", "imprimante", id="its beginning"),
        pytest.param("البتاقة", "البطاقة", id="an Arabic letter for its neighbour in sound"),
    ],
)
def test_a_word_that_is_nowhere_is_corrected(library: Library, typed: str, written: str) -> None:
    results = library.search(typed)
    assert results.hits
    if results.corrected:
        assert results.suggestion in (written, written.removeprefix("l'"))


def test_two_words_written_as_one_are_parted(empty: Library) -> None:
    empty.index.replace("demo", "1", [page("La carte vitale", "Votre carte vitale.")])
    assert empty.search("cartevitale").suggestion == "carte vitale"


def test_a_question_written_by_ear_is_understood(empty: Library) -> None:
    empty.index.replace(
        "demo", "1", [page("Ce qu'il faut apporter"), page("Qu’est-ce qu’un bail ?")]
    )
    results = empty.search("keskilfo aporter")
    assert results.suggestion == "qu'est-ce qu'il faut apporter"
    assert results.hits[0].title == "Ce qu'il faut apporter"


def test_words_that_the_library_holds_stay_as_they_are(library: Library) -> None:
    results = library.search("karte justificatif PHOTO")
    assert results.suggestion == "carte justificatif PHOTO"


def test_a_query_that_finds_something_is_not_corrected(library: Library) -> None:
    for typed in ("fraction", "cake", "الكسور", "gâteaux", "hopital"):
        results = library.search(typed)
        assert results.total
        assert not results.corrected


def test_where_a_near_word_finds_more_it_is_offered_and_nothing_replaced(empty: Library) -> None:
    fiches = [page("Une fiche", "La fiche.")]
    files = [page(f"Fichiers {n}", "Un fichier se copie.") for n in range(5)]
    empty.index.replace("demo", "1", fiches + files)
    results = empty.search("fichié")
    assert [hit.title for hit in results.hits][:1] == ["Une fiche"]
    assert (results.suggestion, results.corrected) == ("fichier", False)


def test_nonsense_finds_nothing_and_suggests_nothing(library: Library) -> None:
    results = library.search("qzxwvkj")
    assert (results.total, results.suggestion, results.corrected) == (0, None, False)


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("jestion", "gestion"),
        ("fotokopi", "photocopie"),
        ("farmassi", "pharmacie"),
        ("santer", "santé"),
        ("logeman", "logement"),
        ("exersice", "exercice"),
        ("poursantage", "pourcentage"),
        ("semène", "semaine"),
        ("fichié", "fichiers"),
        ("kestion", "question"),
    ],
)
def test_what_sounds_the_same_has_one_key(heard: str, written: str) -> None:
    assert key(heard, "fr") == key(written, "fr")


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("", "", 0), ("abc", "", 3), ("carte", "carte", 0), ("crate", "carte", 1), ("ab", "ba", 1)],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert distance(one, other) == distance(other, one) == slips
