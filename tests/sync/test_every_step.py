"""The plug, the disk or the stick fails at every single step of bringing a course in.

Learners see the old release or the new one, whole; and doing it again ends right. ``ARDOISE_STEPS``
is how many steps are tried of those there are, spread evenly; ``all`` for every one.
"""

import os
import shutil
import signal

import pytest

from content import durable
from i18n.refusals import Refusal
from sync.medium import FolderMedium, MediumGone
from tests.sync import steps
from tests.sync.site import FEBRUARY, MONDAY, Publisher, Site, course, large

MOST = os.environ.get("ARDOISE_STEPS", "16")


def needs_strace(test):
    """Mark a test that kills whole programs from outside."""
    lacking = pytest.mark.skipif(
        not steps.can_trace(), reason="needs strace (Debian: apt install strace)"
    )
    return pytest.mark.slow(lacking(test))


def pages(release):
    """Eight pages, half of them new in each release, two in parts of their own."""
    return {
        f"Page {n} of {release if n % 2 else 'both'}": large(n + release * (n % 2))
        if n in (3, 4)
        else b"<p>%d %d</p>" % (n, release * (n % 2))
        for n in range(8)
    }


SEEN = {f"{release}": {"maths": (release, pages(release))} for release in (1, 2)}


class Bench:
    """A classroom that has release 1, as often as it is needed, and a stick with release 2."""

    def __init__(self, folder):
        self.folder = folder
        table = Publisher(folder / "table").begin()
        first = table.release(course(1, pages(1)), folder, folder / "medium 1", at=MONDAY)
        self.medium = shutil.copytree(first, folder / "medium 2")
        table.release(course(2, pages(2)), folder, self.medium, at=FEBRUARY)
        site = Site(folder / "prepared")
        site.trust.pin(table.root)
        site.install(site.receive(first))
        site.close()
        self.place = folder / "under test"
        self.trace = folder / "trace"

    def again(self):
        """A classroom as it was."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.folder / "prepared", self.place)

    def bring_in_one_thread(self):
        """The same, each step after the other. In a child only: nothing here is put back."""
        durable.ThreadPoolExecutor = steps.AtOnce
        self.bring()

    def bring(self):
        """The whole way from the stick to what learners see."""
        site = Site(self.place)
        try:
            site.install(site.receive(self.medium, at=FEBRUARY))
        finally:
            site.close()

    def look(self):
        """Say which release learners see; whole it must be."""
        site = Site(self.place)
        try:
            seen = site.learners_see()
            assert site.damaged_blobs() == []
            assert set(site.waiting()) <= {"maths-2"}
            return next(name for name, whole in SEEN.items() if whole == seen)
        finally:
            site.close()

    def must_end_right(self, step):
        """Whatever happened: old or new, and the new one after another try."""
        assert self.look() in ("1", "2"), step
        self.bring()
        assert self.look() == "2", step
        left = [path.name for path in (self.place / "quarantine").iterdir()]
        assert left == ["locks"], step

    def steps(self, bring):
        """The steps there are, or as many of them as are to be tried."""
        self.again()
        self.bring()
        self.again()
        found = steps.steps_of(bring, self.trace)
        assert len(found) > 60, "fewer steps than an installation takes"
        most = len(found) if MOST == "all" else min(int(MOST), len(found))
        return [found[round(n * (len(found) - 1) / max(1, most - 1))] for n in range(most)]


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    return Bench(tmp_path_factory.mktemp("steps"))


@pytest.fixture(scope="module", params=["as it is", "in one thread"])
def work(bench, request):
    """What is done, and the steps of it to be tried."""
    bring = bench.bring if request.param == "as it is" else bench.bring_in_one_thread
    return bring, bench.steps(bring)


@needs_strace
def test_killed_at_every_step_the_library_is_the_old_one_or_the_new_one(bench, work):
    bring, some = work
    for step in some:
        bench.again()
        assert steps.killed_at(bring, step, bench.trace) == -signal.SIGKILL, step
        bench.must_end_right(step)


@needs_strace
@pytest.mark.parametrize(
    ("error", "on"),
    [
        pytest.param("ENOSPC", True, id="full from there on"),
        pytest.param("EIO", False, id="broken once"),
    ],
)
def test_a_disk_that_fails_at_every_step_is_told_in_words(bench, work, error, on):
    bring, some = work
    for step in some:
        bench.again()
        ended = steps.failing_at(bring, step, error, bench.trace, on=on)
        assert ended in (0, steps.REFUSED), step
        bench.must_end_right(step)


class Pulled:
    """A stick that is pulled out before its ``moment``-th read."""

    def __init__(self, folder, moment):
        self.medium, self.folder = FolderMedium(folder), folder
        self.left = moment
        self.reads = 0

    def read(self, name, limit):
        self.reads += 1
        if self.left == self.reads:
            self.folder.rename(self.folder.with_name("in a pocket"))
        return self.medium.read(name, limit)


def test_a_stick_pulled_out_at_every_read_leaves_the_library_and_goes_on_later(bench):
    moment = reads = 0
    while moment <= reads:
        bench.again()
        site = Site(bench.place)
        source = Pulled(bench.medium, moment)
        try:
            offer = site.trust.offers(source, at=FEBRUARY)[-1]
            site.quarantine.receive(source, offer, site.trust.manifest(source, offer))
            assert moment == 0
            reads = source.reads
        except Refusal as refusal:
            assert isinstance(refusal, MediumGone), source.reads
            assert site.waiting() == []
            bench.folder.joinpath("in a pocket").rename(bench.medium)
        site.close()
        assert bench.look() == "1"
        bench.bring()
        assert bench.look() == "2"
        moment += 1
    assert reads >= 8
