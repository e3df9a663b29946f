"""A sitting that runs, its server in a process of its own, and the PCs of its room.

A *PC* is one browser with the cookies of one person; some have a process and a folder of their own,
which can be killed and started again. What the server kept is read from its database.
"""

import json
import os
import signal
import sqlite3
import time
from pathlib import Path

from bench.exam_morning import ABOUT, Served, prepared
from content.questions.question import Sound
from content.questions.types import Short, Text
from content.store import BlobStore
from server.bank.files import keep_sound
from tests.browser.classroom import WORKING_AREA, Seat, words
from tests.conftest import CHROMIUM
from tests.content.documents import written
from tests.server.conftest import close_databases

WORDS = {"hint": "", "right": "", "review": ""}
HEARD, ESSAY, SECOND = 0, 1, 2
"""Places of the paper: one recording that may be heard twice, and two texts."""
PLAYS = 2
DOCUMENTS = {
    "Notice.pdf": written("Le prix du pain", "Le prix du sel"),
    "Conditions de vente.txt": b"Le pain se vend au poids.\n",
}
HOUR = 3600 * 1000


def second_of_silence() -> bytes:
    """Return an MP3 that every browser plays."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(16_000)
    encoder.set_channels(1)
    encoder.silence()
    return bytes(encoder.encode(b"\0\0" * 16_000) + encoder.flush())


def asks(store: BlobStore):
    sound = Sound(keep_sound(store, second_of_silence(), "dialogue.mp3"), "Dialogue", PLAYS)
    return [
        Short("<p>Que dit-elle ?</p>", key=(("oui", False),), sounds=(sound,), **WORDS),
        Text("<p>Racontez.</p>", least=0, most=0, **WORDS),
        Text("<p>Continuez.</p>", least=0, most=0, **WORDS),
    ]


class Pc(Seat):
    """A candidate's browser, with the paper before it; ``kept`` is a folder that outlives it."""

    def __init__(self, day, who, folder=None, began=None):
        self.day, self.who, self.folder, self.began = day, who, folder, began
        self.address, self.witness = day.address, day.witness
        self.language, self.say = "fr", words("fr")
        self._open()

    def _open(self):
        about = {"viewport": WORKING_AREA, "locale": "fr-FR", "user_agent": ABOUT}
        if self.folder is None:
            self.context = self.day.browser.new_context(**about)
        else:
            self.context = self.day.browser.browser_type.launch_persistent_context(
                self.folder,
                executable_path=CHROMIUM,
                args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
                **about,
            )
        self.context.set_default_timeout(30_000)
        if self.began is not None:
            self.context.clock.install(time=self.began)
        self.witness.watch(self.context, self.address)
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()

    def has_the_cookies(self):
        """Take over what signing in gave this person before the test.

        The number of a PC lasts; a browser writes it down within half a minute, or as it closes.
        """
        about = {"url": self.address, "httpOnly": True, "sameSite": "Strict"}
        seat = {"name": "ardoise_seat", "value": self.who.seat, "expires": time.time() + 9e6}
        self.context.add_cookies([about | seat])
        if self.folder is not None:
            self.context.close()
            self._open()
        session = {"name": "ardoise_session", "value": self.who.session}
        self.context.add_cookies([about | session])
        return self

    def signs_in(self):
        """Come in by the code of the card."""
        self.open("/sign-in")
        self.page.get_by_label(self.say("My code")).fill(self.who.code)
        self.button("Begin").click()
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def opens_the_paper(self):
        self.open("/exam")
        self.page.locator("[data-ready]").wait_for(state="attached")
        return self

    def field(self, place):
        """Return the field of a question, once it is before the candidate."""
        box = self.page.locator(f'[data-place="{place}"][data-exam=question]')
        while box.is_hidden():
            self.page.locator('[data-exam="next"]').click()
        return box.locator(f'[name^="q{place}"]').first

    def writes(self, place, text):
        """Type, until this PC has it on its disk."""
        self.field(place).fill(text)
        self.reads("Gardé sur ce poste")

    def reads(self, said):
        self.page.get_by_text(said).first.wait_for()

    def is_killed(self):
        """Kill every process of this browser, as when a PC is switched off."""
        for process in Path("/proc").iterdir():
            if process.name.isdecimal() and self._is_mine(process):
                os.kill(int(process.name), signal.SIGKILL)

    def _is_mine(self, process):
        try:
            return f"--user-data-dir={self.folder}".encode() in (process / "cmdline").read_bytes()
        except OSError:
            return False

    def begins_again(self):
        """Start the browser that was killed, on the folder left behind, its clock set right."""
        for lock in Path(self.folder).glob("Singleton*"):
            lock.unlink()
        self.began = None
        self._open()


class ExamDay:
    """A morning: six candidates write, two examiners look after them."""

    def __init__(self, folder, browser, witness):
        close_databases()
        self.site = prepared(folder / "home", 6, asks, DOCUMENTS)
        close_databases()
        self.browser, self.witness = browser, witness
        self.served = Served(self.site.home)
        self.served.start()
        self.address = f"http://127.0.0.1:{self.served.port}"
        self.pcs = []

    def candidate(self, number, **how):
        """Sit a candidate down before their paper."""
        pc = Pc(self, self.site.candidates[number], **how)
        self.pcs.append(pc)
        return pc.has_the_cookies().opens_the_paper()

    def elsewhere(self, number):
        """Let a candidate sign in at another PC."""
        pc = Pc(self, self.site.candidates[number])
        self.pcs.append(pc)
        pc.signs_in()
        return pc

    def examiner(self, who=None):
        pc = Pc(self, who or self.site.examiner)
        self.pcs.append(pc)
        return pc.has_the_cookies()

    def desk(self, number):
        """Return the path of the examiner's page of a candidate."""
        who = self.site.candidates[number].number
        ((found,),) = self.rows('SELECT "id" FROM "candidate" WHERE "number" = ?', who)
        return f"/sittings/candidates/{found}/desk"

    def rows(self, sql, *values):
        with sqlite3.connect(self.site.home / "school.db", timeout=30) as database:
            found = database.execute(sql, values).fetchall()
        database.close()
        return found

    def time_is_over_for(self, number):
        """Let a candidate have begun so much earlier that their time is over by ten minutes."""
        self.rows(
            'UPDATE "desk" SET "begun_ms" = "begun_ms" - ? WHERE "candidate_id" = '
            '(SELECT "id" FROM "candidate" WHERE "number" = ?)',
            4 * HOUR + HOUR // 6,
            self.site.candidates[number].number,
        )

    def kept(self, number, place):
        """Return what is kept of an answer: each text and why it does not count."""
        rows = self.rows(
            'SELECT "answer", "aside", "late" FROM "revision" WHERE "place" = ? AND '
            '"candidate_id" = (SELECT "id" FROM "candidate" WHERE "number" = ?) ORDER BY "id"',
            place,
            self.site.candidates[number].number,
        )
        return [(json.loads(answer)[0], aside, late > 0) for answer, aside, late in rows]

    def comes(self, number, place, text, aside="", late=False):
        """Wait until an answer is on the server's disk."""
        until = time.monotonic() + 60
        while (text, aside, late) not in self.kept(number, place):
            assert time.monotonic() < until, f"{text} is not kept: {self.kept(number, place)}"
            self.pcs[-1].page.wait_for_timeout(100)

    def close(self):
        for pc in self.pcs:
            pc.context.close()
        self.served.kill()
