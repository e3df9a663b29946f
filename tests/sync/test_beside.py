"""A second process looks at what comes: quicker, and nothing else is different."""

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from content.accessibility.markup import Fault
from content.refusals import PageRefused
from content.seen import see
from sync import beside
from sync.transfer import Cancelled
from tests.sync.site import MONDAY, Publisher, Site, course

ROOT = Path(__file__).parents[2]
PAGES = {f"Page {number}": b"<p>%d</p>" % number * 20_000 for number in range(12)}

pytestmark = pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="there is one processor")


@pytest.fixture
def started(monkeypatch):
    """The second processes that were started: for a dozen pages already."""
    processes = []
    start = beside._start
    monkeypatch.setattr(beside, "MANY", 2)
    monkeypatch.setattr(beside, "AT_ONCE", 1)
    monkeypatch.setattr(beside, "_start", lambda: processes.append(start()) or processes[-1])
    return processes


@pytest.fixture
def taking_in(tmp_path, started):
    """A classroom, and what brings a course of some pages in there."""
    table = Publisher(tmp_path / "table").begin()
    site = Site(tmp_path / "site")
    site.trust.pin(table.root)

    def receive(pages, **how):
        out = tmp_path / "medium"
        table.release(course(1, pages), tmp_path / "built", out, at=MONDAY)
        return site, site.receive(out, **how)

    return receive


def is_gone(process):
    return process.returncode is not None


def test_two_look_at_a_course_and_then_there_is_one_process_again(taking_in, started):
    told = []
    site, manifest = taking_in(PAGES, on_progress=lambda done, total: told.append((done, total)))
    assert site.waiting() == ["maths-1"]
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    site.install(manifest)
    assert site.learners_see() == {"maths": (1, PAGES)}
    assert len(started) == 1
    assert is_gone(started[0])


NAMING = b'<p>Lisez https://exemple.fr/page, puis <a href="#x">ici</a>.</p>'


def test_what_is_seen_in_a_file_is_the_same_whoever_looks_at_it(taking_in, started):
    pages = {
        title: b"<p>%d</p>" % len(title) * number + NAMING for number, title in enumerate(PAGES)
    }
    seen = {}
    taking_in(pages, on_seen=seen.__setitem__)
    assert seen == {
        hashlib.sha256(text).hexdigest(): see(text, "text/html", "fr") for text in pages.values()
    }
    assert {each.addresses for each in seen.values()} == {("https://exemple.fr/page",)}
    assert Fault("link-vague", "ici") in seen.popitem()[1].looked.faults


@pytest.mark.parametrize("at", [0, 6, 11])
def test_a_page_that_may_not_be_is_refused_by_name_whoever_looks_at_it(taking_in, started, at):
    title = f"Page {at}"
    with pytest.raises(PageRefused) as refused:
        taking_in({**PAGES, title: b"<p>1</p><marquee>2</marquee>"})
    assert refused.value.values["page"] == title
    assert is_gone(started[0])


def test_the_first_process_does_all_when_the_second_falls(taking_in, started, monkeypatch):
    asked = beside.Beside._ask

    def falls(self, batch):
        started[0].send_signal(signal.SIGKILL)
        return asked(self, batch)

    monkeypatch.setattr(beside.Beside, "_ask", falls)
    site, _manifest = taking_in(PAGES)
    assert site.waiting() == ["maths-1"]


def test_the_first_process_does_all_when_there_can_be_no_second(taking_in, monkeypatch):
    nothing = [sys.executable, "-c", ""]
    monkeypatch.setattr(
        beside,
        "_start",
        lambda: subprocess.Popen(nothing, stdin=subprocess.PIPE, stdout=subprocess.PIPE),
    )
    site, _manifest = taking_in(PAGES)
    assert site.waiting() == ["maths-1"]


def test_the_second_process_ends_when_somebody_stops_the_work(taking_in, started):
    with pytest.raises(Cancelled):
        taking_in(PAGES, cancelled=lambda: True)
    assert is_gone(started[0])


KILLED = """
import os, signal
from sync import beside
process = beside._start()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_second_process_does_not_outlive_a_first_that_was_killed():
    first = [sys.executable, "-c", KILLED]
    # both hold the pipe of what goes wrong, so this waits for the end of both
    done = subprocess.run(first, cwd=ROOT, check=False, stderr=subprocess.PIPE, timeout=30)
    assert done.returncode == -signal.SIGKILL
