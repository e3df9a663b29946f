"""Bringing in what others made."""

import pytest
import vendor
from vendor import NotWhatWasPinned, alone, checked, lines_of, shorter, written

HOUSE = b"""<svg viewBox="0 0 72 72" xmlns="http://www.w3.org/2000/svg"><g id="line">
<path fill="none" stroke="#000000" stroke-width="2" d="M10.0412,20.98c1.25-0.04,2.5,3,4,4"/>
<path fill="none" stroke="#000000" stroke-width="2" d="M30,30h5"/>
<circle cx="36" cy="36" r="2.004" fill="#000" stroke="none"/></g></svg>"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("M10.0412,20.98", "M10,21", id="to a tenth"),
        pytest.param("c1.25-0.04,2.5,3", "c1.2 0,2.5,3", id="no minus nought"),
        pytest.param("m.25.75", "m0.2 0.8", id="numbers that touch stay two"),
        pytest.param("a1,1,0,0,1,2,2", "a1,1,0,0,1,2,2", id="flags of an arc"),
    ],
)
def test_numbers_of_a_drawing_are_rounded(before, after):
    assert shorter(before) == after


def test_a_sign_takes_its_pen_from_the_page():
    lines, dot = lines_of(HOUSE, without=[])
    assert lines.attrib == {"d": "M10,21c1.2 0,2.5,3,4,4M30,30h5"}
    assert dot.attrib["fill"] == "currentColor"
    assert dot.attrib["stroke"] == "none"


def test_a_line_that_would_clog_a_small_sign_is_left_out():
    lines, _dot = lines_of(HOUSE, without=[1])
    assert "M30,30" not in lines.attrib["d"]


def test_a_group_that_is_moved_stays_moved():
    moved = HOUSE.replace(b'<g id="line">', b'<g transform="matrix(.3013 0 0 .3 1 2)">')
    assert all(
        shape.attrib["transform"] == "matrix(.3013 0 0 .3 1 2)" for shape in lines_of(moved, [])
    )


def test_a_sign_of_its_own_needs_no_style():
    sprite = vendor.ET.Element("symbol", id="house", viewBox="0 0 72 72")
    sprite.extend(lines_of(HOUSE, []))
    assert b"currentColor" not in alone(sprite)
    assert b'stroke-width="4"' in alone(sprite)
    assert written(sprite).endswith(b"</symbol>\n")


def test_a_tarball_that_is_not_the_pinned_one_is_refused(tmp_path):
    tarball = tmp_path / "signs-1.0.0.tgz"
    tarball.write_bytes(b"another")
    with pytest.raises(NotWhatWasPinned, match="signs-1"):
        checked(tarball, "sha512-" + "A" * 86 + "==")
