"""What every console command shares: the site it works on, progress bars, tables."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from content.library import Library, open_library
from server import clock, settings, tongues
from server.database import open_school
from server.settings import Home, Settings

if TYPE_CHECKING:
    from search.index import Index
    from sync.publishers import Publishers
    from sync.quarantine import Quarantine


class Site:
    """One installation, opened when a command first needs it."""

    def __init__(self, home: Home, work: Mapping[str, str]) -> None:
        """Name the program's folder, and where what does each kind of job is found."""
        self.home = home
        self.work = work

    @cached_property
    def settings(self) -> Settings:
        """What the site has chosen."""
        return settings.load(self.home)

    @cached_property
    def library(self) -> Library:
        """What is installed."""
        return open_library(self.home.library)

    @cached_property
    def index(self) -> "Index":
        """What is found."""
        from search.index import Index

        return Index(self.home.index)

    @cached_property
    def quarantine(self) -> "Quarantine":
        """What waits."""
        from sync.quarantine import Quarantine

        return Quarantine(self.home.quarantine, self.library.store)

    @cached_property
    def trust(self) -> "Publishers":
        """Whose signatures count."""
        from sync.publishers import Publishers

        return Publishers(self.home.trust, clock.uptime)

    def open(self) -> None:
        """Open the databases, making or updating them first."""
        self.home.folder.mkdir(parents=True, exist_ok=True)
        open_school(self.home.school)
        tongues.use_installed(self.library)


@contextmanager
def progress_bar(title: str, *, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on the terminal's stderr; the block gets what to report steps to."""
    if quiet:  # a bar that nobody sees still costs: told of 40,000 steps, two seconds
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    with bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def table(rows: list[dict[str, Any]]) -> str:
    """Return rows as aligned text, the keys of the first as headings; "" for no rows."""
    if not rows:
        return ""
    names = list(rows[0])
    lines = [[str(value) for value in row.values()] for row in rows]
    widths = [max(len(name), *(len(line[n]) for line in lines)) for n, name in enumerate(names)]
    shown = [names, *lines]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in shown
    )
