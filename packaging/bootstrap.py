"""From a fresh checkout to a running program, with nothing but Python 3.11 or newer.

    python3 packaging/bootstrap.py demo    the demonstration: its address and codes are printed
    python3 packaging/bootstrap.py test    everything the tests need, then all checks and tests
    python3 packaging/bootstrap.py setup   the environment alone

It makes .venv in the checkout and installs the locked packages there (environment.py); `test`
goes on in checks.py. On a machine without network, `--wheels FOLDER` (or ARDOISE_WHEELS) names a
folder of wheels. Everything after `demo` or `test` is handed to the demonstration or to pytest.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

NEWEST_FIRST = ("python3.14", "python3.13", "python3.12", "python3.11")


def go_on_with_a_newer_python():
    """Start again with a Python that is new enough, where this machine has one; else say so.

    It runs on any Python 3, as all of this file can be read by any, so that an old one explains.
    """
    for name in NEWEST_FIRST:
        found = shutil.which(name)
        if found is not None:
            probe = [found, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
            if subprocess.call(probe, stderr=subprocess.DEVNULL) == 0:
                sys.exit(subprocess.call([found, *sys.argv]))
    sys.exit(
        "Ardoise needs Python 3.11 or newer, and this is Python {}.{}.\n"
        "Install a newer one (Debian 12 and Ubuntu 24.04 have it: apt install python3 "
        "python3-venv; Windows: the installer of python.org), then run this again.".format(
            *sys.version_info[:2]
        )
    )


def read_arguments(arguments):
    """Return what the command line says, and what in it is for the demonstration or pytest."""
    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        allow_abbrev=False,
        description="From a fresh checkout to a running program. Makes .venv in the checkout, "
        "installs the locked packages there, and goes on.",
        epilog="Everything after demo or test is handed to the demonstration or to pytest.",
    )
    parser.add_argument(
        "--wheels",
        metavar="FOLDER",
        default=os.environ.get("ARDOISE_WHEELS") or None,
        help="install from this folder and never from the network (or: ARDOISE_WHEELS=FOLDER)",
    )
    parser.add_argument(
        "--home", metavar="FOLDER", help="where the demonstration keeps its site (or: ARDOISE_HOME)"
    )
    parser.add_argument(
        "what",
        choices=("demo", "test", "setup"),
        help="demo: the demonstration; test: all checks and tests; setup: the environment alone",
    )
    return parser.parse_known_args(arguments)


def main(arguments):
    """Do what the command line says; return the exit code of the program."""
    import checks
    from environment import CannotGoOn, Environment

    asked, rest = read_arguments(arguments)
    wheels = asked.wheels and Path(asked.wheels).resolve()
    try:
        if wheels and not wheels.is_dir():
            raise CannotGoOn(f"There is no folder {wheels} to take the packages from.")
        environment = Environment(wheels=wheels)
        environment.make("demo" if asked.what == "demo" else "test")
        if asked.what == "test":
            return checks.run(environment, rest)
        if asked.what == "demo":
            home = ["--home", asked.home] if asked.home else []
            return environment.become("-P", "-m", "server", *home, "demo", *rest)
    except CannotGoOn as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again to go on.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - this is what says that Python is too old
        go_on_with_a_newer_python()
    sys.exit(main(sys.argv[1:]))
