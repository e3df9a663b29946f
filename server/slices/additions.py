"""What slices put on each other's pages, so that the lower one knows nothing of the higher."""

from collections.abc import Callable, Collection
from datetime import date

from content.browse import Item
from server.aloud import recording_views as aloud_recording
from server.asking import answering_views
from server.asking import views as asking_views
from server.assigning import kept as assigning_kept
from server.attendance import views as attendance_views
from server.bundles import framing as bundles_framing
from server.bundles import views as bundles_views
from server.channel import views as channel_views
from server.classes import shared_views as classes_shared
from server.classes.models import SchoolClass
from server.exam_room import candidate_views as exam_candidate
from server.frames import deciding_views as frames_deciding
from server.frames import package_views as frames_packages
from server.frames import reader_views as frames_reader
from server.library import brought_page as library_brought
from server.library import document_views as library_documents
from server.library.around import NodePage
from server.library.reading import Reading
from server.marking import views as marking_views
from server.notes import views as notes_views
from server.paper import pack_views as paper_packs
from server.pictures import giving_views as pictures_giving
from server.pictures import views as pictures_views
from server.positioning import views as positioning_views
from server.results import copies_views as results_copies
from server.results import yearly as results_yearly
from server.side_by_side import views as side_by_side_views
from server.sittings import mine_views as sittings_mine
from server.web.navigation import Link
from server.web.tidings import Tiding
from server.web.tools import Tool
from server.wishes import answering_views as wishes_answering
from server.wishes import views as wishes_views
from server.words import views as words_views

OUTSIDE_PARTS: tuple[Callable[[Item, str], str], ...] = (wishes_views.outside_part,)
"""What slices add to the page that tells where a link of a page leads outside: each is given the
page and the address, and returns a part of that page, rendered and safe; "" for nothing."""

NODE_PAGES: dict[str, NodePage] = {
    "document": library_documents.document_page,
    "zim": frames_reader.page,
    "html5": frames_packages.page,
    "dictionary": words_views.page,
    "voice": library_brought.page,
    "interface": library_brought.page,
    "translator": library_brought.page,
}
"""The pages of kinds of nodes that are no lesson's, for readers and in previews."""

WAITING_PACKAGES = bundles_framing.package_of
"""What a frame may show of a release that waits for approval, to whom."""

PAGE_TOOLS: tuple[Callable[[Reading], Tool | None], ...] = (
    words_views.tool,
    side_by_side_views.tool,
)
"""What slices add to pages with a text: something in the bar, and what belongs to it below."""

SIGN_IN_WAYS: tuple[Callable[[], list[Link]], ...] = (pictures_views.sign_in_ways,)
"""What slices add to the sign-in page: other ways to sign in, while there are some."""

ROLL_PARTS: tuple[Callable[[SchoolClass], str], ...] = (pictures_giving.at_roll_call,)
"""What slices add to the roll of a meeting of today: each is given the class, and returns a part of
that page, rendered and safe; "" for nothing."""

LOOK_PARTS: tuple[Callable[[], str], ...] = (aloud_recording.look_part,)
"""What slices add to the page on which somebody chooses how pages look: as for rolls."""

TIDINGS = (bundles_views.tidings, channel_views.tidings, wishes_answering.tidings)
"""What slices tell on the first page of staff."""

CLASS_TIDINGS = (
    attendance_views.tidings,
    marking_views.tidings,
    results_copies.tidings,
    answering_views.tidings,
    classes_shared.tidings,
)
"""What slices tell on the first page of those who keep classes."""

HOME_TIDINGS: tuple[Callable[[], list[Tiding]], ...] = (
    exam_candidate.tidings,
    positioning_views.tidings,
    sittings_mine.tidings,
    asking_views.tidings,
    wishes_views.tidings,
)
"""What slices tell a learner on the first page: what was answered, what is due."""

YEARLY_COUNTS: tuple[Callable[[Collection[int] | None, date, date], list[tuple[str, int]]], ...] = (
    results_yearly.counts,
)
"""What slices count for the report of a year: label and figure; of some people or of all."""

KEPT_SECTIONS: tuple[Callable[[int], str], ...] = (
    assigning_kept.kept,
    asking_views.kept,
    notes_views.kept,
    positioning_views.kept,
    wishes_views.kept,
    frames_deciding.kept,
    frames_packages.kept,
    words_views.kept,
    paper_packs.kept_section,
    sittings_mine.kept,
)
"""What slices keep about a person, by the number of their account: each returns a part of the page
"What is kept about me", an h2 and what stands below it, rendered and safe; "" for nothing."""
