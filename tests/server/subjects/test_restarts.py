"""What the program must not forget when it is killed and begins again on the morning of an exam."""

import http.client
import sys
from urllib.parse import urlencode

import pytest

from bench.exam_morning import Served
from server.exam_room.models import Event
from sync.sealing import codes
from tests.server.conftest import close_databases
from tests.server.school import FIREFOX, TOKEN

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills a group of processes")


class Office:
    """The real server of a site, and the browser of its examiner."""

    def __init__(self, home, examiner):
        self.served = Served(home)
        names = ("ardoise_session", "ardoise_seat", "ardoise_guest")
        self._cookies = {name: examiner.cookie(name) for name in names if examiner.cookie(name)}

    def ask(self, path, form=None):
        """Open a page, or send a form as it stands on that page; return the status and the text."""
        about, body = {"User-Agent": FIREFOX}, None
        if form is not None:
            token = TOKEN.search(self.ask("/help")[1])[1]
            body = urlencode({"csrf_token": token, **form})
            about["Content-Type"] = "application/x-www-form-urlencoded"
        about["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        line = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=60)
        line.request("GET" if form is None else "POST", path, body, about)
        answer = line.getresponse()
        told = answer.read().decode()
        for each in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = each.partition(";")[0].partition("=")
            self._cookies[name] = value
        line.close()
        return answer.status, told

    def begins_again(self):
        self.served.kill()
        self.served.start()


def test_a_killed_server_counts_wrong_keys_on_and_does_no_form_twice(waiting, examiner):
    waiting.pin(examiner)
    waiting.receive(examiner)
    waiting.begins()
    close_databases()
    office = Office(waiting.school.site.home.folder, examiner)
    address = f"{waiting.address}/open"
    named = {"name_1": "Dominique Leroy", "name_2": "Inès Faure"}
    right = named | dict(zip(("key_1", "key_2"), waiting.codes, strict=True))
    wrong = right | {"key_1": codes.new(1)}
    message = {"do": "message", "text": "Encore une heure.", "key": "0123456789abcdef"}
    room = f"/sittings/{waiting.sitting.id}/room"
    try:
        office.served.start()
        assert [office.ask(address, wrong)[0] for _ in range(3)] == [422] * 3
        assert office.ask(room, message)[0] == 303
        office.begins_again()
        assert [office.ask(address, wrong)[0] for _ in range(2)] == [422] * 2
        office.begins_again()
        status, page = office.ask(address, right)
        assert status == 422 and "Attendez jusqu" in page, "the sixth try waits, the right keys too"
        assert office.ask(room, message)[0] == 303
        assert "au premier appui" in office.ask(room)[1]
    finally:
        office.served.kill()
    close_databases()
    waiting.school.site.open()
    assert len(Event.of(waiting.sitting.id, "messaged")) == 1
    assert waiting.state == "planned"
