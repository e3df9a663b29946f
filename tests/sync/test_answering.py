"""Places that never answer: nobody waits for them longer than said, and nobody twice."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from sync import medium as reading
from sync import volumes
from sync.answering import MediumSilent, answer_of
from sync.medium import FolderMedium, MissingOnMedium
from sync.volumes import SILENT, look_at
from tests.sync.hanging import hanging

PLACE = Path("/somewhere")


def test_what_comes_is_handed_on():
    assert answer_of(PLACE, lambda heard: 7, 1) == 7


def test_a_refusal_comes_through():
    def refuse(heard):
        raise MissingOnMedium(name="x")

    with pytest.raises(MissingOnMedium):
        answer_of(PLACE, refuse, 1)


def test_a_place_that_does_not_answer_is_left_and_not_asked_again_until_it_does():
    let_go = threading.Event()
    with pytest.raises(MediumSilent, match="somewhere"):
        answer_of(PLACE, lambda heard: let_go.wait(), 0.01)
    with pytest.raises(MediumSilent):
        answer_of(PLACE, lambda heard: 7, 60)
    assert answer_of(Path("/elsewhere"), lambda heard: 7, 60) == 7
    let_go.set()
    while not asked_again():
        time.sleep(0.001)
    assert answer_of(PLACE, lambda heard: 7, 1) == 7


def asked_again():
    try:
        return answer_of(PLACE, lambda heard: True, 1)
    except MediumSilent:
        return False


def test_one_thread_answers_many_questions():
    answer_of(PLACE, lambda heard: 7, 1)
    before = threading.active_count()
    who = {answer_of(Path(f"/{n}"), lambda heard: threading.current_thread(), 1) for n in range(9)}
    assert len(who) == 1
    assert threading.active_count() == before


def test_a_thread_that_was_left_behind_ends_with_its_question():
    let_go, who = threading.Event(), []

    def wait(heard):
        who.append(threading.current_thread())
        let_go.wait()

    with pytest.raises(MediumSilent):
        answer_of(Path("/left"), wait, 0.01)
    let_go.set()
    who[0].join(5)
    assert not who[0].is_alive()


def test_a_place_that_drips_is_left():
    let_go = threading.Event()

    def drip(heard):
        while not let_go.wait(0.001):
            heard(1)

    with pytest.raises(MediumSilent):
        answer_of(PLACE, drip, 0.05)
    let_go.set()


def test_a_place_that_is_slow_but_goes_on_is_waited_for():
    def bring(heard):
        for _ in range(5):
            time.sleep(0.02)
            heard(1 << 20)
        return "whole"

    assert answer_of(Path("/slow"), bring, 0.08) == "whole"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="FUSE is of Linux")
def test_a_share_that_hangs_holds_up_neither_a_page_nor_a_job(tmp_path, medium, monkeypatch):
    for where in (reading, volumes):
        monkeypatch.setattr(where, "LOOK", 0.05)
    with hanging(tmp_path / "share") as share:
        assert look_at(share).holds == SILENT
        with pytest.raises(MediumSilent):
            FolderMedium(share)
    assert FolderMedium(medium).root == medium


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked there")
def test_a_process_that_was_forked_asks_threads_of_its_own():
    answer_of(PLACE, lambda heard: 7, 1)
    child = os.fork()
    if child == 0:
        os._exit(answer_of(PLACE, lambda heard: 7, 1))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
