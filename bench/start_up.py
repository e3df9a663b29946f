"""What starting costs: of each command, of each job's process, of those that stand beside.

    python -m bench.start_up [--times 3]

Each is started for nothing but to load its modules, in a process of its own. Prints JSON: modules
loaded, and the least processor seconds of so many times, the interpreter's own start counted.
"""

import argparse
import subprocess
import sys
from typing import Any

from bench.demonstration import ROOT, report
from server.__main__ import BESIDE
from server.slices.commands import COMMANDS, JOBS

LOAD = """
import sys, time
from pkgutil import resolve_name
for place in sys.argv[1:]:
    resolve_name(place)
print(len(sys.modules), time.process_time())
"""
PROGRAM = "server.cli:main"


def main() -> None:
    """Start everything some times and print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--times", type=int, default=3, help="how many starts of each")
    times = arguments.parse_args().times
    report(
        help=loading(times, PROGRAM),
        commands={each.name: loading(times, PROGRAM, each.place) for each in COMMANDS},
        jobs={
            kind: loading(times, PROGRAM, "server.jobs.cli:job", place)
            for kind, place in JOBS.items()
        },
        beside={word: loading(times, place) for word, place in BESIDE.items()},
    )


def loading(times: int, *places: str) -> dict[str, Any]:
    """Load what some places name, in new processes; return modules and processor seconds."""
    told = []
    for _ in range(times):
        program = [sys.executable, "-c", LOAD, *places]
        done = subprocess.run(program, cwd=ROOT, check=True, capture_output=True, text=True)
        told.append(done.stdout.split())
    return {"modules": int(told[0][0]), "cpu_seconds": round(min(float(s) for _, s in told), 3)}


if __name__ == "__main__":
    main()
