"""How long pages take in a school of 400 learners with a year of work, and sixty sign-ins.

    python -m bench.classroom

A teacher opens a class and every page that can be reached from it; learners open their own pages.
Then sixty people sign in within a minute, each at a browser of their own.
"""

import random
import re
import threading
import time
from statistics import median
from typing import Any

from bench.browser import Browser
from bench.demonstration import Served, arguments, percentile, report
from bench.school import seeded

AGAIN = 5
SIGN_INS = 60
WITHIN = 60.0
"""Seconds."""
OF_LEARNERS = ("/", "/courses", "/mine", "/mine/progress", "/mine/kept")
NUMBERS = re.compile(r"\b([0-9a-f]{32}|\d+)\b")
OF_TEACHERS = r"/(?!library|look|help|search|static|sign).+"
DEEPEST = 3


def reached(browser: Browser, start: str) -> list[str]:
    """Return one address of each kind of page that is reached from a page, in at most three steps.

    Pages of one kind differ in their numbers alone.
    """
    kinds: dict[str, str] = {}
    level = [start]
    for _ in range(DEEPEST):
        following: list[str] = []
        for path in level:
            kind = NUMBERS.sub("N", path)
            if kind in kinds:
                continue
            kinds[kind] = path
            following += browser.links(path, OF_TEACHERS)
        level = following
    return list(kinds.values())


def timed(browser: Browser, path: str) -> dict[str, float]:
    """Return the middle and the longest of a few times that a page took, in milliseconds."""
    took = []
    for _ in range(AGAIN):
        begun = time.perf_counter()
        browser.page(path)
        took.append((time.perf_counter() - begun) * 1000)
    return {"p50_ms": round(median(took), 1), "max_ms": round(max(took), 1)}


def sign_ins(served: Served, codes: list[str], within: float) -> dict[str, Any]:
    """Let people sign in at moments drawn from a time, and return how long each waited."""
    dice = random.Random(60)
    took: list[float] = []
    faults: list[str] = []

    def sign_in(code: str, after: float) -> None:
        time.sleep(after)
        begun = time.perf_counter()
        try:
            served.sign_in(code)
        except RuntimeError as error:
            faults.append(str(error))
        took.append(time.perf_counter() - begun)

    threads = [
        threading.Thread(target=sign_in, args=(code, dice.random() * within)) for code in codes
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "people": len(codes),
        "seconds": within,
        "p50_ms": round(median(took) * 1000, 1),
        "p95_ms": round(percentile(took, 0.95) * 1000, 1),
        "faults": len(faults),
        **({"first_fault": faults[0]} if faults else {}),
    }


def main() -> None:
    """Print how long each page took, the slowest first, and the sign-ins."""
    asked = arguments("Pages of teachers and learners after a year.").parse_args()
    demo, people = seeded(asked.home)
    with demo.served() as served:
        teacher = served.sign_in(people["teachers"][0])
        learner = served.sign_in(people["learners"][0])
        first = f"/classes/{people['classes'][0]}/"
        pages = {path: timed(teacher, path) for path in reached(teacher, first)}
        own = {path: timed(learner, path) for path in OF_LEARNERS}
        spread = sign_ins(served, people["learners"][1 : SIGN_INS + 1], WITHIN)
        at_once = sign_ins(served, people["learners"][SIGN_INS + 1 : 2 * SIGN_INS + 1], 1.0)
    slowest = dict(sorted(pages.items(), key=lambda each: -each[1]["p50_ms"]))
    report(teacher=slowest, learner=own, sign_ins=spread, sign_ins_at_once=at_once)


if __name__ == "__main__":
    main()
