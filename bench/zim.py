"""Pages of an archive a second, beside kiwix-serve with the same archive on the same machine.

    python -m bench.zim ARCHIVE.zim [--seconds 4] [--clients 1 32]

Each client keeps its connection and asks for one page after the other, in an order of its own. Our
pages are made as learners get them: capability, session, a document written anew. kiwix-serve
(Debian: kiwix-tools) is measured if it is there; it sends pages as they are.
"""

import argparse
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from bench.demonstration import percentile
from content.bundle import build, open_bundle
from content.formats.asked import Asked
from content.formats.sources import sources
from content.library import open_library
from content.models import Node
from content.zim.archive import Archive
from server.database import database, open_school
from server.settings import Home

MOST = 2_000
"""Pages asked for, drawn from all."""
Started = tuple[subprocess.Popen[str], int, Callable[[str], str]]
"""A server, its port, and what gives the address of a path of the archive."""


def paths_of(archive: Path) -> list[str]:
    """Return the paths of pages of an archive, drawn by chance, the same each time."""
    with Archive.of(archive) as opened:
        found, place = [], 0
        while place < opened.title_count():
            pages, place = opened.titles(place, 10_000)
            found += [page.path for page in pages]
    random.Random(1).shuffle(found)
    return found[:MOST]


class Client:
    """A connection that is kept."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connect()

    def _connect(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port))
        self._file = self._socket.makefile("rb")

    def get(self, path: str) -> tuple[int, str, int]:
        """Return status, where it leads, and bytes of what is there."""
        asked = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: identity\r\n\r\n"
        self._socket.sendall(asked.encode())
        line = self._file.readline()
        if not line:  # the server keeps no connection
            self._connect()
            return self.get(path)
        status = int(line.split()[1])
        length, onward = 0, ""
        while (line := self._file.readline().strip()) != b"":
            name, _, value = line.decode("latin-1").partition(":")
            length = int(value) if name.lower() == "content-length" else length
            onward = value.strip() if name.lower() == "location" else onward
        return status, onward, len(self._file.read(length))


def measure(
    port: int, paths: list[str], clients: int, seconds: float, pid: int
) -> dict[str, float]:
    """Ask for pages from some clients at once."""
    took: list[float] = []
    faults = [0]
    begin = threading.Barrier(clients + 1)

    def ask(number: int) -> None:
        client, own = Client(port), random.Random(number)
        begin.wait()
        end = time.perf_counter() + seconds
        while (since := time.perf_counter()) < end:
            status, _, size = client.get(own.choice(paths))
            took.append(time.perf_counter() - since)
            faults[0] += status != 200 or not size

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    begin.wait()
    cpu, since = cpu_of(pid), time.perf_counter()
    for thread in threads:
        thread.join()
    passed = time.perf_counter() - since
    return {
        "pages_a_second": round(len(took) / passed, 1),
        "p50_ms": round(percentile(took, 0.5) * 1000, 2),
        "p95_ms": round(percentile(took, 0.95) * 1000, 2),
        "cpu_ms_a_page": round((cpu_of(pid) - cpu) / max(1, len(took)) * 1000, 2),
        "memory_mb": memory_of(pid),
        "faults": faults[0],
    }


def cpu_of(pid: int) -> float:
    """Return the seconds of processor that a process has had."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> int:
    """Return the megabytes that a process has in memory."""
    told = Path(f"/proc/{pid}/status").read_text()
    return int(_found(r"VmRSS:\s+(\d+)", told)) // 1024


def _found(pattern: str, told: str) -> str:
    found = re.search(pattern, told)
    if found is None:
        raise RuntimeError(f"{pattern} is not in {told[:500]}")
    return found[1]


def ours(archive: Path, folder: Path) -> Started:
    """Start a site with the archive; return its process, its port, and the address of a path."""
    home = Home(folder / "home")
    home.folder.mkdir()
    open_school(home.school)
    library = open_library(home.library)
    (source,) = sources(archive, Asked(license="CC0", language="fr", id="zim"))
    draft = source().draft
    manifest = open_bundle(build(draft, folder / "built"))
    library.store.add_all((sha, blob) for sha, blob in draft.blobs.items())  # type: ignore[misc]  # no blob is raw bytes
    library.switch(library.stage(draft.catalogue, manifest))
    node = Node.get().node_id
    Node._meta.database.close()
    database.close()
    command = [sys.executable, "-m", "server", "--home", str(home.folder), "serve", "--port", "0"]
    log = (folder / "log").open("w")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, encoding="utf-8")
    assert process.stdout is not None
    said = next(line for line in process.stdout if "http://" in line)
    port = int(_found(r":(\d+)/", said))
    page = subprocess.run(
        ["curl", "-s", f"http://127.0.0.1:{port}/library/{node}/"], capture_output=True, check=True
    ).stdout.decode()
    frame = _found(r'<iframe[^>]* src="([^"]+/p/)', page)
    return process, port, lambda path: frame + quote(path)


def theirs(archive: Path) -> Started:
    """Start kiwix-serve with the archive; the same."""
    port = 8989
    command = ["kiwix-serve", "-t", "4", "-i", "127.0.0.1", "-p", str(port), str(archive)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, encoding="utf-8")
    book = archive.stem
    for _ in range(100):
        try:
            Client(port)
            break
        except OSError:
            time.sleep(0.1)
    return process, port, lambda path: f"/raw/{book}/content/{quote(path)}"


def main() -> None:
    """Measure both and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 32])
    given = parser.parse_args()
    paths, figures = paths_of(given.archive), {}
    starts: dict[str, Callable[[Path], Started]] = {
        "ardoise": lambda folder: ours(given.archive, folder)
    }
    if shutil.which("kiwix-serve"):
        starts["kiwix-serve"] = lambda folder: theirs(given.archive)
    for name, start in starts.items():
        with tempfile.TemporaryDirectory() as folder:
            process, port, address = start(Path(folder))
            asked = [address(path) for path in paths]
            try:
                figures[name] = {
                    f"{clients} clients": measure(port, asked, clients, given.seconds, process.pid)
                    for clients in given.clients
                }
            finally:
                process.terminate()
                process.wait()
    print(json.dumps({"archive": given.archive.name, "pages": len(paths), **figures}, indent=1))


if __name__ == "__main__":
    main()
