"""What a written mark is worth, and when it is none."""

from fractions import Fraction

import pytest

from server.marking.operations import MarkNotUnderstood, earned
from server.records.models import Work


@pytest.mark.parametrize(
    ("written", "worth"),
    [
        pytest.param("20", Fraction(1), id="all"),
        pytest.param("0", Fraction(0), id="nothing"),
        pytest.param("14,5", Fraction(29, 40), id="a French comma"),
        pytest.param("14.5", Fraction(29, 40), id="a point"),
        pytest.param("١٤٫٥", Fraction(29, 40), id="Arabic digits"),
        pytest.param(" 07,0 ", Fraction(7, 20), id="a zero too many"),
        pytest.param("12/20", Fraction(3, 5), id="as on paper"),
    ],
)
def test_a_mark_is_read_as_people_write_it(written, worth):
    assert earned(written) == worth


@pytest.mark.parametrize(
    "written", ["", "bien", "20,5", "21", "-1", "14,3", "1e1", "14,55", "12/10", "1 4", "99", "²"]
)
def test_anything_else_is_no_mark(written):
    with pytest.raises(MarkNotUnderstood):
        earned(written)


@pytest.mark.parametrize(
    ("mark", "points"), [("29/40", "14.5"), ("1", "20"), ("0", "0"), ("1/3", "6.67")]
)
def test_a_mark_is_said_of_twenty(mark, points):
    assert Work(mark=mark).points.normalize().to_eng_string() == points


def test_without_a_mark_nothing_is_said():
    assert Work().points is None
