"""Questions about a picture, to and from the fields of their forms.

A place is put where somebody clicks on the picture: an ``<input type="image">`` sends the point of
the click, without any script.
"""

from typing import Any

from content.questions.types import Area, Labels, Picture, Spot
from server.bank.fields import Fields
from server.bank.form_refusals import NothingRight, PictureNeeded, TooFew

_SHARE = 16
"""The radius of a new area: so many of them go into the shorter side of the picture."""


def clicked(fields: Fields, shape: str) -> None:
    """Add a place where the picture was clicked, to the fields of a form."""
    if "spot.x" not in fields or "spot.y" not in fields:
        return
    row = ([-1, *fields.rows("x", "y")])[-1] + 1
    fields[f"x.{row}"], fields[f"y.{row}"] = fields.pop("spot.x"), fields.pop("spot.y")
    if shape == Spot.type:
        shorter = min(fields.whole("width"), fields.whole("height"))
        fields[f"radius.{row}"] = str(max(8, shorter // _SHARE))


def fill_labels(question: Labels, fields: Fields) -> None:
    """Write a labelled picture into the fields of its form."""
    _fill_picture(question.picture, fields)
    for place, (x, y) in enumerate(question.places):
        fields[f"x.{place}"], fields[f"y.{place}"] = str(x), str(y)
        fields[f"label.{place}"] = question.labels[question.key[place]]
    fields.put_rows("named", question.named)
    used = set(question.key)
    others = [label for n, label in enumerate(question.labels) if n not in used]
    fields["others"] = "\n".join(others)
    fields["rule"] = question.rule


def take_labels(fields: Fields, common: dict[str, Any]) -> Labels:
    """Return the labelled picture that a form says.

    Raises:
        PictureNeeded
        TooFew: there is no place, or one has no label.
    """
    picture = _picture(fields)
    rows = [row for row in fields.rows("x") if fields.line(f"y.{row}")]
    words = [fields.line(f"label.{row}") for row in rows]
    if not rows or not all(words):
        raise TooFew()
    others = [line.strip() for line in fields.lines("others").split("\n") if line.strip()]
    labels = tuple(dict.fromkeys([*words, *others]))
    named = tuple(fields.line(f"named.{row}") for row in rows)
    return Labels(
        **common,
        picture=picture,
        labels=labels,
        places=tuple((fields.whole(f"x.{row}"), fields.whole(f"y.{row}")) for row in rows),
        key=tuple(labels.index(word) for word in words),
        named=named if any(named) else (),
        again=len(set(words)) < len(words),
        rule=fields.line("rule"),
    )


def fill_spot(question: Spot, fields: Fields) -> None:
    """Write areas of a picture into the fields of their form."""
    _fill_picture(question.picture, fields)
    for place, area in enumerate(question.areas):
        fields[f"x.{place}"], fields[f"y.{place}"] = map(str, area.coords[:2])
        if area.shape == "circle":
            fields[f"radius.{place}"] = str(area.coords[2])
        else:
            fields[f"shape.{place}"] = f"{area.shape} {','.join(map(str, area.coords))}"
        fields[f"named.{place}"] = area.name
        fields[f"right.{place}"] = "yes" if place in question.key else ""
    fields["several"] = "yes" if question.several else ""


def take_spot(fields: Fields, common: dict[str, Any]) -> Spot:
    """Return the areas of a picture that a form says.

    Raises:
        PictureNeeded
        TooFew: there are not two areas.
        NothingRight
    """
    picture = _picture(fields)
    rows = [row for row in fields.rows("x") if fields.line(f"y.{row}")]
    if len(rows) < 2:
        raise TooFew()
    key = tuple(place for place, row in enumerate(rows) if fields.ticked(f"right.{row}"))
    if not key:
        raise NothingRight()
    areas = tuple(_area(fields, row) for row in rows)
    several = fields.ticked("several") or len(key) > 1
    return Spot(**common, picture=picture, areas=areas, key=key, several=several)


def _area(fields: Fields, row: int) -> Area:
    name = fields.line(f"named.{row}")
    shape, _, coords = fields.line(f"shape.{row}").partition(" ")
    if coords and all(part.isdecimal() for part in coords.split(",")):
        return Area(shape, tuple(map(int, coords.split(","))), name)
    names = (f"x.{row}", f"y.{row}", f"radius.{row}")
    return Area("circle", tuple(fields.whole(each) for each in names), name)


def _fill_picture(picture: Picture, fields: Fields) -> None:
    fields["image"], fields["alt"] = picture.file, picture.alt
    fields["width"], fields["height"] = str(picture.width), str(picture.height)


def _picture(fields: Fields) -> Picture:
    if not fields.line("image"):
        raise PictureNeeded()
    width, height = fields.whole("width"), fields.whole("height")
    return Picture(fields.line("image"), fields.line("alt"), width, height)
