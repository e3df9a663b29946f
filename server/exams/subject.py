"""A whole paper as plain values, and as the one file that is sealed and carried.

A subject knows no table: it says all that is asked, with keys, and all that a draw may take.
Pictures, sounds and documents lie beside it, named by their SHA-256: ``Subject.blobs``.
"""

import json
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from content.html import clean
from content.questions.types import Question
from i18n.refusals import Invalid, Refusal
from i18n.translate import N_
from server.bank import bodies
from server.exams.policy import AIDS, Policy

FORMAT = 1


class NotASubject(Invalid):
    """Bytes are not the file of a paper."""

    message = N_(
        "This is not the file of an exam paper, or it is damaged. Nothing was taken from it; ask "
        "for it again from whoever made it."
    )


@dataclass(frozen=True)
class Document:
    """A file that all candidates may open."""

    name: str
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True)
class SubjectItem:
    """So many questions out of a pool; one question of the paper is a pool of one."""

    pool: tuple[str, ...]
    """Names of questions: keys of ``Subject.questions``."""
    count: int
    points: str
    """What each question earns, as the text of a fraction."""

    @property
    def worth(self) -> Fraction:
        """Return what each question earns; 0 while nobody has said so."""
        return Fraction(self.points or 0)

    @property
    def is_draw(self) -> bool:
        """Say whether candidates may get another question than others."""
        return (len(self.pool), self.count) != (1, 1)


@dataclass(frozen=True)
class SubjectSection:
    """A part of the paper."""

    title: str
    instructions: str
    seconds: int
    """What is advised for it; 0 for nothing."""
    shuffle: bool
    items: tuple[SubjectItem, ...]


@dataclass(frozen=True)
class Kept:
    """A question of a subject."""

    title: str
    """What staff call it; no candidate sees it."""
    language: str
    body: str
    """See ``server.bank.bodies``."""

    @property
    def asked(self) -> Question:
        """Return the question, its key included."""
        return bodies.read(self.body)


@dataclass(frozen=True)
class Subject:
    """A whole paper."""

    title: str
    instructions: str
    """Clean HTML."""
    language: str
    seconds: int
    shuffle: bool
    one_a_page: bool
    policy: Policy
    aids: tuple[str, ...]
    documents: tuple[Document, ...]
    sections: tuple[SubjectSection, ...]
    questions: dict[str, Kept]
    """All questions that some candidate may get, by name: "12.3" is question 12, version 3."""

    @property
    def count(self) -> int:
        """Return how many questions each candidate gets."""
        return sum(item.count for section in self.sections for item in section.items)

    @property
    def total(self) -> Fraction:
        """Return what all questions of one candidate earn together."""
        items = [item for section in self.sections for item in section.items]
        return sum((item.count * item.worth for item in items), Fraction(0))

    def blobs(self) -> list[str]:
        """Return the SHA-256 of everything that must lie beside it, each once."""
        found = [each.sha256 for each in self.documents]
        for fragment in (self.instructions, *(each.instructions for each in self.sections)):
            found += bodies.blobs_of(fragment)
        for name in sorted(self.questions):
            found += bodies.blobs_of(self.questions[name].body)
        return list(dict.fromkeys(found))

    def to_bytes(self) -> bytes:
        """Return its file: canonical JSON, keys included, the same for the same paper."""
        body = {"format": FORMAT, **asdict(self)}
        body["questions"] = {
            name: {**asdict(kept), "body": json.loads(kept.body)}
            for name, kept in self.questions.items()
        }
        return _canonical(body).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Subject":
        """Read the file of a paper; its HTML is cleaned again, its questions are checked.

        Raises:
            NotASubject: it is none, of another format, damaged, or names what it does not hold.
        """
        try:
            body = json.loads(data)
            if body.pop("format") != FORMAT:
                raise NotASubject()
            subject = _of(body)
        except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError):
            raise NotASubject() from None
        except Refusal:
            raise NotASubject() from None
        if not _holds(subject):
            raise NotASubject()
        return subject


def _canonical(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _of(body: dict[str, Any]) -> Subject:
    sections = [
        SubjectSection(
            str(each["title"]),
            clean(each["instructions"]),
            int(each["seconds"]),
            bool(each["shuffle"]),
            tuple(
                SubjectItem(tuple(map(str, item["pool"])), int(item["count"]), str(item["points"]))
                for item in each["items"]
            ),
        )
        for each in body["sections"]
    ]
    questions = {
        name: Kept(str(kept["title"]), str(kept["language"]), _checked(kept["body"]))
        for name, kept in body["questions"].items()
    }
    return Subject(
        title=str(body["title"]),
        instructions=clean(body["instructions"]),
        language=str(body["language"]),
        seconds=int(body["seconds"]),
        shuffle=bool(body["shuffle"]),
        one_a_page=bool(body["one_a_page"]),
        policy=Policy.of(body["policy"]),
        aids=tuple(aid for aid in body["aids"] if aid in AIDS),
        documents=tuple(Document(**each) for each in body["documents"]),
        sections=tuple(sections),
        questions=questions,
    )


def _checked(body: Any) -> str:
    return bodies.written(bodies.read(_canonical(body)))


def _holds(subject: Subject) -> bool:
    """Say whether every candidate can be given a copy."""
    items = [item for section in subject.sections for item in section.items]
    known = all(name in subject.questions for item in items for name in item.pool)
    enough = all(0 < item.count <= len(item.pool) for item in items)
    return known and enough and bool(items) and all(item.worth >= 0 for item in items)
