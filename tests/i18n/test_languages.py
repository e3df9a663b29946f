import pytest
from babel import Locale

from i18n.languages import INTERFACE, LANGUAGES, get, known


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_language_has_dates_and_numbers(code):
    assert Locale.parse(code).language == code


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_language_runs_the_way_it_is_written(code):
    expected = "rtl" if Locale.parse(code).text_direction == "rtl" else "ltr"
    assert get(code).direction == expected


def test_the_languages_of_the_pages_are_known_and_have_a_voice():
    assert all(known(code) and get(code).voice for code in INTERFACE)


def test_every_language_goes_by_its_own_code_and_has_a_name_of_its_own():
    assert all(code == language.code for code, language in LANGUAGES.items())
    assert len({language.own_name for language in LANGUAGES.values()}) == len(LANGUAGES)


def test_a_language_nobody_knows_is_unknown():
    assert not known("xx")
    with pytest.raises(KeyError):
        get("xx")
