"""Files of questions: small ones of our own, and real ones of other programs where they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from content.formats.questions import reading
from content.formats.questions.brought import Read


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of other programs' files; what needs it is skipped where there is none."""
    places = [parent / "shared" / "fixtures" / "questions" for parent in Path(__file__).parents]
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        pytest.skip("files of other programs are not here")
    return found


@pytest.fixture
def brought() -> Callable[[str], Read]:
    """Return a function that reads a text as a file of questions."""
    return lambda text: reading.read(text.encode())
