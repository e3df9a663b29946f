"""Commands that are imported when they are given.

A program that does one thing, as each job's process does, loads what that takes and no more: all
that Ardoise can do takes two seconds of processor to load, a tenth of it what most commands need.
"""

from functools import cached_property
from pkgutil import resolve_name
from typing import Any

import click


class Later(click.Command):
    """Stands in a group for a command whose module is not imported yet; its help is known."""

    def __init__(self, name: str, place: str, says: str, *inside: "Later") -> None:
        """Name a command.

        Args:
            name: the word by which it is given.
            place: its module and its name there: ``server.jobs.cli:job``.
            says: the first sentence of its own help.
            inside: what other slices add to it, if it is a group.
        """
        super().__init__(name, help=says)
        self.place = place
        self._inside = inside

    @cached_property
    def command(self) -> click.Command:
        """The command itself, imported now."""
        found: click.Command = resolve_name(self.place)
        if isinstance(found, click.Group):
            for each in self._inside:
                found.add_command(each)
        return found

    def make_context(self, *words: Any, **how: Any) -> click.Context:
        """Let the command itself read the words that follow its name, and be what is done."""
        return self.command.make_context(*words, **how)
