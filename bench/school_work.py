"""A year of work for a school to measure on: what was read, answered and handed in.

Rows are written at once, not through the operations, which would take an hour of transactions.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from content import browse
from content.browse import Item
from content.questions.scoring import score
from content.questions.types import Choice, ForTeacher, Number, Question, Text, TrueFalse
from server.accounts.models import Person
from server.console import Site
from server.database import writing
from server.library.reading import Reading, open_page
from server.records.models import AnswerGiven, Attempt, Visit, Work
from server.seats.models import Seat, Session

SEATS = 12
WEEKS = 52
STAYS_A_WEEK = 2
LENGTH = timedelta(minutes=100)
WORDS = "une lettre pour demander un rendez-vous parce que je cherche une formation".split()

Row = dict[str, Any]


@dataclass
class Task:
    """An exercise and, for each of its questions, answers that people give."""

    read: Reading
    answers: list[list[tuple[str, str]]] = field(default_factory=list)
    """JSON of the answer, and its mark; the right one first, where there is one."""


def work(
    site: Site, learners: list[Person], teachers: list[Person], at: datetime, dice: random.Random
) -> None:
    """Write a year of stays, and what was read, answered and handed in during each of them."""
    lessons, tasks = pages_of(site, dice)
    seats = [
        Seat.create(token=f"bench {number}", address="", first_seen_at=at).id
        for number in range(SEATS)
    ]
    rows: dict[Any, list[Row]] = {each: [] for each in (Session, Attempt, AnswerGiven, Work)}
    visits: dict[tuple[int, str], Row] = {}
    first = {table: _next(table) for table in (Session, Attempt)}
    for learner in learners:
        for begun in _stays(at, dice):
            stay = {"id": first[Session] + len(rows[Session]), "person": learner.id}
            times = {"started_at": begun, "seen_at": begun + LENGTH, "ended_at": begun + LENGTH}
            name = {"token": f"bench {stay['id']}", "browser": "", "seat": dice.choice(seats)}
            rows[Session].append(stay | times | name)
            for minute in range(0, 60, 20):
                opened, lesson = begun + timedelta(minutes=minute), dice.choice(lessons)
                way = "read" if dice.random() < 0.8 else ""
                visits[learner.id, lesson.id] = _visit(learner, lesson, opened, way)
            task, opened = dice.choice(tasks), begun + timedelta(hours=1)
            attempt = _attempt(task, learner, opened, dice)
            attempt |= {"id": first[Attempt] + len(rows[Attempt]), "session": stay["id"]}
            rows[Attempt].append(attempt)
            way = "mastery" if attempt["finished_at"] else ""
            visits[learner.id, task.read.node.id] = _visit(learner, task.read.node, opened, way)
            rows[AnswerGiven] += _given(task, attempt, dice)
            rows[Work] += _handed_in(task, attempt, dice.choice(teachers), at, dice)
    with writing():
        for table, found in (*rows.items(), (Visit, list(visits.values()))):
            insert(table, found)


def _stays(at: datetime, dice: random.Random) -> Iterator[datetime]:
    """Yield when somebody sat down, the first time first."""
    for week in range(WEEKS, 0, -1):
        for _ in range(STAYS_A_WEEK):
            if dice.random() < 0.85:
                hours = dice.randrange(5) * 24 + dice.choice((0, 2, 6))
                yield at - timedelta(weeks=week) + timedelta(hours=hours)


def _visit(learner: Person, node: Item, at: datetime, way: str) -> Row:
    return {
        "person": learner.id,
        "node_id": node.id,
        "content_id": node.content_id,
        "channel_id": node.channel,
        "visited_at": at,
        "finished_at": at + timedelta(minutes=15) if way else None,
        "done_by": way,
    }


def _attempt(task: Task, learner: Person, at: datetime, dice: random.Random) -> Row:
    done = at + timedelta(minutes=20) if dice.random() < 0.9 else None
    return {
        "person": learner.id,
        "node_id": task.read.node.id,
        "content_id": task.read.node.content_id,
        "exercise": task.read.sha256,
        "questions": len(task.answers),
        "seed": f"{dice.getrandbits(64):016x}",
        "started_at": at,
        "finished_at": done,
        "mastered_at": done if dice.random() < 0.4 else None,
    }


def _given(task: Task, attempt: Row, dice: random.Random) -> Iterator[Row]:
    """Yield an answer to every question; the later ones are harder."""
    for place, answers in enumerate(task.answers):
        is_right = dice.random() > 0.15 + 0.5 * place / len(task.answers)
        answer, mark = answers[0] if is_right else dice.choice(answers)
        tries = 1 if mark in ("1", "") else dice.randint(1, 3)
        yield {
            "attempt": attempt["id"],
            "place": place,
            "question": place,
            "answer": answer,
            "tries": tries,
            "first_mark": mark if tries == 1 else "0",
            "mark": mark,
            "given_at": attempt["started_at"],
        }


def _handed_in(
    task: Task, attempt: Row, teacher: Person, now: datetime, dice: random.Random
) -> Iterator[Row]:
    """Yield what was handed in with an attempt; what is older than a fortnight has its mark."""
    at = attempt["started_at"]
    waits = {"state": "waiting", "mark": "", "marked_by": None, "marked_at": None}
    for place, question in enumerate(task.read.exercise.questions if task.read.exercise else ()):
        if not isinstance(question, Text):
            continue
        marked = {
            "state": "marked",
            "mark": f"{dice.randint(0, 40)}/40",
            "marked_by": teacher.id,
            "marked_at": at + timedelta(days=3),
        }
        yield {
            "person": attempt["person"],
            "attempt": attempt["id"],
            "place": place,
            "node_id": attempt["node_id"],
            "kind": "text",
            "prompt": question.prompt,
            "text": " ".join(dice.choices(WORDS, k=40)),
            "words": 40,
            "kept_at": at,
            "handed_in_at": at,
        } | (marked if now - at > timedelta(days=14) else waits)


def pages_of(site: Site, dice: random.Random) -> tuple[list[Item], list[Task]]:
    """Return the lessons and the exercises of the library."""
    lessons, tasks = [], []
    for channel in browse.channels("fr"):
        for node in browse.items(
            browse.pages(channel.release, coach=False), "fr", coach=False
        ).values():
            if node.kind != "exercise":
                lessons.append(node)
                continue
            task = Task(open_page(site.library, node, None, "fr"))
            questions = task.read.exercise.questions if task.read.exercise else ()
            task.answers = [_answers(each, dice) for each in questions]
            tasks.append(task)
    lessons.sort(key=lambda node: node.id)
    tasks.sort(key=lambda task: task.read.node.id)
    return lessons, tasks


def _answers(question: Question, dice: random.Random) -> list[tuple[str, str]]:
    """Return the right answer and a few wrong ones, each as it is kept, with its mark."""
    if isinstance(question, ForTeacher):
        return [("[]", "")]
    given: list[list[str]]
    match question:
        case Choice(several=False):
            given = [[str(n)] for n in (*question.key, *range(len(question.options)))]
        case TrueFalse():
            given = [[str(question.key).lower()], [str(not question.key).lower()]]
        case Number():
            given = [[question.key], *([str(dice.randint(0, 99))] for _ in range(4))]
        case _:
            given = [["autre"], ["je ne sais pas"], ["les deux"]]
    return [(json.dumps(each), str(score(question, tuple(each)))) for each in given]


def _next(table: Any) -> int:
    """Return the number that the next row of a table would get."""
    last = table.select(table.id).order_by(table.id.desc()).first()
    return last.id + 1 if last else 1


def insert(table: Any, rows: list[Row]) -> None:
    """Write rows, many at a time."""
    for start in range(0, len(rows), 500):
        table.insert_many(rows[start : start + 500]).execute()
