"""Where things are in one classroom, found as its people find them."""

from functools import cached_property

from tests.browser.sitting_that_runs import Running
from tests.browser.steps import bring_in, done, look_at, open_pages_drawn
from tests.browser.stick import COURSES
from tests.browser.viewers import ARCHIVE, GREETING
from tests.browser.written import write_a_course

LESSON = "La carte d'identité"
EXERCISE = "Exercice : la carte d'identité"
FIFTH = "Au quotidien"
IN_A_ROW = "S'exercer : rendre la monnaie, trois de suite"
LETTER = "À vous : écrire une lettre de demande"
RECORDING = "Écouter : chez le médecin"


class Places:
    """The addresses of a classroom with all there is in it.

    The fifth course of the demonstration is brought in and approved; another one waits.
    """

    def __init__(self, classroom):
        self.home = classroom.server.home
        self.classroom = classroom
        first, second = (classroom.seat(javascript=False) for _ in range(2))
        first.sign_in(classroom.newcomer("Alix qui apporte", "content_manager"))
        second.sign_in(classroom.newcomer("Alix qui décide", "content_manager"))
        self.medium = hrefs(first.open("/bundles/"), "main a[href*='/medium?']")[0]
        bring_in(first, FIFTH)
        look_at(second, FIFTH)
        open_pages_drawn(second)
        second.button("Approve and install").click()
        done(second)
        self.job = second.path
        first.open("/bundles/")
        bring_in(first, COURSES["cuisine"][0])
        self.arrival = first.path
        self.preview, self.preview_of_exercise = hrefs(first.page, ".tree a")[:2]
        first.open("/bundles/")
        bring_in(first, ARCHIVE)
        self.preview_of_archive = hrefs(first.page, ".tree a")[0]
        first.open("/bundles/")
        bring_in(first, GREETING)
        self.preview_of_package = hrefs(first.page, ".tree a")[0]

        guest = classroom.seat(javascript=False)
        self.lesson = found(guest, LESSON)
        self.topic, self.course = hrefs(guest.open(self.lesson), "nav.crumbs a")[:0:-1]
        self.exercise = found(guest, EXERCISE)
        self.in_a_row, self.letter = found(guest, IN_A_ROW), found(guest, LETTER)
        self.recording = found(guest, RECORDING)
        writer = classroom.seat(javascript=False)
        writer.sign_in(classroom.newcomer("Alix qui écrit", "learner"))
        write_a_letter(writer, self)
        writer.page.locator("#question-3 .written").wait_for()
        classroom.clear_up()

    @cached_property
    def picture(self):
        """Where somebody presses their signs, whose class is shown on sign-in pages."""
        seat = self.classroom.seat(javascript=False)
        seat.sign_in(self.classroom.newcomer("Alix qui donne des images", "administrator"))
        seat.open("/classes/1/pictures")
        seat.page.locator("input[name=person]").first.check()
        seat.page.get_by_role("button", name=seat.say("Give pictures"), exact=True).click()
        drawn = seat.page.locator(".cut-card img").first
        drawn.wait_for()
        emblem = drawn.get_attribute("src").rpartition("/")[2].partition(".")[0]
        seat.open("/classes/1/pictures")
        seat.page.locator("button[name=hours]").first.click()
        seat.page.get_by_text(seat.say("Show them no longer")).wait_for()
        self.classroom.clear_up()
        return f"/pictures/1/{emblem}"

    @cached_property
    def spoken(self):
        """The sentences of a language that is only spoken."""
        seat = self.classroom.seat(javascript=False)
        seat.sign_in(self.classroom.newcomer("Alix qui parle", "administrator"))
        seat.open("/spoken/")
        seat.page.get_by_label(seat.say("What it is called")).fill("Shikomori")
        seat.button("Add").click()
        seat.page.get_by_role("heading", name="Shikomori").wait_for()
        self.sentence = hrefs(seat.page, "main table a")[0]
        path = seat.path
        self.classroom.clear_up()
        return path

    @cached_property
    def sentence(self):
        """The first of these sentences."""
        return self.spoken and self.__dict__["sentence"]

    @cached_property
    def written(self):
        """A course that all teachers may write in, with a translation that was begun."""
        seat = self.classroom.seat(javascript=False)
        seat.sign_in(self.classroom.newcomer("Alix qui rédige", "teacher"))
        written = write_a_course(seat, into="ar")
        self.classroom.clear_up()
        return written

    @cached_property
    def sitting(self):
        """A sitting whose subject is open, for a candidate of each language."""
        return Running(self.classroom)


def hrefs(page, selector):
    """Return the addresses of the links there."""
    links = page.locator(selector)
    links.first.wait_for()
    return [link.get_attribute("href") for link in links.all()]


def part(address):
    """Return the last part of an address: what names a course or a page."""
    return address.rstrip("/").rpartition("/")[2]


def found(seat, title):
    """Return the address of a page by its title, without the version."""
    page = seat.open(f"/search?language=fr&q={title}")
    exact = page.locator("ol.results a").filter(has=page.get_by_text(title, exact=True))
    return exact.first.get_attribute("href").partition("?")[0]


def write_a_letter(seat, places):
    """Hand in a text of the length that is asked for."""
    seat.open(places.letter)
    seat.page.locator("#question-3 textarea").fill("mot " * 40)
    seat.page.locator("#question-3 button[value=hand]").click()
