"""The slices, lowest first, and what each brings: pages, places of the menu, commands, jobs.

A slice may use the models and operations of those before it, never their pages.
"""

from collections.abc import Callable, Collection
from datetime import date

from i18n.translate import N_
from server.accounts import cli as accounts_cli
from server.accounts import views as accounts_views
from server.asking import answering_views
from server.asking import views as asking_views
from server.assigning import giving_views as assigning_giving
from server.assigning import kept as assigning_kept
from server.assigning import preview_views as assigning_preview
from server.assigning import views as assigning_views
from server.attendance import cli as attendance_cli
from server.attendance import hours_views as attendance_hours
from server.attendance import meeting_views as attendance_meetings
from server.attendance import views as attendance_views
from server.audiences import views as audiences_views
from server.audit import cli as audit_cli
from server.audit import views as audit_views
from server.bank import cli as bank_cli
from server.bank import exchange_views as bank_exchange
from server.bank import views as bank_views
from server.bank import writing_views as bank_writing
from server.bundles import cli as bundles_cli
from server.bundles import jobs as bundles_jobs
from server.bundles import review_views as bundles_review
from server.bundles import room_views as bundles_room
from server.bundles import views as bundles_views
from server.channel import cli as channel_cli
from server.channel import jobs as channel_jobs
from server.channel import views as channel_views
from server.classes import cards_views as classes_cards
from server.classes import cli as classes_cli
from server.classes import import_views as classes_imports
from server.classes import people_views as classes_people
from server.classes import room_views as classes_room
from server.classes import shared_views as classes_shared
from server.classes import views as classes_views
from server.exam_room import aloud_views as exam_room_aloud
from server.exam_room import candidate_files as exam_files
from server.exam_room import candidate_views as exam_candidate
from server.exam_room import examiner_views as exam_room_examiners
from server.exam_room import rescue_views as exam_room_rescue
from server.exams import composing_views as exams_composing
from server.exams import views as exams_views
from server.exams.composing import LARGEST_DOCUMENT
from server.exports import cli as exports_cli
from server.exports import views as exports_views
from server.jobs import cli as jobs_cli
from server.jobs import views as jobs_views
from server.library import cli as library_cli
from server.library import exercise_views as library_exercises
from server.library import jobs as library_jobs
from server.library import views as library_views
from server.lockdown import candidate_views as lockdown_candidate
from server.lockdown import views as lockdown_views
from server.marking import comments_views as marking_comments
from server.marking import past_views as marking_past
from server.marking import views as marking_views
from server.marking import work_views as marking_works
from server.notes import views as notes_views
from server.paper import pack_views as paper_packs
from server.paper import views as paper_views
from server.publisher import cli as publisher_cli
from server.records import views as records_views
from server.reports import progress_views as reports_progress
from server.reports import questions_views as reports_questions
from server.reports import relay_views as reports_relay
from server.reports import views as reports_views
from server.results import cli as results_cli
from server.results import copies_views as results_copies
from server.results import marks_views as results_marks
from server.results import mine_views as results_mine
from server.results import minutes_views as results_minutes
from server.results import yearly as results_yearly
from server.roles import KEEPERS
from server.seats import views as seats_views
from server.sittings import candidates_views as sittings_candidates
from server.sittings import mine_views as sittings_mine
from server.sittings import print_views as sittings_papers
from server.sittings import views as sittings_views
from server.subjects import cli as subjects_cli
from server.subjects import operations as subjects
from server.subjects import views as subjects_views
from server.web import assets
from server.web.navigation import Place
from server.web.tidings import Tiding

ORDER = (
    "audit",
    "accounts",
    "seats",
    "classes",
    "attendance",
    "jobs",
    "audiences",
    "modules",
    "records",
    "library",
    "assigning",
    "marking",
    "paper",
    "reports",
    "bank",
    "exams",
    "sittings",
    "lockdown",
    "exam_room",
    "subjects",
    "results",
    "exports",
    "asking",
    "notes",
    "publisher",
    "bundles",
    "channel",
)

PAGES = (
    assets.pages,
    audit_views.pages,
    accounts_views.pages,
    seats_views.pages,
    classes_views.pages,
    classes_people.pages,
    classes_imports.pages,
    classes_cards.pages,
    classes_room.pages,
    classes_shared.pages,
    attendance_views.pages,
    attendance_meetings.pages,
    attendance_hours.pages,
    jobs_views.pages,
    audiences_views.pages,
    records_views.pages,
    library_views.pages,
    library_exercises.pages,
    assigning_views.pages,
    assigning_giving.pages,
    assigning_preview.pages,
    marking_views.pages,
    marking_works.pages,
    marking_comments.pages,
    marking_past.pages,
    exports_views.pages,
    reports_views.pages,
    paper_views.pages,
    reports_progress.pages,
    reports_questions.pages,
    reports_relay.pages,
    asking_views.pages,
    answering_views.pages,
    notes_views.pages,
    paper_packs.pages,
    results_marks.pages,
    results_copies.pages,
    results_mine.pages,
    results_minutes.pages,
    bank_views.pages,
    bank_writing.pages,
    bank_exchange.pages,
    exams_views.pages,
    exams_composing.pages,
    sittings_mine.pages,
    sittings_views.pages,
    sittings_candidates.pages,
    sittings_papers.pages,
    exam_room_examiners.pages,
    exam_room_aloud.pages,
    exam_room_rescue.pages,
    exam_candidate.pages,
    exam_files.pages,
    bundles_views.pages,
    bundles_review.pages,
    bundles_room.pages,
    channel_views.pages,
    subjects_views.pages,
    lockdown_views.pages,
    lockdown_candidate.pages,
)

SWITCHED = {asking_views.pages.name: "questions", answering_views.pages.name: "questions"}
"""Pages that a site can do without, by the setting without which their addresses do not exist."""

PLACES = (
    *records_views.PLACES,
    *classes_views.PLACES,
    *assigning_views.PLACES,
    *marking_views.PLACES,
    *answering_views.PLACES,
    *bank_views.PLACES,
    *exams_views.PLACES,
    *sittings_views.PLACES,
    *bundles_views.PLACES,
    *channel_views.PLACES,
    *library_views.PLACES,
    *records_views.LAST_PLACES,
    *jobs_views.PLACES,
    *classes_room.PLACES,
    *accounts_views.PLACES,
    *audit_views.PLACES,
)

CLASS_PLACES: tuple[tuple[Place, ...], ...] = (
    (
        Place("classes.one", "people", N_("People"), KEEPERS),
        *reports_relay.CLASS_PLACES,
        *exports_views.CLASS_PLACES,
    ),
    reports_views.CLASS_PLACES,
    attendance_views.CLASS_PLACES,
    assigning_giving.CLASS_PLACES,
    (
        *reports_progress.CLASS_PLACES,
        *reports_questions.CLASS_PLACES,
        *marking_past.CLASS_PLACES,
    ),
    paper_packs.CLASS_PLACES,
)
"""The pages of one class, by its ``number``, in families: shown on top of each of them."""

REPORT_PLACES: tuple[Place, ...] = attendance_hours.REPORT_PLACES
"""What can be reported of all classes together: buttons below their list."""

PERSON_PLACES: tuple[Place, ...] = (
    *attendance_hours.PERSON_PLACES,
    *reports_progress.PERSON_PLACES,
    *marking_past.PERSON_PLACES,
    *notes_views.PERSON_PLACES,
    *paper_views.PERSON_PLACES,
    *paper_packs.PERSON_PLACES,
)
"""What slices tell of somebody in a class, by the ``number`` of their enrolment."""

SITTING_PLACES: tuple[Place, ...] = (
    *exam_room_examiners.SITTING_PLACES,
    *results_marks.SITTING_PLACES,
    *subjects_views.SITTING_PLACES,
    *lockdown_views.SITTING_PLACES,
    *results_minutes.SITTING_PLACES,
)
"""What can be done with a sitting of an exam, by its ``number``: run it, close it, mark it."""

PAGE_PLACES: tuple[Place, ...] = (*asking_views.PAGE_PLACES, *paper_views.PAGE_PLACES)
"""What can be done from a page of a course, by its ``node_id``: ask, print."""

TIDINGS = (bundles_views.tidings, channel_views.tidings)
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
    sittings_mine.tidings,
    asking_views.tidings,
)
"""What slices tell a learner on the first page: what was answered, what is due."""

YEARLY_COUNTS: tuple[Callable[[Collection[int] | None, date, date], list[tuple[str, int]]], ...] = (
    results_yearly.counts,
)
"""What slices count for the report of a year: label and figure; of some people or of all."""

MINE_PLACES: tuple[Place, ...] = (
    *asking_views.MINE_PLACES,
    *notes_views.MINE_PLACES,
    *results_mine.MINE_PLACES,
    *paper_views.MINE_PLACES,
)
"""What is somebody's own beside what was read and answered: rows of "My things"."""

KEPT_SECTIONS: tuple[Callable[[int], str], ...] = (
    assigning_kept.kept,
    asking_views.kept,
    notes_views.kept,
    paper_packs.kept_section,
    sittings_mine.kept,
)
"""What slices keep about a person, by the number of their account: each returns a part of the page
"What is kept about me", an h2 and what stands below it, rendered and safe; "" for nothing."""

FILE_FORMS = frozenset(
    {
        *("exercises.hand_in_file", "works.mark", "works.form", "works.send_back"),
        "asking.send",
        "asking.send_about",
        "asking.send_again",
        "answering.answer",
        "exam_files.hand_over",
        "rescue.bring",
        *("bank_writing.make", "bank_writing.change"),
    }
)
"""The endpoints whose forms carry a file or a recording, of ``works.LARGEST_FILE`` at most."""

LARGER_FORMS = {
    "bank_exchange.bring": bank_exchange.LARGEST_FILE,
    "composing.add_document": LARGEST_DOCUMENT,
    "subjects.receive": subjects.LARGEST,
    "subjects.pin": 1 << 16,
}
"""The endpoints whose forms carry larger files, and how many bytes of it at most."""

classes_cli.class_.add_command(attendance_cli.hours)
subjects_cli.exam.add_command(results_cli.list_)
subjects_cli.exam.add_command(results_cli.export)

COMMANDS = (
    audit_cli.audit,
    accounts_cli.account,
    classes_cli.class_,
    jobs_cli.job,
    exports_cli.record,
    library_cli.library,
    library_cli.search,
    bundles_cli.bundle,
    publisher_cli.publisher,
    subjects_cli.exam,
    channel_cli.channel,
    bank_cli.question,
)

JOBS: dict[str, Callable[..., None]] = {
    "library.index": library_jobs.index,
    "library.speak": library_jobs.speak,
    "bundle.receive": bundles_jobs.receive,
    "bundle.install": bundles_jobs.install,
    "bundle.let_go": bundles_jobs.let_go,
    "bundle.roll_back": bundles_jobs.roll_back,
    "bundle.take_off": bundles_jobs.take_off,
    "bundle.make_room": bundles_jobs.make_room,
    "bundle.put_back": bundles_jobs.put_back,
    "channel.fetch": channel_jobs.fetch,
}
