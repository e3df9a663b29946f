"""What a translation of a sentence must be."""

import pytest

from i18n.catalogue import placeholders


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{count} of {total:d}", {"{count}", "{total}"}),
        ("%(n)s bytes, 100 %%", {"%(n)s"}),
        ("nothing", set()),
        ("open {brace", {"a brace that is not closed"}),
    ],
)
def test_placeholders_are_found_in_both_writings(text, names):
    assert placeholders(text) == names
