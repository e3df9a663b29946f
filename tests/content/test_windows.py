"""A long catalogue, decoded a window at a time: what comes out is what was written."""

import json
import subprocess
import sys
import tracemalloc

import pytest

from bench import courses
from content import windows
from content.catalogue import Catalogue
from content.refusals import CatalogueRefused


@pytest.fixture
def listing(tmp_path):
    """The bytes of a catalogue whose titles have signs of one to four bytes."""
    made = courses.course("long", {"lesson": courses.pages(tmp_path, 250, 20)})
    data = made.catalogue.to_bytes()
    return data.replace(b"long lesson", "é 数 \N{GRINNING FACE}".encode())


@pytest.mark.parametrize("window", [1, 7, 64, 1 << 20])
def test_wherever_a_window_ends_the_catalogue_is_the_same(listing, monkeypatch, window):
    monkeypatch.setattr(windows, "WINDOW", window)
    assert Catalogue.from_bytes(listing).to_bytes() == listing


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data + b" x",
        lambda data: data.replace("数".encode(), b"\xe6\x95", 1),
        lambda data: data[:1_000] + b"[" * 5_000 + data[1_000:],
        lambda data: data[:1_000] + b"\xff" + data[1_000:],
    ],
    ids=["a sign short", "half", "more", "half a sign", "too deep", "no UTF-8"],
)
def test_what_is_not_whole_is_refused(listing, monkeypatch, spoil):
    monkeypatch.setattr(windows, "WINDOW", 512)
    with pytest.raises(CatalogueRefused):
        Catalogue.from_bytes(spoil(listing))


def test_one_written_in_another_way_is_read_all_the_same(listing):
    body = json.loads(listing)
    loose = json.dumps({"nodes": body["nodes"], "format": 1, "channel": body["channel"]}, indent=1)
    assert Catalogue.from_bytes(loose.encode()) == Catalogue.from_bytes(listing)


def test_no_second_copy_of_it_is_in_memory(tmp_path):
    made = courses.course("long", {"lesson": courses.pages(tmp_path, 2_000, 20)})
    data = made.catalogue.to_bytes().replace(b"long topic 0", "\N{GRINNING FACE}".encode())
    tracemalloc.start()
    catalogue = Catalogue.from_bytes(data)
    held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert catalogue.nodes
    assert most - held < len(data) / 2


def test_the_second_process_carries_no_library_that_it_may_never_need():
    asked = "import sys, sync.beside; print('pypdf' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "False"
