"""Interactions of QTI on a picture: areas, points, labels."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from content.formats.questions.brought import BY_HAND, LeftOut
from content.formats.questions.marked import Said
from content.formats.questions.qti.body import Body
from content.formats.questions.qti.declared import MAP, Declared
from content.formats.questions.qti.made import Made, made
from content.formats.questions.xml import Element
from content.questions.pictured import CIRCLE, POLY, RECT, Area
from content.questions.qti import is_inside
from content.questions.question import ALL_OR_NOTHING
from content.questions.types import Labels, Picture, Spot
from i18n.refusals import Phrase
from i18n.translate import N_

ALL = Fraction(1)
MOST_OTHERS = 5
"""Areas that are added to a point that is right, so that there is something to choose."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def spot(element: Element, known: Declared, body: Body, said: Said) -> Made:
    """Return areas of a picture to choose from ("hotspotInteraction"). Raises ``LeftOut``."""
    picture = _picture(element, body)
    found = list(element.all("hotspotChoice"))
    areas = tuple(
        _area(picture, each.get("shape"), each.get("coords"), each.get("hotspotLabel"))
        for each in found
    )
    earned = [known.earns(each.get("identifier")) for each in found]
    best = known.best(earned)
    key = tuple(place for place, share in enumerate(earned) if share > 0)
    several = known.is_several
    if not several:
        key = (max(key, key=lambda place: earned[place]),)
    rule = ALL_OR_NOTHING if several and known.how != MAP else ""
    question = Spot(
        **said.fields, picture=picture, areas=areas, key=key, several=several, rule=rule
    )
    names = [each.get("identifier") for each in found]
    points = best if known.how == MAP else ALL
    return made(element, question, points, lambda answer: [names[int(place)] for place in answer])


def point(element: Element, known: Declared, body: Body, said: Said) -> Made:
    """Return a point of a picture to find, as areas with others like the right ones beside them.

    Raises:
        LeftOut: there is no picture, or no area that is right.
    """
    picture = _picture(element, body)
    right = [_area(picture, each.shape, each.coords) for each in known.areas if each.value > 0]
    if not right:
        raise LeftOut(Phrase(N_("it does not say which answer is right.")))
    areas = [*right, *_others(picture, right)]
    order = sorted(range(len(areas)), key=lambda place: _middle(areas[place])[::-1])
    key = tuple(place for place, n in enumerate(order) if n < len(right))
    several = known.is_several and len(key) > 1
    if not several:
        key = key[:1]
        order = [n for n in order if n >= len(right) or n == order[key[0]]]
        key = (next(place for place, n in enumerate(order) if n < len(right)),)
    question = Spot(
        **said.fields,
        picture=picture,
        areas=tuple(areas[n] for n in order),
        key=key,
        several=several,
    )
    values = [each.value for each in known.areas if each.value > 0]
    within = [_point_in(area) for area in question.areas]
    points = sum(values, Fraction(0)) if several else max(values)
    return made(element, question, points, lambda answer: [within[int(place)] for place in answer])


def labelled(element: Element, known: Declared, body: Body, said: Said) -> Made:
    """Return labels to put on a picture ("graphicGapMatchInteraction"). Raises ``LeftOut``."""
    picture = _picture(element, body)
    words = [each for each in element if each.name in ("gapText", "gapImg")]
    texts = [each.get("objectLabel") or body.plain(each) for each in words]
    if not all(texts) or len(set(texts)) < len(texts):
        raise LeftOut(Phrase(N_("one of its labels is a picture.")), BY_HAND)
    names = [each.get("identifier") for each in words]
    pairs = [pair.split() for pair in known.correct or known.mapped]
    places, key, asked = [], [], []
    for spot_ in element.all("associableHotspot"):
        name = spot_.get("identifier")
        right = [
            n for n, word in enumerate(names) if [word, name] in pairs or [name, word] in pairs
        ]
        if len(right) == 1:
            places.append(_middle(_area(picture, spot_.get("shape"), spot_.get("coords"))))
            key.append(right[0])
            asked.append(name)
    if not key:
        raise LeftOut(Phrase(N_("it does not say which answer is right.")))
    again = len(set(key)) < len(key)
    rule = "" if known.how == MAP else ALL_OR_NOTHING
    question = Labels(
        **said.fields,
        picture=picture,
        labels=tuple(texts),
        places=tuple(places),
        key=tuple(key),
        again=again,
        rule=rule,
    )
    by_text = dict(zip(texts, names, strict=True))

    def told(answer: Sequence[str]) -> list[str]:
        chosen = zip(answer, asked, strict=True)
        return [f"{by_text[text]} {place}" for text, place in chosen if text]

    return made(element, question, Fraction(len(key)) if known.how == MAP else ALL, told)


def _picture(element: Element, body: Body) -> Picture:
    found = next((each for each in element if each.name in ("object", "img", "picture")), None)
    picture = None
    if found is not None:
        address = found.get("data") or found.get("src")
        said = found.get("alt") or " ".join(found.text().split())
        picture = body.attached.sized(address, found.get("width"), found.get("height"), said)
    if picture is None or not picture.width or not picture.height:
        raise LeftOut(Phrase(N_("its picture is missing, or of a kind that cannot be shown.")))
    return picture


def _area(picture: Picture, shape: str, coords: str, name: str = "") -> Area:
    found = [round(float(number)) for number in _NUMBER.findall(coords[:2_000])]
    if shape == "circle" and len(found) == 3:
        return Area(CIRCLE, (*_inside(picture, found[:2]), max(found[2], 1)), name)
    if shape == "ellipse" and len(found) == 4:
        radius = max((found[2] + found[3]) // 2, 1)
        return Area(CIRCLE, (*_inside(picture, found[:2]), radius), name)
    if shape == "rect" and len(found) == 4:
        left, right = sorted((found[0], found[2]))
        top, bottom = sorted((found[1], found[3]))
        return Area(RECT, _inside(picture, [left, top, right, bottom]), name)
    if shape == "poly" and len(found) >= 6:
        return Area(POLY, _inside(picture, found[: len(found) // 2 * 2]), name)
    if shape == "default":
        return Area(RECT, (0, 0, picture.width, picture.height), name)
    raise LeftOut(Phrase(N_("one of its places is not on the picture.")))


def _inside(picture: Picture, numbers: list[int]) -> tuple[int, ...]:
    sides = (picture.width, picture.height)
    return tuple(min(max(number, 0), sides[n % 2]) for n, number in enumerate(numbers))


def _middle(area: Area) -> tuple[int, int]:
    left, top, right, bottom = _box(area)
    return (left + right) // 2, (top + bottom) // 2


def _point_in(area: Area) -> str:
    """Return a point of an area: its middle, or that of three corners where it is bent."""
    x, y = _middle(area)
    coords = [Fraction(number) for number in area.coords]
    corners = list(zip(area.coords[::2], area.coords[1::2], strict=False))
    tried = (
        [(x, y)]
        if area.shape != POLY
        else [
            (x, y),
            *(
                (sum(c[0] for c in three) // 3, sum(c[1] for c in three) // 3)
                for three in zip(corners, corners[1:], corners[2:], strict=False)
            ),
            *corners,
        ]
    )
    points = [f"{across} {down}" for across, down in tried]
    return next((each for each in points if is_inside(area.shape, coords, each)), points[0])


def _box(area: Area) -> tuple[int, int, int, int]:
    at = area.coords
    if area.shape == CIRCLE:
        return at[0] - at[2], at[1] - at[2], at[0] + at[2], at[1] + at[2]
    return min(at[::2]), min(at[1::2]), max(at[::2]), max(at[1::2])


def _others(picture: Picture, right: list[Area]) -> Iterator[Area]:
    """Go through areas as large as the first right one, where none of the others lies."""
    left, top, far, low = _box(right[0])
    wide, high = max(far - left, 8), max(low - top, 8)
    taken = [_box(area) for area in right]
    columns, rows = picture.width // wide, picture.height // high
    free = [
        (x * wide, y * high, (x + 1) * wide, (y + 1) * high)
        for y in range(min(rows, 40))
        for x in range(min(columns, 40))
    ]
    free = [box for box in free if not any(_meet(box, other) for other in taken)]
    step = max(len(free) // MOST_OTHERS, 1)
    for box in free[step // 2 :: step][:MOST_OTHERS]:
        if right[0].shape == CIRCLE:
            x, y = (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
            yield Area(CIRCLE, (x, y, min(wide, high) // 2))
        else:
            yield Area(RECT, box)


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
