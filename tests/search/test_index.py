"""The index on disk: replaced whole, read meanwhile, whoever writes it."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from search.index import Index
from search.query import Query
from tests.search.shelf import Library, page

ROOT = Path(__file__).parent.parent.parent

WRITE = """
import sys
from pathlib import Path
from search.index import Index
from tests.search.shelf import page
release = int(sys.argv[2])
pages = (
    page(f"Leçon {n}", f"commun version{release} " + "mot " * 50)
    for n in range(int(sys.argv[3]))
)
Index(Path(sys.argv[1])).replace("demo", release, pages, lambda n: print(n, flush=True))
print("done", flush=True)
"""


def write(folder: Path, release: int, count: int) -> "subprocess.Popen[str]":
    """Start another process that replaces the channel."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITE, str(folder), str(release), str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_an_index_that_holds_nothing_finds_nothing(empty: Library) -> None:
    assert empty.index.releases() == {}
    assert empty.search("fraction").total == 0
    assert empty.search("fraction").suggestion is None


def test_a_channel_takes_the_place_of_its_release_before(empty: Library) -> None:
    empty.index.replace("a", "1", [page("Ancien", channel_id="a")])
    empty.index.replace("b", "7", [page("Autre", channel_id="b")])
    empty.index.replace("a", "2", [page("Nouveau", channel_id="a"), page("Neuf", channel_id="a")])
    assert empty.index.releases() == {"a": "2", "b": "7"}
    assert empty.titles("ancien") == []
    assert empty.titles("nouveau") == ["Nouveau"]
    assert empty.titles("autre") == ["Autre"]


def test_a_channel_that_is_removed_is_gone_with_its_words(empty: Library) -> None:
    empty.index.replace("a", "1", [page("Imprimante", channel_id="a")])
    empty.index.replace("b", "1", [page("Autre", channel_id="b")])
    empty.index.remove("a")
    assert empty.index.releases() == {"b": "1"}
    assert empty.search("imprimente").suggestion is None


def test_a_channel_without_pages_is_known_to_be_there(empty: Library) -> None:
    empty.index.replace("a", "3", [])
    assert empty.index.releases() == {"a": "3"}


def test_progress_is_told_page_by_page(empty: Library) -> None:
    told: list[int] = []
    empty.index.replace("a", "1", [page("Un"), page("Deux")], told.append)
    assert told == [1, 2]


def test_a_replacement_that_fails_leaves_what_was_there(empty: Library) -> None:
    empty.index.replace("demo", "1", [page("Avant")])

    def broken():
        yield page("Après")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        empty.index.replace("demo", "2", broken())
    assert empty.index.releases() == {"demo": "1"}
    assert empty.titles("avant") == ["Avant"]
    empty.index.replace("demo", "2", [page("Après")])
    assert empty.titles("après") == ["Après"]


def test_what_another_process_wrote_is_found_at_once(empty: Library) -> None:
    empty.index.replace("demo", "1", [page("Ancien")])
    assert empty.titles("ancien") == ["Ancien"]
    assert write(empty.folder, 2, 5).wait() == 0
    assert empty.search("version2").total == 5
    assert empty.titles("ancien") == []


def test_large_channels_are_searched_together_with_small_ones(empty: Library, monkeypatch) -> None:
    monkeypatch.setattr("search.index.LARGE", 3)
    for number, channel in enumerate("abcdefghij", start=1):
        empty.index.replace(
            channel,
            str(number),
            [page(f"Page {channel}{n}", "commun", channel_id=channel) for n in range(number)],
        )
    assert empty.search("commun").total == 55
    assert empty.search('"page commun"').total == 0
    assert empty.search('"j3 commun"').total == 1
    empty.index.replace("j", "99", [page("Page neuve", "commun", channel_id="j")])
    assert empty.search("commun").total == 46
    assert len(list(empty.folder.glob("*.seg"))) <= 6
    assert empty.index.releases()["j"] == "99"


def test_eight_threads_search_at_once_while_the_index_changes(empty: Library) -> None:
    empty.index.replace("demo", "1", [page(f"Leçon {n}", "commun version1") for n in range(30)])

    def ask(number: int) -> int:
        return empty.search(("commun", "leçon", "komun", '"commun version1"')[number % 4]).total

    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(ask, number) for number in range(200)]
        empty.index.replace("other", "1", [page("Autre", "autre", channel_id="other")])
        assert {answer.result() for answer in asked} == {30}


@pytest.mark.slow
def test_killed_anywhere_the_index_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    count = 150
    index = Index(tmp_path)
    assert write(tmp_path, 1, count).wait() == 0
    held, release = 1, 1
    moments = [(1, 0.0), (count, 0.0), (count, 0.02), (count, 0.1), (count, 0.2), (count, 0.4)]
    for at, pause in moments:
        release += 1
        child = write(tmp_path, release, count)
        assert child.stdout is not None
        for line in child.stdout:
            if line.strip() == str(at):
                break
        time.sleep(pause)
        child.kill()
        child.wait()
        now = int(index.releases()["demo"])
        assert now in (held, release)
        assert index.search(Query(f"version{now}")).total == count
        assert index.search(Query("commun")).total == count
        held = now
    assert write(tmp_path, release + 1, count).wait() == 0
    assert index.releases() == {"demo": str(release + 1)}
    assert sorted(p.suffix for p in tmp_path.iterdir() if p.name != "lock" and p.suffix) == [
        ".seg",
        ".sqlite",
        ".toc",
    ]


@pytest.mark.parametrize("damage", ["missing", "cut short"])
def test_forms_that_were_not_written_are_made_again(empty: Library, damage: str) -> None:
    empty.index.replace("demo", "1", [page("Imprimante")])
    (forms,) = empty.folder.glob("forms-*.sqlite")
    if damage == "missing":
        forms.unlink()
    else:
        forms.write_bytes(forms.read_bytes()[:2000])
    assert empty.search("imprimente").suggestion == "imprimante"


def test_forms_follow_the_index(empty: Library) -> None:
    empty.index.replace("demo", "1", [page("Imprimante")])
    assert empty.search("imprimente").suggestion == "imprimante"
    empty.index.replace("demo", "2", [page("Photocopieuse")])
    assert empty.search("imprimente").suggestion is None
    assert empty.search("fotokopieuse").suggestion == "photocopieuse"


def test_the_last_channel_can_be_removed(empty: Library) -> None:
    empty.index.replace("a", "1", [page("Imprimante", channel_id="a")])
    empty.index.remove("a")
    assert empty.index.releases() == {}
    for typed in ("imprimante", "imprimente", '"une imprimante"'):
        assert empty.search(typed).total == 0
