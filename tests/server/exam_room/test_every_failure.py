"""Each failure that an exam survives, with the tests that provoke it: none is without one."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]
ROOM, BROWSER = "server/exam_room/", "browser/"
DAY = BROWSER + "test_exam_failures.py"

FAILURES = {
    "the server is killed while people type": (
        ROOM + "test_killed_while_writing.py::test_no_kill_loses_or_doubles_an_answer",
        BROWSER + "test_exam.py::test_a_candidate_writes_through_a_killed_server",
    ),
    "the disk is full": (
        ROOM + "test_real_disk.py::test_on_a_disk_that_is_really_full",
        ROOM + "test_writing.py::test_on_a_full_disk_nothing_is_acknowledged",
        ROOM + "test_writing.py::test_no_exam_begins_on_a_disk_without_room",
        ROOM + "test_candidate_pages.py::test_on_a_full_disk_a_form_stands_as_it_was_typed",
        ROOM + "test_examiner_views.py::test_the_page_says_when_the_disk_fails",
    ),
    "the clock of the server is set forward or back, by an hour or ten years": (
        ROOM + "test_real_clock.py::test_a_clock_that_is_set_by_hours_or_years",
        ROOM + "test_clocks.py::test_a_clock_that_is_set_is_told_and_changes_nothing",
        ROOM + "test_clocks.py::test_after_a_boot_with_a_wrong_clock_time_goes_on",
    ),
    "the clock of a PC is wrong by years": (
        DAY + "::test_the_end_comes_before_the_network",
        DAY + "::test_a_killed_browser_has_what_it_did_not_send",
    ),
    "a browser is killed": (
        DAY + "::test_a_killed_browser_has_what_it_did_not_send",
        ROOM + "test_doors.py::test_a_browser_that_was_killed_goes_on_at_its_seat",
        ROOM + "test_doors.py::test_what_a_killed_browser_sent_as_another_computer_counts",
    ),
    "a candidate is moved, and the old seat comes back with a newer text": (
        DAY + "::test_another_examiner_moves_who_signed_in_twice",
        ROOM + "test_doors.py::test_one_action_moves_a_candidate",
    ),
    "the network is gone while people type, and the end comes before it": (
        "packaging/test_kiosk_locked.py::test_a_locked_browser_opens_this_server_alone_and_saves",
        DAY + "::test_the_end_comes_before_the_network",
        ROOM + "test_rescue.py::test_what_it_holds_is_kept_aside_and_shown",
        "sync/sealing/test_rescue.py::test_a_file_of_another_candidate_is_refused_by_name",
        "sync/sealing/test_rescue.py::test_a_file_relabelled_for_another_sitting_is_refused",
    ),
    "somebody signs in twice": (
        DAY + "::test_another_examiner_moves_who_signed_in_twice",
        ROOM + "test_doors.py::test_a_second_computer_is_told_where_the_exam_is_open",
    ),
    "saves are replayed, out of order, or sent twice": (
        ROOM + "test_saving.py::test_the_same_save_sent_again_makes_no_second_row",
        ROOM + "test_saving.py::test_an_older_answer_that_arrives_later_does_not_win",
        ROOM + "test_saving.py::test_two_texts_with_one_number_are_both_kept",
        DAY + "::test_an_answer_that_was_sent_is_not_sent_again",
    ),
    "a subject is damaged or somebody else's": (
        "sync/sealing/test_subject.py::test_a_file_that_was_changed_is_refused_days_before",
        "sync/sealing/test_subject.py::test_a_subject_that_is_not_for_this_sitting_is_refused",
    ),
    "a wrong key is typed at the opening": (
        "sync/sealing/test_subject.py::test_a_wrong_code_is_told_by_whose_it_is",
        "server/subjects/test_views.py::test_after_five_wrong_keys_the_right_ones_wait",
        "server/subjects/test_restarts.py::test_a_killed_server_counts_wrong_keys_on",
    ),
    "results are tampered with": (
        "sync/sealing/test_results.py::test_what_is_changed_after_sealing_is_refused_by_name",
        "sync/sealing/test_results.py::test_the_same_sitting_is_not_imported_twice",
    ),
    "an accommodation is granted in the middle": (
        ROOM + "test_clocks.py::test_an_accommodation_in_the_middle_counts_at_once",
        ROOM + "test_candidate_pages.py::test_an_accommodation_in_the_middle_is_there",
    ),
    "the examiner's PC is dead": (
        DAY + "::test_another_examiner_moves_who_signed_in_twice",
        ROOM + "test_examiner_views.py::test_another_examiner_takes_over",
    ),
    "a recording is played again after the page is loaded again": (
        DAY + "::test_a_recording_is_heard_as_often_as_the_server_says",
        ROOM + "test_listening.py::test_the_plays_are_counted_whatever_is_loaded_again",
    ),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_what_provokes_a_failure_is_there(failure):
    for each in FAILURES[failure]:
        file, _, name = each.partition("::")
        assert re.search(rf"^def {name}\w*\(", (TESTS / file).read_text("utf-8"), re.MULTILINE)
