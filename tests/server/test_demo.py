"""The folder of a demo: what stands there already is never touched."""

from pathlib import Path

import pytest

from content.formats import folder
from server import demo
from server.accounts.models import Person
from server.console import Site
from server.demo import BEING_MADE, BEING_MADE_SAYS, COURSES, LEFT_ON_THE_STICK, NotADemo
from server.settings import Home
from server.slices.commands import JOBS
from tests.server.conftest import close_databases

ROOT = Path(__file__).parents[2]


@pytest.fixture
def make(monkeypatch, tmp_path):
    """Return what makes a demo in ``tmp_path/site``; it may be cut off before its courses."""
    monkeypatch.setattr(demo, "_publish_courses", lambda *which: None)
    monkeypatch.setattr(demo, "_install_all", lambda *which: None)

    def made(*, cut_off=False):
        with monkeypatch.context() as now:
            if cut_off:
                now.setattr(demo, "_install_all", _power_fails)
            said = []
            demo.make(Site(Home(tmp_path / "site"), JOBS), said.append)
            return said

    yield made
    close_databases()


def _power_fails(*which):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        pytest.param("photos/1.jpg", "a picture", id="a folder"),
        pytest.param("demo/notes.txt", "mine", id="a folder called demo"),
        pytest.param("demo", "", id="a file called demo"),
        pytest.param(BEING_MADE, "mine", id="a file called as ours, that is not ours"),
        pytest.param(f"{BEING_MADE}/mine", "mine", id="a folder called as our file"),
        pytest.param("school.db", "a real site", id="a real site"),
        pytest.param(".hidden", "", id="a hidden file"),
    ],
)
def test_a_folder_that_holds_anything_else_is_refused_and_left_as_it_is(
    make, tmp_path, name, holds
):
    path = tmp_path / "site" / name
    path.parent.mkdir(parents=True)
    path.write_text(holds)
    for _ in range(2):
        with pytest.raises(NotADemo):
            make()
    assert path.read_text() == holds
    assert len(list((tmp_path / "site").rglob("*"))) == len(name.split("/"))


@pytest.mark.parametrize("exists", [True, False])
def test_a_demo_is_made_in_an_empty_folder_and_in_a_new_one(make, tmp_path, exists):
    if exists:
        (tmp_path / "site").mkdir()
    assert any("Camille Martin" in line for line in make())
    assert not (tmp_path / "site" / BEING_MADE).exists()


def test_a_demo_cut_off_begins_again_and_leaves_alone_what_somebody_put_beside_it(make, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        make(cut_off=True)
    assert (tmp_path / "site" / BEING_MADE).read_bytes() == BEING_MADE_SAYS
    (tmp_path / "site" / "mine.txt").write_text("mine")
    close_databases()
    make()
    assert (tmp_path / "site" / "mine.txt").read_text() == "mine"
    assert Person.select().count() == 5


def test_what_a_link_leads_to_is_left_alone(make, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        make(cut_off=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine.txt").write_text("mine")
    (tmp_path / "site" / "stick").symlink_to(tmp_path / "elsewhere")
    close_databases()
    make()
    assert (tmp_path / "elsewhere" / "mine.txt").read_text() == "mine"


def test_a_demo_whose_cards_were_thrown_away_is_not_made_again_over_itself(make, tmp_path):
    make()
    (tmp_path / "site" / "demo-cards.json").unlink()
    close_databases()
    with pytest.raises(NotADemo):
        make()
    close_databases()


def test_what_is_said_of_the_courses_is_so():
    drafts = {path.parent.name: folder.read(path.parent) for path in COURSES.glob("*/channel.toml")}
    kinds = [node.kind for draft in drafts.values() for node in draft.catalogue.nodes]
    changes, readme = ((ROOT / n).read_text("utf-8") for n in ("CHANGELOG.md", "README.md"))
    assert (len(drafts), LEFT_ON_THE_STICK in drafts) == (5, True)
    assert f"Read {kinds.count('lesson')} lessons in five courses" in changes
    assert "Five demo courses" in readme and "Four are checked" in readme


def test_a_demo_that_was_made_is_found_again_with_its_people(make):
    assert make()[1:] == make()
