"""Plots, drawn on the server: bars and lines as SVG that can be read, printed and turned round.

A plot is a picture with a title and a sentence that says what it shows; the figures themselves
stand in a table beside it. Nothing is told by colour alone: each line has its own dashes, marks and
its name at its end; bars have their value above them. In Arabic time runs from right to left.
Classes, never styles: the looks are in the sheet of styles of staff.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup, escape

from i18n import formats, languages
from i18n.translate import language

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 24, 36
"""Around the drawing, on the side where time begins, where it ends, above and below."""
NAMES = 150
"""Room for the names at the ends of lines."""
MOST_LABELS = 9
"""Words below the axis: more would touch each other."""
MARKS = 4
"""Kinds of lines that are told apart: see ``_mark``."""

Value = int | float | Fraction


@dataclass(frozen=True)
class Series:
    """One thing that is drawn: its name and a value for each label."""

    name: str
    values: Sequence[Value]


def bars(title: str, about: str, labels: Sequence[str], values: Sequence[Value]) -> Markup:
    """Return bars, one for each label.

    Args:
        title: what is counted, and of whom.
        about: the same as a sentence with its most telling figures.
        labels: below the axis, the earliest first.
        values: from 0.
    """
    drawing = _Drawing(labels, max([Fraction(value) for value in values], default=Fraction(0)), 0)
    width = drawing.step * Fraction(2, 3)
    for number, value in enumerate(values):
        x, y = drawing.at(number, value)
        height = drawing.floor - y
        drawing.add(
            f'<rect class="bar" x="{_n(drawing.turned(x, width / 2))}" y="{_n(y)}" '
            f'width="{_n(width)}" height="{_n(height)}"/>'
        )
        if value:
            drawing.text(x, y - 6, formats.number(_short(value)), "value")
    return drawing.picture(title, about)


def lines(title: str, about: str, labels: Sequence[str], series: Sequence[Series]) -> Markup:
    """Return lines, told apart by dashes, marks and the names at their ends.

    Args:
        title: what is counted, and of whom.
        about: the same as a sentence with its most telling figures.
        labels: below the axis, the earliest first.
        series: ``MARKS`` at most, each with a value from 0 for each label.
    """
    most = max([Fraction(value) for each in series for value in each.values], default=Fraction(0))
    drawing = _Drawing(labels, most, NAMES if len(series) > 1 else 0)
    ends = _apart([drawing.at(len(labels) - 1, each.values[-1])[1] for each in series if labels])
    for kind, each in enumerate(series[:MARKS]):
        points = [drawing.at(number, value) for number, value in enumerate(each.values)]
        path = " ".join(f"{_n(drawing.turned(x))},{_n(y)}" for x, y in points)
        drawing.add(f'<polyline class="line-{kind}" points="{path}"/>')
        for x, y in points[-1:] if len(points) > 2 * MOST_LABELS else points:
            drawing.add(_mark(kind, drawing.turned(x), y))
        if len(series) > 1 and points:
            drawing.text(points[-1][0] + 12, ends[kind] + 5, each.name, "name")
    return drawing.picture(title, about)


class _Drawing:
    """A frame with its axes, filled shape by shape."""

    def __init__(self, labels: Sequence[str], most: Fraction, names: int) -> None:
        self.right_to_left = languages.get(language()).direction == "rtl"
        self.floor = Fraction(HEIGHT - BOTTOM)
        self.length = Fraction(WIDTH - LEFT - RIGHT - names)
        self.step = self.length / max(1, len(labels))
        self.shapes: list[str] = []
        tick = _tick(most)
        self.top = max(tick, -(-most // tick) * tick)
        value = Fraction(0)
        while value <= self.top:
            y = self.floor - value / self.top * (self.floor - TOP)
            ends = self.turned(Fraction(LEFT)), self.turned(LEFT + self.length)
            self.add(f'<path class="grid" d="M{_n(ends[0])} {_n(y)}H{_n(ends[1])}"/>')
            self.text(Fraction(LEFT - 8), y + 5, formats.number(_short(value)), "tick")
            value += tick
        every = -(-len(labels) // MOST_LABELS)
        for number, label in enumerate(labels):
            if number % every == 0:
                self.text(self.at(number, 0)[0], self.floor + 22, label, "label")

    def at(self, number: int, value: Value) -> tuple[Fraction, Fraction]:
        """Return where a value stands above the label of that number, from where time begins."""
        x = LEFT + self.step * number + self.step / 2
        return x, self.floor - Fraction(value) / self.top * (self.floor - TOP)

    def turned(self, x: Fraction, half: Fraction = Fraction(0)) -> Fraction:
        """Return the left edge, on the page, of what is ``half`` wide on each side of ``x``."""
        return (WIDTH - x if self.right_to_left else x) - half

    def add(self, shape: str) -> None:
        """Draw one more shape."""
        self.shapes.append(shape)

    def text(self, x: Fraction, y: Fraction, text: str, kind: str) -> None:
        """Write a text; its class says on which side of ``x`` it stands."""
        place = f'x="{_n(self.turned(x))}" y="{_n(y)}"'
        self.add(f'<text class="{kind}" {place}>{escape(text)}</text>')

    def picture(self, title: str, about: str) -> Markup:
        """Return the whole drawing."""
        return Markup(  # noqa: S704 - every text in it is escaped
            f'<svg class="plot" role="img" viewBox="0 0 {WIDTH} {HEIGHT}">'
            f"<title>{escape(title)}</title><desc>{escape(about)}</desc>"
            f'<g aria-hidden="true">{"".join(self.shapes)}</g></svg>'
        )


def _tick(most: Fraction) -> Fraction:
    """Return a round step of which three to five reach the most there is: 1, 2, 5, 10, 20…"""
    step = Fraction(1)
    while step * 5 < most:
        step *= 2 if str(step)[0] in "15" else Fraction(5, 2)
    return step


def _short(value: Value) -> int | float:
    """Return a value as it is written beside the drawing, to the tenth."""
    rounded = round(float(value), 1)
    return int(rounded) if rounded.is_integer() else rounded


def _apart(heights: list[Fraction]) -> list[Fraction]:
    """Return where names stand so that none is upon another, in their order."""
    placed = list(heights)
    above: Fraction | None = None
    for number in sorted(range(len(heights)), key=lambda each: (heights[each], each)):
        placed[number] = heights[number] if above is None else max(heights[number], above + 18)
        above = placed[number]
    return placed


def _mark(kind: int, x: Fraction, y: Fraction) -> str:
    """Return the sign that stands on a line: disc, square, triangle, ring."""
    match kind:
        case 1:
            return f'<rect class="mark-1" x="{_n(x - 4)}" y="{_n(y - 4)}" width="8" height="8"/>'
        case 2:
            return f'<path class="mark-2" d="M{_n(x)} {_n(y - 6)}l5 9h-10z"/>'
    return f'<circle class="mark-{kind}" cx="{_n(x)}" cy="{_n(y)}" r="4"/>'


def _n(value: Fraction) -> str:
    """Return a length as SVG reads it."""
    return f"{float(value):.1f}".removesuffix(".0")
