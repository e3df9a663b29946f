"""Files of every format cut off, changed, under another name: a sentence, or what is left of them.

Each sample is small, so every place of its tables is met by one of the cuts.
"""

import random
from itertools import pairwise
from pathlib import Path

import pytest

from content.bundle import build
from content.formats.collection import FileNotTaken, UnknownFile
from i18n.refusals import Refusal
from tests.content.formats.brought import brought, left_out
from tests.content.formats.samples import SAMPLES

CUTS, CHANGES = 24, 24
_STRANGE = ("\u202efdp.sruoc.epub", "a\nb.docx", "é\u0301 œ.pdf", "x" * 240 + ".odt", "CON.mp4")


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    """The bytes of every sample, by its name."""
    folder = tmp_path_factory.mktemp("samples")
    for name, write in SAMPLES.items():
        write(folder / name)
    return {name: (folder / name).read_bytes() for name in SAMPLES}


def tried(path: Path, data: bytes) -> str:
    """Make a channel of bytes; return why not, "" if it was made."""
    path.write_bytes(data)
    try:
        made = brought(path)
    except Refusal as refusal:
        assert isinstance(refusal, FileNotTaken | UnknownFile)
        return refusal.in_words()
    assert made.draft.catalogue.nodes
    return ""


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_whole(samples, tmp_path, name):
    assert tried(tmp_path / name, samples[name]) == ""


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_cut_off_anywhere_ends_in_a_sentence_with_its_name(samples, tmp_path, name):
    data = samples[name]
    for length in {0, 1, 4, *(len(data) * cut // CUTS for cut in range(CUTS))}:
        why = tried(tmp_path / name, data[:length])
        assert not why or name in why


@pytest.mark.parametrize("name", SAMPLES)
def test_bytes_changed_anywhere_end_in_a_sentence_or_in_what_is_left(samples, tmp_path, name):
    chance = random.Random(name)
    for _ in range(CHANGES):
        data = bytearray(samples[name])
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.choice(b"\x00\xff<&P\x7f1")
        why = tried(tmp_path / name, bytes(data))
        assert not why or name in why


@pytest.mark.parametrize(("name", "other"), [*pairwise([*SAMPLES, "livre.epub"])])
def test_another_type_behind_the_ending_ends_in_a_sentence(samples, tmp_path, name, other):
    wrong = f"faux{Path(name).suffix}"
    why = tried(tmp_path / wrong, samples[other])
    assert not why or wrong in why
    assert tried(tmp_path / wrong, b"\0" * 5_000)
    assert tried(tmp_path / wrong, random.Random(0).randbytes(5_000))


@pytest.mark.parametrize("name", _STRANGE)
def test_a_file_of_a_strange_name_has_a_title_that_can_be_shown(samples, tmp_path, name):
    ending = Path(name).suffix
    data = next(data for known, data in samples.items() if known.endswith(ending))
    assert tried(tmp_path / name, data) == ""
    made = brought(tmp_path, id="etrange")
    assert build(made.draft, tmp_path / "out").is_dir()


def test_a_broken_one_of_each_stops_none_of_the_others(samples, tmp_path):
    folder = tmp_path / "cours"
    folder.mkdir()
    for name, data in samples.items():
        (folder / f"bon {name}").write_bytes(data)
        (folder / f"cassé {name}").write_bytes(data[:40])
    (folder / "lien.epub").symlink_to(folder / "bon livre.epub")
    made = brought(folder)
    out = left_out(made)
    assert {name for name in out if name.startswith("bon")} == set()
    cut = {where for where in out if where.startswith("cassé")}
    assert {f"cassé {name}" for name in SAMPLES} <= cut
    assert "lien.epub" in out
    assert build(made.draft, tmp_path / "out").is_dir()
