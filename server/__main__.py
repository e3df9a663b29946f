"""``python -m server`` is ``ardoise``."""

import sys

from sync import beside

if __name__ == "__main__":
    if sys.argv[1:] == [beside.LOOK]:
        beside.serve()
    else:
        from server.cli import main

        main()
