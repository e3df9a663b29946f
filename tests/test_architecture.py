"""The house is as docs/architecture.md draws it.

Each rule is a function of house.py, running.py or wording.py; test_rules.py shows that each
notices when it is broken.
"""

import ast
import importlib
import re
from configparser import ConfigParser
from pathlib import Path

import pytest
from peewee import Model, SqliteDatabase

from tests import house, running

ROOT = Path(__file__).parents[1]
OURS = ("i18n", "content", "search", "sync", "server", "packaging", "bench", "tests")


def ours(*endings: str) -> list[Path]:
    """Return the files that we wrote, by the ends of their names; not what others gave us."""
    others = {"vendor", "__pycache__", "build", "dist"}
    return [
        path
        for folder in OURS
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in endings and not others & set(path.relative_to(ROOT).parts)
    ]


def order_of_slices() -> tuple[str, ...]:
    """Return the slices, lowest first, as server/slices/ writes them down."""
    path = ROOT / "server" / "slices" / "__init__.py"
    if not path.exists():
        pytest.skip("there are no slices yet")
    for line in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "ORDER":
            return tuple(ast.literal_eval(line.value))
    pytest.fail("server/slices/ has no ORDER")


def test_the_command_that_an_installation_gives_is_there():
    written = ConfigParser()
    written.read(ROOT / "setup.cfg", "utf-8")
    named = written["options.entry_points"]["console_scripts"].strip().partition("= ")[2]
    module, _, function = named.partition(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_imports_run_downwards_only():
    assert house.imports_that_climb(ROOT) == []


def test_only_the_server_knows_the_web():
    assert house.web_below_the_server(ROOT) == []


def test_no_module_imports_itself_by_a_long_way_round():
    assert house.cycles(ROOT) == []


def test_a_slice_uses_only_those_before_it_and_never_their_pages():
    assert house.slices_out_of_order(ROOT, order_of_slices()) == []


def test_every_slice_has_its_place_in_the_order():
    assert house.folders_that_are_no_slice(ROOT, order_of_slices()) == []


def test_pages_do_not_write():
    assert house.views_that_write(ROOT) == []


def test_everything_public_says_what_it_is_for():
    assert house.undocumented(ROOT) == []


def test_no_file_of_ours_is_too_long_to_read():
    assert house.too_long(ours(".py", ".js", ".css", ".html")) == []


def test_every_file_is_named_for_what_it_holds():
    assert house.names_that_say_nothing(ours(".py", ".js", ".css", ".html")) == []


def test_no_page_script_or_style_names_another_host():
    assert house.other_hosts(ours(".html", ".js", ".css", ".svg", ".xml", ".webmanifest")) == []


def test_packaging_is_no_package_and_hides_no_library():
    assert not (ROOT / "packaging" / "__init__.py").exists()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """An empty site, its tables made by the migrations."""
    from server.console import Site
    from server.settings import Home
    from server.slices.commands import JOBS

    made = Site(Home(tmp_path_factory.mktemp("home")), JOBS)
    made.open()
    return made


def test_every_page_says_who_may_open_it(site):
    from server.app import create_app
    from server.web.guards import OPEN_TO

    assert running.silent_pages(create_app(site), OPEN_TO) == []


def test_every_setting_is_explained_in_the_program_and_in_the_manual():
    from server.settings import Settings

    manual = ROOT / "docs" / "administrateur.md"
    if not manual.exists():
        pytest.skip("the administrator's manual is not written yet")
    assert running.unexplained_settings(Settings, manual.read_text(encoding="utf-8")) == []


def test_every_command_and_option_says_what_it_does():
    from server.cli import ardoise

    assert running.commands_without_help(ardoise) == []


def test_the_migrations_make_the_tables_that_the_models_describe(site, tmp_path):
    from server import database

    tables = _all_below(database.Table)
    described = tmp_path / "models.db"
    models = SqliteDatabase(described)
    with models.bind_ctx(tables), models:
        models.create_tables(tables)
    migrated = running.shape_of(site.home.school)
    del migrated["schema_migration"]  # the runner's own list of what it has done
    assert running.differences(running.shape_of(described), migrated) == []


OTHER_NAMES = {
    *("channel_id", "manifest", "exercise", "action", "media_type", "spoken_type"),
    *("before", "hash", "code", "signs", "token", "browser", "text_sha256"),
    "part",  # of a package: an id that it gives itself
    "document",  # of a paper: it lies in bank/
    "written_sha256",  # of a course that is written here: it lies in written/
    *("of_channel", "of_text"),  # of a page of another course that is translated here
}
"""Of columns of 64 characters that name no file of ``handed/``."""


def test_every_column_that_could_name_a_file_handed_in_says_whether_it_does(site):
    from server import database, handed

    named = handed.columns()
    fields = [field for table in _all_below(database.Table) for field in table._meta.sorted_fields]
    doubtful = {
        str(field)
        for field in fields
        if getattr(field, "max_length", None) == 64 and field.column_name not in OTHER_NAMES
    }
    assert doubtful == {str(field) for field in named}, (
        "a column that names a file handed in is a server.handed.HandedField"
    )


def test_nobody_writes_files_handed_in_but_the_module_that_guards_them():
    writing = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "server").rglob("*.py"))
        if re.search(r"store\.(add|remove)\(", path.read_text(encoding="utf-8"))
    ]
    guards = ["server/bank/files.py", "server/handed.py"]
    assert writing == guards, "a file is handed in by server.handed.handing"


def _all_below(model: type[Model]) -> list[type[Model]]:
    """Return every table class below one."""
    direct = model.__subclasses__()
    return direct + [table for each in direct for table in _all_below(each)]
