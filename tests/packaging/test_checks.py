"""The stages of the test command: their order, where they stop, what they say."""

import checks
import pytest
from environment import Environment


@pytest.fixture
def environment(tmp_path):
    """An environment whose Python writes down what it is asked, and fails what is in `fails`."""
    found = Environment(tmp_path)
    found.python.parent.mkdir(parents=True)
    found.python.write_text(
        "#!/bin/sh\n"
        f'echo "$2" >> "{tmp_path}/asked"\n'
        f'grep -q "^$2$" "{tmp_path}/fails" && exit 3\n'
        "exit 0\n"
    )
    found.python.chmod(0o755)
    (tmp_path / "fails").write_text("")
    axe = found.folder / "share" / "axe-core"
    axe.mkdir(parents=True)
    (axe / "axe.min.js").write_text("")
    return found


def asked(environment):
    return (environment.root / "asked").read_text().split()


def test_everything_is_checked_in_order_and_the_end_says_so(environment, capsys):
    assert checks.run(environment, []) == 0
    assert asked(environment) == ["ruff", "ruff", "mypy", "pytest"]
    assert "Everything passed. Total" in capsys.readouterr().out


def test_the_first_stage_that_fails_ends_the_run_with_its_code(environment, capsys):
    (environment.root / "fails").write_text("mypy\n")
    assert checks.run(environment, []) == 3
    assert asked(environment) == ["ruff", "ruff", "mypy"]
    assert "Stopped at: Types (mypy)" in capsys.readouterr().out


def test_arguments_look_at_some_tests_alone(environment):
    assert checks.run(environment, ["tests/sync"]) == 0
    assert asked(environment) == ["pytest"]


def test_axe_that_arrived_changed_is_not_used(tmp_path, capsys):
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    (wheels / f"{checks.AXE}.tgz").write_bytes(b"something else")
    environment = Environment(tmp_path, wheels)
    assert not checks.get_axe(environment)
    assert "another hash" in capsys.readouterr().out
    assert not (environment.folder / "share").exists()


def test_axe_that_cannot_be_had_is_missed_without_a_noise(tmp_path):
    assert not checks.get_axe(Environment(tmp_path, wheels=tmp_path))
