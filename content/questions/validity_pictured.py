"""Whether a question about places on a picture can be asked and marked."""

from content.questions.pictured import CIRCLE, POLY, RECT, Area, Labels, Spot
from content.questions.question import Picture
from content.questions.values import are_texts, is_file
from i18n.refusals import Phrase
from i18n.translate import N_

WIDEST = 20_000  # pixels of a picture


def fault_in_labels(question: Labels) -> str:
    """Say in a phrase why labels cannot be put on a picture; "" if they can."""
    if not _is_shown(question.picture):
        return Phrase(N_("it has no picture that can be shown"))
    count = len(question.places)
    if not count or not all(_is_inside(question.picture, *place) for place in question.places):
        return Phrase(N_("it has no place on the picture, or one beside it"))
    if not are_texts(question.labels) or len(set(question.labels)) < len(question.labels):
        return Phrase(N_("a label is empty, or stands twice"))
    known = all(label in range(len(question.labels)) for label in question.key)
    if not known or len(question.key) != count:
        return Phrase(N_("each place needs its label"))
    if not question.again and len(set(question.key)) < count:
        return Phrase(N_("a label belongs to several places: allow it to be taken again"))
    if len(question.named) not in (0, count):
        return Phrase(N_("each place needs its label"))
    return ""


def fault_in_spot(question: Spot) -> str:
    """Say in a phrase why an area of a picture cannot be pointed at; "" if it can."""
    if not _is_shown(question.picture):
        return Phrase(N_("it has no picture that can be shown"))
    if not question.areas or not all(_is_area(question.picture, area) for area in question.areas):
        return Phrase(N_("it has no area on the picture, or one that is not drawn right"))
    key = question.key
    if not key or len(set(key)) < len(key):
        return Phrase(N_("no answer is marked as right"))
    if not all(place in range(len(question.areas)) for place in key):
        return Phrase(N_("a question of type “{type}”"), type=question.type)
    if len(key) > 1 and not question.several:
        return Phrase(N_("one answer only can be right here, and several are marked"))
    return ""


def _is_shown(picture: Picture) -> bool:
    sized = 0 < picture.width <= WIDEST and 0 < picture.height <= WIDEST
    return is_file(picture.file) and sized


def _is_inside(picture: Picture, x: int, y: int) -> bool:
    return 0 <= x <= picture.width and 0 <= y <= picture.height


def _is_area(picture: Picture, area: Area) -> bool:
    sides, at = len(area.coords), area.coords
    if area.shape == CIRCLE:
        return sides == 3 and _is_inside(picture, at[0], at[1]) and 0 < at[2] <= WIDEST
    if area.shape == RECT:
        corners = sides == 4 and _is_inside(picture, *at[:2]) and _is_inside(picture, *at[2:])
        return corners and at[0] < at[2] and at[1] < at[3]
    points = zip(at[::2], at[1::2], strict=False)
    enough = area.shape == POLY and sides >= 6 and sides % 2 == 0
    return enough and all(_is_inside(picture, x, y) for x, y in points)
