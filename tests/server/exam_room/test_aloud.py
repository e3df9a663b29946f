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


def test_each_word_of_a_question_is_told_to_whom_it_is_granted_and_is_on_the_page(morning):
    seat = morning.begins()
    for address in ("0.json", "0/question-1-1.mp3"):
        assert seat.get(f"/exam/aloud/question/{address}").status_code == 404
    page = seat.page("/exam")
    assert "data-block" not in page and "listen.js" not in page and "data-listen-bar" not in page
    wanted = Granted(read_aloud=True)
    granting.grant(morning.candidate().id, wanted, morning.by, at=morning.school.now)
    page = seat.page("/exam")
    assert page.count("data-listen-bar") == len(morning.asks) and "listen.js" in page
    heard = 0
    for number in range(len(morning.asks)):
        told = seat.get(f"/exam/aloud/question/{number}.json").json["blocks"]
        assert told
        for block in told:
            assert page.count(f'data-block="{block["id"]}"') == 1
            assert block["cues"] and seat.get(block["audio"]).mimetype == "audio/mpeg"
            heard += len(block["cues"])
    assert heard > 4
    for address in ("9.json", "9/question-10-1.mp3", "0/question-2-1.mp3", "0/b1.mp3"):
        assert seat.get(f"/exam/aloud/question/{address}").status_code == 404


def test_nobody_hears_a_question_before_the_beginning(morning):
    morning.opens()
    seat = morning.sits_down()
    assert seat.get("/exam/aloud/question/0.mp3").status_code == 404


def test_the_minutes_that_are_left_are_spoken(morning):
    seat = morning.begins()
    assert seat.get("/exam/aloud/minutes/10.mp3").mimetype == "audio/mpeg"
    assert seat.get("/exam/aloud/minutes/11.mp3").status_code == 404
