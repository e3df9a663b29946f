"""A whole exam in real browsers, while the server is killed and the network goes."""

import json
import os
import re
import sqlite3
import time
from datetime import datetime, timedelta

import pytest

from tests.browser.classroom import Classroom, Restartable, Seat
from tests.browser.demonstration import copied

pytestmark = pytest.mark.browser

ASKING_FOR_A_TEXT = "[data-exam=question]:has(textarea)"


class Room:
    """A sitting of the demonstration's paper, its examiner, and one candidate who writes."""

    def __init__(self, server, browser, witness):
        self.server = server
        self.browser, self.witness = browser, witness
        self.people = Classroom(self.server, browser, witness)
        self.examiner = self.seat(self.people.newcomer("Dominique Épreuve", "examiner"))
        self.code = self.people.newcomer("Camille Épreuve")
        self.number = self._planned()

    def seat(self, code):
        seat = Seat(self.browser, self.server, self.witness)
        seat.sign_in(code)
        return seat

    def _planned(self):
        page = self.examiner.open("/sittings/new").content()
        begins = datetime.now() + timedelta(minutes=2)
        plan = {
            "title": "Épreuve",
            "room": "Salle 2",
            "day": begins.date().isoformat(),
            "time": begins.strftime("%H:%M"),
            "minutes": "60",
            "paper": re.search(r'<option value="(\d+)"', page.partition('name="paper"')[2])[1],
            "examiner": re.search(r'name="examiner" value="(\d+)" checked', page)[1],
        }
        shown = self.examiner.post("/sittings/new", **plan)
        number = re.search(r"/sittings/(\d+)/add", shown)[1]
        self.examiner.post(f"/sittings/{number}/add", names="Camille Épreuve")
        self.orders("open")
        return number

    def orders(self, do, **more):
        """Press a button of the room."""
        number = self.rows('SELECT max("id") FROM "sitting"')[0][0]
        self.examiner.post(f"/sittings/{number}/room", do=do, key=os.urandom(8).hex(), **more)

    def begins(self):
        """Let the candidate sit down, be confirmed, and begin; return their browser."""
        seat = self.seat(self.code)
        seat.open("/exam")
        self.confirm(seat)
        self.orders("start")
        seat.page.locator("[data-exam=question]").first.wait_for(timeout=15_000)
        seat.page.locator("[data-ready]").wait_for(state="attached")
        return seat

    def confirm(self, seat):
        (candidate,) = self.rows('SELECT max("id") FROM "candidate"')[0]
        self.examiner.post(
            f"/sittings/candidates/{candidate}/desk", do="confirm", key=os.urandom(8).hex()
        )

    def rows(self, sql):
        database = sqlite3.connect(self.server.home / "school.db")
        found = database.execute(sql).fetchall()
        database.close()
        return found

    def comes(self, place, text):
        """Wait until an answer is on the disk: a busy machine starts a server slowly."""
        late = time.monotonic() + 60
        while self.kept().get(place) != [text]:
            assert time.monotonic() < late, f"{text[:40]} is not kept"
            self.examiner.page.wait_for_timeout(200)

    def kept(self):
        """Return what counts of the answers on the disk, by place."""
        rows = self.rows(
            """SELECT "place", "answer" FROM "revision" WHERE "aside" = '' ORDER BY "number" """
        )
        return {place: json.loads(answer) for place, answer in rows}


@pytest.fixture(scope="module")
def room(site, browser, witness, tmp_path_factory):
    server = Restartable(copied(site, tmp_path_factory.mktemp("exam") / "home"))
    try:
        yield Room(server, browser, witness)
    finally:
        server.stop()


def writing(seat, place):
    """Return the field of a question, once it is shown."""
    while seat.page.locator(f'[data-place="{place}"][data-exam=question]').is_hidden():
        seat.page.locator('[data-exam="next"]').click()
    return seat.page.locator(f'[data-place="{place}"][data-exam=question] [name^="q{place}"]').first


def wait_until(seat, words):
    seat.page.get_by_text(words).first.wait_for(timeout=20_000)


def test_a_candidate_writes_through_a_killed_server_and_loses_nothing(room, witness):
    seat = room.begins()
    page = seat.page
    place = int(page.locator(ASKING_FOR_A_TEXT).first.get_attribute("data-place"))
    field = writing(seat, place)
    field.fill("Avant la coupure")
    wait_until(seat, "Gardé sur le serveur")
    assert room.kept()[place] == ["Avant la coupure"]
    room.orders("message", text="Il reste du temps.")
    wait_until(seat, "Il reste du temps.")  # while somebody writes, without a new page
    long = "é" * 40_000  # more bytes than a browser sends of a page that is being left
    field.fill(long)
    room.comes(place, long)
    field.fill("Avant la coupure")
    room.comes(place, "Avant la coupure")
    witness.expected |= {503}
    room.server.kill()
    field.fill("Pendant la coupure")
    wait_until(seat, "Le serveur ne répond pas")
    assert field.input_value() == "Pendant la coupure", "typing never stops"
    page.locator('[data-exam="previous"]').click()
    assert field.is_hidden(), "nor does going from question to question"
    room.server.come_back()
    room.comes(place, "Pendant la coupure")
    while page.locator('[data-exam="overview"]').is_hidden():
        page.locator('[data-exam="next"]').click()
    page.locator('[data-exam="hand-in"]').click()
    wait_until(seat, "Reçu")
    assert room.rows('SELECT "answers" FROM "desk"') == [(1,)]
