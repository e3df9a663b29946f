"""The addresses of every slice, and what may be sent to them."""

from server.accounts import views as accounts_views
from server.aloud import recording_views as aloud_recording
from server.aloud import views as aloud_views
from server.asking import answering_views
from server.asking import views as asking_views
from server.assigning import giving_views as assigning_giving
from server.assigning import preview_views as assigning_preview
from server.assigning import views as assigning_views
from server.attendance import hours_views as attendance_hours
from server.attendance import meeting_views as attendance_meetings
from server.attendance import views as attendance_views
from server.audiences import views as audiences_views
from server.audit import views as audit_views
from server.authoring import drafting_views as authoring_drafting
from server.authoring import lesson_views as authoring_lessons
from server.authoring import others_views as authoring_others
from server.authoring import translating_views as authoring_translating
from server.authoring import views as authoring_views
from server.bank import exchange_views as bank_exchange
from server.bank import views as bank_views
from server.bank import writing_views as bank_writing
from server.bundles import review_views as bundles_review
from server.bundles import room_views as bundles_room
from server.bundles import views as bundles_views
from server.channel import views as channel_views
from server.classes import cards_views as classes_cards
from server.classes import import_views as classes_imports
from server.classes import people_views as classes_people
from server.classes import room_views as classes_room
from server.classes import shared_views as classes_shared
from server.classes import views as classes_views
from server.exam_room import aloud_views as exam_room_aloud
from server.exam_room import candidate_files as exam_files
from server.exam_room import candidate_views as exam_candidate
from server.exam_room import document_views as exam_documents
from server.exam_room import examiner_views as exam_room_examiners
from server.exam_room import rescue_views as exam_room_rescue
from server.exams import composing_views as exams_composing
from server.exams import views as exams_views
from server.exams.documents import LARGEST_DOCUMENT
from server.exports import views as exports_views
from server.frames import deciding_views as frames_deciding
from server.frames import package_views as frames_packages
from server.frames import reader_views as frames_reader
from server.frames import views as frames_views
from server.frames.reported import LARGEST_FORM as LARGEST_REPORT
from server.jobs import views as jobs_views
from server.library import document_views as library_documents
from server.library import exercise_views as library_exercises
from server.library import outside_views as library_outside
from server.library import sound_views as library_sounds
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
from server.pictures import giving_views as giving_pictures
from server.pictures import views as pictures_views
from server.positioning import giving_views as positioning_giving
from server.positioning import views as positioning_views
from server.publisher import making, making_views
from server.records import views as records_views
from server.reports import progress_views as reports_progress
from server.reports import questions_views as reports_questions
from server.reports import relay_views as reports_relay
from server.reports import views as reports_views
from server.results import copies_views as results_copies
from server.results import marks_views as results_marks
from server.results import mine_views as results_mine
from server.results import minutes_views as results_minutes
from server.seats import syllable_views
from server.seats import views as seats_views
from server.side_by_side import views as side_by_side_views
from server.sittings import candidates_views as sittings_candidates
from server.sittings import mine_views as sittings_mine
from server.sittings import print_views as sittings_papers
from server.sittings import views as sittings_views
from server.subjects import operations as subjects
from server.subjects import views as subjects_views
from server.voices import views as voices_views
from server.web import assets
from server.wishes import answering_views as wishes_answering
from server.wishes import views as wishes_views
from server.words import views as words_views

PAGES = (
    assets.pages,
    audit_views.pages,
    accounts_views.pages,
    seats_views.pages,
    syllable_views.pages,
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
    library_documents.pages,
    library_outside.pages,
    aloud_views.pages,
    library_sounds.pages,
    aloud_recording.pages,
    frames_views.pages,
    frames_reader.pages,
    frames_deciding.pages,
    frames_packages.pages,
    words_views.pages,
    side_by_side_views.pages,
    voices_views.pages,
    pictures_views.pages,
    giving_pictures.pages,
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
    positioning_views.pages,
    positioning_giving.pages,
    wishes_views.pages,
    wishes_answering.pages,
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
    exam_documents.pages,
    making_views.pages,
    bundles_views.pages,
    bundles_review.pages,
    bundles_room.pages,
    authoring_views.pages,
    authoring_lessons.pages,
    authoring_translating.pages,
    authoring_drafting.pages,
    authoring_others.pages,
    channel_views.pages,
    subjects_views.pages,
    lockdown_views.pages,
    lockdown_candidate.pages,
)

SWITCHED = {
    asking_views.pages.name: "questions",
    answering_views.pages.name: "questions",
    pictures_views.pages.name: "pictures",
    giving_pictures.pages.name: "pictures",
}
"""Pages that a site can do without, by the setting without which their addresses do not exist."""

FILE_FORMS = frozenset(
    {
        *("exercises.hand_in_file", "works.mark", "works.form", "works.send_back"),
        "asking.send",
        "spoken.record",
        "asking.send_about",
        "asking.send_again",
        "answering.answer",
        "exam_files.hand_over",
        "lessons.write",
        "rescue.bring",
        *("bank_writing.make", "bank_writing.change"),
    }
)
"""The endpoints whose forms carry a file or a recording, of ``works.LARGEST_FILE`` at most."""

LARGER_FORMS = {
    "making.build": making.LARGEST_SENT,
    "bank_exchange.bring": bank_exchange.LARGEST_FILE,
    "composing.add_document": LARGEST_DOCUMENT,
    "subjects.receive": subjects.LARGEST,
    "subjects.pin": 1 << 16,
}
"""The endpoints whose forms carry larger files, and how many bytes of it at most."""

LONG_FORMS = {
    **dict.fromkeys(("exam_room.save", "exam_room.hand_in"), 8 << 20),
    **dict.fromkeys(("lessons.keep_draft", "lessons.preview"), 2 << 20),
    **dict.fromkeys(("translating.keep", "translating.save"), 2 << 20),
    "interactions.report": LARGEST_REPORT,
}
"""The endpoints that are sent long texts, and how many bytes at most: all answers of a copy, a
lesson in Arabic, each letter of which takes six signs in a form, where a package goes on again."""
