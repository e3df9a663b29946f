"""The power fails while an answer is kept, or before its reply: nothing is lost, nothing twice."""

import os
import signal
import sys

import pytest

from server.database import database
from server.positioning import operations
from server.positioning.models import Positioning, PositioningAnswer
from server.positioning.pages import page_of
from tests.server.conftest import close_databases

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
TOLD = {"language": "ar", "sound": "yes", "schooled": "other"}


def kept():
    """Return all that is kept of where Camille starts."""
    rows = [list(each.select().tuples()) for each in (Positioning, PositioningAnswer)]
    database.close()
    return rows


def killed(school, do, at):
    """Do something in a process that dies at its first write, at its commit, or after it."""
    close_databases()
    child = os.fork()
    if child == 0:
        try:
            school.site.open()
            _die(at)
            do()
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    school.site.open()


def _die(at):
    def look(statement):
        if statement.split(None, 1)[0].upper() in at:
            os.kill(os.getpid(), signal.SIGKILL)

    database.connection().set_trace_callback(look)


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_each_answer_is_there_whole_or_not_at_all_and_pressed_again_counts_once(room, school):
    room.offer()
    pressed = 0
    while (page := page_of(room.latest)) and pressed < 8:
        given = TOLD.get(page.name) or (page.item.right if page.item else "")

        def press(name=page.name, given=given):
            operations.answer(room.camille, name, given, at=school.now)

        before = kept()
        for moment in (("INSERT", "UPDATE"), ("COMMIT",)):
            killed(school, press, moment)
            assert kept() == before, (page.name, moment)
        killed(school, press, ())
        after = kept()
        assert after != before, page.name
        press()
        assert kept() == after, page.name
        pressed += 1
    assert pressed == 8 and PositioningAnswer.select().count() > 3
