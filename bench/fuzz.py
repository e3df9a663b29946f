"""Every parser of untrusted bytes, tried with bytes that nobody would write.

    python -m bench.fuzz --target NAME|all --seconds 60 [--findings FOLDER] [--plain]

Begins with ``bench/corpus/NAME`` and changes what it finds there. With atheris (``pip install
atheris``; not needed to run anything else) changes follow what they reach in the code; without it,
or with ``--plain``, they are drawn blindly. A finding is an exception that is no refusal, or more
than ``SLOW`` seconds for one input: the input is kept in ``FOLDER/NAME``, one for each place in
the code. Prints JSON; exit code 1 if there were findings.
"""

import argparse
import hashlib
import importlib.util
import random
import re
import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.demonstration import ROOT, report
from bench.mutation import mutated

CORPUS = ROOT / "bench" / "corpus"
SLOW = 5.0
"""Seconds that no small input may take."""
LONGEST = 1 << 16
"""Bytes of an input."""
OURS = ["content", "sync", "i18n", "tuf", "pypdf", "html", "json"]
"""The packages in which it is followed what an input reaches."""


@dataclass
class Trial:
    """One parser being tried; keeps one input for each place where it went wrong."""

    name: str
    target: Callable[[bytes], None]
    folder: Path
    found: dict[str, str] = field(default_factory=dict)
    """What went wrong, by the hash of the place; the file in the folder has that name."""
    tried: int = 0

    def one(self, data: bytes) -> None:
        """Try one input."""
        self.tried += 1
        began = time.perf_counter()
        try:
            self.target(data)
        except Exception as error:  # whatever it is, it is a finding
            last = traceback.extract_tb(error.__traceback__)[-1]
            self._keep(data, f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}")
        took = time.perf_counter() - began
        if took > SLOW:
            self._keep(data, "slow")

    def _keep(self, data: bytes, what: str) -> None:
        place = hashlib.sha256(what.encode()).hexdigest()[:12]
        if place not in self.found:
            self.found[place] = what
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / place).write_bytes(data)
            (self.folder / f"{place}.txt").write_text(f"{what}\n{traceback.format_exc()}")


def corpus(name: str) -> list[bytes]:
    """Return the inputs that a parser's trial begins with."""
    return [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]


def blindly(trial: Trial, seconds: float, seed: int = 0) -> None:
    """Try the corpus, then change it at random until the time is up."""
    chance, known = random.Random(seed), corpus(trial.name)
    until = time.monotonic() + seconds
    for data in known:
        trial.one(data)
    while time.monotonic() < until:
        data = chance.choice(known)
        for _ in range(chance.randint(1, 4)):
            data = mutated(data, chance)[:LONGEST]
        trial.one(data)


def guided(name: str, seconds: float, folder: Path) -> None:
    """Try a parser with atheris; this process ends with the trial."""
    import atheris

    with atheris.instrument_imports(include=OURS):
        from bench.untrusted import TARGETS
    trial = Trial(name, TARGETS[name], folder / name)

    def change(data: bytes, longest: int, seed: int) -> bytes:
        if seed % 2:
            return bytes(atheris.Mutate(data, longest))
        return mutated(data, random.Random(seed))[:longest]

    options = [f"-max_total_time={int(seconds)}", f"-max_len={LONGEST}", "-timeout=60"]
    options += ["-print_final_stats=1", "-rss_limit_mb=2048", "-verbosity=0"]
    grown = folder / f"{name}.grown"
    grown.mkdir(parents=True, exist_ok=True)
    places = [str(grown), str(CORPUS / name)]
    atheris.Setup([sys.argv[0], *options, *places], trial.one, custom_mutator=change)
    atheris.Fuzz()


def tried(name: str, seconds: float, findings: Path, *, plain: bool) -> dict[str, Any]:
    """Try one parser and return what came of it."""
    folder = findings / name
    shutil.rmtree(folder, ignore_errors=True)
    if plain:
        from bench.untrusted import TARGETS

        trial = Trial(name, TARGETS[name], folder)
        blindly(trial, seconds)
        return {"tried": trial.tried, "findings": sorted(trial.found.values())}
    child = ["--child", "--target", name, "--seconds", str(seconds), "--findings", str(findings)]
    done = subprocess.run(
        [sys.executable, "-m", "bench.fuzz", *child],
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
        cwd=ROOT,
    )
    counted = re.search(r"number_of_executed_units: (\d+)", done.stderr)
    found = [path.read_text().splitlines()[0] for path in sorted(folder.glob("*.txt"))]
    if counted is None or done.returncode:
        found.append(f"ended with {done.returncode}: {done.stderr[-800:]}")
    return {"tried": int(counted[1]) if counted else 0, "findings": found}


def main() -> None:
    """Try one parser or all of them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    names = sorted(path.name for path in CORPUS.iterdir())
    arguments.add_argument("--target", choices=["all", *names], default="all")
    arguments.add_argument("--seconds", type=float, default=60, help="for each parser")
    arguments.add_argument("--findings", type=Path, default=ROOT / "build" / "bench" / "fuzz")
    arguments.add_argument("--plain", action="store_true", help="without atheris")
    arguments.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.child:
        guided(asked.target, asked.seconds, asked.findings)
        return
    plain = asked.plain or importlib.util.find_spec("atheris") is None
    if plain and not asked.plain:
        print("atheris is not installed: inputs are drawn blindly.", file=sys.stderr)
    chosen = names if asked.target == "all" else [asked.target]
    findings = asked.findings.resolve()
    figures = {name: tried(name, asked.seconds, findings, plain=plain) for name in chosen}
    report(how="blindly" if plain else "guided by atheris", seconds=asked.seconds, **figures)
    sys.exit(any(figure["findings"] for figure in figures.values()))


if __name__ == "__main__":
    main()
