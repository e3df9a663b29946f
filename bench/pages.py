"""How many pages a second the server gives, and how long the slowest take.

    python -m bench.pages

Each client is a learner's PC that has signed in, keeps its connection, and asks again at once. The
clients run on the same machine and take part of it: a classroom's server has it for itself.
"""

import threading
import time
from itertools import cycle
from typing import Any

from bench.browser import Browser, lesson_of
from bench.demonstration import Served, arguments, made, percentile, report

WORDS = ("fraction", "carte vitale", "lettre", "ordinateur", "heure", "logement", "multiplcation")
"""What learners type, one misspelled."""


def places(served: Served) -> dict[str, list[str]]:
    """Return the addresses to ask for, by page; home after the lesson that it goes on with."""
    browser = served.sign_in()
    lesson = lesson_of(browser)
    searches = [f"/search?q={word.replace(' ', '+')}" for word in WORDS]
    return {"lesson": [lesson], "home": ["/"], "search": searches}


def measure(served: Served, paths: list[str], clients: int, seconds: float) -> dict[str, Any]:
    """Ask for pages from many clients at once.

    Returns:
        Pages a second, milliseconds until half and until 95 of 100 had answered, milliseconds of
        the server's processor for a page (which a busy machine changes least), and faults.
    """
    took: list[float] = []
    faults: list[str] = []
    browsers = [served.sign_in(code) for code in served.site.learners(clients)]
    ready = threading.Barrier(clients + 1)
    end = [0.0]

    def ask(browser: Browser) -> None:
        own = []
        ready.wait()
        for path in cycle(paths):
            begun = time.perf_counter()
            if begun >= end[0]:
                break
            status, _ = browser.get(path)
            own.append(time.perf_counter() - begun)
            if status != 200:
                faults.append(f"{path} answered {status}")
        took.extend(own)

    threads = [threading.Thread(target=ask, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    cpu = served.cpu_seconds()
    end[0] = time.perf_counter() + seconds
    ready.wait()
    for thread in threads:
        thread.join()
    cpu = served.cpu_seconds() - cpu
    return {
        "per_second": round(len(took) / seconds, 1),
        "p50_ms": round(percentile(took, 0.50) * 1000, 1),
        "p95_ms": round(percentile(took, 0.95) * 1000, 1),
        "cpu_ms": round(cpu / len(took) * 1000, 2),
        "faults": len(faults),
        **({"first_fault": faults[0]} if faults else {}),
    }


def main() -> None:
    """Measure home, lesson and search one after the other and print the figures."""
    parser = arguments("Pages a second and p95 of home, lesson and search.")
    parser.add_argument("--clients", type=int, default=12, help="how many PCs ask at once")
    parser.add_argument("--seconds", type=float, default=10, help="for each kind of page")
    asked = parser.parse_args()
    with made(asked.home).served() as served:
        found = {
            name: measure(served, paths, asked.clients, asked.seconds)
            for name, paths in places(served).items()
        }
    report(clients=asked.clients, **found)


if __name__ == "__main__":
    main()
