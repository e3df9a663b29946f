"""What the database of a channel says, in one shape whatever its age.

    v0.2, v0.4, unversioned   no content_localfile: the checksum is on content_file; a table of
                              licences; "1" where later ones have "fr", so languages are looked up
    1 … 6                     + licences by name; 2 for teachers; 4 options; 5 labels, durations;
                              6 sizes above 2 GiB

Studio writes "1" as ``min_schema_version`` of every channel, and ``available`` on everything:
neither is asked. A column that is missing has the value that Kolibri would give it; a value of
another type than it should have is read as well as it can be, for SQLite keeps any.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from content.catalogue import MOST_NODES
from content.formats.kolibri.assessments import Assessment, assessment
from content.formats.kolibri.opening import columns
from content.formats.kolibri.values import array, decimal, listed, number, object_, text

MOST_FILES = 2_000_000
"""Uses of files in a channel: ten for each node of the largest that a bundle can hold."""

_NEEDED = {
    "content_channelmetadata": {"id", "name", "version"},
    "content_contentnode": {"id", "title", "content_id", "kind", "parent_id", "lft"},
    "content_file": {"id", "preset", "contentnode_id"},
}


@dataclass(frozen=True)
class FileRow:
    """One use of a file by a node."""

    id: str
    preset: str
    checksum: str
    """32 hexadecimal digits, if it is as it should be."""
    ending: str
    supplementary: bool
    thumbnail: bool
    priority: int
    language: str


@dataclass(frozen=True)
class NodeRow:
    """A node as its database has it."""

    id: str
    parent: str
    content_id: str
    kind: str
    title: str
    description: str
    language: str
    """As the database spells it: "fr", "pt-br"; "" if it does not say. Before nodes had languages,
    their files did."""
    license: str
    license_terms: str
    license_owner: str
    author: str
    coach: bool
    order: tuple[float, float, str]
    modality: str
    """"COURSE", "UNIT", "LESSON", "QUIZ", "SURVEY"…, or ""."""
    assessment: Assessment | None
    """Of an exercise, and of a unit that has a test."""
    seconds: int
    levels: tuple[str, ...]
    categories: tuple[str, ...]
    activities: tuple[str, ...]
    accessible: tuple[str, ...]
    needs: tuple[str, ...]
    tags: tuple[str, ...]
    before: tuple[str, ...]
    """Ids of the nodes to know first."""
    files: tuple[FileRow, ...]


@dataclass(frozen=True)
class ChannelRows:
    """A channel as its database has it."""

    schema: str
    """What its columns are: "1" to "6", or "0" for what came before."""
    id: str
    name: str
    description: str
    author: str
    version: int
    thumbnail: str
    root: str
    nodes: dict[str, NodeRow] = field(default_factory=dict)
    twice: tuple[str, ...] = ()
    """Ids that more than one row has; the first of them counts."""


def read_rows(database: sqlite3.Connection) -> ChannelRows:
    """Read a database that ``opening.opened`` gave.

    Raises:
        sqlite3.DatabaseError: it is not one of a channel.
    """
    return _Reading(database).channel()


class _Reading:
    """Reads one database, knowing the columns of its tables."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        tables = (*_NEEDED, "content_localfile", "content_language", "content_license")
        tables += ("content_assessmentmetadata", "content_contenttag", "content_contentnode_tags")
        tables += ("content_contentnode_has_prerequisite",)
        self.columns = {table: columns(database, table) for table in tables}
        for table, needed in _NEEDED.items():
            if missing := needed - self.columns[table]:
                raise sqlite3.DatabaseError(f"{table}: {', '.join(sorted(missing))}")

    def channel(self) -> ChannelRows:
        rows = list(self._rows("content_channelmetadata", 2))
        if len(rows) != 1:
            raise sqlite3.DatabaseError("content_channelmetadata")
        (row,) = rows
        nodes, twice = self._nodes()
        return ChannelRows(
            schema=self._schema(),
            id=text(row["id"]),
            name=text(row["name"]),
            description=text(row.get("description")),
            author=text(row.get("author")),
            version=number(row["version"]),
            thumbnail=text(row.get("thumbnail")),
            root=text(row.get("root_id") or row.get("root_pk")),
            nodes=nodes,
            twice=tuple(twice),
        )

    def _schema(self) -> str:
        has = {f"{table}.{column}" for table, names in self.columns.items() for column in names}
        marks = {
            "6": {"content_localfile.file_size_bigint", "content_file.included_presets"},
            "5": {"content_contentnode.duration", "content_contentnode.grade_levels"},
            "4": {"content_contentnode.options"},
            "2": {"content_contentnode.coach_content", "content_contentnode.stemmed_metaphone"},
            "3": {"content_contentnode.coach_content"},
            "1": {"content_localfile.extension"},
        }
        return next((number for number, mark in marks.items() if mark <= has), "0")

    def _nodes(self) -> tuple[dict[str, NodeRow], list[str]]:
        languages, licenses = self._languages(), self._licenses()
        files, tags, before = self._files(languages), self._tags(), self._before()
        assessments = self._assessments()
        nodes: dict[str, NodeRow] = {}
        twice: list[str] = []
        for row in self._rows("content_contentnode", MOST_NODES):
            name = text(row["id"])
            if name in nodes:
                twice.append(name)
                continue
            options = object_(row.get("options"))
            license_name, terms = licenses.get(text(row.get("license_id")), ("", ""))
            used = sorted(files.get(name, ()), key=lambda file: (file.priority, file.id))
            nodes[name] = NodeRow(
                id=name,
                parent=text(row["parent_id"]),
                content_id=text(row["content_id"]),
                kind=text(row["kind"]),
                title=text(row["title"]),
                description=text(row.get("description")),
                language=_code(languages, row.get("lang_id")) or _spoken(used),
                license=text(row.get("license_name")) or license_name,
                license_terms=text(row.get("license_description")) or terms,
                license_owner=text(row.get("license_owner")),
                author=text(row.get("author")),
                coach=bool(number(row.get("coach_content"))),
                order=(decimal(row["lft"]), decimal(row.get("sort_order")), name),
                modality=text(options.get("modality")),
                assessment=assessments.get(name),
                seconds=number(row.get("duration")),
                levels=listed(row.get("grade_levels")),
                categories=listed(row.get("categories")),
                activities=listed(row.get("learning_activities")),
                accessible=listed(row.get("accessibility_labels")),
                needs=listed(row.get("learner_needs")),
                tags=tuple(sorted(tags.get(name, ()))),
                before=tuple(sorted(before.get(name, ()))),
                files=tuple(used),
            )
        return nodes, twice

    def _files(self, languages: dict[str, str]) -> dict[str, list[FileRow]]:
        stored = {
            text(row["id"]): text(row.get("extension"))
            for row in self._rows("content_localfile", MOST_FILES)
        }
        found: dict[str, list[FileRow]] = {}
        for row in self._rows("content_file", MOST_FILES):
            checksum = text(row.get("local_file_id")) or text(row.get("checksum"))
            ending = stored.get(checksum) or text(row.get("extension"))
            priority = row.get("priority")
            found.setdefault(text(row["contentnode_id"]), []).append(
                FileRow(
                    id=text(row["id"]),
                    preset=text(row["preset"]),
                    checksum=checksum,
                    ending=ending.lower().removeprefix("."),
                    supplementary=bool(number(row.get("supplementary"))),
                    thumbnail=bool(number(row.get("thumbnail"))),
                    priority=number(priority) if priority is not None else 1 << 20,
                    language=_code(languages, row.get("lang_id")),
                )
            )
        return found

    def _languages(self) -> dict[str, str]:
        return {
            text(row["id"]): text(row.get("lang_code"))
            for row in self._rows("content_language", 10_000)
        }

    def _licenses(self) -> dict[str, tuple[str, str]]:
        return {
            text(row["id"]): (
                text(row.get("license_name")),
                text(row.get("license_description")),
            )
            for row in self._rows("content_license", 10_000)
        }

    def _tags(self) -> dict[str, set[str]]:
        rows = self._rows("content_contenttag", MOST_FILES)
        names = {text(row["id"]): text(row.get("tag_name")) for row in rows}
        found: dict[str, set[str]] = {}
        for row in self._rows("content_contentnode_tags", MOST_FILES):
            if name := names.get(text(row.get("contenttag_id"))):
                found.setdefault(text(row.get("contentnode_id")), set()).add(name)
        return found

    def _before(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for row in self._rows("content_contentnode_has_prerequisite", MOST_FILES):
            later, earlier = row.get("from_contentnode_id"), row.get("to_contentnode_id")
            found.setdefault(text(later), set()).add(text(earlier))
        return found

    def _assessments(self) -> dict[str, Assessment]:
        return {
            text(row.get("contentnode_id")): assessment(
                object_(row.get("mastery_model")), array(row.get("assessment_item_ids"))
            )
            for row in self._rows("content_assessmentmetadata", MOST_NODES)
        }

    def _rows(self, table: str, most: int) -> Iterator[dict[str, Any]]:
        """Go through a table by the names of its columns; nothing where there is none."""
        names = sorted(self.columns[table])
        if not names:
            return
        columns_ = ", ".join('"' + name.replace('"', '""') + '"' for name in names)
        rows = self.database.execute(f'SELECT {columns_} FROM "{table}"')  # noqa: S608 - names, quoted
        for row in islice(rows, most):
            yield dict(zip(names, row, strict=True))
        if next(rows, None) is not None:
            raise sqlite3.DatabaseError(f"{table}: > {most}")


def _spoken(files: list[FileRow]) -> str:
    """Return the language of the first file that says one."""
    return next((file.language for file in files if file.language and not file.supplementary), "")


def _code(languages: dict[str, str], value: Any) -> str:
    """Return a language as the table of languages spells it; older ones number them."""
    name = text(value)
    return (languages.get(name) or name).lower()
