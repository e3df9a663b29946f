"""One at a time, also between programs, also when one is killed."""

import os
import signal
import time

import pytest

from sync.lock import Busy, exclusive


def test_a_second_one_is_told_to_wait(tmp_path):
    with exclusive(tmp_path / "lock"), pytest.raises(Busy), exclusive(tmp_path / "lock", 0):
        pass


def test_the_next_one_gets_it(tmp_path):
    for _ in range(2):
        with exclusive(tmp_path / "lock", 0):
            pass


def test_a_program_that_is_killed_leaves_no_lock_behind(tmp_path):
    child = os.fork()
    if child == 0:
        with exclusive(tmp_path / "lock"):
            (tmp_path / "held").touch()
            time.sleep(60)
        os._exit(0)
    while not (tmp_path / "held").exists():
        time.sleep(0.01)
    with pytest.raises(Busy), exclusive(tmp_path / "lock", 0):
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with exclusive(tmp_path / "lock", 0):
        pass
