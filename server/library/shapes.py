"""What each type of question puts on a page: nothing in it tells the answer."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from content.questions import answers
from content.questions.pictured import CIRCLE
from content.questions.types import (
    Area,
    Choice,
    Dictation,
    Gaps,
    Labels,
    Match,
    Number,
    Order,
    Part,
    Parts,
    Picks,
    Picture,
    Question,
    Spot,
    Text,
    Words,
)
from content.questions.values import MARKER

Rooted = Callable[[str], str]
"""Makes the pictures and links of a fragment ones that are found from any address."""
_NUMBERS = 14
"""Pixels of the picture, at the least, from the middle of a place to the edge of its number."""


@dataclass(frozen=True)
class ShownPicture:
    """A picture with places on it."""

    src: str
    alt: str
    width: int
    height: int

    @property
    def mark(self) -> int:
        """Return the radius of a number on it: the same size to the eye, however large it is."""
        return max(_NUMBERS, self.width // 28)


@dataclass(frozen=True)
class ShownPlace:
    """A numbered place, or area, of a picture."""

    number: int
    name: str
    """In words, for who does not see it; "" where there are none."""
    x: int
    y: int
    """The middle."""
    shape: str = ""
    """Of an area: "circle", "rect" or "poly"."""
    box: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Of an area: left, top, width, height."""
    radius: int = 0
    points: str = ""
    """Of a polygon, as SVG has them."""


@dataclass(frozen=True)
class ShownPart:
    """A question within a text."""

    number: int
    type: str
    several: bool
    shown: str
    """A choice: "" for a list, "column", "row"."""
    options: list[tuple[str, str]]
    """What each option sends, and its words: plain where it stands in a list."""


@dataclass(frozen=True)
class ShownSound:
    """Something to listen to."""

    src: str
    name: str


@dataclass(frozen=True)
class Shape:
    """What a type of question puts on the page: nothing in it tells the answer."""

    options: list[str] = field(default_factory=list)
    """Choice: the options. Match: the left sides. Order, Words: the things, shuffled."""
    values: list[str] = field(default_factory=list)
    """Choice: what each option sends, where they stand in another order; [] for their places."""
    picks: list[str] = field(default_factory=list)
    """Match: what to choose from for each left side. Labels: for each place."""
    lists: list[list[str]] = field(default_factory=list)
    """Picks: what to choose from for each gap."""
    pieces: list[str] = field(default_factory=list)
    """Gaps, Picks: the text around them. Parts: HTML, which is whole only with fields between."""
    direction: str = ""
    """Words: which way their own script runs."""
    parts: list[ShownPart] = field(default_factory=list)
    """Parts: what is asked between the pieces, in the order of the text."""
    picture: ShownPicture | None = None
    """Labels, Spot."""
    places: list[ShownPlace] = field(default_factory=list)
    """Labels: where they go. Spot: the areas."""
    units: list[str] = field(default_factory=list)
    """Number: what to choose from, where the unit is chosen."""
    unit_first: bool = False
    sounds: list[ShownSound] = field(default_factory=list)
    """What is listened to before answering."""
    stretches: list[ShownSound] = field(default_factory=list)
    """Dictation: what is written down, one field each."""
    template: str = ""
    """Text: what stands in the field at first."""
    lines: int = 0
    """Text: how high the field is; 0 where the page decides."""


def shape_of(question: Question, seed: str, rooted: Rooted) -> Shape:
    """Return what a question puts on its page.

    Args:
        question: with its key.
        seed: what its parts are shuffled by.
        rooted: see ``Rooted``.
    """

    def file(name: str) -> str:
        return rooted(f'<img src="{name}">').removeprefix('<img src="').removesuffix('">')

    heard = [ShownSound(file(each.file), each.name) for each in answers.sounds_of(question)]
    sounds = heard[: len(question.sounds)]
    match question:
        case Choice():
            return Shape(options=[rooted(each) for each in question.options], sounds=sounds)
        case Match():
            lefts = [rooted(left) for left, _ in question.key]
            return Shape(options=lefts, picks=answers.choices_of(question, seed), sounds=sounds)
        case Order():
            return Shape(options=answers.things_of(question, seed), sounds=sounds)
        case Words():
            words = answers.words_of(question, seed)
            return Shape(options=words, direction=_direction("".join(words)), sounds=sounds)
        case Picks():
            lists = answers.lists_of(question)
            return Shape(pieces=list(question.pieces), lists=lists, sounds=sounds)
        case Gaps():
            return Shape(pieces=list(question.pieces), sounds=sounds)
        case Number() if question.unit_listed:
            units = [name for name, _ in question.units]
            return Shape(units=units, unit_first=question.unit_first, sounds=sounds)
        case Parts():
            pieces, parts = _parts(question, seed, rooted)
            return Shape(pieces=pieces, parts=parts, sounds=sounds)
        case Labels():
            return Shape(
                picture=_picture(question.picture, file),
                places=_places(question),
                picks=answers.labels_of(question, seed),
                sounds=sounds,
            )
        case Spot():
            areas = [_area(number, area) for number, area in enumerate(question.areas, start=1)]
            return Shape(picture=_picture(question.picture, file), places=areas, sounds=sounds)
        case Dictation():
            return Shape(sounds=sounds, stretches=heard[len(question.sounds) :])
        case Text():
            return Shape(template=question.template, lines=question.lines, sounds=sounds)
    return Shape(sounds=sounds)


def _parts(question: Parts, seed: str, rooted: Rooted) -> tuple[list[str], list[ShownPart]]:
    """Return the HTML around the parts, and these as they come in it."""
    pieces = MARKER.split(rooted(question.text))
    numbers = [int(number) for number in pieces[1::2]]
    parts = [_part(number, question.key[number - 1], seed, rooted) for number in numbers]
    return pieces[::2], parts


def _part(number: int, part: Part, seed: str, rooted: Rooted) -> ShownPart:
    shown = answers.options_of(part, f"{seed}|{number}")
    return ShownPart(
        number=number,
        type=part.question.type,
        several=isinstance(part.question, Choice) and part.question.several,
        shown=part.shown,
        options=[(str(place), rooted(option)) for place, option in shown],
    )


def _picture(picture: Picture, file: Callable[[str], str]) -> ShownPicture:
    return ShownPicture(file(picture.file), picture.alt, picture.width, picture.height)


def _places(question: Labels) -> list[ShownPlace]:
    names = question.named or ("",) * len(question.places)
    pairs = zip(question.places, names, strict=True)
    return [ShownPlace(number, name, x, y) for number, ((x, y), name) in enumerate(pairs, start=1)]


def _area(number: int, area: Area) -> ShownPlace:
    at = area.coords
    if area.shape == CIRCLE:
        x, y, radius = at
        box = (x - radius, y - radius, 2 * radius, 2 * radius)
        return ShownPlace(number, area.name, x, y, CIRCLE, box, radius)
    across, down = (min(at[::2]), max(at[::2])), (min(at[1::2]), max(at[1::2]))
    box = (across[0], down[0], across[1] - across[0], down[1] - down[0])
    points = " ".join(f"{x},{y}" for x, y in zip(at[::2], at[1::2], strict=False))
    middle = (sum(across) // 2, sum(down) // 2)
    return ShownPlace(number, area.name, *middle, area.shape, box, 0, points)


def _direction(text: str) -> str:
    """Return the direction of the first letter: where lists stand side by side, none is text."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"
