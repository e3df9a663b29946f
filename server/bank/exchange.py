"""Questions that come from files of other programs, and go to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from content.formats.questions.brought import Brought, Read
from content.questions.reading import files_of
from content.store import BlobStore
from server.actors import Actor
from server.audit.operations import record
from server.bank import operations
from server.bank.files import keep
from server.bank.models import BankQuestion, Category, QuestionVersion
from server.bank.operations import LONGEST_NAME, LONGEST_TAG, MOST_TAGS, About
from server.database import writing


@dataclass(frozen=True)
class Result:
    """What a file brought."""

    made: int
    there: int
    """Questions that the same file had brought before."""


def bring(
    read: Read,
    sha256: str,
    name: str,
    parent: int | None,
    store: BlobStore,
    by: Actor,
    *,
    at: datetime,
) -> Result:
    """Add all questions of a file to the bank, or none of them; brought twice, they are there once.

    Args:
        read: what came out of the file; what could not be a question is not in it.
        sha256: of the file.
        name: what the file is called.
        parent: the category that those of the file stand in; None for none.
        store: where pictures and sounds are put.
        by: who brings it.
        at: now.

    Raises:
        NoSuchCategory, NameNeeded, TooManyTags
        QuestionRefused, FileMissing: a question is not what a reader of files gives.
        OSError: the disk is full; no question was added.
    """
    for each in read.questions:
        for data in each.media.values():
            keep(store, data)
    made = there = 0
    with writing():
        places: dict[tuple[str, ...], int | None] = {(): parent}
        for place, each in enumerate(read.questions):
            key = f"{sha256[:32]}.{place}"
            if BankQuestion.select().where(BankQuestion.form_key == key).exists():
                there += 1
                continue
            tags = tuple(tag[:LONGEST_TAG] for tag in each.tags[:MOST_TAGS])
            category = _category(each.category, places, by, at)
            about = About(_short(each.name), category, tags)
            operations.make(about, each.question, store, by, at=at, key=key)
            made += 1
        record(by, "bank.brought", name, at=at, made=made, there=there)
    return Result(made, there)


def _category(
    path: tuple[str, ...], places: dict[tuple[str, ...], int | None], by: Actor, at: datetime
) -> int | None:
    if path not in places:
        above = _category(path[:-1], places, by, at)
        name = _short(path[-1])
        places[path] = operations.keep_category(None, name, above, by, at=at).id
    return places[path]


def _short(name: str) -> str:
    plain = " ".join(name.split())
    return (plain if len(plain) <= LONGEST_NAME else f"{plain[: LONGEST_NAME - 1]}…") or "?"


def to_give(versions: Iterable[QuestionVersion], store: BlobStore) -> list[Brought]:
    """Return questions as a file of another program takes them, with their media."""
    paths = _paths()
    return [
        Brought(
            version.question.name,
            asked := version.asked,
            category=paths.get(version.question.category_id, ()),
            tags=tuple(version.question.tags()),
            ident=str(version.question_id),
            media={
                (name := file.removeprefix("files/")): store.read(name.partition(".")[0])
                for file in sorted(files_of(asked))
            },
        )
        for version in versions
    ]


def _paths() -> dict[int, tuple[str, ...]]:
    rows = {row.id: row for row in Category.select()}

    def path(number: int | None, seen: int = 0) -> tuple[str, ...]:
        row = rows.get(number) if seen < len(rows) else None
        return (*path(row.parent_id, seen + 1), row.name) if row else ()

    return {number: path(number) for number in rows}
