"""Pages of a module that somebody will not find, and why: told to the teacher, shown to nobody."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from content import browse
from content.browse import Item
from i18n.translate import N_
from server.audiences.models import hidden_from
from server.classes.models import Enrolment
from server.modules.models import ModulePage
from server.records.models import Visit

GONE = N_("It is not in the library any more, or is for teachers only now.")
NOT_THEIRS = N_("Its course is not approved for them. A content manager chooses for whom it is.")
TAKEN_BACK = N_("Its course was taken back by its publisher: only who has begun it finds it.")


@dataclass(frozen=True)
class Missing:
    """A page, why it is missing, and for whom."""

    title: str
    why: str
    """One of the sentences above, to be translated."""
    names: tuple[str, ...]
    """Of the people; none where it is so for everybody."""


class Shelf:
    """The pages of some modules as they are in the library now, for one person after the other."""

    def __init__(self, pages: Iterable[ModulePage], language: str, *, at: datetime) -> None:
        self.pages = list(pages)
        self.held = browse.items([page.node_id for page in self.pages], language, coach=False)
        self._channels = {each.id: each for each in browse.channels(language)}
        self._at = at

    def why(self, page: ModulePage, person_id: int) -> str:
        """Return why somebody does not find a page, "" if they do."""
        return self._why(page, *self._of(person_id))

    def found_by(self, person_id: int) -> list[str]:
        """Return the ids of the pages that somebody finds."""
        about = self._of(person_id)
        return [page.node_id for page in self.pages if not self._why(page, *about)]

    def missing_of(self, hidden: Set[str], begun: Set[str]) -> set[str]:
        """Return the ids of the pages that somebody does not find, told by what is theirs.

        Args:
            hidden: manifests of releases that are not for them.
            begun: channels of which they have opened a page.
        """
        return {page.node_id for page in self.pages if self._why(page, hidden, begun)}

    @property
    def asks_what_is_begun(self) -> bool:
        """Say whether it matters which courses somebody has begun: one was taken back."""
        return any(each.retired for each in self._channels.values())

    def _of(self, person_id: int) -> tuple[set[str], set[str]]:
        hidden = hidden_from(person_id, at=self._at)
        return hidden, Visit.channels_of(person_id) if self.asks_what_is_begun else set()

    def _why(self, page: ModulePage, hidden: Set[str], begun: Set[str]) -> str:
        item = self.held.get(page.node_id)
        if item is None:
            return GONE
        channel = self._channels[item.channel]
        if channel.manifest in hidden:
            return NOT_THEIRS
        return TAKEN_BACK if channel.retired and channel.id not in begun else ""

    def title(self, page: ModulePage) -> str:
        """Return the title of a page now, or as it was when it was taken."""
        item: Item | None = self.held.get(page.node_id)
        return item.words.title if item and item.words.title else page.title

    def missing_for(self, people: Sequence[Enrolment]) -> list[Missing]:
        """Return the pages that some of these people do not find, in the order of the module."""
        about = [(each.person.name, self._of(each.person_id)) for each in people]
        found = []
        for page in self.pages:
            reasons: dict[str, list[str]] = {}
            for name, (hidden, begun) in about:
                reasons.setdefault(self._why(page, hidden, begun), []).append(name)
            if not people and page.node_id not in self.held:
                reasons[GONE] = []
            for why, names in reasons.items():
                if why:
                    told = () if len(names) == len(people) else tuple(names)
                    found.append(Missing(self.title(page), why, told))
        return found
