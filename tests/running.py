"""The rules that need the program itself: its pages, settings, commands and tables."""

import re
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
from flask import Flask

from server.later import Later


def silent_pages(app: Flask, open_to: Collection[Any]) -> list[str]:
    """Complain of a page that does not say who may open it; files of ours are for everybody."""
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if not rule.endpoint.endswith("static") and app.view_functions[rule.endpoint] not in open_to
    )


def unexplained_settings(settings: type, manual: str) -> list[str]:
    """Complain of a setting without a sentence, or whose name or default the manual lacks.

    The manual has a line with `` `name` `` for each, and its default in it.
    """
    complaints = []
    for each in fields(settings):
        if not each.metadata.get("help"):
            complaints.append(f"{each.name} has no help")
        lines = [line for line in manual.splitlines() if f"`{each.name}`" in line]
        if not lines:
            complaints.append(f"{each.name} is not in the manual")
        elif type(each.default) is int and not re.search(rf"\b{each.default}\b", " ".join(lines)):
            complaints.append(f"{each.name}: the manual has another default")
    manual_names = set(re.findall(r"^\| `(\w+)` \|", manual, re.MULTILINE))
    gone = manual_names - {each.name for each in fields(settings)}
    return complaints + [f"{name} is in the manual and no setting" for name in sorted(gone)]


def commands_without_help(command: click.Command, name: str = "ardoise") -> list[str]:
    """Complain of a command, or an option of one, that does not say what it does.

    Also of one that says something else before it is imported.
    """
    said, command = command.help or "", itself(command)
    complaints = [] if command.help else [f"{name} has no help"]
    if command.help and not command.help.startswith(said):
        complaints.append(f"{name} says: {command.help}")
    complaints += [
        f"{name} {parameter.opts[0]} has no help"
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    for inner, found in _below(command):
        complaints += commands_without_help(found, f"{name} {inner}")
    return complaints


def itself(command: click.Command) -> click.Command:
    """Return a command; imported, if it is one that is imported when it is given."""
    return command.command if isinstance(command, Later) else command


def _below(command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """Yield the commands of a group by name; nothing of a plain command."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield name, found


def shape_of(database: Path) -> dict[str, Any]:
    """Return the tables of a SQLite file: columns with type and NOT NULL, references, indexes."""
    with sqlite3.connect(database) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_")
        ]
        return {name: _shape_of_table(connection, name) for name in names}


def _shape_of_table(connection: sqlite3.Connection, table: str) -> dict[str, Any]:
    """Return what a table is made of, without the names of its indexes."""
    columns = {
        name: (kind, bool(needed), bool(key))
        for _, name, kind, needed, _, key in connection.execute(f"PRAGMA table_info('{table}')")
    }
    references = {
        (column, target, on_delete)
        for _, _, target, column, _, _, on_delete, _ in connection.execute(
            f"PRAGMA foreign_key_list('{table}')"
        )
    }
    indexes = {
        (
            tuple(row[2] for row in connection.execute(f"PRAGMA index_info('{name}')")),
            bool(unique),
            bool(partial),
        )
        for _, name, unique, _, partial in connection.execute(f"PRAGMA index_list('{table}')")
    }
    return {"columns": columns, "references": references, "indexes": indexes}


def differences(models: dict[str, Any], migrated: dict[str, Any]) -> list[str]:
    """Complain of every table, column, reference or index that only one of the two has."""
    complaints = [f"only one side has the table {name}" for name in models.keys() ^ migrated.keys()]
    for name in models.keys() & migrated.keys():
        for part, wanted in models[name].items():
            found = migrated[name][part]
            if wanted != found:
                odd = set(_items(wanted)) ^ set(_items(found))
                complaints.append(f"{part} of {name} differ: {sorted(map(str, odd))}")
    return sorted(complaints)


def _items(part: Any) -> Any:
    return part.items() if isinstance(part, dict) else part
