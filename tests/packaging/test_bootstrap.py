"""One command on a fresh machine: what it makes, what it leaves alone, what it says."""

import ast
import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import bootstrap
import pytest
from environment import FOR_TESTS, LOCK, why_pip_failed

ROOT = Path(__file__).parents[2]

BACKEND = """
import zipfile
INFO = "Metadata-Version: 2.1\\nName: ardoise\\nVersion: 0\\n"
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "ardoise-0-py3-none-any.whl"
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        wheel.writestr("checkout.py", "here = True")
        wheel.writestr("server/__main__.py", "import sys; print('handed on:', sys.argv[1:])")
        wheel.writestr("ardoise-0.dist-info/METADATA", INFO)
        wheel.writestr("ardoise-0.dist-info/WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr("ardoise-0.dist-info/RECORD", "")
    return name
"""
"""Installs a checkout without setuptools, which no test may fetch."""


class Checkout:
    """A small checkout with the real packaging/, one locked package and its folder of wheels."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "a checkout"
        self.wheels = folder / "wheels"
        self.wheels.mkdir(parents=True)
        shutil.copytree(
            ROOT / "packaging",
            self.root / "packaging",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        (self.root / "setup.cfg").write_text("[metadata]\nname = ardoise\n")
        (self.root / "pyproject.toml").write_text(
            '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        )
        (self.root / "backend.py").write_text(BACKEND)
        self.lock(self.wheel("chalk", "colour = 'white'"))

    def wheel(self, name: str, code: str) -> Path:
        path = self.wheels / f"{name}-1-py3-none-any.whl"
        digest = base64.urlsafe_b64encode(hashlib.sha256(code.encode()).digest()).rstrip(b"=")
        with zipfile.ZipFile(path, "w") as wheel:
            wheel.writestr(f"{name}.py", code)
            info = f"{name}-1.dist-info"
            wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
            wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
            wheel.writestr(f"{info}/RECORD", f"{name}.py,sha256={digest.decode()},{len(code)}\n")
        return path

    def lock(self, wheel: Path, only_for_tests: bool = False) -> None:
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        line = f"{wheel.name.split('-')[0]}==1 --hash=sha256:{digest}\n"
        with (self.root / "packaging" / LOCK.name).open("a" if only_for_tests else "w") as lock:
            lock.write(f"{FOR_TESTS}\n{line}" if only_for_tests else line)

    def bootstrap(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, self.root / "packaging" / "bootstrap.py", *arguments],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            env=os.environ | {"ARDOISE_WHEELS": str(self.wheels)},
        )

    def can_import(self, *names: str) -> bool:
        python = self.root / ".venv" / "bin" / "python"
        code = f"import {', '.join(names)}"
        return subprocess.run([python, "-c", code], check=False).returncode == 0


@pytest.fixture
def bare(tmp_path):
    """A checkout without an environment."""
    if os.name == "nt":
        pytest.skip("the small checkout is written for Linux")
    return Checkout(tmp_path)


@pytest.fixture(scope="module")
def demonstrated(tmp_path_factory):
    """A checkout whose environment a demonstration made, over one that was cut off half way.

    Not to be changed: an environment costs seconds, see ``checkout``.
    """
    if os.name == "nt":
        pytest.skip("the small checkout is written for Linux")
    checkout = Checkout(tmp_path_factory.mktemp("demonstrated") / "it")
    broken = checkout.root / ".venv" / "bin"
    broken.mkdir(parents=True)
    (broken / "python").write_text("not a program")
    checkout.lock(checkout.wheel("sponge", "wet = True"), only_for_tests=True)
    checkout.told = checkout.bootstrap("demo", "--port", "0", "--home", "x y")
    return checkout


@pytest.fixture
def checkout(demonstrated, tmp_path):
    """The same one, for a test that changes it: it is put back afterwards."""
    folder = demonstrated.root.parent
    kept = shutil.copytree(folder, tmp_path / "kept", symlinks=True)
    yield demonstrated
    shutil.rmtree(folder)
    shutil.move(kept, folder)


def test_an_environment_that_was_cut_off_half_way_is_made_again(demonstrated):
    assert demonstrated.told.returncode == 0, demonstrated.told.stderr
    assert demonstrated.can_import("chalk", "checkout")


def test_the_demonstration_does_without_what_only_tests_need(demonstrated):
    handed_on = "handed on: ['--home', 'x y', 'demo', '--port', '0']\n"
    assert demonstrated.told.stdout.endswith(handed_on)
    assert demonstrated.can_import("chalk")
    assert not demonstrated.can_import("sponge")


def test_tests_add_what_they_need_and_the_second_command_has_nothing_to_do(checkout):
    first = checkout.bootstrap("setup")
    assert first.returncode == 0, first.stderr
    assert checkout.can_import("chalk", "checkout", "sponge")
    second = checkout.bootstrap("setup")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")


def test_a_changed_lock_is_installed_into_the_same_environment(checkout):
    checkout.lock(checkout.wheel("sponge", "wet = True"))
    assert checkout.bootstrap("demo").returncode == 0
    assert checkout.can_import("chalk", "sponge")


def test_a_package_with_another_hash_is_refused_in_plain_words(checkout):
    checkout.lock(checkout.wheel("slate", "colour = 'black'"))
    checkout.wheel("slate", "colour = 'poison'")
    refused = checkout.bootstrap("setup")
    assert refused.returncode == 1
    assert "is not the one that was locked" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not checkout.can_import("slate")


def test_a_folder_of_wheels_that_lacks_one_says_how_to_fill_it(checkout):
    (checkout.wheels / "sponge-1-py3-none-any.whl").unlink()
    refused = checkout.bootstrap("setup")
    assert refused.returncode == 1
    assert "does not hold everything" in refused.stderr
    assert "pip download" in refused.stderr


def test_a_folder_of_wheels_that_is_not_there_is_named(bare):
    refused = bare.bootstrap("--wheels", "/nowhere/wheels", "setup")
    assert refused.returncode == 1
    assert refused.stderr.strip() == "There is no folder /nowhere/wheels to take the packages from."


@pytest.mark.parametrize(
    ("log", "wheels", "words"),
    [
        pytest.param(
            "WARNING: Retrying (Retry(total=0)) after connection broken by NewConnectionError\n"
            "ERROR: No matching distribution found for flask==3.1.3",
            None,
            "is there a network",
            id="no network",
        ),
        pytest.param(
            "ERROR: No matching distribution found for lameenc==1.9.0",
            None,
            "no ready-made file for this Python",
            id="a Python without ready-made packages",
        ),
        pytest.param(
            "OSError: [Errno 28] No space left on device", None, "disk is full", id="full"
        ),
        pytest.param("something new", None, "something new", id="what nobody foresaw is shown"),
    ],
)
def test_a_failed_installation_says_why_and_what_to_do(log, wheels, words):
    assert words in why_pip_failed(log, wheels)


def test_an_old_python_can_read_the_program_that_tells_it_so():
    ast.parse((ROOT / "packaging" / "bootstrap.py").read_text(), feature_version=(3, 6))


def test_a_machine_with_only_an_old_python_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit) as end:
        bootstrap.go_on_with_a_newer_python()
    assert "needs Python 3.11 or newer" in str(end.value)
    assert "apt install python3" in str(end.value)


@pytest.mark.parametrize(
    ("line", "what", "rest"),
    [
        pytest.param(["demo"], "demo", [], id="plain"),
        pytest.param(
            ["demo", "--port", "0", "--no-serve"], "demo", ["--port", "0", "--no-serve"],
            id="what follows goes to the demonstration",
        ),
        pytest.param(
            ["test", "tests/sync", "-k", "stick or share", "-x"],
            "test",
            ["tests/sync", "-k", "stick or share", "-x"],
            id="what follows goes to pytest",
        ),
    ],
)  # fmt: skip
def test_what_follows_the_verb_is_handed_on(line, what, rest):
    asked, handed_on = bootstrap.read_arguments(line)
    assert (asked.what, handed_on) == (what, rest)


def test_every_locked_package_is_checked_by_hash_and_comes_from_no_named_place():
    lock = LOCK.read_text()
    packages = [line for line in lock.splitlines() if "==" in line and line[0].isalpha()]
    assert len(packages) > 40
    assert all(line.endswith("\\") for line in packages)
    assert "://" not in lock


def test_a_python_without_its_venv_module_is_told_what_to_install(bare):
    without = (
        "import runpy, sys; sys.modules['ensurepip'] = None; del sys.argv[0]; "
        "sys.path.insert(0, sys.argv[0].rpartition('/')[0]); "
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    told = subprocess.run(
        [sys.executable, "-c", without, bare.root / "packaging" / "bootstrap.py", "setup"],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": str(bare.root)},
    )
    assert told.returncode == 1
    assert "apt install python3-venv" in told.stderr
    assert "Traceback" not in told.stderr
