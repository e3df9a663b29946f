"""Paragraphs that no machine translates."""

import pytest

from content.delicate import is_delicate


@pytest.mark.parametrize(
    ("text", "language", "delicate"),
    [
        ("Vous pouvez voir un avocat.", "fr", True),
        ("Les droits et les devoirs", "fr", True),
        ("Le MÉDECIN vient le lundi.", "fr", True),
        ("Prenez deux doses.", "fr", True),
        ("You may appeal within ten days.", "en", True),
        ("Un angle droit a 90 degrés.", "fr", False),
        ("Au marché, le pain coûte un euro.", "fr", False),
        ("Tournez à droite.", "fr", False),
        ("Tournez à droite.", "de", True),  # no list: it may be about anything
    ],
)
def test_words_of_rights_and_of_health_are_known(text, language, delicate):
    assert is_delicate(text, language) is delicate
