"""The console: what it refuses is one line, and exit 1."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from peewee import OperationalError

import search.index
from server import cli
from server.accounts import operations as accounts
from server.database import database

try:
    import resource
except ImportError:
    resource = None


@pytest.fixture
def ardoise(new_home, monkeypatch, capsys):
    """Return what runs a command on a new site: exit code, output, errors."""

    def run(*words, home=new_home):
        monkeypatch.setattr(
            sys, "argv", ["ardoise", "--home", str(home.folder), "--language", "en", *words]
        )
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code or 0
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("account", "reset", "Nobody"), id="an unknown person"),
        pytest.param(("account", "add", "…"), id="a name without a letter"),
        pytest.param(("account", "close", "Nobody"), id="closing nobody"),
        pytest.param(("job", "run", "99"), id="an unknown job"),
        pytest.param(("job", "cancel", "99"), id="stopping nothing"),
        pytest.param(("bundle", "install", "99"), id="an unknown bundle"),
        pytest.param(("bundle", "rollback", "maths"), id="a course that is not there"),
        pytest.param(("bundle", "check", "."), id="a folder without bundles"),
    ],
)
def test_a_refusal_is_one_line_and_exit_1(ardoise, words):
    code, out, err = ardoise(*words)
    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 1


def test_a_person_is_added_and_listed(ardoise):
    code, out, _ = ardoise("account", "add", "Nadia Roche", "--role", "teacher")
    assert (code, len(out.strip())) == (0, 9)
    assert "Nadia Roche" in ardoise("account", "list", "--json")[1]
    assert accounts.named("nadia roche").role == "teacher"


def test_a_log_that_was_changed_makes_verify_fail(ardoise):
    ardoise("account", "add", "Nadia Roche")
    assert ardoise("audit", "verify")[0] == 0
    database.execute_sql("UPDATE audit_entry SET actor = 'x' WHERE id = 1")
    code, _, err = ardoise("audit", "verify")
    assert code == 1
    assert "entry 1" in err


def test_a_port_that_is_taken_is_said(ardoise):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, _, err = ardoise("serve", "--port", str(taken.getsockname()[1]))
    assert code == 1
    assert str(taken) not in err and "port" in err


def run_for_real(home, *words, **how):
    """Run a command in a process of its own; return its exit code and what it complained of."""
    command = [sys.executable, "-m", "server", "--home", str(home), "--language", "en", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **how)
    return done.returncode, done.stderr.strip().splitlines()


def no_room():
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 10, 64 << 10))


@pytest.mark.skipif(resource is None, reason="this system sets no limit to a file")
@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("account", "add", "Nadia Roche"), id="the database"),
        pytest.param(("demo", "--no-serve"), id="everything"),
    ],
)
def test_a_disk_without_room_is_one_line_and_exit_1(tmp_path, words):
    code, said = run_for_real(tmp_path / "home", *words, preexec_fn=no_room)
    assert code == 1
    assert said[-1].startswith(("The disk is full", "The system does not let this be done"))
    assert "Traceback" not in "".join(said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to offer")
def test_a_file_that_cannot_be_written_whole_is_one_line_and_exit_1(new_school):
    home = new_school.site.home.folder
    new_school.learner()
    code, said = run_for_real(home, "audit", "export", "--out", "/dev/full")
    assert (code, len(said)) == (1, 1)
    assert said[0].startswith("The disk is full (No space left on device")


def test_a_place_that_is_no_folder_is_one_line_and_exit_1(tmp_path):
    (tmp_path / "file").write_text("")
    code, said = run_for_real(tmp_path / "file" / "home", "account", "list")
    assert (code, len(said)) == (1, 1)
    assert "Not a directory" in said[0]


def test_an_index_that_somebody_else_is_writing_is_one_line_and_exit_1(
    ardoise, school, monkeypatch
):
    monkeypatch.setattr(search.index, "PATIENCE", 0.1)
    with school.site.index._writing():
        code, out, err = ardoise("library", "rebuild", home=school.site.home)
    assert (code, out) == (1, "")
    assert err.strip().splitlines()[-1].startswith("Another program has been writing here")
    assert "Traceback" not in err


def test_a_database_that_is_none_is_one_line_and_exit_1(tmp_path):
    (tmp_path / "school.db").write_bytes(b"not a database " * 100)
    code, said = run_for_real(tmp_path, "account", "list")
    assert (code, len(said)) == (1, 1)
    assert "file is not a database" in said[0]


def test_a_fault_of_the_program_keeps_its_traceback(ardoise):
    ardoise("account", "list")
    database.execute_sql("ALTER TABLE person RENAME TO somebody")
    with pytest.raises(OperationalError):
        ardoise("account", "list")


def test_a_server_asked_to_end_ends_cleanly(new_school):
    command = [sys.executable, "-m", "server", "--home", str(new_school.site.home.folder)]
    server = subprocess.Popen(
        [*command, "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert "http://127.0.0.1:" in server.stdout.readline()
        server.send_signal(signal.SIGTERM)
        _, errors = server.communicate(timeout=30)
        assert server.returncode == 0
        assert "Traceback" not in errors
    finally:
        server.kill()
