"""Courses that could be taken for one another: told wherever somebody decides about one.

On a stick before it is brought in, on the page of what waits, on the console: a title with a letter
of another alphabet is not refused, since honest titles are alike too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.likeness import is_mixed, skeleton
from content.models import Channel, Release, Title
from i18n.translate import gettext as _
from server.bundles.models import Arrival
from server.bundles.offers import Offered


@dataclass(frozen=True)
class Alike:
    """Another course that could be taken for this one."""

    title: str
    channel: str


@dataclass(frozen=True)
class Doubt:
    """Why somebody should look twice at the name of a course."""

    alike: tuple[Alike, ...]
    mixed: tuple[str, ...]
    """Titles with letters of two alphabets in one word."""

    def lines(self) -> list[str]:
        """Return it in words, a line for each."""
        said = _("Look twice: it looks like “{title}” ({channel}).")
        two = _("Look twice: letters of two alphabets in one word of “{title}”.")
        return [
            *(said.format(title=each.title, channel=each.channel) for each in self.alike),
            *(two.format(title=title) for title in self.mixed),
        ]


def known() -> list[Alike]:
    """Return the titles and names of all courses that are here or on the way."""
    installed = (
        Title.select(Title.title, Release.channel_id)
        .join(Release, on=Title.release == Release.id)
        .join(Channel, on=Channel.current == Release.id)
        .where(Title.node.is_null())
    )
    waiting = ((each.title, each.channel_id) for each in Arrival.on_the_way())
    return [Alike(title, channel) for title, channel in sorted({*installed.tuples(), *waiting})]


def alike(channel_id: str, titles: Iterable[str], among: Iterable[Alike]) -> tuple[Alike, ...]:
    """Return the courses of other names that could be taken for one.

    Args:
        channel_id: of the course.
        titles: of it.
        among: the others; the course itself may be one of them.
    """
    mine = {skeleton(channel_id), *map(skeleton, titles)}
    return tuple(
        each
        for each in among
        if each.channel != channel_id and mine & {skeleton(each.title), skeleton(each.channel)}
    )


def doubts(offered: Sequence[Offered]) -> dict[str, Doubt]:
    """Return, by manifest, what to look at twice of what a medium offers; its own courses too."""
    own = [Alike(each.manifest.title, each.manifest.id) for each in offered]
    among = sorted({*known(), *own}, key=lambda each: (each.title, each.channel))
    found = {}
    for each in offered:
        title = each.manifest.title
        doubt = Doubt(alike(each.manifest.id, [title], among), (title,) if is_mixed(title) else ())
        if doubt.alike or doubt.mixed:
            found[each.offer.sha256] = doubt
    return found
