"""A film that many read slowly at once, and the pages of the others meanwhile.

    python -m bench.films [--readers 60] [--megabytes 200] [--seconds 20]

The film is a real one, as large as asked for: at its end stands a box that players pass over. Each
reader asks for it from another place on and takes so many bytes a second, as a PC that plays it
does. Meanwhile other PCs ask for a page a second each. First the same pages without
readers, on the same server.
"""

import selectors
import socket
import tempfile
import threading
import time
from itertools import cycle
from pathlib import Path
from typing import Any

from bench.browser import Browser
from bench.demonstration import ROOT, Served, arguments, made, percentile, report
from bench.memory import megabytes
from bench.pages import places
from content.bundle import build, open_bundle
from content.formats.asked import Asked
from content.formats.sources import sources
from content.library import open_library
from content.models import database
from server.settings import Home

SAMPLE = ROOT / "tests" / "content" / "formats" / "media" / "samples" / "film.mp4"
NAME = "banc-film"
STEP = 0.05
"""Seconds between two readings of a reader."""


def install(home: Path, megabytes_of_film: int) -> None:
    """Put a course of one film into the library of a site that is not served."""
    with tempfile.TemporaryDirectory(prefix="ardoise-") as folder:
        film = Path(folder, "Un film.mp4")
        size = megabytes_of_film * 1_000_000
        with film.open("wb") as file:
            file.write(SAMPLE.read_bytes())
            file.write(size.to_bytes(4, "big") + b"free")
            file.truncate(file.tell() + size - 8)
        (source,) = sources(film, Asked(license="CC0", language="fr", id=NAME))
        draft = source().draft
        library = open_library(Home(home).library)
        manifest = open_bundle(build(draft, Path(folder, "built")))
        library.store.add_all((sha, blob) for sha, blob in draft.blobs.items())  # type: ignore[misc]  # no blob is raw bytes
        library.switch(library.stage(draft.catalogue, manifest))
        database.close()


class Reader:
    """A PC that plays the film: it takes what it needs, no faster."""

    def __init__(self, port: int, cookie: str, path: str, first: int) -> None:
        self.asked = time.perf_counter()
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 << 10)
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n"
        self.socket.sendall(f"{request}Range: bytes={first}-\r\n\r\n".encode())
        self.socket.setblocking(False)
        self.first_byte = 0.0
        self.answered = b""
        self.bytes = 0

    def take(self, most: int) -> None:
        """Take what has come, ``most`` bytes of it."""
        while most > 0:
            try:
                data = self.socket.recv(min(most, 64 << 10))
            except BlockingIOError:
                return
            if not data:
                return
            if not self.first_byte:
                self.first_byte = time.perf_counter() - self.asked
                self.answered = data[:15]
            self.bytes += len(data)
            most -= len(data)


def read_slowly(readers: list[Reader], per_second: int, over: threading.Event) -> float:
    """Let all of them read until it is over; return how long that was, in seconds."""
    watched = selectors.DefaultSelector()
    for reader in readers:
        watched.register(reader.socket, selectors.EVENT_READ, reader)
    begun = time.perf_counter()
    while not over.wait(STEP):
        for key, _ in watched.select(0):
            key.data.take(int(per_second * STEP))
    for reader in readers:
        reader.socket.close()
    return time.perf_counter() - begun


def turn_pages(served: Served, browsers: list[Browser], seconds: float) -> dict[str, Any]:
    """Ask for a page a second from each PC: home, a lesson, a search; return how long each took."""
    asked = [path for paths in places(served).values() for path in paths]
    took: list[float] = []
    faults: list[str] = []

    def ask(browser: Browser, number: int) -> None:
        time.sleep(number / len(browsers))
        end = time.perf_counter() + seconds
        for path in cycle(asked[number % len(asked) :] + asked[: number % len(asked)]):
            begun = time.perf_counter()
            if begun >= end:
                return
            status, _ = browser.get(path)
            took.append(time.perf_counter() - begun)
            if status != 200:
                faults.append(f"{path} answered {status}")
            time.sleep(max(0.0, 1 - (time.perf_counter() - begun)))

    threads = [
        threading.Thread(target=ask, args=(browser, number))
        for number, browser in enumerate(browsers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "pages": len(took),
        "p50_ms": round(percentile(took, 0.50) * 1000, 1),
        "p95_ms": round(percentile(took, 0.95) * 1000, 1),
        "faults": faults[:3],
    }


def measure(served: Served, asked: Any) -> dict[str, Any]:
    """Return the figures of a server: pages alone, then the film and the pages together."""
    browsers = [served.sign_in(code) for code in served.site.learners(asked.clients)]
    alone = turn_pages(served, browsers, asked.seconds / 2)
    held_before = megabytes(served.pid)
    (page,) = browsers[0].links(f"/library/courses/{NAME}/", r"/library/[0-9a-f]{32}/")
    text = browsers[0].page(page)
    film = text.partition(' src="/library/')[2].partition('"')[0]
    cookie = "; ".join(f"{key}={value}" for key, value in browsers[0].cookies.items())
    over, found = threading.Event(), [0.0]
    places_in_film = [number * 1_000_000 for number in range(asked.readers)]
    readers = [Reader(served.port, cookie, f"/library/{film}", at) for at in places_in_film]
    rate = asked.kilobytes * 1_000

    def slowly() -> None:
        found[0] = read_slowly(readers, rate, over)

    thread = threading.Thread(target=slowly)
    thread.start()
    cpu = served.cpu_seconds()
    beside = turn_pages(served, browsers, asked.seconds)
    cpu = served.cpu_seconds() - cpu
    held = megabytes(served.pid)
    over.set()
    thread.join()
    firsts = [each.first_byte for each in readers if each.first_byte]
    return {
        "readers": asked.readers,
        "served": sum(each.answered.startswith(b"HTTP/1.1 20") for each in readers),
        "first_byte_p50_ms": round(percentile(firsts or [0], 0.5) * 1000, 1),
        "first_byte_p95_ms": round(percentile(firsts or [0], 0.95) * 1000, 1),
        "asked_mb_per_second": round(asked.readers * rate / 1e6, 2),
        "read_mb_per_second": round(sum(each.bytes for each in readers) / found[0] / 1e6, 2),
        "slowest_reader_kb_per_second": round(min(r.bytes for r in readers) / found[0] / 1e3, 1),
        "pages_alone": alone,
        "pages_beside": beside,
        "server_cpu_share": round(cpu / asked.seconds, 2),
        "server_mb_before_the_film": round(held_before, 1),
        "server_mb": round(held, 1),
    }


def main() -> None:
    """Serve a film to slow readers and pages to others, and print the figures."""
    parser = arguments("A film under many slow readers, and pages beside it.")
    parser.add_argument("--readers", type=int, default=60, help="PCs that play the film")
    parser.add_argument("--kilobytes", type=int, default=150, help="a second, for each of them")
    parser.add_argument("--megabytes", type=int, default=200, help="of the film")
    parser.add_argument("--clients", type=int, default=12, help="PCs that ask for pages")
    parser.add_argument("--seconds", type=float, default=20, help="of film")
    asked = parser.parse_args()
    site = made(asked.home)
    install(site.home, asked.megabytes)
    with site.served() as served:
        report(**measure(served, asked))


if __name__ == "__main__":
    main()
