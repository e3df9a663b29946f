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
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.demonstration import PROGRAM, ROOT, SURROUNDINGS
from content.questions.types import Choice, Question, Short, Text
from content.store import BlobStore
from server import clock
from server.accounts import operations as accounts
from server.actors import Actor
from server.bank import operations as bank
from server.bank.operations import About
from server.console import Site
from server.database import database
from server.exam_room import opening
from server.exam_room.hall import Hall
from server.exams import composing
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
from server.slices import JOBS

ABOUT = "bench"
"""What the browsers say of themselves."""
HOURS = 4
ANSWERS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
WORDS = {"hint": "", "right": "", "review": ""}


@dataclass(frozen=True)
class Sits:
    """A candidate who has begun, and the cookies of their browser."""

    number: str
    session: str
    seat: str


@dataclass(frozen=True)
class Prepared:
    """A site in which a sitting runs."""

    home: Path
    sitting: int
    candidates: list[Sits]
    examiner: Sits


def prepared(home: Path, count: int, questions: int = 20) -> Prepared:
    """Make a site with a sitting of so many candidates, all of whom have begun.

    Args:
        home: a folder that is not there, or is empty.
        count: of candidates.
        questions: of the paper: choices, words and texts in turn.
    """
    site = Site(Home(home), JOBS)
    site.open()
    hall = Hall(site.home, site.settings)
    at = clock.now()
    boss = accounts.add("Examinatrice", Role.EXAMINER, by=Actor("console"), at=at)
    by = Actor(boss.name, None, boss.id)
    sitting = _sitting(site, by, boss.id, questions)
    names = [f"Candidat {number}" for number in range(count)]
    people = [accounts.add(name, Role.LEARNER, by=by, at=at) for name in names]
    candidates.add_named(sitting.id, "\n".join(names), by, at=at)
    frozen = papers.find(1).subject
    opening.open_sitting(sitting, bytes(frozen), hall.disk, hall.act(by))
    found = []
    for person in people:
        seated, seat = _sign_in(site, person, by)
        one = Candidate.get(Candidate.person == person)
        opening.confirm(one, hall.act(by), seat)
        found.append(Sits(one.number, seated.session, seated.seat))
    opening.start(sitting, hall.act(by))
    examiner, _ = _sign_in(site, boss, by)
    database.close()
    return Prepared(home, sitting.id, found, examiner)


def _sign_in(site: Site, person: Any, by: Actor) -> tuple[Sits, int]:
    code = accounts.give_code(person, site.home.secret(), by=by, at=clock.now())
    browser = Browser("127.0.0.1", ABOUT)
    begun = signing_in.sign_in_by_code(code, site.home.secret(), None, browser, at=clock.now())
    return Sits("", begun.token, begun.seat_token), begun.seat


def _sitting(site: Site, by: Actor, examiner: int, count: int) -> Sitting:
    store, at = BlobStore(site.home.bank), clock.now()
    paper = papers.make(Settings("Mathématiques", seconds=HOURS * 3600), by, at=at)
    into = paper.sections()[0].id
    made = [bank.make(About(f"Question {n}"), _question(n), store, by, at=at) for n in range(count)]
    composing.add_questions(paper.id, into, [each.question_id for each in made], "1", by, at=at)
    papers.lock(paper.id, store, by, at=at)
    begins = at.replace(microsecond=0) + timedelta(minutes=5)
    plan = Plan("Mathématiques", "Salle 2", begins, HOURS * 3600, (examiner,))
    person = accounts.Person.get_by_id(examiner)
    return sittings.plan(plan, person, by, at=at)[0]


def _question(number: int) -> Question:
    prompt = f"<p>Question {number} : {'que dites-vous de cela ? ' * 10}</p>"
    options = tuple(f"Réponse {n} à la question {number}" for n in range(4))
    return (
        Choice(prompt, **WORDS, options=options, key=(1,), several=False),
        Short(prompt, **WORDS, key=(("oui", False),)),
        Text(prompt, **WORDS, least=0, most=0),
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
