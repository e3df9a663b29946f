"""How long from starting the server to its first page, on a site that has its library.

    python -m bench.cold_start

The files are in the machine's cache after the first run, as on a PC that has been on for a while.
"""

import statistics
import time

from bench.browser import Browser
from bench.demonstration import arguments, made, report


def main() -> None:
    """Start the server some times and print the seconds of each."""
    parser = arguments("Seconds from start to the first page.")
    parser.add_argument("--times", type=int, default=5, help="how many starts")
    asked = parser.parse_args()
    site = made(asked.home)
    listening, answered = [], []
    for _ in range(asked.times):
        with site.served() as served:
            listening.append(time.perf_counter() - served.started)
            Browser(served.port).page("/sign-in")
            answered.append(time.perf_counter() - served.started)
    report(
        first_page_seconds=round(statistics.median(answered), 3),
        worst_seconds=round(max(answered), 3),
        listening_seconds=round(statistics.median(listening), 3),
        starts=asked.times,
    )


if __name__ == "__main__":
    main()
