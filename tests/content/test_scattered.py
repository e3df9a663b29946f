"""A file that lies in several places, read as if it were one."""

import io
import zipfile

import pytest

from content.scattered import Gone, Scattered


@pytest.fixture
def pieces(tmp_path):
    """Ten bytes in three places, of which the first two lie in one file."""
    (tmp_path / "a").write_bytes(b"xx012yy345")
    (tmp_path / "b").write_bytes(b"6789")
    return [(tmp_path / "a", 2, 3), (tmp_path / "a", 7, 3), (tmp_path / "b", 0, 4)]


@pytest.mark.parametrize("at", range(12))
@pytest.mark.parametrize("length", [0, 1, 3, 4, 20])
def test_any_bytes_of_it_come_whole(pieces, at, length):
    assert Scattered(pieces).read(at, length) == b"0123456789"[at : at + length]


def test_it_is_also_a_file_that_a_zip_can_be_in(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("page.html", "<p>Bonjour</p>")
    (tmp_path / "a").write_bytes(data.getvalue()[:40])
    (tmp_path / "b").write_bytes(data.getvalue()[40:])
    size = len(data.getvalue())
    whole = Scattered([(tmp_path / "a", 0, 40), (tmp_path / "b", 0, size - 40)])
    with zipfile.ZipFile(whole.opened()) as archive:
        assert archive.read("page.html") == b"<p>Bonjour</p>"


def test_a_piece_that_went_away_is_told_and_holds_nothing_open(pieces):
    whole = Scattered(pieces)
    assert whole.read(6, 1) == b"6"
    pieces[2][0].unlink()
    with pytest.raises(Gone):
        whole.read(5, 2)
