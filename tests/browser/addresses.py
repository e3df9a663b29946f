"""Every page there is, by who opens it: a path, or what leads a seat there."""

from datetime import date, timedelta

from tests.browser.steps import bring_in, done, look_at, open_pages_drawn
from tests.browser.stick import COURSES

LESSON = "La carte d'identité"
EXERCISE = "Exercice : la carte d'identité"
FIFTH = "Au quotidien"
IN_A_ROW = "S'exercer : rendre la monnaie, trois de suite"
LETTER = "À vous : écrire une lettre de demande"
RECORDING = "Écouter : chez le médecin"


class Places:
    """Where things are in one classroom, found as its people find them.

    The fifth course of the demonstration is brought in and approved; another one waits.
    """

    def __init__(self, classroom):
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


def fail_to_sign_in(seat, places):
    seat.open("/sign-in")
    seat.witness.expected.add(422)
    seat.page.get_by_label(seat.say("Name"), exact=True).evaluate("e => e.form.noValidate = true")
    seat.page.locator("summary").click()
    seat.button("Sign in").click()


def answer_and_skip(seat, places):
    """One right answer, one wrong, and one that is not there."""
    seat.open(places.exercise)
    for number, choice in ((1, 2), (3, 1)):
        question = seat.page.locator(f"#question-{number}")
        question.locator("input[type=radio]").nth(choice - 1).check()
        question.get_by_role("button", name=seat.say("Answer"), exact=True).click()
    seat.witness.expected |= {400, 422}
    seat.page.locator("#question-4").get_by_role("button").click()


def answer_one_of_a_row(seat, places):
    """A wrong answer to the first question; the next one stands below it."""
    seat.open(places.in_a_row)
    seat.page.locator(".now input[name=answer]").fill("1")
    seat.page.locator(".now .actions button").click()


def make_a_sentence_and_hand_in(seat, places):
    """Words pressed one after the other, and a text that the teacher now has."""
    seat.open(places.letter)
    for word in ("Je", "souhaite", "un", "dictionnaire", "emprunter"):
        seat.page.locator("#question-1 .chips").last.get_by_text(word, exact=True).click()
    seat.page.locator("#question-1 .actions button").click()
    write_a_letter(seat, places)


def write_a_letter(seat, places):
    """Hand in a text of the length that is asked for."""
    seat.open(places.letter)
    seat.page.locator("#question-3 textarea").fill("mot " * 40)
    seat.page.locator("#question-3 button[value=hand]").click()


def begin_to_correct(seat, places):
    """The oldest work that waits."""
    seat.open("/marking/")
    seat.link("Begin with the oldest").click()


def mark_it_badly(seat, places):
    begin_to_correct(seat, places)
    seat.witness.expected.add(422)
    seat.page.get_by_label(seat.say("Mark out of %(whole)s", whole=20)).fill("21")
    seat.button("Save and next").or_(seat.button("Save")).click()


def add_a_meeting(seat, places):
    """The roll of a meeting of today, or of the one that was added in another language."""
    seat.open("/classes/1/roll")
    offered = seat.button("Add it and take the roll")
    if offered.count():
        offered.click()


def answer_as_guest(seat, places):
    seat.open(places.exercise)
    question = seat.page.locator("#question-1")
    question.locator("input[type=radio]").first.check()
    question.get_by_role("button", name=seat.say("Answer"), exact=True).click()


def give_a_card(seat, places):
    seat.open("/accounts")
    seat.page.get_by_label(seat.say("Given name and family name")).fill(f"Carte {seat.language}")
    seat.button("Add and show the card").click()


def add_nobody(seat, places):
    seat.open("/accounts")
    seat.page.get_by_label(seat.say("Given name and family name")).fill("…")
    seat.witness.expected.add(422)
    seat.button("Add and show the card").click()


def plan_a_sitting(seat, places):
    """A sitting in half a year, with a candidate; the same one in each language."""
    seat.open("/sittings/new")
    seat.page.get_by_label(seat.say("Title of the exam")).fill("Mathématiques")
    seat.page.get_by_label(seat.say("Room"), exact=True).fill("Salle 2")
    seat.page.locator("#day").fill((date.today() + timedelta(days=180)).isoformat())
    seat.page.locator("#minutes").fill("90")
    seat.button("Plan this sitting").click()
    seat.page.locator("#names").fill("Camille Martin")
    seat.button("Add these people").click()


def forbidden(seat, places):
    seat.witness.expected.add(403)
    seat.open("/audit")


def missing(seat, places):
    seat.witness.expected.add(404)
    seat.open("/nowhere")


LESSONS = {
    "lesson": lambda at: at.lesson,
    "lesson, easy to read": lambda at: f"{at.lesson}?version=fr-easy",
    "lesson, in Arabic": lambda at: f"{at.lesson}?version=ar",
}

PAGES = {
    "guest": {
        "sign-in": "/sign-in",
        "sign-in, failed": fail_to_sign_in,
        "library": "/library/",
        "lesson": lambda at: at.lesson,
        "exercise, answered": answer_as_guest,
        "search": "/search?q=carte",
        "help": "/help",
        "display": "/look",
        "not found": missing,
    },
    "learner": {
        "home, first time": "/",
        "courses, none yet": "/courses",
        "mine, nothing yet": "/mine",
        "library": "/library/",
        "course": lambda at: at.course,
        "topic": lambda at: at.topic,
        **LESSONS,
        "recording": lambda at: at.recording,
        "exercise": lambda at: at.exercise,
        "exercise, answered": answer_and_skip,
        "exercise in a row": lambda at: at.in_a_row,
        "exercise in a row, answered": answer_one_of_a_row,
        "exercise for the teacher": lambda at: at.letter,
        "exercise for the teacher, handed in": make_a_sentence_and_hand_in,
        "search, nothing asked": "/search",
        "search, results": "/search?q=carte",
        "search, one kind": "/search?q=carte&kind=exercise",
        "search, no result": "/search?q=xyzzyqwk",
        "search, did you mean": "/search?q=adrese",
        "home": "/",
        "courses": "/courses",
        "mine": "/mine",
        "progress": "/mine/progress",
        "kept about me": "/mine/kept",
        "plan": "/mine/plan",
        "lesson on paper": lambda at: f"{at.lesson}print",
        "exercise on paper": lambda at: f"{at.exercise}print",
        "question about a lesson": lambda at: f"/mine/questions/about/{part(at.lesson)}",
        "question": "/mine/questions/ask",
        "questions": "/mine/questions/",
        "notes": "/mine/notes",
        "exam, none open": "/exam",
        "marks of exams, none yet": "/mine/exams",
        "help": "/help",
        "display": "/look",
        "forbidden": forbidden,
        "not found": missing,
    },
    "content_manager": {
        "bundles": "/bundles/",
        "stick": lambda at: at.medium,
        "stale": "/bundles/stale",
        "audience": lambda at: at.course.replace("/library/courses", "/audiences").rstrip("/"),
        "arrival": lambda at: at.arrival,
        "preview": lambda at: at.preview,
        "preview of an exercise": lambda at: at.preview_of_exercise,
        "jobs": "/jobs",
        "job": lambda at: at.job,
    },
    "teacher": {
        "library": "/library/",
        "lesson": lambda at: at.lesson,
        "seats": "/seats",
        "classes, none yet": "/classes/",
        "modules, none yet": "/modules/",
        "to correct, nothing": "/marking/",
        "copies to correct, none": "/copies/",
        "questions, none yet": "/questions/",
        "in another class too, nobody": "/classes/shared",
    },
    "administrator": {
        "question bank": "/bank/",
        "question of the bank": "/bank/4",
        "question to write": "/bank/new",
        "question being written": "/bank/new/choice",
        "question to change": "/bank/1/change",
        "categories": "/bank/categories",
        "questions to bring": "/bank/import",
        "questions to give": "/bank/export?form=aiken",
        "papers": "/papers/",
        "new paper": "/papers/new",
        "paper": "/papers/1/",
        "rules of a paper": "/papers/1/settings",
        "questions of a paper": "/papers/1/sections/1/add",
        "preview of a paper": "/papers/1/preview?seed=7",
        "paper to print": "/papers/1/print",
        "answers of a paper": "/papers/1/print?answers=yes",
        "sittings, none yet": "/sittings/",
        "sitting to plan": "/sittings/new",
        "sitting": plan_a_sitting,
        "candidate": "/sittings/candidates/1/",
        "room of a sitting": "/sittings/1/room",
        "desk of a candidate": "/sittings/candidates/1/desk",
        "convocations": "/sittings/1/convocations",
        "list for the door": "/sittings/1/door",
        "list to sign": "/sittings/1/list",
        "labels of tables": "/sittings/1/labels",
        "procès-verbal": "/sittings/1/minutes",
        "results of a sitting": "/sittings/1/results",
        "sealed subject": "/sittings/1/subject",
        "locked browser": "/sittings/1/browser",
        "accounts": "/accounts",
        "accounts, refused": add_nobody,
        "account to close": "/accounts/1/close",
        "card": give_a_card,
        "seats": "/seats",
        "audit": "/audit",
        "classes": "/classes/",
        "class": "/classes/1/",
        "class now": "/classes/1/now",
        "progress of a class": "/classes/1/progress",
        "progress in a course": lambda at: f"/classes/1/progress/courses/{part(at.course)}",
        "difficult questions": "/classes/1/questions",
        "answers to an exercise": lambda at: f"/classes/1/questions/{part(at.exercise)}",
        "modules of a class, none": "/classes/1/progress/modules",
        "summary of a class": "/classes/1/summary",
        "progress of a person": "/classes/people/1/progress",
        "modules": "/modules/",
        "new module": "/modules/new",
        "module": "/modules/1/",
        "pages to add, found": "/modules/1/add?q=carte",
        "pages to add, a course": lambda at: f"/modules/1/add?course={part(at.course)}",
        "preview of a module": "/modules/1/preview/",
        "module and class to choose": "/modules/assign",
        "module to assign": "/modules/assign?module=1&class=1",
        "assignment": "/modules/assignments/1/",
        "list for who was absent": "/modules/assignments/1/paper?for=all",
        "modules of a class": "/classes/1/modules",
        "roll, no meeting": "/classes/1/roll?day=2001-01-01",
        "roll": add_a_meeting,
        "times of a class": "/classes/1/meetings",
        "hours of a class": "/classes/1/hours",
        "hours of a person": "/classes/people/1/hours",
        "attestation": "/classes/people/1/attestation",
        "counts of the year": "/classes/counts",
        "export of a class": "/classes/1/export",
        "packs of a class": "/classes/1/paper",
        "new pack": "/classes/1/paper/new",
        "packs of a class, for somebody": "/classes/people/1/paper",
        "plan of a person": "/classes/people/1/plan",
        "answers on paper": lambda at: f"/paper/answers/{part(at.exercise)}",
        "pack to enter": "/paper/enter",
        "class to be changed": "/classes/1/change",
        "somebody to add": "/classes/1/add?name=Camille+Martin",
        "somebody in a class": "/classes/people/1/",
        "list to import": "/classes/import",
        "cards of a class": "/classes/1/cards",
        "to correct": "/marking/",
        "a work": begin_to_correct,
        "a work, marked badly": mark_it_badly,
        "ready comments": "/marking/comments",
        "marks given": "/marking/marks",
        "marks of a class": "/classes/1/marks",
    },
}
"""By role, in the order they are opened: the path, or a function of ``Places``, or what to do."""

IN_EVERY_THEME = {
    ("guest", "sign-in, failed"),
    ("learner", "home"),
    ("learner", "lesson"),
    ("learner", "exercise, answered"),
    ("learner", "search, results"),
    ("content_manager", "arrival"),
}


def go(seat, places, where):
    """Open a page of the table at a seat."""
    if isinstance(where, str):
        return seat.open(where)
    if where.__code__.co_argcount == 1:
        return seat.open(where(places))
    where(seat, places)
    seat.page.wait_for_load_state()
    return seat.page
