"""The console: what it refuses is one line, and exit 1."""

import os
import signal
import socket
import subprocess
import sys

import pytest

from server import cli
from server.accounts import operations as accounts
from server.database import database


@pytest.fixture
def ardoise(new_school, monkeypatch, capsys):
    """Return what runs a command on a new site: exit code, output, errors."""

    def run(*words):
        home = str(new_school.site.home.folder)
        monkeypatch.setattr(sys, "argv", ["ardoise", "--home", home, "--language", "en", *words])
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
