"""The executable that the public suite is given: called as the suite and its pytest call it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tuf.api.metadata import Root

from tests.sync.repository import Repository, served

CLIENT = Path(__file__).with_name("conformance_client")
COMMAND = [sys.executable, "-m", "tests.sync.conformance"] if sys.platform == "win32" else [CLIENT]


@pytest.fixture
def repository():
    return Repository()


def test_the_executable_keeps_the_command_line_of_the_suite(repository, tmp_path):
    (tmp_path / "metadata").mkdir()
    (tmp_path / "targets").mkdir()
    (tmp_path / "root.json").write_bytes(repository.published[Root.type][1])
    repository.add("path/to/file", b"content")
    repository.publish_all()

    def run(*arguments: str) -> int:
        done = subprocess.run([*COMMAND, *arguments], check=False, capture_output=True, timeout=60)
        return done.returncode

    kept = ("--metadata-dir", str(tmp_path / "metadata"))
    with served(repository) as address:
        there = ("--metadata-url", f"{address}/metadata/")
        files = ("--target-dir", str(tmp_path / "targets"), "--target-base-url", address)
        assert run(*kept, "init", str(tmp_path / "root.json")) == 0
        assert run(*there, *kept, "refresh") == 0
        files = (*files[:-1], f"{address}/targets/")
        assert run(*there, *kept, "--target-name", "path/to/file", *files, "download") == 0
        assert run(*there, *kept, "--target-name", "missing", *files, "download") == 1
    assert [path.read_bytes() for path in (tmp_path / "targets").iterdir()] == [b"content"]
    names = {path.name for path in (tmp_path / "metadata").glob("*.json")}
    assert names == {"root.json", "timestamp.json", "snapshot.json", "targets.json"}


@pytest.mark.skipif(sys.platform == "win32", reason="a script for sh")
def test_the_executable_minds_neither_where_it_is_called_from_nor_what_lies_there(
    repository, tmp_path
):
    link = tmp_path / "client under test"
    link.symlink_to(CLIENT)
    for name in ("tests", "sync", "tuf"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('not ours')")
    (tmp_path / "metadata").mkdir()
    (tmp_path / "root.json").write_bytes(repository.published[Root.type][1])
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(tmp_path),
        "CDPATH": str(CLIENT.parents[2]),
        "http_proxy": "http://127.0.0.1:9",
    }

    def run(*arguments: str) -> int:
        command = [link, "--metadata-dir", "metadata", *arguments]
        done = subprocess.run(command, check=False, cwd=tmp_path, env=surroundings, timeout=60)
        return done.returncode

    assert run("init", "root.json") == 0
    with served(repository) as address:
        assert run("--metadata-url", f"{address}/metadata/", "refresh") == 0


FOREIGN = """
import sys
for name in ("babel", "click", "cryptography", "flask", "tuf", "urllib3"):
    sys.modules[name] = None
import pytest
sys.exit(pytest.main(["-p", "no:cacheprovider", *sys.argv[1:]]))
"""


def test_a_pytest_without_our_packages_takes_the_executable_as_an_argument(tmp_path):
    (tmp_path / "conftest.py").write_text(
        "def pytest_addoption(parser):\n    parser.addoption('--entrypoint')\n"
    )
    (tmp_path / "test_foreign.py").write_text("def test_it():\n    pass\n")
    command = [sys.executable, "-P", "-c", FOREIGN, str(tmp_path), "--entrypoint", str(CLIENT)]
    bare = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, check=False, cwd=tmp_path, env=bare, capture_output=True)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
