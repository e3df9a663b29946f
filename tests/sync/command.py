"""The command line of the conformance suite, run in this program, and what it trusts afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tuf.api.metadata import Metadata

from tests.sync import conformance
from tests.sync.repository import Repository, served


@dataclass
class Client:
    """The command, its folders, and what it trusts afterwards."""

    folder: Path
    address: str

    def run(self, *arguments: str, days: float = 0) -> int:
        def clock() -> datetime:
            return datetime.now(UTC) + timedelta(days=days)

        return conformance.main([f"--metadata-dir={self.folder / 'metadata'}", *arguments], clock)

    def init(self, root: bytes) -> int:
        self.folder.mkdir(exist_ok=True)
        (self.folder / "initial_root.json").write_bytes(root)
        (self.folder / "targets").mkdir(exist_ok=True)
        return self.run("init", str(self.folder / "initial_root.json"))

    def refresh(self, days: float = 0) -> int:
        return self.run(f"--metadata-url={self.address}/metadata/", "refresh", days=days)

    def download(self, name: str, days: float = 0) -> int:
        return self.run(
            f"--metadata-url={self.address}/metadata/",
            f"--target-name={name}",
            f"--target-base-url={self.address}/targets/",
            f"--target-dir={self.folder / 'targets'}",
            "download",
            days=days,
        )

    def trusts(self) -> dict[str, int]:
        files = sorted((self.folder / "metadata").glob("*.json"))
        return {p.name[:-5]: Metadata.from_file(str(p)).signed.version for p in files}

    def bytes_of(self, role: str) -> bytes:
        return (self.folder / "metadata" / f"{role}.json").read_bytes()

    def downloaded(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted((self.folder / "targets").iterdir())]


@contextmanager
def begun(repository: Repository, folder: Path) -> Iterator[Client]:
    """A client that trusts a repository's first root and has asked for nothing yet."""
    with served(repository) as address:
        made = Client(folder, address)
        assert made.init(repository.published["root"][1]) == 0
        assert repository.asked == []
        yield made
