"""How many words a text has where a limit is set."""

import pytest

from content.questions.words import count_in_html, count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param(" \n\t ", 0, id="blanks alone"),
        pytest.param("l'ami 1+1=2", 2, id="signs join"),
        pytest.param("en–dash em—dash", 4, id="dashes part, hyphens do not"),
        pytest.param("est-il là ?", 3, id="a sign alone is a word, as in Moodle"),
        pytest.param("un\u00a0deux\u202ftrois\u3000quatre", 4, id="blanks of every kind"),
        pytest.param("أريد كتابًا جديدًا", 3, id="Arabic"),
    ],
)
def test_words_stand_between_blanks(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        pytest.param("<p>un</p><p>deux</p>", 2, id="blocks part"),
        pytest.param("<p>un<br>deux</p>", 2, id="a new line parts"),
        pytest.param("<p>u<b>n</b></p>", 1, id="bold letters do not"),
        pytest.param("un&nbsp;deux", 2, id="a blank as a reference"),
        pytest.param("a &lt; b", 3, id="a sign as a reference"),
    ],
)
def test_words_of_a_page_are_those_one_sees(fragment, words):
    assert count_in_html(fragment) == words
