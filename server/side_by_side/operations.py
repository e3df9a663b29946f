"""What readers choose: which two versions, and whether a sentence can be pressed."""

from server.database import writing
from server.side_by_side.models import SideBySide


def choose(person_id: int, one: str, other: str) -> None:
    """Remember which two versions somebody sees abreast; names as ``version_name`` gives them."""
    with writing():
        kept, _ = SideBySide.get_or_create(person=person_id)
        kept.one, kept.other = one, other
        kept.save(only=[SideBySide.one, SideBySide.other])


def switch(person_id: int, *, on: bool) -> None:
    """Remember whether somebody presses sentences."""
    with writing():
        kept, _ = SideBySide.get_or_create(person=person_id)
        kept.on = on
        kept.save(only=[SideBySide.on])
