"""An exam morning to measure: a site with a sitting that runs, its server, PCs that type and save.

The site is made by the program's own operations; its server is the real one, in a process of its
own that can be killed; the PCs speak HTTP over kept connections, as browsers do.
"""

import asyncio
import json
import os
import random
import re
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.demonstration import PROGRAM, ROOT, SURROUNDINGS
from content.questions.types import Choice, Question, Short, Text
from content.store import BlobStore
from server import clock
from server.accounts import operations as accounts
from server.accounts.models import Person
from server.actors import Actor
from server.bank import operations as bank
from server.bank.operations import About
from server.console import Site
from server.database import database
from server.exam_room import opening
from server.exam_room.hall import Hall
from server.exams import attaching, composing
from server.exams import operations as papers
from server.exams.operations import Settings
from server.roles import Role
from server.seats import signing_in
from server.seats.operations import Browser
from server.settings import Home
from server.sittings import candidates
from server.sittings import operations as sittings
from server.sittings.models import Candidate, Sitting
from server.sittings.operations import Plan
from server.slices.commands import JOBS

ABOUT = "bench"
"""What the browsers say of themselves."""
HOURS = 4
Asks = Callable[[BlobStore], Sequence[Question]]
"""Puts what questions need into a store, and returns them."""
ANSWERS = re.compile(r"http://127\.0\.0\.1:(\d+)/")


@dataclass(frozen=True)
class Sits:
    """A candidate who has begun, and the cookies of their browser."""

    number: str
    session: str
    seat: str
    code: str = ""
    """Of their card, to sign in again."""


@dataclass(frozen=True)
class Prepared:
    """A site in which a sitting runs."""

    home: Path
    sitting: int
    candidates: list[Sits]
    examiner: Sits
    second: Sits
    """Another examiner of the sitting."""


def prepared(
    home: Path,
    count: int,
    asks: Asks | None = None,
    documents: Mapping[str, bytes] | None = None,
) -> Prepared:
    """Make a site with a sitting of so many candidates, all of whom have begun.

    Args:
        home: a folder that is not there, or is empty.
        count: of candidates.
        asks: gives the questions of the paper, whose sounds it puts into the store; twenty
            choices, words and texts in turn if there is none.
        documents: of the paper: their bytes, by name.
    """
    site = Site(Home(home), JOBS)
    site.open()
    hall = Hall(site.home, site.settings)
    at = clock.now()
    boss, other = (
        accounts.add(name, Role.EXAMINER, by=Actor("console"), at=at)
        for name in ("Examinatrice", "Examinateur")
    )
    by = Actor(boss.name, None, boss.id)
    frozen = _paper(site, by, asks or _twenty, documents or {})
    sitting = _sitting(by, (boss.id, other.id))
    names = [f"Candidat {number}" for number in range(count)]
    people = [accounts.add(name, Role.LEARNER, by=by, at=at) for name in names]
    candidates.add_named(sitting.id, "\n".join(names), by, at=at)
    opening.open_sitting(sitting, frozen, hall.disk, hall.act(by))
    found = []
    for person in people:
        seated, seat = _sign_in(site, person, by)
        one = Candidate.get(Candidate.person == person)
        opening.confirm(one, hall.act(by), seat)
        found.append(replace(seated, number=one.number))
    opening.start(sitting, hall.act(by))
    examiner, second = (_sign_in(site, each, by)[0] for each in (boss, other))
    database.close()
    return Prepared(home, sitting.id, found, examiner, second)


def _sign_in(site: Site, person: Any, by: Actor) -> tuple[Sits, int]:
    code = accounts.give_code(person, site.home.secret(), by=by, at=clock.now())
    browser = Browser("127.0.0.1", ABOUT)
    begun = signing_in.sign_in_by_code(code, site.home.secret(), None, browser, at=clock.now())
    return Sits("", begun.token, begun.seat_token, code), begun.seat


def _paper(site: Site, by: Actor, asks: Asks, documents: Mapping[str, bytes]) -> bytes:
    store, at = BlobStore(site.home.bank), clock.now()
    paper = papers.make(Settings("Mathématiques", seconds=HOURS * 3600), by, at=at)
    into = paper.sections()[0].id
    made = [
        bank.make(About(f"Question {n}"), question, store, by, at=at)
        for n, question in enumerate(asks(store))
    ]
    composing.add_questions(paper.id, into, [each.question_id for each in made], "1", by, at=at)
    for name, data in documents.items():
        attaching.add_document(paper.id, name, data, store, by, at=at)
    return papers.lock(paper.id, store, by, at=at)


def _sitting(by: Actor, examiners: tuple[int, ...]) -> Sitting:
    at = clock.now()
    begins = at.replace(microsecond=0) + timedelta(minutes=5)
    plan = Plan("Mathématiques", "Salle 2", begins, HOURS * 3600, examiners)
    person = Person.get_by_id(examiners[0])
    return sittings.plan(plan, person, by, at=at)[0]


def _twenty(_: BlobStore) -> list[Question]:
    return [_question(number) for number in range(20)]


def _question(number: int) -> Question:
    prompt = f"<p>Question {number} : {'que dites-vous de cela ? ' * 10}</p>"
    options = tuple(f"Réponse {n} à la question {number}" for n in range(4))
    return (
        Choice(prompt, "", "", "", options=options, key=(1,), several=False),
        Short(prompt, "", "", "", key=(("oui", False),)),
        Text(prompt, "", "", "", least=0, most=0),
    )[number % 3]


@dataclass
class Served:
    """The real server of a site, in a process of its own."""

    home: Path
    surroundings: dict[str, str] = field(default_factory=dict)
    port: int = 0

    def start(self) -> None:
        """Start it, and wait until it answers.

        Raises:
            RuntimeError: it ended first.
        """
        self.process = subprocess.Popen(
            [*PROGRAM, "--home", str(self.home), "serve", "--port", str(self.port)],
            cwd=ROOT,
            env=SURROUNDINGS | self.surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        said = ""
        for line in self.process.stdout:
            said += line
            found = ANSWERS.search(line)
            if found:
                self.port = int(found[1])
                return
        raise RuntimeError(f"the server ended before it answered: {said}")

    def kill(self) -> None:
        """Kill every process of it at once, as a power cut does."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


class Pc:
    """A browser that keeps its connection, its cookies and the token of its forms."""

    def __init__(self, who: Sits) -> None:
        self.who = who
        self.token, self._guest = "", ""
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, port: int, path: str, body: Any = None) -> tuple[int, bytes]:
        """Send a request and return the status and the body of what comes back.

        Raises:
            OSError: the server is not there, or went away.
        """
        try:
            if self._line is None:
                self._line = await asyncio.open_connection("127.0.0.1", port)
            reader, writer = self._line
            writer.write(self._request(path, body))
            await writer.drain()
            return await self._answer(reader)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            self.hang_up()
            raise ConnectionError from None

    def hang_up(self) -> None:
        """Close the connection; the next request opens another."""
        if self._line is not None:
            self._line[1].close()
            self._line = None

    async def fetch_token(self, port: int) -> None:
        """Read the state of the exam, and with it the token that saves are sent with."""
        status, body = await self.ask(port, "/exam/state")
        if status != 200:
            raise ConnectionError(status)
        self.token = json.loads(body)["csrf"]

    def _request(self, path: str, body: Any) -> bytes:
        cookies = f"ardoise_session={self.who.session}; ardoise_seat={self.who.seat}"
        if self._guest:
            cookies += f"; ardoise_guest={self._guest}"
        lines = ["Host: 127.0.0.1", f"User-Agent: {ABOUT}", f"Cookie: {cookies}"]
        sent = b""
        if body is not None:
            sent = json.dumps(body).encode()
            lines += ["Content-Type: application/json", f"X-CSRFToken: {self.token}"]
            lines += [f"Content-Length: {len(sent)}"]
        head = "\r\n".join([f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", *lines, "", ""])
        return head.encode() + sent

    async def _answer(self, reader: asyncio.StreamReader) -> tuple[int, bytes]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        guest = re.search(r"ardoise_guest=([^;]+);", head)
        if guest:
            self._guest = guest[1]
        length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
        status = int(head.split(" ", 2)[1])
        if length:
            return status, await reader.readexactly(int(length[1]))
        data = b""
        while (size := int(await reader.readline(), 16)) > 0:
            data += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
        return status, data


class Writes:
    """Somebody who types: each change has a uuid and a number, and is sent until it is kept."""

    def __init__(self, pc: Pc, places: int, seed: int) -> None:
        self.pc, self._places = pc, places
        self._chance = random.Random(seed)
        self._numbers: dict[int, int] = {}
        self.waiting: list[dict[str, Any]] = []
        self.kept: dict[str, dict[str, Any]] = {}
        """What the server has acknowledged, by uuid."""

    def types(self) -> None:
        """Change an answer; it waits to be sent."""
        place = self._chance.randrange(self._places)
        number = self._numbers[place] = self._numbers.get(place, 0) + 1
        text = f"{self.pc.who.number} {place} {number} " + "mot " * self._chance.randrange(60)
        uuid = f"{self.pc.who.number}-{place}-{number}"
        save = {"uuid": uuid, "place": place, "number": number, "answer": [text]}
        self.waiting.append({**save, "client_ms": 0})

    async def sends(self, port: int) -> bool:
        """Send all that waits, in its order; say whether the server has kept it.

        Raises:
            OSError: it went away; what waits goes on waiting.
        """
        if not self.pc.token:
            await self.pc.fetch_token(port)
        saves = list(self.waiting)
        status, body = await self.pc.ask(port, "/exam/save", {"saves": saves})
        if status != 200:
            self.pc.token = ""
            return False
        kept = set(json.loads(body)["kept"])
        self.kept |= {each["uuid"]: each for each in saves if each["uuid"] in kept}
        self.waiting = [each for each in self.waiting if each["uuid"] not in kept]
        return True
