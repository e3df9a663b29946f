"""What people have done, as xAPI statements.

Source: Experience API 1.0.3, part two (statements); verbs and kinds of activities are those of the
ADL vocabulary. These names look like addresses and are none: nothing is ever asked there. Our own
end in ``.invalid``, which names no machine anywhere (RFC 6761).
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction
from typing import Any

from content import browse
from content.browse import Item
from server.accounts.models import Person
from server.records.models import WHOLE, AnswerGiven, Attempt, Visit, Work
from server.records.progress import stays_of

Statement = dict[str, Any]

ADL = "http://adlnet.gov/expapi"
OURS = "https://ardoise.invalid"
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, OURS)
_BETWEEN_ANSWERS = "[,]"
"""What xAPI puts between the texts of one answer."""


def statements(people: Iterable[Person], secret: bytes, language: str) -> Iterator[Statement]:
    """Yield what each person has done, the earliest first.

    Args:
        people: in this order.
        secret: of the installation: what two sites say of two people is never taken for one.
        language: in which pages are named where they can be.
    """
    site = hashlib.sha256(b"the site of statements" + secret).hexdigest()[:16]
    for person in people:
        yield from sorted(_Told(site, person, language).all(), key=lambda told: told["timestamp"])


class _Told:
    """The statements about one person."""

    def __init__(self, site: str, person: Person, language: str) -> None:
        self.site, self.person, self.language = site, person, language
        visits = list(Visit.latest_of(person.id, None))
        self.visits: list[Visit] = visits
        self.pages = browse.items([each.node_id for each in visits], language, coach=True)
        self.attempts = {each.id: each for each in Attempt.select().where(Attempt.person == person)}

    def all(self) -> Iterator[Statement]:
        for stay in stays_of(self.person.id):
            result = {"duration": f"PT{stay.seconds}S"}
            place = _activity(f"{OURS}/site/{self.site}", "meeting", {})
            yield self._say("attended", place, stay.began_at, result)
        for visit in self.visits:
            page = self._page(visit.node_id, visit.content_id)
            yield self._say("experienced", page, visit.visited_at)
            if visit.finished_at:
                yield self._say("completed", page, visit.finished_at, {"completion": True})
        yield from self._goes()
        yield from self._answers()
        yield from self._marks()

    def _goes(self) -> Iterator[Statement]:
        theirs = Attempt.select(Attempt.id).where(Attempt.person == self.person)
        results = AnswerGiven.results_of(theirs)
        for attempt in self.attempts.values():
            page = self._page(attempt.node_id, attempt.content_id)
            yield self._say("attempted", page, attempt.started_at, of=attempt)
            answered, right = results.get(attempt.id, (0, 0))
            if attempt.finished_at and answered:
                scaled = _decimal(Fraction(right, answered))
                score = {"raw": right, "min": 0, "max": answered, "scaled": scaled}
                result = {"completion": True, "score": score}
                yield self._say("scored", page, attempt.finished_at, result, of=attempt)
            if attempt.mastered_at:
                result = {"completion": True, "success": True}
                yield self._say("mastered", page, attempt.mastered_at, result, of=attempt)

    def _answers(self) -> Iterator[Statement]:
        given = AnswerGiven.select().join(Attempt).where(Attempt.person == self.person)
        for answer in given:
            attempt = self.attempts[answer.attempt_id]
            number = answer.question + 1
            question = _activity(f"{OURS}/exercise/{attempt.exercise}/{number}", "question", {})
            result: dict[str, Any] = {"response": _BETWEEN_ANSWERS.join(json.loads(answer.answer))}
            if answer.earned is not None:
                result["success"] = answer.earned == 1
                result["score"] = {"scaled": _decimal(answer.earned)}
            told = self._say("answered", question, answer.given_at, result, of=attempt)
            page = self._page(attempt.node_id, attempt.content_id)
            told["context"]["contextActivities"] = {"parent": [page]}
            yield told

    def _marks(self) -> Iterator[Statement]:
        marked = Work.select(Work, Person).join(Person, on=Work.marked_by == Person.id)
        for work in marked.where(Work.person == self.person, Work.state == "marked"):
            attempt = self.attempts[work.attempt_id]
            page = self._page(work.node_id, attempt.content_id)
            earned = Fraction(work.mark)
            score = {"scaled": _decimal(earned)}
            if not work.level:  # a word is no number of points
                score |= {"raw": _decimal(earned * WHOLE), "min": 0, "max": WHOLE}
            result: dict[str, Any] = {"score": score}
            if work.remark:
                result["response"] = work.remark
            told = self._say(
                "scored", page, work.corrected_at or work.marked_at, result, of=attempt
            )
            told["context"]["instructor"] = self._agent(work.marked_by)
            yield told

    def _say(
        self,
        verb: str,
        about: dict[str, Any],
        at: datetime,
        result: dict[str, Any] | None = None,
        of: Attempt | None = None,
    ) -> Statement:
        context: dict[str, Any] = {"platform": "Ardoise", "language": self.language}
        if of is not None:
            context["registration"] = self._id("attempt", of.id)
        return {
            "id": self._id(verb, about["id"], at.isoformat(), of.id if of else ""),
            "actor": self._agent(self.person),
            "verb": {"id": f"{ADL}/verbs/{verb}", "display": {"en": verb}},
            "object": about,
            **({"result": result} if result else {}),
            "context": context,
            "timestamp": at.isoformat(timespec="milliseconds"),
            "version": "1.0.3",
        }

    def _agent(self, person: Person) -> dict[str, Any]:
        account = {"homePage": f"{OURS}/site/{self.site}", "name": person.sign_in_name}
        return {"objectType": "Agent", "name": person.name, "account": account}

    def _page(self, node_id: str, content_id: str) -> dict[str, Any]:
        page = self.pages.get(node_id)
        kind = "assessment" if page and page.kind == "exercise" else "lesson"
        return _activity(f"{OURS}/page/{content_id}", kind, _named(page))

    def _id(self, *parts: object) -> str:
        said = "\n".join(str(part) for part in (self.site, self.person.id, *parts))
        return str(uuid.uuid5(_SPACE, said))


def _named(page: Item | None) -> dict[str, Any]:
    return {"name": {page.words.language: page.words.title}} if page else {}


def _activity(name: str, kind: str, said: dict[str, Any]) -> dict[str, Any]:
    definition = {"type": f"{ADL}/activities/{kind}", **said}
    return {"objectType": "Activity", "id": name, "definition": definition}


def _decimal(value: Fraction) -> float:
    """Return a fraction to the ten-thousandth: a store wants decimals."""
    return round(float(value), 4)
