"""The publisher's console: a ceremony that three people can do, and what follows it."""

import re

import pytest
from click.testing import CliRunner

from server.cli import ardoise
from sync import keys

WORDS = {name: f"{name} has a long passphrase" for name in ("anne", "bruno", "celia", "machine")}
NEW = "a new and longer passphrase"


@pytest.fixture(autouse=True)
def keys_that_open_quickly(monkeypatch):
    monkeypatch.setitem(keys._COST, "n", 1 << 8)


class Table:
    """What people type at the publisher's computer, and what it answers."""

    def __init__(self, folder):
        self.folder = folder
        self.said = ""

    def does(self, command, *arguments, types=(), fails=False):
        home = ["publisher", command, f"--home={self.folder / 'home'}", *map(str, arguments)]
        done = CliRunner().invoke(ardoise, home, input="".join(f"{each}\n" for each in types))
        assert (done.exit_code != 0) == fails, done.output
        self.said = done.output
        return done.output

    def safe(self, *people):
        return [f"--safe={name}={self.folder / name}" for name in people]


@pytest.fixture
def table(tmp_path):
    made = Table(tmp_path)
    typed = [WORDS[name] for name in WORDS for _twice in range(2)]
    made.does("init", "--trial", *made.safe("anne", "bruno", "celia"), types=typed)
    return made


def papers(said):
    """The nine lines of each paper on the screen."""
    found = re.findall(r"^ +([1-9])   (\w{4} \w{4})$", said, re.MULTILINE)
    return [[line for _, line in found[start : start + 9]] for start in range(0, len(found), 9)]


def test_the_ceremony_explains_itself_and_gives_each_person_a_paper(table):
    assert len(papers(table.said)) == 3
    assert (table.folder / "home" / "root.json").is_file()
    assert sorted(path.name for path in (table.folder / "home" / "keys").iterdir()) == [
        "anne.pem",
        "bruno.pem",
        "celia.pem",
        "machine.pem",
    ]


def test_without_a_trial_one_disk_is_refused(tmp_path):
    table = Table(tmp_path)
    typed = [WORDS[name] for name in WORDS for _twice in range(2)]
    table.does("init", *table.safe("anne", "bruno", "celia"), types=typed, fails=True)
    assert not list(tmp_path.rglob("*.pem"))


def test_a_key_is_typed_again_from_paper_and_a_wrong_line_is_asked_for_again(table):
    lines = papers(table.said)[2]
    (table.folder / "celia" / "celia.root.pem").unlink()
    wrong = lines[3][:-1] + ("0" if lines[3][-1] != "0" else "1")
    typed = [*lines[:3], wrong, *lines[3:], NEW, NEW]
    said = table.does("restore", *table.safe("celia"), types=typed)
    assert "4" in said
    said = table.does("paper", *table.safe("celia"), types=[NEW])
    assert papers(said) == [lines]


def test_keys_are_replaced_revoked_and_admitted(table):
    two = [WORDS["anne"], WORDS["bruno"]]
    table.does("revoke", "celia", *table.safe("anne", "bruno"), types=two)
    new_safe = f"--new-safe={table.folder / 'dora'}"
    typed = [*two, NEW, NEW]
    table.does("admit", "dora", "--trial", new_safe, *table.safe("anne", "bruno"), types=typed)
    table.does("replace-key", "anne", *table.safe("anne", "bruno"), types=typed)
    table.does("replace-machine-key", *table.safe("anne", "bruno"), types=typed)
    table.does("renew-root", *table.safe("anne", "bruno"), types=two)
    table.does("sign", "dora", types=["y", NEW])
    table.does("publish", f"--out={table.folder / 'stick'}", types=[NEW], fails=True)
    table.does("sign", "anne", types=["y", NEW])
    table.does("publish", f"--out={table.folder / 'stick'}", types=[NEW])
    roots = {path.name for path in (table.folder / "stick" / "metadata").glob("*.root.json")}
    assert roots == {f"{number}.root.json" for number in range(1, 6)}


@pytest.mark.parametrize("given", ["anne", "anne=", "=folder"])
def test_a_safe_is_written_as_name_and_folder(tmp_path, given):
    said = Table(tmp_path).does("init", f"--safe={given}", fails=True)
    assert "NAME=FOLDER" in said
