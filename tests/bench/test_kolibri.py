"""What is measured beside Kolibri is a channel that comes over whole, by the way of a real site."""

import json
import subprocess
import sys

from bench import kolibri_channel, one_channel
from content.formats.asked import Asked
from content.formats.kolibri import channels, read


def test_every_page_of_the_channel_comes_over(tmp_path):
    (place,) = channels(kolibri_channel.drive(tmp_path / "drive", 60, 100_000))
    made = read(place, Asked())
    kinds = [node.kind for node in made.draft.catalogue.nodes]
    assert (made.notes.left_out, made.notes.changed) == ([], [])
    assert len(kinds) == 60
    assert set(kinds) == {"topic", "lesson", "audio", "video", "document"}


def test_two_people_take_it_in(tmp_path):
    (place,) = channels(kolibri_channel.drive(tmp_path / "drive", 12, 10_000))
    folder = tmp_path / "ours"
    seconds = one_channel.published(folder, place)
    program = [sys.executable, "-m", "bench.by_two", str(folder)]
    done = subprocess.run(program, check=True, stdout=subprocess.PIPE)
    figures = json.loads(done.stdout)
    assert figures["nodes"] == 12
    assert {"bring_in_seconds", "install_seconds", "index_seconds"} <= figures.keys()
    assert {"build_seconds", "sign_seconds"} == seconds.keys()
