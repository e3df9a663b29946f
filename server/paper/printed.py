"""What was printed in a pack, and what is still held of it.

A page that has changed since is still marked by the text that stands on the paper, as long as the
library holds it: the release before stays for one step back. Of what was taken off nothing is
shown, on paper or to enter it.
"""

from dataclasses import dataclass

from content import browse
from content.browse import Item
from content.library import Library
from content.questions.exercise import Exercise
from server.library.reading import text_at, version_name
from server.paper.models import Pack, PackPage
from server.paper.sheets import Drawn, Sheet, Told, answers_on, sheet_of
from server.records.attempts import Task

THERE, CHANGED, LOST, GONE = "there", "changed", "lost", "gone"
"""As it was printed; another text now, the printed one still held; the printed one held no more;
not in the library at all."""


@dataclass(frozen=True)
class Printed:
    """A page of a pack, with what the library holds of it."""

    page: PackPage
    node: Item | None
    """None where it is GONE."""
    body: str | Exercise | None
    """The text that was printed, None where it is not held."""
    state: str

    @property
    def is_exercise(self) -> bool:
        """Say whether it has questions."""
        return bool(self.page.kind == "exercise")

    @property
    def can_be_entered(self) -> bool:
        """Say whether what was done can be kept: a lesson was read, whatever it said."""
        return self.state in (THERE, CHANGED) or (self.state == LOST and not self.is_exercise)

    @property
    def drawn(self) -> Drawn:
        """Return which questions were printed."""
        return Drawn(self.page.seed, self.page.half)

    @property
    def task(self) -> Task | None:
        """Return the exercise as records know it, None for a lesson and what is not held."""
        if self.node is None or not isinstance(self.body, Exercise):
            return None
        return Task(self.node, self.page.text_sha256, self.body)

    def sheet(self) -> Sheet | None:
        """Return it as it was printed, None where it is not held."""
        if self.node is None or self.body is None:
            return None
        language = self.page.version.removesuffix("-easy")
        files = browse.files_of(self.node)
        sha256, drawn = self.page.text_sha256, self.drawn
        title = self.page.title
        return sheet_of(self.node, title, language, self.body, files, sha256=sha256, drawn=drawn)

    def answers(self) -> list[Told]:
        """Return what is right in it, for a teacher; nothing for a lesson."""
        if not isinstance(self.body, Exercise):
            return []
        return answers_on(self.body, self.page.node_id, self.page.text_sha256, self.drawn)


def pages_of(pack: Pack, library: Library) -> list[Printed]:
    """Return the pages of a pack in their order, with what is held of them."""
    pages = pack.pages()
    held = browse.items([page.node_id for page in pages], pack.language, coach=False)
    return [_printed(page, held.get(page.node_id), library) for page in pages]


def _printed(page: PackPage, node: Item | None, library: Library) -> Printed:
    if node is None:
        return Printed(page, None, None, GONE)
    media_type = browse.text_held(page.node_id, page.text_sha256)
    if not media_type:
        return Printed(page, node, None, LOST)
    body = text_at(library, page.text_sha256, media_type)
    now = {version_name(each): each.file for each in browse.versions(node)}.get(page.version)
    is_current = now is not None and now.sha256 == page.text_sha256
    return Printed(page, node, body, THERE if is_current else CHANGED)
