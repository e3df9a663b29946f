"""A spoken remark: kept while one marks, given with the mark, heard by its author and teachers."""

import hashlib
from io import BytesIO

import pytest

from server.classes import operations as classes
from server.handed import Sweep
from server.marking import speaking
from server.marking.models import SpokenRemark
from server.records import works
from server.records.models import Work
from server.roles import Role
from tests.server.marking.conftest import PICTURE, SPOKEN
from tests.server.marking.test_views import main_of

OTHER = SPOKEN + b" another"


def speech(data=SPOKEN, **more):
    return {"file": (BytesIO(data), "voice"), "seconds": "12", **more}


@pytest.fixture
def work(desk):
    return desk.letter(desk.camille)


@pytest.fixture
def teacher(school, desk):
    return school.sign_in(desk.dominique)


@pytest.fixture
def path(work):
    return f"/marking/works/{work.id}"


def stored(school):
    return {path.name for path in school.site.home.handed.glob("??/*")}


def test_a_remark_that_is_spoken_with_the_mark_is_heard_by_the_author(
    desk, school, work, teacher, path
):
    sent = teacher.post(path, speech(mark="12", remark="Écoutez."))
    assert sent.status_code == 303
    found = Work.get()
    assert (found.spoken_type, found.spoken_size, found.spoken_seconds) == (
        "video/webm",
        len(SPOKEN),
        12,
    )
    learner = school.sign_in(desk.camille)
    page = main_of(learner.page(f"/library/{work.node_id}/"))
    assert f'src="/mine/works/{work.id}/spoken"' in page and "12\xa0secondes" in page
    heard = learner.get(f"/mine/works/{work.id}/spoken")
    assert (heard.data, heard.mimetype) == (SPOKEN, "video/webm")
    assert "sandbox" in heard.headers["Content-Security-Policy"]
    assert f"/mine/works/{work.id}/spoken" in learner.page("/mine/kept")
    assert teacher.get(f"{path}/spoken").data == SPOKEN


def test_it_is_kept_before_the_mark_heard_by_who_spoke_alone_and_taken_away(
    desk, school, work, teacher, path
):
    classes.add_teacher(desk.cfg.id, desk.noor.id, school.by, at=school.now)
    shown = teacher.post(f"{path}/form", speech(do="speak", remark="Écrit."))
    assert f'src="{path}/spoken/mine"' in shown.text and ">Écrit.</textarea>" in shown.text
    assert "12\xa0secondes" in shown.text
    assert teacher.get(f"{path}/spoken/mine").data == SPOKEN
    assert school.sign_in(desk.noor).get(f"{path}/spoken/mine").status_code == 404
    learner = school.sign_in(desk.camille)
    assert learner.get(f"/mine/works/{work.id}/spoken").status_code == 404
    assert "<audio" not in main_of(learner.page(f"/library/{work.node_id}/"))
    gone = teacher.post(f"{path}/form", {"do": "unspeak", "remark": "Écrit."})
    assert "spoken/mine" not in gone.text and ">Écrit.</textarea>" in gone.text
    teacher.post(path, {"mark": "12"})
    assert Work.get().spoken == ""
    sweep = Sweep(speaking.BlobStore(school.site.home.handed))
    assert [sweep.once(), sweep.once()] == [0, 1]


def test_a_mark_that_is_refused_loses_no_recording(school, work, teacher, path):
    refused = teacher.post(path, speech(mark="99"))
    assert refused.status_code == 422 and "spoken/mine" in refused.text
    teacher.post(path, {"mark": "9"})
    assert Work.get().spoken == hashlib.sha256(SPOKEN).hexdigest()
    assert SpokenRemark.select().count() == 0


def test_the_last_recording_is_the_one_that_is_given(work, teacher, path):
    teacher.post(f"{path}/form", speech(do="speak"))
    teacher.post(f"{path}/form", speech(OTHER, do="comment-1"))
    assert SpokenRemark.select().count() == 1
    teacher.post(path, {"mark": "9"})
    assert Work.get().spoken == hashlib.sha256(OTHER).hexdigest()


def test_the_same_form_sent_twice_gives_one_mark_with_one_recording(school, teacher, path):
    for _ in range(2):
        assert teacher.post(path, speech(mark="12", seen="0")).status_code == 303
    assert school.actions().count("work.marked") == 1
    assert "work.corrected" not in school.actions()
    assert SpokenRemark.select().count() == 0


def test_a_correction_keeps_the_recording_unless_it_is_taken_away(teacher, path):
    teacher.post(path, speech(mark="12"))
    teacher.post(path, {"mark": "13", "seen": "1"})
    assert Work.get().spoken
    teacher.post(path, {"mark": "13", "seen": "2", "without_spoken": "yes"})
    assert (Work.get().spoken, Work.get().spoken_seconds) == ("", 0)


def test_a_work_is_sent_back_by_voice_alone_and_its_mark_does_not_repeat_it(
    desk, school, work, teacher, path
):
    assert teacher.post(f"{path}/send-back", speech()).status_code == 303
    learner = school.sign_in(desk.camille)
    assert "<audio" in main_of(learner.page(f"/library/{work.node_id}/"))
    desk.letter(desk.camille)
    again = school.sign_in(desk.dominique)
    assert f'src="{path}/spoken"' in again.page(path)
    again.post(path, {"mark": "15", "seen": "1"})
    assert Work.get().spoken == ""


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(PICTURE, id="a picture"),
        pytest.param(b"MZ a program", id="a program"),
        pytest.param(b"<html><script>alert(1)</script>", id="a page"),
    ],
)
def test_what_is_no_recording_is_refused_and_nothing_is_marked(school, teacher, path, data):
    refused = teacher.post(path, speech(data, mark="12", remark="Écrit."))
    assert refused.status_code == 422
    assert 'id="file-error"' in refused.text and ">Écrit.</textarea>" in refused.text
    assert (Work.get().state, stored(school)) == ("waiting", set())


def test_a_recording_that_is_too_large_is_refused(school, teacher, path, monkeypatch):
    monkeypatch.setattr(works, "LARGEST_FILE", 1000)
    assert teacher.post(path, speech(SPOKEN + b"x" * 1000, mark="12")).status_code == 422
    assert teacher.post(path, speech(SPOKEN + b"x" * 2_000_000)).status_code == 413
    assert (Work.get().state, stored(school)) == ("waiting", set())


def test_nothing_chosen_is_said(teacher, path):
    assert teacher.post(f"{path}/form", {"do": "speak"}).status_code == 422


@pytest.mark.parametrize("told", ["-1", "99999", "1e3", "x", "", "٣٣"])
def test_a_length_that_cannot_be_is_not_believed(teacher, path, told):
    assert teacher.post(path, speech(mark="12") | {"seconds": told}).status_code == 303
    assert Work.get().spoken_seconds in (0, 33)


def test_nobody_else_hears_it(desk, school, work, teacher, path):
    teacher.post(path, speech(mark="12"))
    teacher.post(f"{path}/form", speech(OTHER, do="speak"))
    classes_teacher = school.sign_in(desk.noor)
    for address in (f"{path}/spoken", f"{path}/spoken/mine"):
        assert classes_teacher.get(address).status_code == 404
        for role in (Role.CONTENT_MANAGER, Role.EXAMINER):
            assert school.sign_in(role).get(address).status_code == 403
        assert school.sign_in(desk.sacha).get(address).status_code == 403
        assert school.sign_in(desk.camille).get(address).status_code == 403
        assert school.seat().get(address).status_code == 303
    mine = f"/mine/works/{work.id}/spoken"
    assert school.sign_in(desk.sacha).get(mine).status_code == 404
    assert classes_teacher.get(mine).status_code == 403
    assert classes_teacher.post(f"{path}/form", speech(do="speak")).status_code == 404
    assert school.seat().get(mine).status_code == 303
