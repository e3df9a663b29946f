"""The stages of the test command: their order, where they stop, what they say."""

import sys

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


def with_real_pytest(environment, test):
    """Let an environment run pytest in earnest, on one file of tests."""
    environment.python.write_text(
        f'#!/bin/sh\n[ "$2" = pytest ] || exit 0\nexec "{sys.executable}" "$@"\n'
    )
    (environment.root / "pyproject.toml").write_text("[tool.pytest.ini_options]\n")
    (environment.root / "test_one.py").write_text(test)
    return environment


BY_CHANCE = """
from pathlib import Path
def test_fine(): pass
def test_late():
    seen = Path(__file__).with_name("seen")
    assert seen.exists() or seen.touch()
"""
BROKEN = "import pytest\n@pytest.mark.parametrize('n', range({}))\ndef test_it(n): assert 0\n"


def test_a_test_that_fails_by_chance_is_named_and_does_not_refuse_the_rest(environment, capfd):
    assert checks.run(with_real_pytest(environment, BY_CHANCE), []) == 0
    said = capfd.readouterr().out
    assert "tried once more alone:\ntest_one.py::test_late\n" in said
    assert "1 passed" in said and "mend it" in said


@pytest.mark.parametrize(
    ("broken", "again"), [(1, True), (checks.MOST_AGAIN + 1, False)], ids=["one", "many"]
)
def test_what_is_broken_is_refused_and_many_are_not_tried_again(environment, capfd, broken, again):
    assert checks.run(with_real_pytest(environment, BROKEN.format(broken)), []) == 1
    said = capfd.readouterr().out
    assert ("tried once more" in said) == again
    assert "Stopped at: Tests (pytest)" in said


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
