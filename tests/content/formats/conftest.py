"""A drive and a channel on it, and words in English."""

import pytest

from i18n.translate import in_language
from tests.content.formats.drives import Channel, Drive


@pytest.fixture(autouse=True)
def in_english():
    with in_language("en"):
        yield


@pytest.fixture
def drive(tmp_path):
    return Drive(tmp_path / "drive")


@pytest.fixture
def channel(drive):
    return Channel(drive)
