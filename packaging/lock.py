"""Write requirements.lock anew from the ranges in setup.cfg.

Run by whoever raises a dependency, on a machine with network: `pip install uv`, then
`python packaging/lock.py`. One file holds everything with its hashes, for Linux and Windows and
every Python from 3.11 on: first what the program needs, then, below a line that says so, what
only its tests and its frozen build need.
"""

import subprocess
import sys
import tempfile
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
FOR_TESTS = "# ---- Below this line: only for the tests and the frozen build ----"
"""The line that packaging/bootstrap.py cuts at."""

HEADER = """\
# Every package, at one version, with the hashes of its files. Written by packaging/lock.py
# from setup.cfg; never by hand.
"""
BUILD = "setuptools >= 77"
"""What installs this checkout itself, editable, without fetching anything more."""


def compile_lock(ranges: list[str], *options: str) -> str:
    """Return uv's answer for these ranges and the build system, for all platforms.

    Raises:
        subprocess.CalledProcessError: uv could not resolve or reach an index; it has said why.
    """
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wanted.in"
        wanted.write_text("\n".join([*ranges, BUILD]) + "\n", encoding="utf-8")
        out = Path(folder) / "out.lock"
        command = [
            *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"),
            *("--python-version", "3.11", "--only-binary", ":all:", "--no-header"),
            *("--no-annotate", "--no-emit-index-url", "--no-emit-find-links", *options),
            *("--output-file", str(out), str(wanted)),
        ]
        subprocess.run(command, check=True, cwd=ROOT)
        return out.read_text(encoding="utf-8")


def blocks(lock: str) -> dict[str, str]:
    """Cut a lock file into one block of text a package, by name."""
    found: dict[str, str] = {}
    name = ""
    for line in lock.splitlines(keepends=True):
        if "==" in line and not line.startswith((" ", "#")):
            name = line.split("==")[0]
        if name and not line.lstrip().startswith("#"):
            found[name] = found.get(name, "") + line
    return found


def main() -> None:
    """Resolve everything, resolve the program alone within that, and write both parts."""
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    needed = setup["options"]["install_requires"].split("\n")
    extras = "\n".join(setup["options.extras_require"].values()).split("\n")
    everything = compile_lock(needed + extras, "--generate-hashes")
    with tempfile.NamedTemporaryFile("w", suffix=".lock", encoding="utf-8") as pins:
        pins.write("".join(block.split(" \\")[0] + "\n" for block in blocks(everything).values()))
        pins.flush()
        program = blocks(compile_lock(needed, "--constraint", pins.name))
    parts = blocks(everything)
    first = "".join(block for name, block in parts.items() if name in program)
    rest = "".join(block for name, block in parts.items() if name not in program)
    LOCK.write_text(f"{HEADER}\n{first}\n{FOR_TESTS}\n{rest}", encoding="utf-8")
    print(f"{LOCK.name}: {len(program)} packages for the program, {len(parts)} in all.")


if __name__ == "__main__":
    main()
