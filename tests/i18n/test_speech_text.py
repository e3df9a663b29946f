import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.languages import LANGUAGES
from i18n.speech.text import LONGEST_WORD, portions, sentences, spoken_form


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        pytest.param("fr", "« Oui »", "Oui", id="quotation marks are silent"),
        pytest.param("fr", "qu’il", "qu'il", id="curly apostrophe"),
        pytest.param("fr", "M. Roy et Mme Roy", "monsieur Roy et Mme Roy", id="monsieur"),
        pytest.param("fr", "La chaîne M. est là", "La chaîne M. est là", id="M before no name"),
        pytest.param("fr", "p. ex. lundi", "par exemple lundi", id="par exemple"),
        pytest.param("fr", "à 8 h et 14h30", "à 8 heures et 14 heures 30", id="hours"),
        pytest.param("fr", "n° 5, p. 12", "numéro 5, page 12", id="numbers of things"),
        pytest.param("fr", "la 1re et la 2e", "la première et la deuxième", id="ordinals"),
        pytest.param("fr", "12 300 et 1\u00a0000 000", "12300 et 1000000", id="grouped numbers"),
        pytest.param("fr", "06 12 34 56 78", "06, 12, 34, 56, 78", id="a telephone number"),
        pytest.param("fr", "5 ≤ x ≠ 7", "5 inférieur ou égal à x n'est pas égal à 7", id="signs"),
        pytest.param("fr", "8 − 3 = 5", "8 moins 3 égale 5", id="a subtraction"),
        pytest.param("fr", "le RSA", "le R S A", id="letters"),
        pytest.param("fr", "les étudiant·e·s", "les étudiant", id="middle dots"),
        pytest.param("fr", "un ____ bleu", "un , bleu", id="a gap is a pause"),
        pytest.param("en", "1,234 books, i.e. many", "1234 books, that is many", id="English"),
        pytest.param("ar", "كتــاب 50%", "كتاب 50 فِي المِئَة", id="Arabic stretched letters"),
        pytest.param("fa", "می\u200cخواهم", "می\u200cخواهم", id="Persian joiners stay"),
    ],
)
def test_text_is_spelled_out_as_people_say_it(language, text, said):
    assert spoken_form(text, language).text == said


@given(st.text(max_size=200), st.sampled_from(sorted(LANGUAGES)))
def test_every_character_said_leads_back_into_the_text(text, language):
    form = spoken_form(text, language)
    assert len(form.origins) == len(form.text)
    assert list(form.origins) == sorted(form.origins)
    assert all(0 <= origin < len(text) for origin in form.origins)


@given(st.text(max_size=200), st.sampled_from(sorted(LANGUAGES)))
def test_what_an_engine_gets_has_no_control_character_and_no_endless_word(text, language):
    said = spoken_form(text, language).text
    assert all(unicodedata.category(character) not in {"Cc", "Cs", "Cn"} for character in said)
    assert all(len(word) <= LONGEST_WORD for word in said.split(" "))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param(
            "fr",
            "Un. Deux ! Trois ? Quatre…",
            ["Un.", "Deux !", "Trois ?", "Quatre…"],
            id="each stop ends one",
        ),
        pytest.param(
            "fr", "M. Roy arrive. Mme. Roy part.", ["M. Roy arrive.", "Mme. Roy part."], id="titles"
        ),
        pytest.param(
            "fr",
            "Il dit : « Bonjour ! » et sort. Fin.",
            ["Il dit : « Bonjour ! » et sort.", "Fin."],
            id="speech inside a sentence",
        ),
        pytest.param("fr", "« Ah ! » Il sort.", ["« Ah ! »", "Il sort."], id="speech that ends"),
        pytest.param(
            "fr",
            "Prix : 3.50 euros. Merci.",
            ["Prix : 3.50 euros.", "Merci."],
            id="a stop in a number",
        ),
        pytest.param("fr", "Titre\n\nTexte", ["Titre", "Texte"], id="an empty line"),
        pytest.param("fr", "Lire J. Verne. Oui.", ["Lire J. Verne.", "Oui."], id="an initial"),
        pytest.param("en", 'He said. "Hello."  Go.', ["He said.", '"Hello."', "Go."], id="English"),
        pytest.param("ar", "نعم. لا؟ شكرا", ["نعم.", "لا؟", "شكرا"], id="Arabic"),
        pytest.param("zh", "你好。欢迎！好", ["你好。", "欢迎！", "好"], id="Chinese"),
        pytest.param("fr", " \n ", [], id="nothing"),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(language, text, expected):
    assert [sentence for _, sentence in sentences(text, language)] == expected


def test_a_long_text_is_cut_at_its_sentences_else_at_its_words_else_anywhere():
    cut = [portion for _, portion in portions("Un. Deux trois. Quatre cinq six sept", "fr", 16)]
    assert cut == ["Un. Deux trois. ", "Quatre cinq six ", "sept"]
    assert portions("a" * 5, "fr", 2) == [(0, "aa"), (2, "aa"), (4, "a")]


@given(st.text(alphabet=st.sampled_from("ab .!…\n"), max_size=80), st.integers(1, 30))
def test_portions_are_the_text_and_none_is_too_long(text, most):
    found = portions(text, "fr", most)
    assert "".join(portion for _, portion in found) == text
    assert all(len(portion) <= most for _, portion in found)
    assert all(text.startswith(portion, place) for place, portion in found)


@given(st.text(alphabet=st.sampled_from("abÀé .!?…»«\n\t。؟M\u00a0😀"), max_size=80))
def test_sentences_lose_no_character_and_know_their_place(text):
    found = sentences(text, "fr")
    assert "".join("".join(sentence.split()) for _, sentence in found) == "".join(text.split())
    for place, sentence in found:
        assert text[place : place + len(sentence)] == sentence
        assert sentence == sentence.strip() != ""


@pytest.mark.parametrize("sign", [".", '."', "? » ", "M. ", "\n ", "…"])
def test_a_long_row_of_stops_is_cut_in_no_time(sign):
    """Each was once compared with all that follow it: a page of dots stopped every other page."""
    text = sign * 50_000 + "a"
    assert "".join("".join(piece.split()) for _, piece in sentences(text, "fr")) == "".join(
        text.split()
    )
