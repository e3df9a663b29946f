"""How much memory the server holds: idle, and after it has served pages for a while (Linux).

    python -m bench.memory

Resident memory as the system counts it, of the server's process and of what it started, shared
pages counted once (PSS).
"""

import sys
import time
from pathlib import Path

from bench.demonstration import arguments, made, report
from bench.pages import measure, places


def megabytes(pid: int) -> float:
    """Return the resident memory of a process and those below it, in MB of 1,000,000 bytes."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    own = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return own * 1024 / 1e6 + sum(megabytes(int(child)) for child in children)


def main() -> None:
    """Serve the demo, load it, and print what it held before and after."""
    parser = arguments("Memory of the server, idle and after a load.")
    parser.add_argument("--seconds", type=float, default=10, help="of load, for each kind of page")
    parser.add_argument("--clients", type=int, default=12, help="how many PCs ask at once")
    asked = parser.parse_args()
    if not sys.platform.startswith("linux"):
        sys.exit("Memory is read from /proc: this runs on Linux.")
    site = made(asked.home)
    with site.served() as served:
        time.sleep(3)
        idle = megabytes(served.pid)
        for path in places(served).values():
            measure(served, path, asked.clients, asked.seconds)
        loaded = megabytes(served.pid)
    report(idle_mb=round(idle, 1), after_load_mb=round(loaded, 1), clients=asked.clients)


if __name__ == "__main__":
    main()
