"""What leads a seat to pages that have no address of their own: what is done there first."""

from datetime import date, timedelta

from tests.browser.places import write_a_letter


def fail_to_sign_in(seat, places):
    seat.open("/sign-in")
    seat.witness.expected.add(422)
    seat.page.locator("#name").evaluate("e => e.form.noValidate = true")
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
    seat.page.locator("#room").fill("Salle 2")
    seat.page.locator("#day").fill((date.today() + timedelta(days=180)).isoformat())
    seat.page.locator("#minutes").fill("90")
    seat.button("Plan this sitting").click()
    seat.page.locator("#names").fill("Camille Martin")
    seat.button("Add these people").click()


def write_an_exam(seat, places):
    """The paper, with one of its documents open beside it."""
    places.sitting.begins(seat)
    seat.page.locator(".exam-documents summary").first.click()
    seat.page.frame_locator("iframe").locator(".leaf canvas").first.wait_for()
    if seat.language == "ar":  # who has it read to them
        seat.page.locator("[data-listen=play]:visible").first.click()
        seat.page.locator("[data-listen-bar][data-state=playing]").wait_for()
        seat.page.locator("[data-listen=pause]:visible").click()


def read_a_document(seat, places):
    places.sitting.begins(seat)
    if seat.language == "ar":  # its words, for who has them read to them
        seat.open("/exam/documents/1?view=text").locator("[data-listen=play]").wait_for()
    else:
        seat.open("/exam/documents/1").locator(".leaf canvas").first.wait_for()


def hand_in_an_exam(seat, places):
    places.sitting.begins(seat)
    seat.page.evaluate("document.querySelector('[data-exam=\"hand-in\"]').click()")
    seat.page.get_by_text(seat.say("You have handed in.")).first.wait_for()


def forbidden(seat, places):
    seat.witness.expected.add(403)
    seat.open("/audit")


def missing(seat, places):
    seat.witness.expected.add(404)
    seat.open("/nowhere")
