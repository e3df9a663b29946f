"""A second port for pages that others made: nothing else is there, and no cookie."""

import pytest

from tests.server.frames import archives

ON_SECOND = {"environ_overrides": {"SERVER_PORT": "8081"}}


@pytest.fixture
def school(open_site, home):
    return open_site(home, frames_port=8081)


def test_frames_come_from_there_and_from_nowhere_else(school, archive):
    seat = school.sign_in(school.learner())
    answer = seat.get(f"/library/{archive.id}/")
    address, _ = archives.frame_of(answer.text)
    assert address.startswith("http://localhost:8081/frames/")
    assert "frame-src http://localhost:8081" in answer.headers["Content-Security-Policy"]
    path = address.removeprefix("http://localhost:8081").replace("/p/", "/p/rabot")
    assert seat.get(path).status_code == 404
    page = seat.get(path, **ON_SECOND)
    assert "copeaux" in page.text
    assert "frame-ancestors http://localhost:8080" in page.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("path", ["/", "/library/", "/sign-in", "/static/base.css"])
def test_nothing_else_is_on_the_second_port(school, path):
    assert school.seat().get(path, **ON_SECOND).status_code == 404
