"""The journal of the spare: what is torn is left out, what was changed is told."""

import pytest

from server.exam_room.spare_journal import HEAD, Ending, Journal, OtherJournal, laid_on, read

PAGE = 4096


def page(letter):
    return letter.encode() * PAGE


@pytest.fixture
def journal(tmp_path):
    made = Journal(tmp_path / "journal")
    made.append(1_000, 2, {1: page("a"), 2: page("b")})
    made.append(2_000, 3, {2: page("c"), 3: page("d")})
    return made


def read_all(journal):
    ending = Ending()
    return list(read(journal.path, ending)), ending


def test_what_was_written_is_read_in_its_order(journal):
    records, ending = read_all(journal)
    assert [(each.number, each.at_ms, each.count) for each in records] == [
        (1, 1_000, 2),
        (2, 2_000, 3),
    ]
    assert records[1].pages == {2: page("c"), 3: page("d")}
    assert ending == Ending()


def test_laid_on_a_base_the_newest_form_of_each_page_counts(journal, tmp_path):
    base = tmp_path / "base"
    base.write_bytes(page("x") * 4)
    last = laid_on(base, iter(read_all(journal)[0]))
    assert base.read_bytes() == page("a") + page("c") + page("d")
    assert last.at_ms == 2_000


@pytest.mark.parametrize("left", [1, 20, 36, 60, 90], ids=lambda n: f"{n} bytes of it")
def test_a_last_record_that_is_torn_is_left_out(journal, left):
    whole = journal.size
    journal.append(3_000, 3, {1: page("e")})
    with journal.path.open("r+b") as file:
        file.truncate(whole + left)
    records, ending = read_all(journal)
    assert [each.number for each in records] == [1, 2]
    assert (ending.torn, ending.changed) == (left, 0)


def test_a_last_record_of_zeros_is_left_out(journal):
    with journal.path.open("ab") as file:
        file.write(bytes(500))
    records, ending = read_all(journal)
    assert (len(records), ending.torn, ending.changed) == (2, 500, 0)


@pytest.mark.parametrize("at", [HEAD + 1, HEAD + 8, HEAD + 40, HEAD + 80])
def test_a_record_that_was_changed_in_the_middle_is_told(journal, at):
    data = bytearray(journal.path.read_bytes())
    data[at] ^= 1
    journal.path.write_bytes(data)
    records, ending = read_all(journal)
    assert (records, ending.changed) == ([], 1)


def test_a_record_that_was_taken_out_is_told(tmp_path):
    made = Journal(tmp_path / "journal")
    sizes = []
    for number in range(3):
        sizes.append(made.size)
        made.append(number, 1, {1: page(str(number))})
    data = made.path.read_bytes()
    made.path.write_bytes(data[: sizes[1]] + data[sizes[2] :])
    records, ending = read_all(made)
    assert (len(records), ending.changed) == (1, 2)


def test_what_a_try_that_failed_has_left_is_undone_by_the_next(journal):
    with journal.path.open("ab") as file:
        file.write(b"half a record")
    journal.append(3_000, 3, {1: page("e")})
    records, ending = read_all(journal)
    assert [each.number for each in records] == [1, 2, 3]
    assert ending == Ending()


@pytest.mark.parametrize("other", ["gone", "another", "shorter"])
def test_nothing_is_added_to_what_is_not_this_journal(journal, tmp_path, other):
    if other == "gone":
        journal.path.unlink()
    elif other == "another":
        Journal(tmp_path / "second").path.replace(journal.path)
    else:
        journal.path.write_bytes(journal.path.read_bytes()[:100])
    with pytest.raises(OtherJournal):
        journal.append(3_000, 3, {1: page("e")})
