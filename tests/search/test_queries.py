"""What is found, in what order, and what is said about it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from search.query import Query
from tests.search.shelf import Library, page

ODD = ["\ud800", "\u0301", "x" * 300, "\n", "'"]


def test_a_document_with_all_the_words_comes_before_those_with_some(empty: Library) -> None:
    empty.index.replace(
        "demo",
        1,
        [
            page("Le chèque", "chèque chèque chèque"),
            page("La banque", "banque banque banque"),
            page("Payer", "On peut payer par chèque à la banque."),
        ],
    )
    assert empty.titles("chèque banque")[0] == "Payer"
    assert len(empty.titles("chèque banque")) == 3


def test_a_page_whose_title_is_the_query_is_first(library: Library) -> None:
    assert library.titles("les fractions")[0] == "Les fractions"
    assert library.titles("exercice les fractions")[0] == "Exercice : les fractions"


def test_quotes_of_any_kind_make_a_phrase(library: Library) -> None:
    for typed in ('"part d\'un gâteau"', "« part d’un gateau »", "“part gâteau”"):
        assert library.titles(typed) == ["Les fractions"]
    assert library.titles('"gâteau part"') == []


def test_signs_of_other_search_engines_mean_nothing(library: Library) -> None:
    for typed in ("fraction*", "title:fraction", "fraction AND", "-fraction", "fraction~2"):
        assert "Les fractions" in library.titles(typed)


def test_all_languages_are_searched_at_once(library: Library) -> None:
    assert {hit.language for hit in library.search("fraction").hits} == {"fr", "en"}


def test_a_filter_keeps_what_it_names(library: Library) -> None:
    assert library.titles("fraction", language="en") == ["Fractions"]
    assert library.titles("fraction", kind="exercise") == ["Exercice : les fractions"]
    assert library.titles("fraction", subject="computing") == []
    assert len(library.titles("fraction", level="basic")) == 3


def test_facets_count_what_another_choice_would_find(library: Library) -> None:
    facets = library.search("fraction", language="en").facets
    assert facets["language"] == {"fr": 2, "en": 1}
    assert facets["kind"] == {"lesson": 1}
    for code, count in facets["language"].items():
        assert library.search("fraction", language=code).total == count


def test_pages_follow_each_other_and_end(empty: Library) -> None:
    empty.index.replace("demo", "1", [page(f"Leçon {n}", "lire") for n in range(25)])
    pages = [empty.titles("lire", page=n) for n in (1, 2, 3, 4)]
    assert [len(titles) for titles in pages] == [10, 10, 5, 0]
    assert len({title for titles in pages for title in titles}) == 25
    assert empty.search("lire", page=4).total == 25


def test_a_learner_finds_nothing_of_what_is_for_the_coach(library: Library) -> None:
    assert library.search("paprikas").total == 0
    assert library.titles("paprikas", with_coach=True) == ["Corrigé"]
    typo = library.search("papricas")
    assert (typo.total, typo.suggestion) == (0, None)


def test_a_node_is_shown_once_and_its_easy_version_to_who_prefers_it(empty: Library) -> None:
    empty.index.replace(
        "demo",
        1,
        [
            page("Le logement", "Trouver un logement.", node_id="n"),
            page("Un logement", "Trouver un logement : facile.", node_id="n", easy=True),
            page("Le bail", "Le bail d'un logement, un logement."),
        ],
    )
    assert empty.search("logement").total == 2
    assert [hit.easy for hit in empty.search("logement").hits if hit.node_id == "n"] == [False]
    first = empty.search("logement", easy_first=True).hits[0]
    assert (first.node_id, first.easy) == ("n", True)


def test_a_version_that_alone_has_the_word_is_shown(empty: Library) -> None:
    empty.index.replace(
        "demo",
        1,
        [page("Bail", "texte", node_id="n"), page("Bail", "simple", node_id="n", easy=True)],
    )
    assert [hit.easy for hit in empty.search("simple").hits] == [True]


def test_nothing_typed_finds_nothing(library: Library) -> None:
    for typed in ("", "   ", '"', "?!", "«»", "\x00"):
        assert library.search(typed).total == 0


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300), st.integers(-5, 10**9), st.integers(-5, 10**6))
def test_no_query_is_an_error(library: Library, typed: str, number: int, size: int) -> None:
    library.index.search(Query(typed, page=number, per_page=size, language=typed[:3]))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*"\" « » * ~ : ( ) [ AND OR NOT fraction l' ’ - ^9 ـ الكسور keskilfo".split(), *ODD]
        ),
        max_size=30,
    )
)
def test_no_heap_of_signs_is_an_error(library: Library, parts: list[str]) -> None:
    library.index.search(Query("".join(parts)))
    library.index.search(Query(" ".join(parts)))


def test_a_phrase_is_found_wherever_its_words_stand_again(empty: Library) -> None:
    text = "Le pain noir et le pain blanc. Du pain pain pain noir brûlé, blanc comme neige."
    empty.index.replace(
        "demo", "1", [page("Pains", text), page("Autre", "blanc pain gris, noir pain")]
    )
    assert empty.titles('"pain noir brûlé"') == ["Pains"]
    assert empty.titles('"pain pain pain"') == ["Pains"]
    assert empty.titles('"pain blanc"') == ["Pains"]
    assert empty.titles('"pain brûlé"') == []
