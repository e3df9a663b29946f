"""A site as a PC of the classroom reaches it: over plain HTTP, so its browser sends no Sec-Fetch.

python -m tests.browser.lan HOME [frames]    prints its address, serves until it is ended;
                                             with pages of others on a port of their own
"""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


def serve(home, *frames):
    from waitress.server import create_server

    from server.app import create_app
    from server.console import Site
    from server.settings import Home
    from server.slices.commands import JOBS

    ports = [socket.create_server(("127.0.0.1", 0)) for _ in range(1 + len(frames))]
    for port, name in zip(ports, ("PORT", "FRAMES_PORT"), strict=False):
        os.environ[f"ARDOISE_{name}"] = str(port.getsockname()[1])
    app = create_app(Site(Home(Path(home)), JOBS))

    def plain(environ, start):
        kept = {k: v for k, v in environ.items() if not k.startswith("HTTP_SEC_FETCH")}
        return app(kept, start)

    server = create_server(plain, sockets=ports, threads=8)
    print(f"http://127.0.0.1:{os.environ['ARDOISE_PORT']}", flush=True)
    server.run()


@contextmanager
def served(home, *frames):
    """Serve a folder in a process of its own; give its address inside the block.

    With the word "frames", pages of others come from a second port.
    """
    silent = {k: v for k, v in os.environ.items() if not k.startswith("ARDOISE_")}
    command = [sys.executable, "-m", "tests.browser.lan", str(home), *frames]
    with subprocess.Popen(
        command, cwd=ROOT, env=silent, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


if __name__ == "__main__":
    serve(*sys.argv[1:])
