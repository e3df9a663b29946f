"""What fails in the room of an exam: the network, a PC, an examiner's PC, people who try twice.

One server and one sitting; nobody waits: a PC's clock and a candidate's beginning are moved.
"""

from datetime import datetime

import pytest

from tests.browser.exam_day import ESSAY, HEARD, HOUR, PLAYS, SECOND, ExamDay

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def day(browser, witness, tmp_path_factory):
    day = ExamDay(tmp_path_factory.mktemp("day"), browser, witness)
    yield day
    day.close()


def test_the_end_comes_before_the_network_and_a_rescue_file_saves_what_was_typed(day, tmp_path):
    """On a PC whose clock is wrong by fifteen years."""
    pc = day.candidate(0, began=datetime(2011, 1, 1))
    pc.writes(ESSAY, "Avec le réseau")
    day.comes(0, ESSAY, "Avec le réseau")
    pc.context.set_offline(True)
    pc.writes(ESSAY, "Sans réseau")
    pc.writes(SECOND, "Rien n'arrive")
    pc.button("Save").click()
    pc.reads("Le serveur ne répond pas. Continuez à écrire")
    pc.page.clock.fast_forward(HOUR * 7 // 2 - 8_000)
    pc.reads("Il reste 30 minutes")
    day.time_is_over_for(0)
    pc.page.clock.fast_forward(HOUR)
    pc.reads("Vos derniers mots sont en cours")
    assert pc.button("Save a rescue file").is_hidden(), "the last words have a minute"
    pc.page.clock.fast_forward(61_000)
    pc.button("Save a rescue file").wait_for()
    pc.page.screenshot(path="/tmp/fail-over.png", full_page=True)
    assert pc.field(SECOND).is_disabled()
    assert not pc.page.get_by_text("Continuez à écrire").count()
    pc.reads("Ce que vous avez écrit est gardé sur ce poste")
    with pc.page.expect_download() as download:
        pc.button("Save a rescue file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    pc.reads("Un fichier de secours est dans les téléchargements de ce poste")
    assert "réseau" not in file.read_text("utf-8"), "sealed for the server alone"

    examiner = day.examiner()
    brought(examiner, day.desk(1), file)
    examiner.reads("n'en a été repris")
    brought(examiner, day.desk(0), file)
    examiner.reads("Sans réseau")
    brought(examiner, day.desk(0), file)
    examiner.reads("déjà été repris")
    assert day.kept(0, SECOND) == [("Rien n'arrive", "other_seat", True)]

    pc.context.set_offline(False)
    pc.reads("Votre temps est écoulé")
    assert day.kept(0, SECOND) == [("Rien n'arrive", "other_seat", True)], "not twice"


def brought(examiner, desk, file):
    """Bring a rescue file to a candidate's page, as the examiner does."""
    examiner.open(desk)
    examiner.page.get_by_text(examiner.say("A rescue file from this candidate's computer")).click()
    examiner.page.get_by_label(examiner.say("Rescue file"), exact=True).set_input_files(file)
    examiner.button("Take it in").click()
    for each in examiner.page.locator("details.aside").all():
        each.locator("summary").click()


def test_a_killed_browser_has_what_it_did_not_send_and_what_comes_late_is_kept(day, tmp_path):
    """On a PC whose clock is set right in between: nothing is taken for old."""
    pc = day.candidate(1, folder=tmp_path / "pc", began=datetime(2011, 1, 1))
    pc.context.set_offline(True)
    pc.writes(ESSAY, "Avant que le PC ne s'éteigne")
    pc.is_killed()
    pc.begins_again()
    pc.signs_in()
    pc.opens_the_paper()
    assert pc.field(ESSAY).input_value() == "Avant que le PC ne s'éteigne"
    day.comes(1, ESSAY, "Avant que le PC ne s'éteigne")

    pc.context.set_offline(True)
    pc.writes(ESSAY, "Jusqu'à la fin")
    pc.is_killed()
    day.time_is_over_for(1)
    pc.begins_again()
    pc.signs_in()
    pc.open("/exam")
    pc.reads("Votre temps est écoulé")
    day.comes(1, ESSAY, "Jusqu'à la fin", "late", late=True)
    examiner = day.examiner()
    examiner.open(day.desk(1))
    examiner.reads("après la fin")


def test_another_examiner_moves_who_signed_in_twice_and_the_old_pc_loses_nothing(day):
    old = day.candidate(2)
    old.writes(ESSAY, "Au premier poste")
    day.comes(2, ESSAY, "Au premier poste")
    first = day.examiner()
    first.open(f"/sittings/{day.site.sitting}/room")
    old.context.set_offline(True)
    old.writes(ESSAY, "Au premier poste, sans réseau")

    new = day.elsewhere(2)
    new.open("/exam")
    new.reads("Votre examen est ouvert sur le poste")
    assert not new.page.locator("[data-exam=question]").count()
    first.context.close()
    second = day.examiner(day.site.second)
    second.open(day.desk(2))
    second.page.get_by_text(second.say("Move to another computer")).click()
    second.button("Move there").click()
    new.page.locator("[data-ready]").wait_for(state="attached")
    assert new.field(ESSAY).input_value() == "Au premier poste"
    new.writes(ESSAY, "Au second poste")
    day.comes(2, ESSAY, "Au second poste")

    old.context.set_offline(False)
    day.comes(2, ESSAY, "Au premier poste, sans réseau", "other_seat")
    old.reads("Votre examen est ouvert sur le poste")
    second.open(day.desk(2))
    second.page.locator("details.aside summary").click()
    second.reads("Au premier poste, sans réseau")
    presses(second, "Pause", "Stop the clock")
    new.reads(new.say("The clock stands still. What you have written is kept."))
    presses(second, "End the pause", "Go on")
    new.page.locator("[data-ready]").wait_for(state="attached")


def presses(examiner, title, button):
    """Open an order on a candidate's page, say why, and press its button."""
    box = examiner.page.locator("details", has=examiner.page.get_by_text(examiner.say(title)))
    box.first.locator("summary").click()
    box.first.get_by_label("Pourquoi").fill("Malaise")
    box.first.get_by_role("button", name=examiner.say(button)).click()


REFUSES_ONCE = """() => {
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = () => {
    HTMLMediaElement.prototype.play = play;
    return Promise.reject(new DOMException("no press", "NotAllowedError"));
  };
}"""
"""What a browser does that plays no sound before a press."""


def test_a_recording_is_heard_as_often_as_the_server_says_whatever_is_loaded_again(day):
    pc = day.candidate(3)
    pc.field(HEARD)
    pc.page.evaluate(REFUSES_ONCE)
    pc.page.locator("[data-exam=sound] button").click()
    pc.reads("cette écoute n'a pas compté")
    pc.page.locator("[data-exam=sound] button").click()
    pc.reads(f"Écoutes restantes : {PLAYS - 1}")
    pc.opens_the_paper()
    for left in reversed(range(PLAYS - 1)):
        pc.field(HEARD)
        pc.page.locator("[data-exam=sound] button").click()
        pc.reads(f"Écoutes restantes : {left}")
        pc.opens_the_paper()
    pc.reads("Vous avez écouté cet enregistrement autant de fois que permis")
    assert not pc.page.locator("[data-exam=sound] button").count()


SPEED_CHANGES = """() => {
  const box = document.querySelector("[name=q2]").closest('[data-exam="question"]');
  const speed = box.appendChild(document.createElement("select"));
  for (const kind of ["input", "change"]) speed.dispatchEvent(new Event(kind, { bubbles: true }));
}"""
"""What is no answer changes in a question: how fast it is read aloud."""


def test_an_answer_that_was_sent_is_not_sent_again_when_its_field_is_left_or_closed(day):
    pc = day.candidate(4)
    pc.page.evaluate(SPEED_CHANGES)
    pc.writes(ESSAY, "Une fois")
    day.comes(4, ESSAY, "Une fois")
    pc.page.keyboard.press("Tab")
    pc.writes(SECOND, "Une seule")
    day.comes(4, SECOND, "Une seule")
    close = "document.dispatchEvent(new CustomEvent('exam:sections', { detail: [0] }))"
    pc.page.evaluate(close)
    pc.page.wait_for_function("document.querySelector('[name=q2]').disabled")
    pc.page.evaluate(close.replace("[0]", "[]"))
    pc.writes(SECOND, "Une seule, et la fin")
    day.comes(4, SECOND, "Une seule, et la fin")
    assert [text for text, _, _ in day.kept(4, ESSAY)] == ["Une fois"]
    assert [text for text, _, _ in day.kept(4, SECOND)] == ["Une seule", "Une seule, et la fin"]


def test_a_document_is_read_beside_the_answer_while_typing_goes_on_without_a_network(day):
    pc = day.candidate(5)
    pc.field(ESSAY)
    pc.page.get_by_text("Notice.pdf").click()
    document = pc.page.frame_locator("iframe[title='Notice.pdf']")
    document.locator(".leaf canvas").first.wait_for()
    field = pc.field(ESSAY)
    field.fill("Le pain")
    beside = field.bounding_box(), pc.page.locator("iframe[title='Notice.pdf']").bounding_box()
    assert beside[1]["x"] + beside[1]["width"] <= beside[0]["x"], "in a column of its own"
    pc.page.keyboard.press("F6")
    focused = "document.activeElement.className"
    assert document.locator("body").evaluate(focused) == "leaves"
    pc.page.keyboard.press("n")
    document.get_by_text("Page 2 sur 2").wait_for()
    pc.page.keyboard.press("F6")
    pc.page.keyboard.type(" et le sel")
    day.comes(5, ESSAY, "Le pain et le sel")
    pc.context.set_offline(True)
    pc.page.get_by_text("Conditions de vente.txt").click()
    pc.field(ESSAY).press_sequentially(" restent ici")
    pc.reads("Gardé sur ce poste")
    pc.context.set_offline(False)
    day.comes(5, ESSAY, "Le pain et le sel restent ici")
    text = pc.page.frame_locator("iframe[title='Conditions de vente.txt']")
    text.get_by_text("Le pain se vend au poids.").wait_for()
    assert len(pc.context.pages) == 1
