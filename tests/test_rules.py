"""Each rule of the house notices when it is broken, and leaves alone what is right."""

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest
from flask import Flask

from tests import house, running


@pytest.fixture
def plant(tmp_path):
    """Return a function that writes a small house and gives its root."""

    def write(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        (tmp_path / "server").mkdir(exist_ok=True)
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("module", "line"),
    [
        pytest.param("i18n/a", "import content", id="languages know nothing of courses"),
        pytest.param("content/a", "from search import index", id="content knows no search"),
        pytest.param("search/a", "import sync.trust", id="search knows no sync"),
        pytest.param("sync/a", "import search", id="sync knows no search"),
        pytest.param("sync/a", "def f():\n    import server.jobs", id="nor inside a function"),
        pytest.param("sync/a", "import importlib\nimportlib.import_module('server')", id="by name"),
        pytest.param("sync/a", "Later('job', 'server.jobs.cli:job', 'Do.')", id="nor a command"),
        pytest.param("server/a", "import tests.house", id="nothing needs the tests"),
    ],
)
def test_an_import_that_climbs_is_noticed(plant, module, line):
    assert len(house.imports_that_climb(plant({module: line}))) == 1


def test_a_relative_import_is_followed(plant):
    root = plant({"sync/a": "from . import b", "sync/b": "from ..search import index"})
    assert house.imports_that_climb(root) == ["sync.b imports search"]


def test_a_web_library_below_the_server_is_noticed(plant):
    root = plant({"content/a": "from flask import g", "server/a": "from flask import g"})
    assert house.web_below_the_server(root) == ["content.a imports flask"]


def test_a_cycle_is_noticed_also_through_a_function(plant):
    root = plant(
        {
            "sync/a": "from sync import b",
            "sync/b": "import sync.c",
            "sync/c": "def f():\n    from sync.a import x",
            "sync/d": "import sync.a",
        }
    )
    assert house.cycles(root) == ["sync.a imports sync.b imports sync.c imports sync.a"]


SLICES = ("audit", "accounts", "jobs")


@pytest.mark.parametrize(
    ("module", "line"),
    [
        pytest.param("server/audit/models", "import server.jobs.models", id="a later slice"),
        pytest.param("server/jobs/views", "from server.audit import views", id="pages of another"),
        pytest.param("server/jobs/views", "import server.audit.views", id="imported whole"),
        pytest.param("server/web/layout", "import server.audit.models", id="the layout"),
        pytest.param("server/clock", "import server.audit.models", id="the clock"),
        pytest.param("server/audit/models", "import server.app", id="what lies above"),
    ],
)
def test_a_slice_that_reaches_too_far_is_noticed(plant, module, line):
    sound = {
        "server/app": "import server.jobs.views",
        "server/audit/views": "",
        "server/audit/models": "import server.clock",
        "server/jobs/operations": "import server.audit.operations",
    }
    assert house.slices_out_of_order(plant(sound), SLICES) == []
    assert len(house.slices_out_of_order(plant({module: line}), SLICES)) == 1


def test_a_slice_outside_the_order_is_noticed(plant):
    root = plant({"server/games/operations": ""})
    assert house.folders_that_are_no_slice(root, SLICES) == [
        "server/games is not in the order of slices"
    ]


def test_a_page_that_writes_is_noticed(plant):
    root = plant({"server/audit/views": "with writing():\n    pass"})
    assert house.views_that_write(root) == ["server.audit.views uses writing"]


def test_what_does_not_say_what_it_is_for_is_noticed(plant):
    root = plant(
        {
            "content/a": '"""Words."""\ndef f(): ...\nclass A:\n    def g(self): ...',
            "content/b": "x = 1",
            "content/__init__": "",
        }
    )
    assert house.undocumented(root) == [
        "content.a: f has no docstring",
        "content.a: A has no docstring",
        "content.a: A.g has no docstring",
        "content.b has no docstring",
    ]


def test_a_file_that_is_too_long_or_badly_named_is_noticed(tmp_path):
    path = tmp_path / "utils.py"
    path.write_text("x\n" * 501)
    assert house.too_long([path]) == ["utils.py has 501 lines"]
    assert house.names_that_say_nothing([path]) == [str(path)]


@pytest.mark.parametrize(
    ("line", "host"),
    [
        pytest.param('<script src="https://cdn.example/x.js">', "cdn.example", id="a script"),
        pytest.param('<img src="//pictures.example/a.png">', "pictures.example", id="any scheme"),
        pytest.param("@import url(http://fonts.example/a.css);", "fonts.example", id="a style"),
        pytest.param("fetch('http://intranet/x')", "intranet", id="a short name"),
    ],
)
def test_a_page_that_names_another_host_is_noticed(tmp_path, line, host):
    page = tmp_path / "page.html"
    page.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{line}\n')
    assert house.other_hosts([page]) == [f"page.html, line 2: {host}"]


def test_addresses_of_ours_and_comments_are_no_other_hosts(tmp_path):
    page = tmp_path / "page.js"
    page.write_text(
        "// a comment\nimport '/static/a.js'; // another\n/* Licence: https://x.org */\n"
    )
    assert house.other_hosts([page]) == []


def test_a_page_that_does_not_say_who_may_open_it_is_noticed():
    app = Flask(__name__)

    @app.get("/open")
    def told():
        return ""

    @app.get("/silent")
    def silent():
        return ""

    assert running.silent_pages(app, {told}) == ["/silent"]


@dataclass
class Choices:
    minutes: int = field(default=20, metadata={"help": "minutes until sign-out"})
    silent: str = ""


@pytest.mark.parametrize(
    ("manual", "complaints"),
    [
        pytest.param(
            "| `minutes` | 20 | minutes |\n| `silent` | | x |", ["silent has no help"], id="no help"
        ),
        pytest.param(
            "| `silent` | | x |",
            ["minutes is not in the manual", "silent has no help"],
            id="not in the manual",
        ),
        pytest.param(
            "| `minutes` | 10 | minutes |\n| `silent` | | x |",
            ["minutes: the manual has another default", "silent has no help"],
            id="another default",
        ),
        pytest.param(
            "| `minutes` | 20 | m |\n| `silent` | | x |\n| `old` | 1 | x |",
            ["silent has no help", "old is in the manual and no setting"],
            id="a setting that went",
        ),
    ],
)
def test_a_setting_that_is_not_explained_is_noticed(manual, complaints):
    assert running.unexplained_settings(Choices, manual) == complaints


def test_a_command_or_option_without_help_is_noticed():
    @click.group(help="The program.")
    def program():
        pass

    @program.command()
    @click.option("--fast")
    def run(fast):
        pass

    assert running.commands_without_help(program) == [
        "ardoise run has no help",
        "ardoise run --fast has no help",
    ]


@pytest.mark.parametrize(
    ("models", "migrated", "complaint"),
    [
        pytest.param("a INT", "a INT, b INT", "columns of t differ", id="a column more"),
        pytest.param("a INT", "a TEXT", "columns of t differ", id="another type"),
        pytest.param("a INT NOT NULL", "a INT", "columns of t differ", id="may be empty"),
        pytest.param("a INT UNIQUE", "a INT", "indexes of t differ", id="no index"),
        pytest.param("a INT REFERENCES t", "a INT", "references of t differ", id="no reference"),
    ],
)
def test_tables_that_differ_from_the_models_are_noticed(tmp_path, models, migrated, complaint):
    shapes = []
    for name, columns in (("models", models), ("migrated", migrated)):
        with sqlite3.connect(tmp_path / name) as connection:
            connection.execute(f"CREATE TABLE t ({columns})")
        shapes.append(running.shape_of(tmp_path / name))
    (found,) = running.differences(*shapes)
    assert found.startswith(complaint)
    assert running.differences(shapes[0], shapes[0]) == []


def test_a_table_that_only_one_side_has_is_noticed():
    assert running.differences({"a": {}}, {}) == ["only one side has the table a"]
