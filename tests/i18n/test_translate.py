import threading

import pytest

from i18n import translate
from i18n.translate import N_, gettext, in_language, language, ngettext, use_language

ROMANIAN = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2);\\n"

msgid "Listen"
msgstr "Ascultă"

msgid "%(n)s lesson"
msgid_plural "%(n)s lessons"
msgstr[0] "%(n)s lecție"
msgstr[1] "%(n)s lecții"
msgstr[2] "%(n)s de lecții"

msgid "Not yet"
msgstr ""
"""


@pytest.fixture
def romanian(tmp_path, monkeypatch):
    """Give the program a Romanian catalogue and no other."""
    folder = tmp_path / "ro" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "ardoise.po").write_text(ROMANIAN, encoding="utf-8")
    monkeypatch.setattr(translate, "CATALOGUES", tmp_path)
    translate.catalogue.cache_clear()
    yield
    translate.catalogue.cache_clear()


def test_a_message_is_said_in_the_language_in_use(romanian):
    with in_language("ro"):
        assert gettext("Listen") == "Ascultă"


@pytest.mark.parametrize(("number", "form"), [(1, "lecție"), (2, "lecții"), (20, "de lecții")])
def test_a_number_takes_the_form_its_language_wants(romanian, number, form):
    with in_language("ro"):
        said = ngettext("%(n)s lesson", "%(n)s lessons", number) % {"n": number}
    assert said == f"{number} {form}"


@pytest.mark.parametrize("message", ["Not yet", "Never heard of"])
def test_what_nobody_translated_is_said_as_it_is(romanian, message):
    with in_language("ro"):
        assert gettext(message) == message


def test_a_language_without_a_catalogue_speaks_english(romanian):
    with in_language("ka"):
        assert gettext("Listen") == "Listen"
        assert ngettext("one", "many", 3) == "many"


def test_no_message_is_not_the_head_of_the_catalogue(romanian):
    with in_language("ro"):
        assert gettext("") == ""


def test_marking_a_message_leaves_it_as_it_is():
    assert N_("Listen") == "Listen"


def test_french_is_spoken_where_nobody_chose():
    seen = []
    thread = threading.Thread(target=lambda: seen.append(language()))
    thread.start()
    thread.join()
    assert seen == ["fr"]


def test_a_language_ends_with_its_block_even_when_something_goes_wrong():
    before = language()
    with pytest.raises(ValueError, match="wrong"), in_language("ar"):
        assert language() == "ar"
        raise ValueError("wrong")
    assert language() == before


def test_a_language_chosen_in_one_thread_stays_there():
    seen = []

    def choose():
        use_language("ar")
        seen.append(language())

    thread = threading.Thread(target=choose)
    thread.start()
    thread.join()
    assert seen == ["ar"]
    assert language() != "ar"


def test_easy_words_come_first_where_they_are_written_and_only_where_they_are_wanted(romanian):
    easy = ROMANIAN.partition('msgid "Listen"')[0] + 'msgid "Listen"\nmsgstr "Ascultă aici"\n'
    (translate.CATALOGUES / "ro" / "LC_MESSAGES" / "easy.po").write_text(easy, encoding="utf-8")
    translate.easy_words.cache_clear()
    try:
        use_language("ro", easy=True)
        assert gettext("Listen") == "Ascultă aici"
        assert ngettext("%(n)s lesson", "%(n)s lessons", 2) == "%(n)s lecții"
        use_language("ro")
        assert gettext("Listen") == "Ascultă"
        use_language("sq", easy=True)
        assert gettext("Listen") == "Listen"
    finally:
        use_language("fr")
        translate.easy_words.cache_clear()
