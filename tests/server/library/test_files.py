"""Files and spoken answers for the teacher: of few types, by their bytes, for nobody else."""

from io import BytesIO

import pytest

from server.records import works
from server.records.models import Attempt, Work
from server.roles import Role

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x03\x20\0\0\x02\x58 a drawing"
SPOKEN = b"\x1a\x45\xdf\xa3 a voice"
EXERCISE = "À montrer"


@pytest.fixture
def send(seat, address):
    def sent(number, data, name="dessin.png", **more):
        form = {"file": (BytesIO(data), name), **more}
        return seat.post(f"{address}questions/{number}/file", form)

    return sent


def kept(school):
    return [path for path in school.site.home.handed.glob("??/*") if path.is_file()]


def test_a_picture_and_a_voice_are_handed_in_and_wait(school, seat, send, address):
    assert send(1, PICTURE).status_code == 303
    assert send(2, SPOKEN, "voice").status_code == 303
    found = [(work.state, work.kind, work.media_type) for work in Work.select().order_by(Work.id)]
    assert found == [("waiting", "file", "image/png"), ("waiting", "voice", "video/webm")]
    assert Attempt.get().finished_at is not None
    assert len(kept(school)) == 2
    page = seat.page(address)
    assert "<audio" in page and "Remis le" in page and 'type="file"' not in page


def test_only_whoever_made_it_can_open_it(school, seat, send, address):
    send(1, PICTURE, "../../etc/passwd")
    work = Work.get()
    mine = seat.get(f"/mine/works/{work.id}")
    assert (mine.data, mine.mimetype) == (PICTURE, "image/png")
    assert "sandbox" in mine.headers["Content-Security-Policy"]
    assert (
        school.sign_in(school.learner("Sacha Petit")).get(f"/mine/works/{work.id}").status_code
        == 404
    )
    for role in (Role.TEACHER, Role.ADMINISTRATOR):
        assert school.sign_in(role).get(f"/mine/works/{work.id}").status_code == 403
    assert school.seat().get(f"/mine/works/{work.id}").status_code == 303
    assert seat.get(f"{address}files/{work.sha256}.png").status_code == 404


@pytest.mark.parametrize(
    ("number", "data"),
    [
        pytest.param(1, b"", id="nothing"),
        pytest.param(1, b"<html><script>alert(1)</script>", id="a page"),
        pytest.param(1, b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="a drawing that can act"),
        pytest.param(1, b"MZ a program", id="a program"),
        pytest.param(1, SPOKEN, id="a voice where a picture is asked for"),
        pytest.param(2, PICTURE, id="a picture where a voice is asked for"),
        pytest.param(1, b"%PDF-1.7\n1 0 obj <</OpenAction 2 0 R>>", id="a PDF that acts"),
    ],
)
def test_what_is_not_asked_for_is_told_so_and_not_kept(school, send, number, data):
    assert 'role="alert"' in send(number, data).text
    assert Work.select().where(Work.state != "draft").count() == 0
    assert kept(school) == []


def test_a_file_that_is_too_large_is_told_so(school, send, monkeypatch):
    monkeypatch.setattr(works, "LARGEST_FILE", 1000)
    assert 'role="alert"' in send(1, PICTURE + b"x" * 1000).text
    assert send(1, PICTURE + b"x" * 2_000_000).status_code == 413
    assert kept(school) == []


def test_handed_in_once_it_stays(school, send):
    send(1, PICTURE)
    send(1, PICTURE + b" another")
    assert len(kept(school)) == 1
    assert Work.get().size == len(PICTURE)


@pytest.mark.parametrize("number", [0, 3, 99])
def test_a_file_is_for_a_question_that_asks_for_one(send, number):
    assert send(number, PICTURE).status_code == 404


def test_a_guest_hands_in_nothing(school, address):
    guest = school.seat()
    guest.get(address)
    response = guest.post(f"{address}questions/1/file", {"file": (BytesIO(PICTURE), "a.png")})
    assert response.status_code == 303 and "/sign-in" in response.headers["Location"]
    assert Work.select().count() == 0


def test_who_begins_again_and_again_hands_in_no_more_than_can_be_marked(
    school, seat, send, address, monkeypatch
):
    monkeypatch.setattr(works, "MOST_WAITING", 2)
    for number in range(2):
        assert send(1, PICTURE + bytes([number])).status_code == 303
        seat.post(f"{address}again")
    refused = send(1, PICTURE + b"one more")
    assert refused.status_code == 422
    assert "2 de vos travaux attendent déjà" in refused.text
    assert Work.select().where(Work.state == "waiting").count() == 2
    assert len(kept(school)) == 2, "what is refused does not stay on the disk"
    Work.update(state="marked").where(Work.id == Work.get().id).execute()
    assert send(1, PICTURE + b"one more").status_code == 303
