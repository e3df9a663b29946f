import json
from datetime import UTC, date, datetime

import pytest

from i18n.formats import Size
from i18n.refusals import Conflict, Phrase, Refusal, words_of
from i18n.translate import N_, gettext, in_language


class DiskFull(Conflict):
    """A refusal as any slice writes one."""

    message = N_("{name} needs {size}. There are {count} others, until {until} or {day}.")


@pytest.fixture
def refusal():
    return DiskFull(
        name="Calcul",
        size=Size(5_000_000),
        count=1_234,
        until=datetime(2026, 3, 1, 12, 0, tzinfo=UTC),
        day=date(2026, 3, 2),
    )


def test_a_refusal_is_a_sentence_with_values_as_the_reader_writes_them(refusal):
    with in_language("en"):
        said = refusal.in_words()
    assert said.startswith("Calcul needs 5 MB. There are 1,234 others, until 1 Mar 2026")
    assert said.endswith("or 2 March 2026.")


def test_a_refusal_without_values_is_its_sentence():
    with in_language("en"):
        assert Refusal().in_words() == "This cannot be done."


def test_a_refusal_kept_as_json_says_the_same_later(refusal):
    kept = json.loads(json.dumps(refusal.as_record()))
    for code in ("en", "fr", "ar"):
        with in_language(code):
            assert words_of(kept) == refusal.in_words()


def test_nothing_kept_is_nothing_said():
    assert words_of({}) == ""


def test_a_value_with_braces_is_said_as_it_is():
    class Unknown(Refusal):
        message = N_("There is no “{name}”.")

    with in_language("en"):
        assert Unknown(name="{name} {0}").in_words() == "There is no “{name} {0}”."


def test_a_refusal_in_a_log_has_its_sentence(refusal):
    assert str(refusal).startswith("Calcul needs 5000000.")


def test_a_phrase_inside_a_sentence_is_in_the_language_of_the_sentence():
    part = Phrase(N_("an outside address"))
    refusal = DiskFull(
        name=Phrase(N_("{fault} in <{name}>"), fault=part, name="image"),
        size=Size(1),
        count=0,
        until="",
        day="",
    )
    kept = json.loads(json.dumps(refusal.as_record()))
    for code in ("en", "fr", "ar"):
        with in_language(code):
            assert words_of(kept) == refusal.in_words()
            assert gettext("an outside address") in refusal.in_words()
    with in_language("fr"):
        assert words_of(kept).startswith("une adresse extérieure dans <image>")
