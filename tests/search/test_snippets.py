"""The piece of text under a title."""

from search.snippets import WIDTH, snippet
from tests.search.shelf import Library, page


def marked(pieces: list[tuple[str, bool]]) -> list[str]:
    return [text for text, is_marked in pieces if is_marked]


def test_the_words_found_are_marked_as_they_stand(library: Library) -> None:
    hit = library.search("imprimantes aujourdhui").hits[0]
    assert marked(hit.snippet) == ["Aujourd'hui", "imprimante"]
    assert "".join(text for text, _ in hit.snippet).startswith("Aujourd'hui, l'imprimante est")


def test_the_window_is_where_most_of_the_words_are() -> None:
    text = "bail. " + "Du vent. " * 100 + "Le bail et le loyer sont là. " + "Du vent. " * 100
    pieces = snippet(text, "fr", {"bail", "loyer"})
    assert marked(pieces) == ["bail", "loyer"]
    assert pieces[0] == ("… ", False)
    assert pieces[-1] == (" …", False)
    assert len("".join(text for text, _ in pieces)) <= WIDTH + 20


def test_a_text_without_the_words_shows_its_beginning() -> None:
    assert snippet("Le vent souffle.", "fr", {"bail"}) == [("Le vent souffle.", False)]


def test_a_snippet_never_holds_markup_of_ours(empty: Library) -> None:
    text = "Écrivez <b>gras</b> & <script>alert('bonjour')</script> en HTML."
    empty.index.replace("demo", "1", [page("Le gras", text)])
    pieces = empty.search("bonjour").hits[0].snippet
    assert "".join(piece for piece, _ in pieces) == text
    assert marked(pieces) == ["bonjour"]


def test_where_a_correction_was_searched_its_words_are_marked(library: Library) -> None:
    assert marked(library.search("imprimente").hits[0].snippet) == ["imprimante"]


def test_arabic_words_are_marked_whole(library: Library) -> None:
    assert marked(library.search("كعكة").hits[0].snippet) == ["الكعكة"]
