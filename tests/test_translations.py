"""Every sentence that a person reads is there in every language of the interface."""

import subprocess
import sys
from pathlib import Path

import pytest

from i18n.languages import INTERFACE
from tests import wording

ROOT = Path(__file__).parents[1]
CATALOGUES = sorted((ROOT / "i18n" / "catalogues").glob("*/LC_MESSAGES/ardoise.po"))
TEMPLATES = sorted((ROOT / "server").rglob("templates/**/*.html"))


@pytest.mark.skipif(not CATALOGUES, reason="no catalogue is written yet")
def test_every_sentence_is_translated_with_its_placeholders():
    checked = subprocess.run(
        [sys.executable, ROOT / "packaging" / "catalogues.py", "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.stdout, checked.returncode) == ("Every sentence is translated.\n", 0)


@pytest.mark.skipif(not CATALOGUES, reason="no catalogue is written yet")
def test_every_language_of_the_interface_but_english_has_a_catalogue():
    assert {path.parts[-3] for path in CATALOGUES} == set(INTERFACE) - {"en"}


@pytest.mark.skipif(not TEMPLATES, reason="there are no pages yet")
def test_every_word_of_every_page_can_be_translated():
    assert wording.bare_words(TEMPLATES) == []


def test_every_refusal_can_be_translated():
    assert wording.unmarked_refusals(ROOT) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("<p>Hello {{ name }}</p>", "Hello", id="text"),
        pytest.param('<img alt="A red apple">', "red apple", id="a picture's words"),
        pytest.param('<a title="{{ x }} more">', "more", id="a hint with a value"),
        pytest.param("{% if a %}Yes{% endif %}", "Yes", id="text under a condition"),
    ],
)
def test_a_word_that_cannot_be_translated_is_noticed(tmp_path, line, words):
    page = tmp_path / "page.html"
    page.write_text(f'{{# A comment #}}\n<p class="big">{{{{ _("Fine") }}}}</p>\n{line}')
    assert wording.bare_words([page]) == [f"page.html, line 3: {words}"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{% trans %}Welcome back{% endtrans %}", id="a block"),
        pytest.param("<b>Ardoise</b> · {{ a }} × 2 &nbsp;", id="a name, signs, digits"),
        pytest.param("<script>const a = 'word';</script>", id="a script"),
        pytest.param("{% macro m() %}/search?q={{ x }}&page=2{% endmacro %}", id="an address"),
        pytest.param('<a class="{% if x %}big{% endif %}" href="/x">', id="what nobody reads"),
    ],
)
def test_what_needs_no_translation_is_left_alone(tmp_path, text):
    page = tmp_path / "page.html"
    page.write_text(text)
    assert wording.bare_words([page]) == []


def test_a_refusal_that_cannot_be_translated_is_noticed(tmp_path):
    (tmp_path / "sync").mkdir()
    (tmp_path / "sync" / "a.py").write_text(
        'class Bad:\n    message = "No."\nclass Good:\n    message = N_("No.")\n'
    )
    assert wording.unmarked_refusals(tmp_path) == ["sync.a.Bad"]
