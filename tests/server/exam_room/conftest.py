"""An exam morning: a locked paper, a sitting, its examiner and candidates at their computers."""

from datetime import timedelta
from itertools import count

import pytest

from content.questions.types import Choice, Handed, Number, Short, Text
from content.store import BlobStore
from server.actors import Actor
from server.bank import operations as bank
from server.bank.operations import About
from server.exam_room import opening, saving, ticks
from server.exam_room.hall import Hall
from server.exam_room.models import Desk, Revision
from server.exam_room.saving import Save, Sender
from server.exams import composing
from server.exams import operations as papers
from server.exams.operations import Settings
from server.roles import Role
from server.sittings import candidates as sittings_candidates
from server.sittings import operations as sittings
from server.sittings.models import Candidate, Sitting
from server.sittings.operations import Plan

WORDS = {"hint": "", "right": "<p>Bravo.</p>", "review": "<p>Relisez.</p>"}
NAMES = ("Camille Martin", "Sacha Petit", "Nour Haddad")
HOUR = 3600


def questions():
    return [
        Choice(
            "<p>Quel est le prix ?</p>", options=("10 €", "12 €"), key=(1,), several=False, **WORDS
        ),
        Short("<p>La capitale de la France ?</p>", key=(("Paris", False),), **WORDS),
        Number("<p>Quel nombre ?</p>", key="54321987", tolerance="0", **WORDS),
        Text("<p>Racontez votre journée.</p>", least=0, most=0, **WORDS),
    ]


class Morning:
    """A site on the morning of an exam of four questions, one hour."""

    instructions = ""

    def __init__(self, school, names=NAMES, asks=None):
        self.school, self.asks = school, asks or questions()
        self.hall: Hall = school.app.config["HALL"]
        self.hall.disk._reserve = 1 << 20
        self.dominique = school.person("Dominique Leroy", Role.EXAMINER)
        self.by = Actor(self.dominique.name, None, self.dominique.id)
        self.frozen = self._paper()
        plan = Plan(
            title="Mathématiques",
            room="Salle 2",
            planned_at=school.now.replace(microsecond=0) + timedelta(minutes=5),
            seconds=HOUR,
            examiners=(self.dominique.id,),
        )
        self.sitting: Sitting = sittings.plan(plan, self.dominique, self.by, at=school.now)[0]
        self.people = [school.learner(name) for name in names]
        sittings_candidates.add_named(self.sitting.id, "\n".join(names), self.by, at=school.now)
        self.seats = {}
        self._uuids = count(1)

    def _paper(self) -> bytes:
        store, at = BlobStore(self.school.site.home.bank), self.school.now
        settings = Settings("Mathématiques", self.instructions, seconds=HOUR)
        paper = papers.make(settings, self.by, at=at)
        made = [bank.make(About(q.prompt[:60]), q, store, self.by, at=at) for q in self.asks]
        numbers = [each.question_id for each in made]
        self.compose(paper, numbers)
        return papers.lock(paper.id, store, self.by, at=at)

    def compose(self, paper, numbers):
        """Put the questions into the paper."""
        into = paper.sections()[0].id
        composing.add_questions(paper.id, into, numbers, "1", self.by, at=self.school.now)

    @property
    def now(self):
        return ticks.instant()

    @property
    def clock(self) -> int:
        """T, in whole seconds."""
        return ticks.tick(self.sitting.id, self.now).clock_ms // 1000

    def act(self, reason="", by=None):
        return self.hall.act(by or self.by, reason)

    def candidate(self, name="Camille Martin") -> Candidate:
        person = next(each for each in self.people if each.name == name)
        return Candidate.get(Candidate.person == person, Candidate.sitting == self.sitting)

    def opens(self):
        opening.open_sitting(self.sitting, self.frozen, self.hall.disk, self.act())

    def sits_down(self, name="Camille Martin"):
        """Let a candidate sign in at a computer of their own, and open the exam."""
        person = next(each for each in self.people if each.name == name)
        seat = self.school.sign_in(person)
        seat.number = self.school.sessions(person)[-1].seat_id
        self.seats[name] = seat
        seat.get("/exam")
        return seat

    def confirms(self, *names):
        for name in names or NAMES:
            opening.confirm(self.candidate(name), self.act(), self.seats[name].number)

    def begins(self, *names):
        """Open, let people sit down, confirm them, start."""
        names = names or NAMES[:1]
        self.opens()
        for name in names:
            self.sits_down(name)
        self.confirms(*names)
        opening.start(self.sitting, self.act())
        return self.seats[names[0]]

    def uuid(self):
        return f"uuid-{next(self._uuids)}"

    def save(self, text, *, place=1, number=0, uuid="", name="Camille Martin", seat=None):
        """Keep an answer as the page of a candidate does; return what became of it."""
        candidate = self.candidate(name)
        by = Actor(name, self.seats[name].number if seat is None else seat, candidate.person_id)
        sender = Sender(candidate.id, self.sitting.id, by)
        save = Save(uuid or self.uuid(), place, number, (text,))
        return saving.keep(sender, [save], self.now)

    def counts(self, place=1, name="Camille Martin"):
        found = Revision.counting(self.candidate(name).id).get(place)
        return found and found.texts[0]

    def desk(self, name="Camille Martin") -> Desk:
        return Desk.of(self.candidate(name).id)


@pytest.fixture
def morning(new_school):
    return Morning(new_school)


@pytest.fixture
def morning_with_a_file(new_school):
    """The same, where the second question asks for a file."""
    asks = questions()
    asks[1] = Handed("<p>Photographiez votre figure.</p>", **WORDS)
    return Morning(new_school, asks=asks)


@pytest.fixture
def restart(monkeypatch):
    """Return what lets another run of the program begin."""
    runs = count(1)

    def again():
        monkeypatch.setattr(ticks, "_RUN", f"run {next(runs)}")

    return again
