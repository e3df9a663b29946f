"""A school to measure on: 30 classes, 400 learners, ten teachers, twelve months of work.

    python -m bench.school

It is put on the demo, whose pages and exercises are the real ones. Only the days depend on when it
is made: people, classes, what they read, how they answered are always the same. Rows are written
at once, not through the operations, which would take an hour of transactions.
"""

import json
import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench.demonstration import Demonstration, arguments, made, report
from bench.school_work import WEEKS, Row, insert, pages_of, work
from content.vocabulary import LEVELS
from server import clock
from server.accounts import operations as accounts
from server.accounts.models import Person
from server.actors import CONSOLE
from server.attendance.models import Meeting, Presence, WeeklyTime
from server.classes import operations as classes
from server.classes.models import ClassGroup, Enrolment, SchoolClass, Teaching
from server.console import Site
from server.database import writing
from server.modules.models import Assignment, Module, ModulePage
from server.records.models import AnswerGiven, Attempt, Visit, Work
from server.roles import Role
from server.seats.models import Session
from server.settings import Home

LEARNERS, CLASSES, TEACHERS = 400, 30, 10
MODULES, PAGES_OF_A_MODULE = 20, 12
MADE = "bench-school.json"

GIVEN = (
    "Adama Alain Alice Amina Anna Bilal Bruno Carmen Chloé Daniel David Diane Elena Émile Farid "
    "Fatou Hugo Inès Ion Jean Karim Léa Louis Luan Malik Maria Mehdi Nadia Nino Noé Olga Omar Paul "
    "Rachid Rosa Sami Sofia Tomas Yann Zoé"
).split()
FAMILY = "Amrani Benoît Costa Diallo Étienne Faure Guérin Hoxha Ionescu Jacquet".split()


def seeded(home: Path) -> tuple[Demonstration, dict[str, Any]]:
    """Return the demo of a folder with the school in it, and the codes of its people.

    Returns:
        The demo, and {"teachers": [code], "learners": [code], "classes": [number]}.
    """
    demo = made(home)
    path = demo.home / MADE
    if not path.exists():
        site = Site(Home(demo.home), {})
        site.open()
        path.write_text(json.dumps(_make(site), ensure_ascii=False), "utf-8")
    return demo, json.loads(path.read_text("utf-8"))


def _make(site: Site) -> dict[str, Any]:
    dice = random.Random(2026)
    at = clock.now()
    began = at - timedelta(weeks=WEEKS)
    teachers = [_person(f"Prof {FAMILY[n]}", Role.TEACHER, began) for n in range(TEACHERS)]
    learners = [
        _person(f"{GIVEN[n % len(GIVEN)]} {FAMILY[n // len(GIVEN)]}", Role.LEARNER, began)
        for n in range(LEARNERS)
    ]
    made_classes = [_class(number, teachers[number % TEACHERS], began) for number in range(CLASSES)]
    with writing():
        _enrol(learners, made_classes, began, dice)
        _meet(made_classes, at, dice)
        _assign(site, made_classes, at, dice)
    work(site, learners, teachers, at, dice)
    key = site.home.secret()
    return {
        "teachers": [accounts.give_code(each, key, by=CONSOLE, at=at) for each in teachers],
        "learners": [accounts.give_code(each, key, by=CONSOLE, at=at) for each in learners],
        "classes": [each.id for each in made_classes],
    }


def _person(name: str, role: Role, at: datetime) -> Person:
    with writing():
        key = accounts.free_sign_in_name(name)
        return accounts.add(name, role, by=CONSOLE, at=at, sign_in_name=key)


def _class(number: int, teacher: Person, at: datetime) -> SchoolClass:
    level = list(LEVELS)[number % len(LEVELS)]
    with writing():
        opened = classes.open_class(f"Classe {number + 1}", level, "", CONSOLE, at=at)
        Teaching.create(school_class=opened, person=teacher, began_at=at)
        for name in ("matin", "après-midi"):
            classes.add_group(opened.id, name, CONSOLE, at=at)
    return opened


def _enrol(
    learners: list[Person], opened: list[SchoolClass], at: datetime, dice: random.Random
) -> None:
    """Put everybody in a class; one in four has left another before."""
    groups = {each.id: list(each.groups.order_by(ClassGroup.id)) for each in opened}
    rows: list[Row] = []

    def stay(where: SchoolClass, learner: Person, began: datetime, ended: datetime | None) -> None:
        group = dice.choice(groups[where.id])
        who = {"school_class": where.id, "person": learner.id, "group": group.id}
        rows.append(who | {"began_at": began, "ended_at": ended})

    for number, learner in enumerate(learners):
        here, since = opened[number % len(opened)], at
        if number % 4 == 0:
            since = at + timedelta(weeks=dice.randint(4, WEEKS // 2))
            stay(opened[(number + 7) % len(opened)], learner, at, since)
        stay(here, learner, since, None)
    insert(Enrolment, rows)


def _meet(opened: list[SchoolClass], at: datetime, dice: random.Random) -> None:
    """Let every class meet once a week, with a roll of each time."""
    rolls: list[Row] = []
    for number, each in enumerate(opened):
        people = [stay.person_id for stay in Enrolment.roll(each)]
        first = (at - timedelta(weeks=WEEKS)).date() + timedelta(days=number % 5)
        time = {"school_class": each, "begins": "09:00", "minutes": 120}
        WeeklyTime.create(**time, weekday=first.weekday(), first_day=first.isoformat())
        for week in range(WEEKS):
            day = first + timedelta(weeks=week)
            off = "holiday" if dice.random() < 0.1 else ""
            held = Meeting.create(**time, day=day.isoformat(), cancelled=off, rolled_at=at)
            said = dice.choices(("present", "late", "not_brought", "refused"), (80, 8, 8, 4), k=13)
            rolls += [
                {"meeting": held.id, "person": person, "said": word}
                for person, word in zip(people, said, strict=False)
            ]
    insert(Presence, rolls)


def _assign(site: Site, opened: list[SchoolClass], at: datetime, dice: random.Random) -> None:
    """Make modules, two of which each class has had this year and has now."""
    lessons, tasks = pages_of(site, dice)
    library = [*lessons, *(task.read.node for task in tasks)]
    made = []
    for number in range(MODULES):
        module = Module.create(title=f"Module {number + 1}", made_at=at)
        made.append(module)
        pages = dice.sample(library, min(PAGES_OF_A_MODULE, len(library)))
        insert(
            ModulePage,
            [
                {
                    "module": module.id,
                    "node_id": page.id,
                    "channel_id": page.channel,
                    "title": page.words.title,
                    "position": place,
                }
                for place, page in enumerate(pages)
            ],
        )
    begins = (at - timedelta(weeks=6)).date().isoformat()
    for each in opened:
        for module in dice.sample(made, 2):
            Assignment.create(
                module=module, school_class=each, begins_on=begins, weeks=8, given_at=at
            )


def main() -> None:
    """Make the school and say how large it is."""
    asked = arguments("A school of 400 learners with a year of work.").parse_args()
    seeded(asked.home)
    people = (Person, SchoolClass, Enrolment, Session, Meeting, Presence, Module, Assignment)
    tables = (*people, Visit, Attempt, AnswerGiven, Work)
    site = Site(Home(asked.home.resolve()), {})
    site.open()
    report(**{each.__name__: each.select().count() for each in tables})


if __name__ == "__main__":
    main()
