"""Where somebody is on a page: blocks, pages and seconds."""

import pytest

from server.records.reaching import block_of, in_another_version, moved, second_of


@pytest.mark.parametrize(
    ("before", "told", "now"),
    [
        pytest.param("", "b4", "b4", id="down a lesson"),
        pytest.param("b4", "", "", id="back at its top"),
        pytest.param("", "s75", "s75", id="into a film"),
        pytest.param("s75", "b4", "s75-b4", id="reading on below a film that was stopped"),
        pytest.param("s75-b4", "s80", "s80-b4", id="listening on"),
        pytest.param("s75-b4", "", "s75", id="back at the top of what is said"),
        pytest.param("s75", "s0", "s0", id="heard to its end"),
        pytest.param("p3", "p12", "p12", id="over the pages of a document"),
        pytest.param("b4", "../etc", "b4", id="nonsense"),
        pytest.param("b4", "x" * 17, "b4", id="nonsense that is long"),
    ],
)
def test_a_place_is_where_somebody_came_last(before, told, now):
    assert moved(before, told) == now


def test_what_counts_in_another_version_is_the_second_and_the_page():
    places = ("s75-b4", "p12", "b4", "")
    assert [in_another_version(each) for each in places] == ["s75", "p12", "", ""]


def test_a_place_is_read_in_its_parts():
    assert (second_of("s75-b4"), block_of("s75-b4")) == (75, "b4")
    assert (second_of("b4"), block_of("b4")) == (None, "b4")
    assert (second_of("scie"), block_of("scie")) == (None, "scie")
