"""Moodle's questions on a picture: labels to drag onto it, markers to put on it."""

import re
from collections.abc import Iterable, Sequence

from content.formats.questions.brought import BY_HAND, LeftOut
from content.formats.questions.marked import Said
from content.formats.questions.moodle_xml.rich import Rich, said
from content.formats.questions.xml import Element
from content.questions.types import Labels, Picture, Question
from i18n.refusals import Phrase
from i18n.translate import N_

LETTER, AROUND, HIGH = 8, 12, 30
"""Pixels of Moodle's page: how wide a letter of a label is, and its frame; how high it is."""
WIDEST = (150, 100)
"""Pixels that a picture for a label is made to fit in."""
_NUMBER = re.compile(r"-?\d{1,6}")


def labels(rich: Rich, said_: Said) -> Question:
    """Return labels to put on a picture ("ddimageortext"). Raises ``LeftOut``."""
    picture = _picture(rich)
    drags = {_said(drag, "no"): drag for drag in rich.question.all("drag")}
    if any(not rich.plain(drag) for drag in drags.values()):
        raise LeftOut(Phrase(N_("one of its labels is a picture.")), BY_HAND)
    groups = {number: _said(drag, "draggroup") or "1" for number, drag in drags.items()}
    boxes = _boxes(rich, drags, groups)
    places, chosen = [], []
    for drop in rich.question.all("drop"):
        x, y = _numbers(_said(drop, "xleft"))[:1], _numbers(_said(drop, "ytop"))[:1]
        if not x or not y:
            raise LeftOut(Phrase(N_("one of its places is not on the picture.")))
        chosen.append(_said(drop, "choice"))
        wide, high = boxes.get(groups.get(chosen[-1], "1"), (0, 0))
        places.append(_inside(picture, x[0] + wide // 2, y[0] + high // 2))
    return _labelled(rich, said_, picture, drags, places, chosen)


def box_of(labels: Iterable[str]) -> tuple[int, int]:
    """Return how large the places for labels are, in pixels."""
    return max(map(len, labels), default=0) * LETTER + AROUND, HIGH


def _boxes(
    rich: Rich, drags: dict[str, Element], groups: dict[str, str]
) -> dict[str, tuple[int, int]]:
    """Return how large the places of each group are: as its largest label, in pixels.

    Moodle says where the corner of a place is, and measures its labels on the page.
    """
    found: dict[str, tuple[int, int]] = {}
    for number, drag in drags.items():
        wide, high = _size(rich, drag)
        before = found.get(groups[number], (0, 0))
        found[groups[number]] = max(wide, before[0]), max(high, before[1])
    return found


def _size(rich: Rich, drag: Element) -> tuple[int, int]:
    file = drag.first("file")
    picture = (
        rich.attached.sized(f"@@PLUGINFILE@@/{file.get('name')}") if file is not None else None
    )
    if picture is None or not picture.width or not picture.height:
        return box_of([rich.plain(drag)])
    fits = min(1.0, WIDEST[0] / picture.width, WIDEST[1] / picture.height)
    return round(picture.width * fits), round(picture.height * fits)


def markers(rich: Rich, said_: Said) -> Question:
    """Return markers to put on a picture ("ddmarker") as labels: its places are shown then.

    Raises:
        LeftOut: as ``labels`` does.
    """
    picture = _picture(rich)
    drags = {_said(drag, "no"): drag for drag in rich.question.all("drag")}
    places, chosen = [], []
    for drop in rich.question.all("drop"):
        x, y = _middle(_said(drop, "shape").lower(), _said(drop, "coords"))
        places.append(_inside(picture, x, y))
        chosen.append(_said(drop, "choice"))
    return _labelled(rich, said_, picture, drags, places, chosen)


def _labelled(
    rich: Rich,
    said_: Said,
    picture: Picture,
    drags: dict[str, Element],
    places: Sequence[tuple[int, int]],
    chosen: Sequence[str],
) -> Labels:
    if any(number not in drags for number in chosen):
        raise LeftOut(Phrase(N_("one of its places has no label.")))
    texts = {number: rich.plain(drag) for number, drag in drags.items()}
    names = tuple(dict.fromkeys(filter(None, texts.values())))
    key = tuple(names.index(texts[number]) if texts[number] else -1 for number in chosen)
    return Labels(
        **said_.fields,
        picture=picture,
        labels=names,
        places=tuple(places),
        key=key,
        again=len(set(key)) < len(key)
        or any(drag.first("infinite") is not None for drag in drags.values()),
    )


def _picture(rich: Rich) -> Picture:
    file = rich.question.first("file")
    name = file.get("name") if file is not None else ""
    picture = rich.attached.sized(f"@@PLUGINFILE@@/{name}") if name else None
    if picture is None or not picture.width:
        raise LeftOut(Phrase(N_("its picture is missing, or of a kind that cannot be shown.")))
    return picture


def _middle(shape: str, coords: str) -> tuple[int, int]:
    """Return the middle of a zone: "x,y;radius", "x,y;width,height", or points "x,y;x,y;..."."""
    found = _numbers(coords)
    if shape == "circle" and len(found) >= 2:
        return found[0], found[1]
    if shape == "rectangle" and len(found) == 4:
        return found[0] + found[2] // 2, found[1] + found[3] // 2
    if shape == "polygon" and len(found) >= 6:
        xs, ys = found[::2], found[1::2]
        return sum(xs) // len(xs), sum(ys) // len(ys)
    raise LeftOut(Phrase(N_("one of its places is not on the picture.")))


def _inside(picture: Picture, x: int, y: int) -> tuple[int, int]:
    return min(max(x, 0), picture.width), min(max(y, 0), picture.height)


def _numbers(text: str) -> list[int]:
    return [int(found) for found in _NUMBER.findall(text)]


def _said(element: Element, name: str) -> str:
    child = element.first(name)
    return said(child).strip() if child is not None else ""
