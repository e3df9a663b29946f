"""Where pages are found: in the main menu, and on the pages of classes, people, sittings."""

from i18n.translate import N_
from server.accounts import views as accounts_views
from server.aloud import recording_views as aloud_recording
from server.asking import answering_views
from server.asking import views as asking_views
from server.assigning import giving_views as assigning_giving
from server.assigning import views as assigning_views
from server.attendance import hours_views as attendance_hours
from server.attendance import views as attendance_views
from server.audit import views as audit_views
from server.authoring import others_views as authoring_others
from server.authoring import views as authoring_views
from server.bank import views as bank_views
from server.bundles import views as bundles_views
from server.channel import views as channel_views
from server.classes import room_views as classes_room
from server.classes import views as classes_views
from server.exam_room import examiner_views as exam_room_examiners
from server.exams import views as exams_views
from server.exports import views as exports_views
from server.jobs import views as jobs_views
from server.library import views as library_views
from server.lockdown import views as lockdown_views
from server.marking import past_views as marking_past
from server.marking import views as marking_views
from server.notes import views as notes_views
from server.paper import pack_views as paper_packs
from server.paper import views as paper_views
from server.pictures import giving_views as giving_pictures
from server.positioning import giving_views as positioning_giving
from server.positioning import views as positioning_views
from server.records import views as records_views
from server.reports import progress_views as reports_progress
from server.reports import questions_views as reports_questions
from server.reports import relay_views as reports_relay
from server.reports import views as reports_views
from server.results import copies_views as results_copies
from server.results import marks_views as results_marks
from server.results import mine_views as results_mine
from server.results import minutes_views as results_minutes
from server.roles import KEEPERS
from server.sittings import views as sittings_views
from server.subjects import views as subjects_views
from server.web.navigation import Family, Place
from server.wishes import answering_views as wishes_answering
from server.wishes import views as wishes_views
from server.words import views as words_views

EXAM_PLACES: tuple[Place, ...] = (
    *sittings_views.PLACES,
    *exams_views.PLACES,
    *bank_views.PLACES,
    *results_copies.PLACES,
)
"""The pages of exams: one entry of the main menu."""

PLACES: tuple[Place | Family, ...] = (
    *records_views.PLACES,
    Family("list", N_("Classes"), (*classes_views.PLACES, *classes_room.PLACES)),
    Family(
        "topic",
        N_("Prepare"),
        (*assigning_views.PLACES, *authoring_views.PLACES, *aloud_recording.PLACES),
    ),
    *marking_views.PLACES,
    *answering_views.PLACES,
    Family("exam", N_("Exams"), EXAM_PLACES),
    Family(
        "bundle",
        N_("Bundles"),
        (*bundles_views.PLACES, *wishes_answering.PLACES, *channel_views.PLACES),
    ),
    *library_views.PLACES,
    *records_views.LAST_PLACES,
    Family(
        "settings",
        N_("Administration"),
        (*accounts_views.PLACES, *jobs_views.PLACES, *audit_views.PLACES),
    ),
)
"""The main menu. What belongs together is one entry: it fits in one row of an old screen."""

CLASS_PLACES: tuple[tuple[Place, ...], ...] = (
    (
        Place("classes.one", "people", N_("People"), KEEPERS),
        *giving_pictures.CLASS_PLACES,
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
    *positioning_giving.PERSON_PLACES,
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

PAGE_PLACES: tuple[Place, ...] = (
    *asking_views.PAGE_PLACES,
    *paper_views.PAGE_PLACES,
    *authoring_others.PAGE_PLACES,
)
"""What can be done from a page of a course, by its ``node_id``: ask, print, translate."""

NOT_FOUND_PLACES: tuple[Place, ...] = wishes_views.NOT_FOUND_PLACES
"""What can be done where a search finds nothing, by its ``words``: ask for it."""

MINE_PLACES: tuple[Place, ...] = (
    *asking_views.MINE_PLACES,
    *words_views.MINE_PLACES,
    *wishes_views.MINE_PLACES,
    *notes_views.MINE_PLACES,
    *positioning_views.MINE_PLACES,
    *results_mine.MINE_PLACES,
    *paper_views.MINE_PLACES,
)
"""What is somebody's own beside what was read and answered: rows of "My things"."""
