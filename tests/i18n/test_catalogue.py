"""What a translation of a sentence must be."""

import pytest
from babel.messages.catalog import Message

from i18n.catalogue import fault, placeholders


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{count} of {total:d}", {"{count}", "{total:d}"}),
        ("%(n)s bytes, 100 %%", {"%(n)s"}),
        ("%(n)99d bytes, 100 %", {"%"}),
        ("{count!r:>9}", {"{count!r:>9}"}),
        ("nothing", set()),
        ("open {brace", {"a brace that is not closed"}),
    ],
)
def test_placeholders_are_found_in_both_writings(text, names):
    assert placeholders(text) == names


HOUR = ("%(n)s hour", "%(n)s hours")


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("At 100 %", "À 100\N{NO-BREAK SPACE}%"),
        ("At 100 %", "Am Ende"),
        ("{fault} in <{name}>", "dans <{name}> : {fault}"),
        (HOUR, ("%(n)s heure", "%(n)s heures")),
        (HOUR, ("une heure", "%(n)s heures")),
    ],
)
def test_a_translation_that_asks_for_what_the_english_asks_for_is_right(english, translation):
    assert fault(Message(english, translation)) == ""


@pytest.mark.parametrize(
    ("english", "translation", "what"),
    [
        ("Sign in", "Gal 100 %", "placeholders"),
        ("Sign in", "Gal %(secret)s", "placeholders"),
        ("Sign in", "Gal {", "placeholders"),
        ("Sign in", "<b>Gal</b>", "<"),
        ("Sign in", "Gal <script", "<"),
        ("{fault} in <{name}>", "{fault} <script>{name}</script>", "<"),
        ("Sign in", 'Gal" formaction="/x', "<"),
        ("Sign in", "Gal <", "<"),
        ("{n} hours", "{n:>999999999} saac", "placeholders"),
        ("{n} hours", "{n.real} saac", "placeholders"),
        ("{n} hours", "saac", "placeholders"),
        (HOUR, ("%(n)s saac", "%(n)99999999s saac"), "placeholder"),
        (HOUR, ("%(n)s saac", "100 % saac"), "placeholder"),
        (HOUR, ("%(n)s saac", "<i>%(n)s</i> saac"), "<"),
    ],
)
def test_a_translation_that_asks_for_more_is_not(english, translation, what):
    assert what in fault(Message(english, translation))
