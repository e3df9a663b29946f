"""Files and folders that appear whole or not at all."""

import stat

import pytest

from content import durable


def test_a_file_appears_with_all_its_bytes_and_its_folder(tmp_path):
    durable.write(tmp_path / "a" / "b" / "f", b"bytes")
    assert (tmp_path / "a" / "b" / "f").read_bytes() == b"bytes"
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["f"]


def test_a_file_is_replaced(tmp_path):
    durable.write(tmp_path / "f", b"a longer text")
    durable.write(tmp_path / "f", b"new")
    assert (tmp_path / "f").read_bytes() == b"new"


def test_a_file_that_cannot_be_written_is_as_before(tmp_path):
    durable.write(tmp_path / "f", b"old")
    with pytest.raises(TypeError):
        durable.write(tmp_path / "f", "not bytes")
    assert (tmp_path / "f").read_bytes() == b"old"


def test_a_secret_is_never_open_to_others_whatever_an_earlier_try_left(tmp_path):
    left = tmp_path / "key.tmp"
    left.write_bytes(b"half")
    left.chmod(0o666)
    durable.write(tmp_path / "key", b"secret", mode=0o600)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_nothing_is_written_through_a_link_that_lies_in_the_way(tmp_path):
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    (tmp_path / "f.tmp").symlink_to(outside)
    durable.write(tmp_path / "f", b"ours")
    assert outside.read_bytes() == b"mine"
    assert (tmp_path / "f").read_bytes() == b"ours"


def test_files_put_together_have_their_names_once_they_are_flushed(tmp_path):
    together = durable.Together(10, mode=durable.READ_ONLY)
    together.put(tmp_path / "a" / "1", b"five!")
    assert not (tmp_path / "a" / "1").exists()
    together.put(tmp_path / "b" / "2", b"five!")
    assert [(tmp_path / name).read_bytes() for name in ("a/1", "b/2")] == [b"five!"] * 2
    together.put(tmp_path / "a" / "3", b"5")
    together.keep()
    together.keep()
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(path.name for path in left) == ["1", "2", "3"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in left} == {durable.READ_ONLY}


def test_many_files_put_together_are_all_there(tmp_path):
    together = durable.Together(1 << 20)
    for number in range(3 * durable.FEW):
        together.put(tmp_path / f"{number}" / "f", b"%d" % number)
    together.keep()
    found = {path.parent.name: path.read_bytes() for path in tmp_path.glob("*/f")}
    assert found == {f"{number}": b"%d" % number for number in range(3 * durable.FEW)}


def test_what_a_kill_left_beside_a_name_does_not_stand_in_the_way(tmp_path):
    (tmp_path / "f.tmp").write_bytes(b"half")
    (tmp_path / "f.tmp").chmod(0o444)
    together = durable.Together(1)
    together.put(tmp_path / "f", b"whole")
    assert (tmp_path / "f").read_bytes() == b"whole"


def test_a_folder_takes_the_place_of_another_once_it_is_whole(tmp_path):
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "old").touch()
    with durable.replacing_folder(tmp_path / "target") as folder:
        (folder / "parts" / "ab").mkdir(parents=True)
        (folder / "parts" / "ab" / "new").write_bytes(b"x")
        assert (tmp_path / "target" / "old").exists()
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert names == {"target", "target/parts", "target/parts/ab", "target/parts/ab/new"}


def test_a_folder_that_was_not_filled_leaves_the_one_before(tmp_path):
    (tmp_path / "target").mkdir()
    with pytest.raises(ZeroDivisionError), durable.replacing_folder(tmp_path / "target") as folder:
        (folder / "half").touch()
        1 / 0  # noqa: B018
    assert list((tmp_path / "target").iterdir()) == []


def test_what_an_earlier_try_left_is_not_taken_over(tmp_path):
    for name in ("target.filling", "target.old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "rest").touch()
    with durable.replacing_folder(tmp_path / "target") as folder:
        (folder / "new").touch()
    assert {path.name for path in tmp_path.rglob("*")} == {"target", "new"}
    durable.remove(tmp_path / "missing")


def test_things_are_done_one_after_the_other_and_all_at_the_end():
    done = []
    with durable.one_behind() as begin:
        for number in range(20):
            begin(done.append, number)
            assert len(done) >= number
    assert done == list(range(20))


def test_what_went_wrong_is_said_before_the_next_is_begun():
    done = []
    with pytest.raises(ZeroDivisionError), durable.one_behind() as begin:
        begin(lambda: 1 / 0)
        begin(done.append, 1)
    assert done == []


def test_what_went_wrong_last_is_said_on_leaving():
    with pytest.raises(ZeroDivisionError), durable.one_behind() as begin:
        begin(lambda: 1 / 0)


def test_what_was_begun_is_done_even_if_the_block_fails(tmp_path):
    with pytest.raises(KeyError), durable.one_behind() as begin:
        begin(durable.write, tmp_path / "f", b"kept")
        raise KeyError
    assert (tmp_path / "f").read_bytes() == b"kept"
