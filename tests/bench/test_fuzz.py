"""What is tried on parsers: honest inputs first, then others near them; and what is kept of it."""

import random

import pytest

from bench import signed
from bench.fuzz import CORPUS, Trial, blindly, corpus
from bench.mutation import mutated
from bench.untrusted import TARGETS
from sync.medium import MissingOnMedium


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_what_is_known_of_a_parser_is_no_finding(name, tmp_path):
    trial = Trial(name, TARGETS[name], tmp_path)
    blindly(trial, seconds=0)
    assert (trial.found, trial.tried) == ({}, len(corpus(name)))


def test_one_input_is_kept_for_each_place_that_goes_wrong(tmp_path):
    def fragile(data: bytes) -> None:
        if data:
            raise KeyError(data)

    trial = Trial("fragile", fragile, tmp_path / "fragile")
    for data in (b"", b"a", b"b"):
        trial.one(data)
    (what,) = trial.found.values()
    assert what.startswith("KeyError in test_fuzz.py:")
    (kept,) = (path for path in trial.folder.iterdir() if path.suffix != ".txt")
    assert kept.read_bytes() == b"a"


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_changes_are_drawn_again_the_same_way(name):
    for data in corpus(name):
        first = [mutated(data, random.Random(seed)) for seed in range(50)]
        assert first == [mutated(data, random.Random(seed)) for seed in range(50)]
        assert len(set(first)) > 10


def test_a_hostile_list_is_read_to_its_end_because_its_signatures_count(tmp_path):
    for role in signed.ROLES[1:]:
        data = (CORPUS / "trust" / role).read_bytes()
        with pytest.raises(MissingOnMedium, match="targets/content/maths/"):
            signed.look(data, tmp_path)
