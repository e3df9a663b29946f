"""A file is an answer like any other: nothing that was sent is overwritten."""

import struct
import zlib
from io import BytesIO

import pytest

from content.store import BlobStore
from server.exam_room import files
from server.exam_room.models import Revision
from tests.server.exam_room.test_candidate_pages import form_of, post_json, save


def picture(grey):
    """Return a real PNG of one point."""

    def chunk(kind, data):
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes([0, grey]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


PNG, OTHER = picture(0), picture(255)


@pytest.fixture
def morning(morning_with_a_file):
    return morning_with_a_file


def send(morning, seat, data, place=1):
    form = form_of(seat.page("/exam?q=2")) | {"csrf_token": seat.token}
    if data is not None:
        form[f"q{place}.file"] = (BytesIO(data), "figure.png")
    return seat.post(f"/exam/file?place={place}", form, content_type="multipart/form-data")


def test_a_file_is_kept_and_shown_to_who_sent_it_alone(morning):
    seat = morning.begins("Camille Martin", "Sacha Petit")
    assert send(morning, seat, PNG).headers["Location"].endswith("/exam?q=2")
    row = Revision.get()
    assert row.texts == [row.sha256, "image/png"]
    assert BlobStore(morning.school.site.home.handed).read(row.sha256) == PNG
    assert "/exam/given/1" in seat.page("/exam?q=2")
    assert seat.get("/exam/given/1").data == PNG
    assert morning.seats["Sacha Petit"].get("/exam/given/1").status_code == 404


def test_another_file_takes_its_place_and_both_are_kept(morning):
    seat = morning.begins()
    for data in (PNG, OTHER, OTHER):
        send(morning, seat, data)
    assert Revision.select().count() == 2
    assert seat.get("/exam/given/1").data == OTHER


def test_neither_a_form_nor_a_script_takes_a_file_away(morning):
    seat = morning.begins()
    send(morning, seat, PNG)
    seat.post("/exam/save", form_of(seat.page("/exam?q=2")))
    told = post_json(seat, "/exam/save", {"saves": [save(number=9, text="rien")]}).json
    assert list(told["refused"]) == ["one"]
    assert seat.get("/exam/given/1").data == PNG


@pytest.mark.parametrize(
    ("data", "place", "status"),
    [
        pytest.param(None, 1, 422, id="no file chosen"),
        pytest.param(b"<html>", 1, 422, id="a file of another kind"),
        pytest.param(PNG, 0, 404, id="where no file is asked for"),
        pytest.param(PNG, 99, 404, id="where there is no question"),
    ],
)
def test_what_is_no_answer_is_refused(morning, data, place, status):
    seat = morning.begins()
    assert send(morning, seat, data, place).status_code == status
    assert Revision.select().count() == 0


def test_nobody_fills_the_disk_with_files(morning, monkeypatch):
    seat = morning.begins()
    monkeypatch.setattr(files, "MOST", 1)
    send(morning, seat, PNG)
    assert send(morning, seat, OTHER).status_code == 422
