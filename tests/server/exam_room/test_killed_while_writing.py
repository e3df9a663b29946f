"""The server is killed while people type: what it said is kept is there, once, and counts."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.exam_kills import killed
from bench.exam_morning import prepared
from tests.server.conftest import close_databases

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills a group of processes")


def test_no_kill_loses_or_doubles_an_answer_that_was_acknowledged(tmp_path):
    close_databases()
    site = prepared(tmp_path / "home", 8)
    with ThreadPoolExecutor(1) as beside:  # a browser of another test has a loop in this thread
        told = beside.submit(killed, site, rounds=3, longest=0.6).result()
    close_databases()
    assert told["acknowledged"] > 20
    assert [told[name] for name in ("lost", "doubled", "changed", "older_one_counts")] == [0] * 4
    assert told["interruptions"] >= 3
