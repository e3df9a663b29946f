"""What a candidate may hear: the minutes left, and questions where that is granted."""

from server.sittings import granting
from server.sittings.granting import Granted


def test_a_question_is_read_only_to_whom_it_is_granted(morning):
    seat = morning.begins()
    assert seat.get("/exam/aloud/question/0.mp3").status_code == 404
    assert "/exam/aloud/question" not in seat.page("/exam")
    wanted = Granted(read_aloud=True)
    granting.grant(morning.candidate().id, wanted, morning.by, at=morning.school.now)
    assert seat.get("/exam/aloud/question/0.mp3").mimetype == "audio/mpeg"
    assert "/exam/aloud/question/0.mp3" in seat.page("/exam")
    assert seat.get("/exam/aloud/question/4.mp3").status_code == 404


def test_nobody_hears_a_question_before_the_beginning(morning):
    morning.opens()
    seat = morning.sits_down()
    assert seat.get("/exam/aloud/question/0.mp3").status_code == 404


def test_the_minutes_that_are_left_are_spoken(morning):
    seat = morning.begins()
    assert seat.get("/exam/aloud/minutes/10.mp3").mimetype == "audio/mpeg"
    assert seat.get("/exam/aloud/minutes/11.mp3").status_code == 404
