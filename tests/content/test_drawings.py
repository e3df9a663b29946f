"""Drawings of other programs: what is safe in them is kept, and a site then takes them in."""

import pytest

from content.accessibility.drawings import faults_of
from content.drawings import plain
from content.pictures import fault_in_svg

NS = 'xmlns="http://www.w3.org/2000/svg"'
INKSCAPE = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- Created with an editor -->
<svg {NS} xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ink="http://editor.example/ns"
  viewBox="0 0 9 9" ink:version="1.2"><ink:view zoom="2"/><metadata><x>note</x></metadata>
  <defs><linearGradient id="a"><stop style="stop-color:#ff0000;stop-opacity:1"/></linearGradient>
  </defs><path d="M0 0h9" style="fill:url(#a);stroke:rgb(0, 10, 20);stroke-width:.5px;-ink-x:1"/>
  <use xlink:href="#a"/></svg>""".encode()


def svg(inside):
    return f"<svg {NS}>{inside}</svg>".encode()


def test_a_drawing_as_an_editor_writes_it_is_taken_with_its_colours():
    assert fault_in_svg(INKSCAPE) != ""
    made = plain(INKSCAPE)
    assert fault_in_svg(made) == ""
    for kept in (b'fill="url(#a)"', b'stroke="rgb(0, 10, 20)"', b'stop-color="#ff0000"', b"#a"):
        assert kept in made
    for gone in (b"style", b"metadata", b"DOCTYPE", b"editor", b"-ink-x"):
        assert gone not in made
    assert plain(made) == made


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(svg('<g style="fill:url(http://e.example/x)"/>'), id="a colour elsewhere"),
        pytest.param(svg('<g style="fill:u\\72l(//e.example)"/>'), id="a hidden letter"),
        pytest.param(svg("<g style=\"fill:image-set('x.png')\"/>"), id="a set of pictures"),
        pytest.param(svg('<g style="fill:expression(alert(1))"/>'), id="an expression"),
        pytest.param(svg('<g style="fill:red" onclick="x()"/>'), id="a handler"),
        pytest.param(svg('<script style="fill:red">1</script>'), id="a script"),
        pytest.param(svg('<g style="fill:red"/><foreignObject/>'), id="a page inside"),
        pytest.param(svg('<x xmlns="http://www.w3.org/1999/xhtml"/>'), id="HTML"),
        pytest.param(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), id="an entity"),
    ],
)
def test_what_acts_or_loads_is_still_refused(data):
    assert fault_in_svg(plain(data)) != ""


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg", b"\xff\xfe", b"GIF89a", svg("<g/>")],
    ids=["", "cut", "?", "GIF", "plain"],
)
def test_what_needs_no_change_or_cannot_be_read_is_as_it_was(data):
    assert plain(data) == data


@pytest.mark.parametrize("letters", ["UTF-1", "gb2312", "idna", "latin-1"])
def test_letters_that_nobody_reads_are_refused_in_words(letters):
    data = f'<?xml version="1.0" encoding="{letters}"?>'.encode() + svg("<text>a</text>")
    assert plain(data) == data
    assert faults_of(data) == ()
    assert "UTF-8" in fault_in_svg(plain(data))
