"""The sentences that a teacher writes often: at most nine, each on a key, nobody else's."""

from collections.abc import Sequence

from content.wording import one_line
from i18n.refusals import Conflict, Invalid
from i18n.translate import N_
from server.database import writing
from server.marking.models import ReadyComment

MOST = 9
"""One for each of the keys 1 to 9."""
LONGEST = 200
"""Characters of a sentence: what is longer is written for one work."""


class CommentTooLong(Invalid):
    """A sentence is not short."""

    message = N_("A ready comment has {most} characters at most: shorten number {place}.")


class NothingToKeep(Invalid):
    """An empty remark is to be kept."""

    message = N_("Write the remark first; then it can be kept as a ready comment.")


class TooLongToKeep(Invalid):
    """A long remark is to be kept."""

    message = N_(
        "This remark is too long for a ready comment: {most} characters at most. It stays as it "
        "is; keep a sentence of it on the page of your comments."
    )


class NoPlaceLeft(Conflict):
    """There are nine already."""

    message = N_("You have {most} ready comments already. Change one on the page of your comments.")


def write_all(person_id: int, texts: Sequence[str]) -> None:
    """Keep somebody's sentences as they stand on the page, in the place of those before.

    Args:
        person_id: whose.
        texts: for the places from 1 on; "" for none.

    Raises:
        CommentTooLong: nothing is changed.
    """
    lines = [one_line(text) for text in texts[:MOST]]
    for place, line in enumerate(lines, 1):
        if len(line) > LONGEST:
            raise CommentTooLong(most=LONGEST, place=place)
    with writing():
        ReadyComment.delete().where(ReadyComment.person == person_id).execute()
        for place, line in enumerate(lines, 1):
            if line:
                ReadyComment.create(person=person_id, place=place, text=line)


def keep(person_id: int, text: str) -> int:
    """Keep a sentence in somebody's first free place and return that; one that is there stays.

    Raises:
        NothingToKeep, TooLongToKeep, NoPlaceLeft
    """
    line = one_line(text)
    if not line:
        raise NothingToKeep()
    if len(line) > LONGEST:
        raise TooLongToKeep(most=LONGEST)
    with writing():
        there = ReadyComment.of(person_id)
        for place, sentence in there.items():
            if sentence == line:
                return place
        free = next((place for place in range(1, MOST + 1) if place not in there), None)
        if free is None:
            raise NoPlaceLeft(most=MOST)
        ReadyComment.create(person=person_id, place=free, text=line)
    return free


def written_into(remark: str, sentence: str) -> str:
    """Return a remark with a sentence at its end; one that holds it stays. As remarks.js does."""
    if not sentence or sentence in remark:
        return remark
    return f"{remark.rstrip()} {sentence}".lstrip()
