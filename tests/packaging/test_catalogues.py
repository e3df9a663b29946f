"""The translators' files follow the program, and say what they lack."""

import shutil
from pathlib import Path

import catalogues
import pytest

ROOT = Path(__file__).parents[2]

CODE = """
N_("Saved.")
ngettext("{count} lesson", "{count} lessons", n)
"""
TEMPLATE = '{{ _("Home") }} {% trans %}My things{% endtrans %}'


@pytest.fixture
def checkout(tmp_path):
    """A checkout with three sentences in code, two in a template, and two languages."""
    for language in ("fr", "ar"):
        (tmp_path / "i18n" / "catalogues" / language / "LC_MESSAGES").mkdir(parents=True)
    shutil.copy(ROOT / "i18n/catalogues/babel.cfg", tmp_path / "i18n" / "catalogues")
    (tmp_path / "server" / "web" / "templates").mkdir(parents=True)
    (tmp_path / "server" / "pages.py").write_text(CODE)
    (tmp_path / "server" / "web" / "templates" / "home.html").write_text(TEMPLATE)
    return tmp_path


def translate(checkout, language, **forms):
    """Fill a catalogue as a translator does: every sentence not in ``forms`` by itself."""
    path = catalogues.files(checkout)[language]
    catalogue = catalogues.read(language, path)
    for message in catalogue:
        if isinstance(message.id, tuple):
            message.string = tuple("{count} x" for _ in range(catalogue.num_plurals))
        elif message.id:
            message.string = forms.get(message.id.rstrip("."), message.id)
    path.write_bytes(catalogues.as_bytes(catalogue))


def test_sentences_of_code_and_templates_reach_every_language(checkout):
    assert catalogues.update(checkout) == [
        "ar: 4 new, 0 gone, 4 of 4 to translate",
        "fr: 4 new, 0 gone, 4 of 4 to translate",
    ]
    text = catalogues.files(checkout)["fr"].read_text()
    assert "#: server/web/templates/home.html\n" in text
    assert "Creation-Date" not in text


def test_a_second_update_changes_no_byte_and_a_translation_stays(checkout):
    catalogues.update(checkout)
    translate(checkout, "fr", Saved="Enregistré.")
    before = catalogues.files(checkout)["fr"].read_bytes()
    catalogues.update(checkout)
    assert catalogues.files(checkout)["fr"].read_bytes() == before
    assert "Enregistré.".encode() in before


def test_an_update_keeps_what_the_translators_wrote_at_the_head_of_a_file(checkout):
    catalogues.update(checkout)
    path = catalogues.files(checkout)["ar"]
    text = path.read_text(encoding="utf-8")
    assert text.startswith('# Ardoise in Arabic.\nmsgid ""\n')
    note = "# Ardoise in Arabic.\n#\n# Made by a machine.\n# Words: bundle حزمة, seat مقعد.\n"
    path.write_text(text.replace("# Ardoise in Arabic.\n", note), encoding="utf-8")
    (checkout / "server" / "more.py").write_text('N_("Closed.")')
    assert catalogues.update(checkout)[0].startswith("ar: 1 new")
    assert path.read_text(encoding="utf-8").startswith(f'{note}msgid ""\n')


def test_a_finished_translation_has_nothing_to_complain_of(checkout):
    catalogues.update(checkout)
    translate(checkout, "fr")
    translate(checkout, "ar")
    assert catalogues.complaints(checkout) == []


@pytest.mark.parametrize(
    ("code", "words", "complaint"),
    [
        pytest.param('N_("Closed.")', {}, "ar: Closed.: is new", id="a new sentence"),
        pytest.param("", {}, "ar: no longer in the program: Saved.", id="a sentence that went"),
        pytest.param(CODE, {"Saved": ""}, "ar: Saved.: is missing", id="an empty translation"),
        pytest.param(
            CODE, {"Saved": "{x}"}, "ar: Saved.: has other place", id="a placeholder more"
        ),
    ],
)
def test_what_a_translation_lacks_is_said(checkout, code, words, complaint):
    catalogues.update(checkout)
    translate(checkout, "ar", **words)
    (checkout / "server" / "pages.py").write_text(code)
    found = catalogues.complaints(checkout)
    assert any(text.startswith(complaint) for text in found), found


def test_a_translation_marked_as_unsure_is_not_taken(checkout):
    catalogues.update(checkout)
    translate(checkout, "fr")
    path = catalogues.files(checkout)["fr"]
    path.write_text(path.read_text().replace('msgid "Home"', '#, fuzzy\nmsgid "Home"'))
    assert "fr: Home: is marked as unsure" in catalogues.complaints(checkout)


@pytest.mark.parametrize(
    ("sentence", "complaint"),
    [
        pytest.param('msgid "Home"\nmsgstr "Accueil"', None, id="a sentence"),
        pytest.param('msgid "Gone"\nmsgstr "Parti"', "Gone: is no longer", id="one that went"),
        pytest.param('msgid "Home"\nmsgstr "{x}"', "Home: has other", id="a placeholder more"),
    ],
)
def test_easy_words_are_words_of_the_program(checkout, sentence, complaint):
    catalogues.update(checkout)
    translate(checkout, "fr")
    translate(checkout, "ar")
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    catalogues.files(checkout)["fr"].with_name("easy.po").write_text(head + sentence)
    found = catalogues.complaints(checkout)
    assert (complaint is None) == (found == [])
    assert all(text.startswith(f"fr, easy: {complaint}") for text in found)
