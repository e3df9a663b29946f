"""Files that share a part are sent as if each were alone: whole, or the range asked for."""

import hashlib

import pytest
from flask import Flask

from server.web.files import send_place

FILE = bytes(range(100))


@pytest.mark.parametrize(
    ("asked", "status", "sent"),
    [
        pytest.param(None, 200, FILE, id="all of it"),
        pytest.param("bytes=0-", 200, FILE, id="all of it as a range"),
        pytest.param("bytes=10-19", 206, FILE[10:20], id="its middle"),
        pytest.param("bytes=90-400", 206, FILE[90:], id="beyond its end"),
        pytest.param("bytes=-5", 206, FILE[-5:], id="its end"),
        pytest.param("bytes=100-", 416, b"", id="only what follows it"),
    ],
)
def test_nothing_of_its_neighbours_is_sent(tmp_path, asked, status, sent):
    part = tmp_path / "part"
    part.write_bytes(b"before" + FILE + b"behind")
    headers = {"Range": asked} if asked else {}
    with Flask(__name__).test_request_context(headers=headers):
        response = send_place((part, 6, len(FILE)), "image/png", hashlib.sha256(FILE).hexdigest())
        response.direct_passthrough = False
        assert response.status_code == status
        assert response.get_data() == sent
        assert response.headers.get("Content-Length", "0") == str(len(sent))
