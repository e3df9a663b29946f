"""A licence is taken from what people write of their rights only where it is certain."""

import pytest

from content.formats import licenses


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/deed.fr", "CC BY-NC-SA 4.0"),
        ("Ce livre est sous licence CC BY-SA 4.0.", "CC BY-SA 4.0"),
        ("CC-BY-4.0", "CC BY 4.0"),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0", "CC BY-NC-SA 4.0"),
        ("Attribution - Partage dans les mêmes conditions 4.0 International", "CC BY-SA 4.0"),
        ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0"),
        ("Domaine public", "Public Domain"),
        ("Licence Ouverte / Open Licence v2.0", "Licence Ouverte 2.0"),
        ("© 2020 X. Tous droits réservés.", "All Rights Reserved"),
    ],
)
def test_a_licence_of_ours_is_known_by_its_names(said, ours):
    assert licenses.known(said) == ours


@pytest.mark.parametrize(
    "said",
    [
        "",
        "© 2020 X",
        "Public domain in the USA.",
        "CC BY-SA 3.0",
        "creativecommons.org/licenses/by/",
    ],
)
def test_what_says_another_licence_or_none_is_asked_about(said):
    assert licenses.known(said) == ""
