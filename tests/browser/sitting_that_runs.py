"""A sitting that runs in the classroom of the demonstration, to look at its pages."""

import os
import re
from datetime import datetime, timedelta

from tests.content.documents import written


class Running:
    """A sitting that runs, as its examiner sees it; its candidates are called by their language."""

    def __init__(self, classroom):
        self.office = classroom.seat()
        self.office.sign_in(classroom.newcomer("Alix qui surveille", "administrator"))
        self.codes = {
            language: classroom.newcomer(f"Alix {language}", "learner") for language in ("fr", "ar")
        }
        self._add_a_document()
        page = self.office.open("/sittings/new").content()
        begins = datetime.now() + timedelta(minutes=2)
        shown = self.office.post(
            "/sittings/new",
            title="Épreuve",
            room="Salle 3",
            day=begins.date().isoformat(),
            time=begins.strftime("%H:%M"),
            minutes="60",
            paper=re.search(r'<option value="(\d+)"', page.partition('name="paper"')[2])[1],
            examiner=re.search(r'name="examiner" value="(\d+)" checked', page)[1],
        )
        self.number = re.search(r"/sittings/(\d+)/add", shown)[1]
        self.office.post(f"/sittings/{self.number}/add", names="Alix fr\nAlix ar")
        self.room = f"/sittings/{self.number}/room"
        self.office.post(self.room, do="open")
        page = self.office.open(self.room)
        self.desks = {
            language: page.get_by_role("link", name=f"Alix {language}").first.get_attribute("href")
            for language in self.codes
        }
        self._writing = set()
        reader = self.desks["ar"].removesuffix("desk")
        self.office.post(f"{reader}grant", read_aloud="yes", decision="1", number="1")

    def _add_a_document(self):
        page = self.office.open("/papers/1/")
        file = {"name": "Notice.pdf", "mimeType": "application/pdf", "buffer": written("Le prix")}
        field = page.locator("input[type=file]").first
        field.set_input_files(file)
        with page.expect_navigation():
            field.evaluate("field => field.form.requestSubmit()")

    def begins(self, seat):
        """Let the candidate at a seat begin, if they have not."""
        seat.open("/exam")
        if seat.language in self._writing:
            return
        self._writing.add(seat.language)
        key = os.urandom(8).hex()
        self.office.post(self.desks[seat.language], do="confirm", key=key)
        once = len(self._writing) == 1
        self.office.post(self.room if once else self.desks[seat.language], do="start", key=key)
        seat.open("/exam")
        seat.page.locator("[data-ready]").wait_for(state="attached")
