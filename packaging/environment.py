"""The environment .venv of a checkout: exactly the packages of requirements.lock, and itself.

A stamp in .venv says what was installed, so that a second run does nothing. An environment
without a stamp was cut off half way and is made again from nothing. Standard library only: this
runs before anything is installed.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
FOR_TESTS = "# ---- Below this line: only for the tests and the frozen build ----"
"""The line of requirements.lock that packaging/lock.py writes between its two parts."""


class CannotGoOn(Exception):
    """Something is missing; the text says what, and what to do."""


class Environment:
    """The folder .venv of a checkout: what is installed in it, and how it gets there."""

    def __init__(self, root: Path = ROOT, wheels: Path | None = None) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.wheels = wheels
        self.stamp = self.folder / "ardoise.json"
        places = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
        self.python = self.folder / places[0] / f"python{places[1]}"

    def wanted(self, extent: str) -> dict[str, str]:
        """Say what a complete environment is: "demo" has the program, "test" all of the lock."""
        return {
            "python": sys.version,
            "lock": hashlib.sha256(LOCK.read_bytes()).hexdigest(),
            "setup": hashlib.sha256((self.root / "setup.cfg").read_bytes()).hexdigest(),
            "folder": str(self.root),
            "extent": extent,
        }

    def present(self) -> dict[str, str]:
        """Read the stamp; empty where there is none or it cannot be read."""
        try:
            found = json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) and self.python.exists() else {}

    def make(self, extent: str) -> None:
        """Bring the environment to what is wanted; does nothing when it is there already.

        Raises:
            CannotGoOn: there is no venv module, no package, no network, no room.
        """
        wanted, present = self.wanted(extent), self.present()
        if present in (wanted, wanted | {"extent": "test"}):
            return
        started = time.monotonic()
        if present.get("extent") == "test":
            wanted["extent"] = extent = "test"
        if any(present.get(key) != wanted[key] for key in ("python", "folder")):
            self._make_empty()
        self.stamp.unlink(missing_ok=True)
        self._install(extent)
        self.stamp.write_text(json.dumps(wanted, indent=1), encoding="utf-8")
        say(f"The environment is ready ({time.monotonic() - started:.0f} s).")

    def _make_empty(self) -> None:
        """Make .venv anew, whatever was there."""
        say("Making the Python environment (.venv)")
        if (
            importlib.util.find_spec("venv") is None
            or importlib.util.find_spec("ensurepip") is None
        ):
            get_venv_from_debian()
        done = run_quietly([sys.executable, "-m", "venv", "--clear", str(self.folder)])
        if done.returncode:
            raise CannotGoOn(
                f"The environment {self.folder} could not be made:\n{last_lines(done.stdout)}\n"
                "Is there room on the disk, and may you write in this folder? On Debian and "
                "Ubuntu, is python3-venv installed (apt install python3-venv)?"
            )

    def _install(self, extent: str) -> None:
        """Install the locked packages, then this checkout, editable."""
        lock = LOCK.read_text(encoding="utf-8")
        if extent == "demo":
            lock = lock.split(FOR_TESTS)[0]
        chosen = self.folder / "requirements.lock"
        chosen.write_text(lock, encoding="utf-8")
        say("Installing the locked packages, each checked by its hash")
        self._pip("--require-hashes", "--only-binary=:all:", "-r", str(chosen))
        self._pip("--no-deps", "--no-build-isolation", "--editable", str(self.root))

    def _pip(self, *arguments: str) -> None:
        """Run pip install; put its reason in plain words when it fails."""
        source = ["--no-index", "--find-links", str(self.wheels)] if self.wheels else []
        command = [str(self.python), "-m", "pip", "install", "--disable-pip-version-check"]
        done = run_quietly([*command, "--no-input", *source, *arguments])
        if done.returncode:
            log = self.folder / "pip.log"
            log.write_text(done.stdout, encoding="utf-8")
            raise CannotGoOn(why_pip_failed(done.stdout, self.wheels) + f"\nThe whole log: {log}")

    def become(self, *arguments: str) -> int:
        """Go on as this environment's Python, in this process where the system can do that."""
        command = [str(self.python), *arguments]
        if os.name != "nt":
            sys.stdout.flush()
            os.execv(command[0], command)  # noqa: S606 - no shell is wanted
        return subprocess.call(command)


def why_pip_failed(log: str, wheels: Path | None) -> str:
    """Put the reason of a failed installation in plain words, from what pip printed."""
    if "DO NOT MATCH THE HASHES" in log:
        return (
            "A package that arrived is not the one that was locked, so nothing of it was "
            f"installed.\n{last_lines(log)}\nTry again; if it stays, do not trust the place it "
            "came from, and tell whoever keeps Ardoise."
        )
    if "No space left" in log:
        return "The disk is full. Make room (about 400 MB for everything) and run this again."
    if wheels is not None:
        return (
            f"The folder {wheels} does not hold everything this Python needs:\n{last_lines(log)}\n"
            "Fill it on a machine with network, the same system and the same Python:\n"
            f"    {fill_wheels()}"
        )
    silent = ("NewConnectionError", "name resolution", "ProxyError", "timed out", "Retrying (")
    if any(sign in log for sign in silent):
        return (
            "No package could be fetched: is there a network, and does it need a proxy "
            "(set https_proxy)?\nWithout network, fill a folder on a machine that has one, the "
            f"same system and the same Python:\n    {fill_wheels()}\n"
            "carry it here, and add --wheels FOLDER to this command."
        )
    if "No matching distribution" in log:
        return (
            "A package has no ready-made file for this Python and system "
            f"({sys.platform}, Python {sys.version.split()[0]}):\n{last_lines(log)}\n"
            "64-bit Linux or Windows with Python 3.11 to 3.14 is what is supported."
        )
    return f"The packages could not be installed:\n{last_lines(log, 15)}"


def fill_wheels() -> str:
    """Return the command that fills a folder of wheels for a machine without network."""
    return "python3 -m pip download --only-binary=:all: -d FOLDER -r packaging/requirements.lock"


def get_venv_from_debian() -> None:
    """Install Debian's python3-venv where this may be done; else say what to install.

    Raises:
        CannotGoOn: it is not Debian, or this user may not install, or it failed.
    """
    version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if (
        install_from_debian("python3-venv", version)
        and run_quietly([sys.executable, "-c", "import venv, ensurepip"]).returncode == 0
    ):
        return
    raise CannotGoOn(
        "This Python comes without its venv module, which makes the environment.\n"
        f"On Debian and Ubuntu: apt install python3-venv (or {version}), then run this again."
    )


def install_from_debian(*packages: str) -> bool:
    """Install packages by apt-get, without a question; False where that cannot be done."""
    if shutil.which("apt-get") is None:
        return False
    as_root: list[str] = []
    if os.geteuid() != 0:
        if shutil.which("sudo") is None or run_quietly(["sudo", "-n", "true"]).returncode:
            return False
        as_root = ["sudo", "-n"]
    say(f"Installing {', '.join(packages)} with apt-get")
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    run_quietly([*apt, "update"])
    install = [*apt, "install", "--no-install-recommends", *packages]
    return run_quietly(install).returncode == 0


def run_quietly(command: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run a program without input; its output is kept, not shown."""
    own = {"PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "VIRTUAL_ENV"}
    return subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={name: value for name, value in os.environ.items() if name not in own},
    )


def last_lines(text: str, number: int = 6) -> str:
    """Return the last lines of a log, indented."""
    lines = [line for line in text.splitlines() if line.strip() and "[notice]" not in line]
    return "\n".join("    " + line for line in lines[-number:])


def say(text: str) -> None:
    """Print a line at once, in order with what other programs print."""
    print(text, flush=True)
