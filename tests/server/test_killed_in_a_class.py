"""The power fails inside what teachers do with a class: each is done whole, or not at all."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from server import clock
from server.attendance import timetable
from server.attendance.models import Presence
from server.audit.models import AuditEntry
from server.classes.models import Enrolment, PeopleImport, Teaching
from server.modules import giving
from server.modules import operations as modules
from server.modules.models import Assignment
from server.paper import operations as packs
from server.paper.models import PackPage, Returned
from server.paper.operations import Wanted
from tests.server.conftest import close_databases

ROOT = Path(__file__).parents[2]

KILLED = """
    import json, os, sqlite3, sys
    from datetime import date
    from pathlib import Path
    from werkzeug.datastructures import MultiDict
    from server import clock
    from server.actors import Actor
    from server.attendance import operations as roll
    from server.attendance.saying import Said
    from server.classes import enrolling, importing, operations as classes, planning
    from server.console import Site
    from server.database import database
    from server.modules import giving
    from server.paper import entering
    from server.settings import Home

    site, told = Site(Home(Path(sys.argv[1])), {}), json.loads(sys.argv[2])
    by, number, today = Actor("D", None, told["teacher"]), told["class"], told["today"]

    def bring_in():
        asked = planning.Asked("Nom;Classe\\nLina Roy;CFG\\nOmar Diaz;CFG", "fr", "", {}, "a.csv")
        shown = planning.plan(asked, by).fingerprint
        importing.do(asked, by, at=clock.now(), shown=shown)

    def take_the_roll():
        said = {told["person"]: Said("late", 5)}
        roll.take(number, date.fromisoformat(today), "09:00", said, by, at=clock.now(), state=1)

    def enter():
        ticked = MultiDict({f"p{page}": "yes" for page in told["pages"]})
        entering.enter(told["pack"], 0, ticked.getlist, site.library, by, at=clock.now())

    VERBS = {
        "assign": lambda: giving.assign(
            told["module"], number, "", today, "2", by, at=clock.now()
        ),
        "withdraw": lambda: giving.withdraw(told["assignment"], by, at=clock.now()),
        "take the roll": take_the_roll,
        "enter a pack": enter,
        "bring people in": bring_in,
        "suspend": lambda: enrolling.suspend(
            told["stay"], told["tomorrow"], by, at=clock.now()
        ),
        "hand over": lambda: classes.hand_over(
            number, told["teacher"], told["other"], by, at=clock.now()
        ),
    }

    def kept():
        db = sqlite3.connect(site.home.school)
        try:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return list(db.iterdump())
        finally:
            db.close()

    def die_at(last):
        writes = 0
        def look(statement):
            nonlocal writes
            verb = statement.split(None, 1)[0].upper()
            writes += verb in ("INSERT", "UPDATE", "DELETE")
            if verb == "COMMIT" and writes if last else writes > 1:
                os.kill(os.getpid(), 9)
        database.connection().set_trace_callback(look)

    def in_a_child(do, last=None):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                site.open()
                if last is not None:
                    die_at(last)
                do()
                code = 0
            finally:
                os._exit(code)
        return os.waitpid(child, 0)[1]

    for name, do in VERBS.items():
        before = kept()
        for last in (False, True):
            assert in_a_child(do, last) == 9, (name, "was not killed")
            assert kept() == before, (name, "left something behind")
        assert in_a_child(do) == 0, (name, "cannot be done again")
        assert kept() != before, name
        print(name)
"""


@pytest.mark.skipif(not hasattr(sys, "abiflags") or sys.platform == "win32", reason="forks")
def test_what_is_cut_off_leaves_nothing_and_can_be_done_again(desk, school):
    by, at, day = desk.by(desk.dominique), school.now, clock.day(school.now)
    timetable.add_meeting(desk.cfg.id, day, "09:00", 120, by, at=at)
    pages = [desk.node("Les mois").id, desk.node("De suite").id]
    made = [modules.make(title, "", by, at=at).id for title in ("Un", "Deux")]
    for module in made:
        modules.add(module, pages, by, at=at)
    given = giving.assign(made[1], desk.cfg.id, "", day.isoformat(), "", by, at=at)
    wanted = Wanted(pages[:1], "Un mois", desk.stay.id)
    pack = packs.make(desk.cfg.id, wanted, school.site.library, by, at=at)
    told = {
        "teacher": desk.dominique.id,
        "other": desk.noor.id,
        "class": desk.cfg.id,
        "person": desk.camille.id,
        "stay": desk.stay.id,
        "module": made[0],
        "assignment": given.id,
        "pack": pack.id,
        "pages": [each.id for each in PackPage.select().where(PackPage.pack == pack)],
        "today": day.isoformat(),
        "tomorrow": day.replace(year=day.year + 1, day=1).isoformat(),
    }
    close_databases()
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), school.site.home.folder, json.dumps(told)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 7
    school.site.open()
    assert [each.said for each in Presence.select()] == ["late"]
    assert (Returned.select().count(), PeopleImport.select().count()) == (1, 1)
    assert {each.withdrawn_at is None for each in Assignment.select()} == {True, False}
    assert Enrolment.roll(desk.cfg)[0].back_on == told["tomorrow"]
    assert [each.person_id for each in Teaching.now_of(desk.cfg)] == [desk.noor.id]
    last = AuditEntry.select().order_by(AuditEntry.id.desc()).first()
    assert last.action == "class.handed_over"
