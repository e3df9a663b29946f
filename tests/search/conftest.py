"""An index that holds a small library, and one that holds nothing yet."""

from pathlib import Path

import pytest

from tests.search.shelf import LIBRARY, Library


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library above; to be read only."""
    found = Library(tmp_path_factory.mktemp("library"))
    found.index.replace("demo", "1", LIBRARY)
    return found


@pytest.fixture
def empty(tmp_path: Path) -> Library:
    """An index that holds nothing yet."""
    return Library(tmp_path / "index")
