"""What the running program has for its exams: the disk, the writer, signs of life, the key,
the spare."""

from functools import cached_property
from pathlib import Path

from server.actors import Actor
from server.exam_room.acts import Act
from server.exam_room.seal import signer_of
from server.exam_room.signs import Signs
from server.exam_room.space import Disk
from server.exam_room.spare import Spare
from server.exam_room.ticks import instant
from server.exam_room.writing import Writer
from server.settings import Home, Settings
from sync.sealing.holders import Signer


class Hall:
    """The exams of one running program."""

    def __init__(self, home: Home, settings: Settings) -> None:
        """Have exams in a program's folder."""
        self.home, self._settings = home, settings
        self.disk = Disk(home.folder)
        self.writer = Writer(self.disk)
        self.signs = Signs()
        self.spare = Spare(Path(settings.exam_copy)) if settings.exam_copy else None

    @cached_property
    def signer(self) -> Signer:
        """What checkpoints are signed with."""
        return signer_of(self.home, self._settings)

    def act(self, by: Actor, reason: str = "") -> Act:
        """Return an action of somebody at this moment."""
        return Act(by, instant(), self.signer, reason)
