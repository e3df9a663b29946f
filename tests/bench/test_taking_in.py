"""What is measured when a bundle is taken in is what a site does, with a bundle that is one."""

from bench import install_memory, install_speed
from bench.courses import course, recordings


def test_a_course_of_many_nodes_is_taken_in_whole(tmp_path):
    folder = tmp_path / "many"
    figures = install_memory.measure(folder, install_memory.short(folder, 202))
    assert figures["nodes"] == 202
    assert figures["over_mb"] >= figures["check_memory_mb"]
    assert not folder.exists()


def test_the_same_files_are_taken_in_and_copied_by_plain_tools(tmp_path):
    size = 1_600_000
    draft = course("large", {"audio": recordings(tmp_path / "files", [size, size])})
    figures = install_speed.measure(tmp_path, draft)
    assert (figures["bytes"], figures["nodes"]) == (2 * size, 3)
    assert sorted(path.stat().st_size for path in (tmp_path / "copy").iterdir()) == [size, size]


def test_no_two_recordings_share_a_part(tmp_path):
    files = recordings(tmp_path, [1 << 20, 1 << 20, 10])
    assert len({path.read_bytes()[:40] for path in files}) == 3
