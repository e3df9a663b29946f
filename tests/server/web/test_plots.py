"""Drawings of figures: words for who cannot see them, nothing by colour alone, both directions."""

import re
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from i18n.translate import in_language
from server.web import plots
from server.web.plots import Series

SVG = "{*}"


def drawn(picture):
    return ElementTree.fromstring(picture)


def test_a_drawing_has_a_title_a_sentence_and_no_style():
    picture = plots.bars("Heures <par> semaine", "Surtout en mai & juin.", ["mai"], [3])
    svg = drawn(picture)
    assert svg.get("role") == "img"
    assert svg.findtext(f"{SVG}title") == "Heures <par> semaine"
    assert svg.findtext(f"{SVG}desc") == "Surtout en mai & juin."
    assert "style" not in picture


def test_bars_stand_on_one_floor_as_high_as_their_values_with_these_above_them():
    svg = drawn(plots.bars("", "", ["a", "b"], [10, Fraction(5, 2)]))
    tall, low = ((float(bar.get("y")), float(bar.get("height"))) for bar in svg.iter() if
                 bar.get("class") == "bar")  # fmt: skip
    assert tall[0] + tall[1] == low[0] + low[1]
    assert tall[1] == pytest.approx(4 * low[1], rel=0.01)
    assert [text.text for text in svg.iter() if text.get("class") == "value"] == ["10", "2,5"]


def test_lines_are_told_apart_by_dashes_marks_and_their_names():
    series = [Series(f"Groupe {number}", [number, number + 1]) for number in range(4)]
    svg = drawn(plots.lines("", "", ["a", "b"], series))
    kinds = [each.get("class") for each in svg.iter("{http://www.w3.org/2000/svg}polyline")]
    kinds = kinds or [each.get("class") for each in svg.iter() if each.tag.endswith("polyline")]
    assert kinds == ["line-0", "line-1", "line-2", "line-3"]
    names = [each for each in svg.iter() if each.get("class") == "name"]
    assert [each.text for each in names] == [each.name for each in series]
    heights = sorted(float(each.get("y")) for each in names)
    assert all(after - before >= 15 for before, after in pairwise(heights))


def test_time_runs_from_right_to_left_in_arabic_with_arabic_formats():
    def places(language):
        with in_language(language):
            svg = drawn(plots.bars("", "", ["a", "b", "c"], [1, 2, 3]))
        return [float(text.get("x")) for text in svg.iter() if text.get("class") == "label"]

    assert places("fr") == sorted(places("fr"))
    assert places("ar") == [plots.WIDTH - x for x in places("fr")]


@pytest.mark.parametrize("values", [[], [0, 0], [1], [0.4], [999_999], [7] * 52])
def test_anything_can_be_drawn_within_the_frame(values):
    for picture in (
        plots.bars("", "", [str(n) for n, _v in enumerate(values)], values),
        plots.lines("", "", [str(n) for n, _v in enumerate(values)], [Series("x", values)]),
    ):
        numbers = re.findall(r' (?:x|y|cx|cy)="(-?[\d.]+)"', picture)
        assert all(-1 <= float(number) <= plots.WIDTH for number in numbers)
        assert sum("label" in text for text in picture.split("<text")) <= plots.MOST_LABELS


@pytest.mark.parametrize(
    ("most", "tick"), [(0, 1), (5, 1), (6, 2), (10, 2), (11, 5), (26, 10), (60, 20), (260, 100)]
)
def test_the_scale_is_marked_at_round_numbers(most, tick):
    assert plots._tick(Fraction(most)) == tick
