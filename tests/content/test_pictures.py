"""SVG pictures: plain drawings pass, anything that could act or load does not."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.pictures import fault_in_svg

NS = 'xmlns="http://www.w3.org/2000/svg"'


def svg(inside="", attributes=""):
    return f"<svg {NS} {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(svg('<g><path d="M0 0"/><text>é</text></g>'), id="shapes and text"),
        pytest.param(svg('<defs><g id="a"/></defs><use href="#a"/>'), id="a piece used again"),
        pytest.param(svg('<rect fill="url(#a)"/>'), id="a colour of its own"),
        pytest.param(svg("<title>Une pomme</title><desc>x</desc>"), id="a title"),
        pytest.param(b"\xef\xbb\xbf" + svg(), id="a byte order mark"),
        pytest.param(b'<?xml version="1.0" encoding="UTF-8"?>' + svg(), id="a declaration"),
        pytest.param(b"<!-- by hand -->" + svg(), id="a comment"),
    ],
)
def test_a_plain_drawing_passes(data):
    assert fault_in_svg(data) == ""


ENTITY = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg("<text>&a;</text>").decode()


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        pytest.param(svg("<script>1</script>"), "<script>", id="a script"),
        pytest.param(svg("<style>p{}</style>"), "<style>", id="a style sheet"),
        pytest.param(svg("<foreignObject/>"), "<foreignObject>", id="a page inside"),
        pytest.param(svg('<image href="a.png"/>'), "<image>", id="a picture inside"),
        pytest.param(svg('<a href="#x"/>'), "<a>", id="a link"),
        pytest.param(svg('<animate attributeName="href"/>'), "<animate>", id="a movement"),
        pytest.param(svg('<set attributeName="onclick"/>'), "<set>", id="a change"),
        pytest.param(svg('<x xmlns="http://www.w3.org/1999/xhtml"/>'), "xhtml", id="HTML"),
        pytest.param(svg('<s:script xmlns:s="http://www.w3.org/2000/svg"/>'), "<script>", id="s:"),
        pytest.param(svg('<g onclick="x()"/>'), "onclick", id="a handler"),
        pytest.param(svg(attributes='ONLOAD="x()"'), "onload", id="a handler in capitals"),
        pytest.param(svg('<g style="x"/>'), "style", id="a style"),
        pytest.param(svg('<use href="http://e.example/#a"/>'), "outside", id="another host"),
        pytest.param(svg('<use href="b.svg#a"/>'), "outside", id="another file"),
        pytest.param(svg('<use href="data:x"/>'), "outside", id="data"),
        pytest.param(
            svg('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="b.svg"/>'),
            "outside",
            id="another file in the old way",
        ),
        pytest.param(svg('<g xml:base="http://e.example/"/>'), "base", id="another base"),
        pytest.param(svg('<g fill="url(http://e.example/)"/>'), "outside", id="a colour elsewhere"),
        pytest.param(svg('<g mask="URL( //e.example )"/>'), "outside", id="a mask elsewhere"),
        pytest.param(svg('<g fill="u\\72l(//e.example)"/>'), "outside", id="a hidden letter"),
        pytest.param(svg("<g mask=\"image-set('//e' 1x)\"/>"), "outside", id="a set of pictures"),
        pytest.param(svg('<g fill="url(#a) url(//e)"/>'), "outside", id="one inside, one outside"),
        pytest.param(ENTITY.encode(), "DOCTYPE", id="entities"),
        pytest.param(ENTITY.encode("utf-16"), "UTF-8", id="entities in UTF-16"),
        pytest.param(svg().decode().encode("utf-32"), "UTF-8", id="UTF-32"),
        pytest.param(b'<?xml version="1.0" encoding="utf-7"?>' + svg(), "UTF-8", id="UTF-7"),
        pytest.param(b"<?xml version='1.0' encoding='latin-1'?>" + svg(), "UTF-8", id="Latin"),
        pytest.param(b'<?xml-stylesheet href="//e"?>' + svg(), "DOCTYPE", id="a style instruction"),
        pytest.param(b"<svg/>", "not an SVG", id="no namespace"),
        pytest.param(b"<html/>", "not an SVG", id="a page"),
        pytest.param(b"<svg", "not XML", id="half a file"),
        pytest.param(b"", "not XML", id="nothing"),
        pytest.param(b" " * (1 << 20) + svg(), "more than", id="too large"),
    ],
)
def test_what_could_act_load_or_hide_is_named(data, fault):
    assert fault in fault_in_svg(data)


PIECES = st.sampled_from(
    [
        "<svg ",
        NS,
        ">",
        "</svg>",
        "<?xml ",
        "?>",
        "encoding=",
        '"utf-16"',
        "<!DOCTYPE",
        "<g ",
        "/>",
        "href=",
        '"#a"',
        '"//e"',
        "onload=",
        "&#0;",
        "&a;",
        "xmlns:x=",
        "x:",
        "<![CDATA[",
        "]]>",
    ]
)


@given(
    st.lists(PIECES | st.text(max_size=3), max_size=15).map(lambda parts: "".join(parts).encode())
    | st.binary(max_size=50)
)
@example(b'<?xml version="1.0" encoding="utf-32"?><svg/>')
@example(b'<?xml version="1.0" encoding="nothing"?><svg/>')
def test_any_bytes_get_an_answer(data):
    assert isinstance(fault_in_svg(data), str)
