"""Styles, scripts and signs."""

import gzip

import pytest

from server.web.assets import FOLDER, _packed, asset


@pytest.fixture
def seat(school):
    return school.seat()


def test_an_address_with_the_hash_of_its_file_is_kept_for_a_year(seat):
    response = seat.get(asset("base.css"))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.mimetype == "text/css"


def test_an_old_address_is_kept_for_minutes(seat):
    assert seat.get("/static/base.css?old").headers["Cache-Control"] == "public, max-age=300"


def test_who_can_read_packed_files_gets_them_packed(seat):
    packed = seat.get(asset("base.css"), headers={"Accept-Encoding": "gzip"})
    plain = seat.get(asset("base.css"))
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert (
        "Accept-Encoding" in packed.headers["Vary"] and "Accept-Encoding" in plain.headers["Vary"]
    )


def test_remarks_on_our_styles_and_programs_are_not_sent_those_of_others_are(seat):
    styles, program = seat.get(asset("tokens.css")).data, seat.get(asset("listen.js")).data
    assert b"/*" in (FOLDER / "tokens.css").read_bytes() and b"/*" not in styles
    assert b"--measure: 34rem;" in styles and styles.rstrip().endswith(b"}")
    assert (FOLDER / "listen.js").read_bytes().endswith(program)
    assert program.startswith(b"const")
    others = next((FOLDER / "vendor").glob("pdfjs-*/pdf.min.mjs"))
    name = others.relative_to(FOLDER).as_posix()
    assert seat.get(asset(name)).data == others.read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "nothing.css",
        "../assets.py",
        "..%2f..%2fsettings.py",
        "vendor/MANIFEST.json",
        "vendor/../base.css",
        "%2fetc%2fpasswd",
        "/etc/passwd",
        "base.css%00.png",
        "vendor",
        "",
        "a" * 5000 + ".css",
    ],
)
def test_nothing_else_is_sent(seat, name):
    assert seat.get(f"/static/{name}", follow_redirects=True).status_code == 404


def test_names_that_do_not_exist_are_not_remembered(seat):
    seat.get(asset("base.css"))
    kept = _packed.cache_info().currsize
    for number in range(20):
        seat.get(f"/static/nothing-{number}.css")
    assert _packed.cache_info().currsize == kept


def test_a_template_that_names_a_missing_file_is_noticed():
    with pytest.raises(FileNotFoundError):
        asset("missing.css")


def test_the_bar_of_a_lesson_stays_in_its_place_where_it_would_take_half_of_the_screen():
    """Letters of 200 % and wide spacing make it 440 pixels high: of 768."""
    style = (FOLDER / "lesson.css").read_text("utf-8")
    assert '[data-size="200"], [data-spacing="wide"]) .along { position: static; }' in style
