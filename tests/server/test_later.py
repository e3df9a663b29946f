"""A program that does one thing loads what that takes: a command, a job, their list."""

import subprocess
import sys
from pkgutil import resolve_name

import pytest

from i18n.speech import model_process
from i18n.translation import process
from server.__main__ import BESIDE
from server.slices.commands import JOBS
from sync import beside

THE_WEB = {"flask", "jinja2", "werkzeug", "waitress", "wtforms"}
FORMATS = {"mammoth", "markdown", "latex2mathml", "pypdf"}
SEARCH = {"whoosh", "simplemma", "pyphen"}
TRUST = {"cryptography", "nacl", "pyrage", "tuf", "urllib3"}
CONSOLE = {"rich"}

LOADED = """
import sys
from pkgutil import resolve_name
first, *words = sys.argv[1:]
sys.argv = ["ardoise", *words]
try:
    found = resolve_name(first)
    words and found()
finally:
    print(*sys.modules, file=sys.stderr)
"""


def loaded(*words):
    """Return what a new process has loaded once it has done something: a place, and its words."""
    command = [sys.executable, "-c", LOADED, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize(
    ("words", "needless"),
    [
        pytest.param(
            ("server.cli:main", "--help"),
            THE_WEB | FORMATS | SEARCH | TRUST | CONSOLE,
            id="the list of commands",
        ),
        pytest.param(
            ("server.cli:main", "--home", "{home}", "job", "list"),
            THE_WEB | FORMATS | SEARCH | TRUST | CONSOLE,
            id="a command",
        ),
        pytest.param(
            (JOBS["bundle.receive"],), THE_WEB | FORMATS | SEARCH | CONSOLE, id="bringing in"
        ),
        pytest.param((JOBS["library.index"],), THE_WEB | FORMATS | TRUST | CONSOLE, id="indexing"),
        pytest.param(
            (BESIDE[beside.LOOK],),
            THE_WEB | FORMATS | SEARCH | TRUST | CONSOLE | {"peewee"},
            id="looking at files",
        ),
    ],
)
def test_what_does_one_thing_loads_nothing_of_the_others(tmp_path, words, needless):
    found = loaded(*(word.format(home=tmp_path / "home") for word in words))
    assert needless & found == set()


def test_every_job_is_where_its_name_says():
    assert [kind for kind, place in JOBS.items() if not callable(resolve_name(place))] == []


def test_every_process_beside_is_known_by_the_word_that_starts_it():
    assert set(BESIDE) == {beside.LOOK, model_process.SPEAK, process.TRANSLATE}
    assert [word for word, place in BESIDE.items() if not callable(resolve_name(place))] == []
