"""Files of other programs, where this machine has them; nothing of them is copied here."""

import json
from pathlib import Path

import pytest

PLACES = [parent / "shared" / "fixtures" / "seb" for parent in Path(__file__).parents]
SEB = next((place for place in PLACES if place.is_dir()), PLACES[0])
needs_files = pytest.mark.skipif(not SEB.is_dir(), reason="the files of other programs are away")


def vectors(name):
    """Return the cases of one kind; one that is skipped where there are none."""
    path = SEB / "vectors.json"
    if not path.is_file():
        return [pytest.param(None, marks=needs_files)]
    cases = json.loads(path.read_text("utf-8"))[name]
    return [pytest.param(case, id=str(number)) for number, case in enumerate(cases)]
