"""The examiner's pages, as buttons are pressed on them."""

import shutil

import pytest

from server.audit.models import AuditEntry
from server.exam_room import losses, opening, standing
from server.exam_room.beating import Beating
from server.exam_room.board import put_aside_of
from server.exam_room.models import Checkpoint, Credit, Event, Pause
from server.exam_room.signs import Sign
from server.exams.models import Paper
from server.roles import Role
from server.seats.models import Seat
from server.settings import Home
from server.sittings import operations as sittings
from server.sittings.models import Candidate, Sitting, Stage
from tests.server.counting import queries_of
from tests.server.exam_room.conftest import NAMES, Morning


@pytest.fixture
def examiner(morning):
    return morning.school.sign_in(morning.dominique)


def room(morning):
    return f"/sittings/{morning.sitting.id}/room"


def desk(morning, name="Camille Martin"):
    return f"/sittings/candidates/{morning.candidate(name).id}/desk"


def said(response_or_page):
    text = getattr(response_or_page, "text", response_or_page)
    return text.replace("\xa0", " ").replace("\u202f", " ").replace("\u2019", "'")


def press(seat, address, do, **form):
    """Press a button; return the page that the browser lands on."""
    answer = seat.post(address, {"do": do, **form})
    assert answer.status_code == 303, said(answer)
    return said(seat.page(answer.location.partition("#")[0]))


def left(morning, name="Camille Martin"):
    return standing.of(morning.candidate(name), morning.sitting, morning.now).left


def test_a_morning_is_opened_confirmed_and_started_from_the_page(morning, examiner):
    Sitting.update(paper=Paper.get()).execute()
    assert "Ouvrir le sujet" in said(examiner.page(room(morning)))
    press(examiner, room(morning), "open")
    for name in NAMES[:2]:
        seat = morning.sits_down(name)
        opening.arrive(morning.candidate(name), seat.number, morning.now)
    page = said(examiner.page(room(morning)))
    number = morning.seats["Camille Martin"].number
    assert f"Confirmer au poste {number}" in page
    press(examiner, desk(morning), "confirm", number=str(number))
    press(examiner, desk(morning, NAMES[1]), "confirm")
    page = press(examiner, room(morning), "start")
    assert "2 candidats ont commencé" in page
    states = [morning.candidate(name).state for name in NAMES]
    assert states == ["working", "working", "expected"]
    assert "1:00:00" in page or "0:59:5" in page  # a second may have passed


def test_nobody_is_confirmed_who_has_not_signed_in(morning, examiner):
    morning.opens()
    answer = examiner.post(desk(morning), {"do": "confirm"})
    assert answer.status_code == 422
    assert "connecté" in said(answer)
    assert morning.candidate().state == "expected"


def test_a_sitting_without_a_paper_is_not_opened(morning, examiner):
    answer = examiner.post(room(morning), {"do": "open"})
    assert (answer.status_code, "Choisissez-le" in said(answer)) == (
        422,
        True,
    )


def test_who_comes_late_begins_with_the_whole_time(morning, examiner):
    morning.begins("Camille Martin")
    morning.school.wait(minutes=10)
    morning.sits_down("Sacha Petit")
    morning.confirms("Sacha Petit")
    examiner = morning.school.sign_in(morning.dominique)
    page = press(examiner, desk(morning, "Sacha Petit"), "start", reason="Retard du car")
    assert "1 candidat a commencé" in page
    assert 598 <= left(morning, "Sacha Petit") - left(morning) <= 603


def test_the_clock_of_one_stands_still_and_runs_again(morning, examiner):
    morning.begins("Camille Martin", "Sacha Petit")
    answer = examiner.post(desk(morning), {"do": "pause"})
    assert (answer.status_code, "pourquoi en quelques mots" in said(answer)) == (422, True)
    press(examiner, desk(morning), "pause", reason="Malaise")
    before = left(morning), left(morning, "Sacha Petit")
    morning.school.wait(minutes=5)
    assert left(morning) == before[0]
    assert 298 <= before[1] - left(morning, "Sacha Petit") <= 303
    press(examiner, desk(morning), "resume")
    assert morning.candidate().state == "working"
    assert "Malaise" in said(examiner.page(desk(morning)))


def test_an_evacuation_is_one_button_and_stops_everybody(morning, examiner):
    morning.begins("Camille Martin", "Sacha Petit")
    page = press(examiner, room(morning), "evacuate")
    assert "Évacuation" in page
    before = left(morning), left(morning, "Sacha Petit")
    morning.school.wait(minutes=25)
    examiner = morning.school.sign_in(morning.dominique)
    assert (left(morning), left(morning, "Sacha Petit")) == before
    page = said(examiner.page(room(morning)))
    assert "Pendant 25 minutes" in page
    press(examiner, room(morning), "resume", reason="Retour au calme")
    assert [morning.candidate(name).state for name in NAMES[:2]] == ["working", "working"]


def test_a_second_press_on_evacuation_changes_nothing(morning, examiner):
    morning.begins()
    press(examiner, room(morning), "evacuate")
    colleague = morning.school.sign_in(Role.ADMINISTRATOR)
    assert colleague.post(room(morning), {"do": "evacuate"}).status_code == 422
    assert Pause.select().count() == 1


def test_time_is_given_back_to_one_or_to_all_once_however_often_it_is_pressed(morning, examiner):
    morning.begins("Camille Martin", "Sacha Petit")
    before = left(morning)
    form = {"minutes": "5", "reason": "Coupure", "key": "k1"}
    press(examiner, room(morning), "credit", **form)
    page = press(examiner, room(morning), "credit", **form)
    assert "déjà" in page
    assert Credit.select().count() == 2
    press(examiner, desk(morning), "credit", minutes="2", reason="Clavier changé", key="k2")
    assert 416 <= left(morning) - before <= 420
    answer = examiner.post(room(morning), {"do": "credit", "minutes": "x", "reason": "a"})
    assert answer.status_code == 422


def test_a_refused_form_can_be_sent_again(morning, examiner):
    morning.begins()
    form = {"do": "credit", "minutes": "5", "reason": "", "key": "k9"}
    assert examiner.post(room(morning), form).status_code == 422
    press(examiner, room(morning), "credit", minutes="5", reason="Coupure", key="k9")
    assert Credit.select().count() == 1


def lose(morning, *names, seconds=120):
    """Let nothing be heard of some people, and of nobody else, for some time."""
    signs = morning.hall.signs
    ids = [each.id for each in Candidate.of(morning.sitting.id)]
    for each in ids:
        signs.note(each, Sign(morning.clock * 1000))
    morning.school.wait(seconds=seconds)
    for each in ids:
        signs.note(each, Sign(morning.clock * 1000))
    for gap in signs.take_gaps():
        if gap.candidate_id in {morning.candidate(name).id for name in names}:
            signs.put_back([gap])
    Beating(morning.hall).once(morning.now)


def test_time_lost_is_proposed_first_and_given_back_in_one_action(morning, examiner):
    morning.begins("Camille Martin", "Sacha Petit")
    lose(morning, *NAMES[:2])
    page = said(examiner.page(room(morning)))
    assert page.index("Temps peut-être perdu") < page.index('class="desks"')
    before = left(morning)
    page = press(examiner, room(morning), "give-back", reason="Coupure du réseau")
    assert 118 <= left(morning) - before <= 120  # a second or two passed meanwhile
    assert "Temps peut-être perdu" not in page
    assert Credit.select().where(Credit.loss.is_null(False)).count() == 2


def test_time_lost_by_somebody_who_has_handed_in_holds_up_nobody(morning, examiner):
    morning.begins("Camille Martin", "Sacha Petit")
    lose(morning, *NAMES[:2])
    press(examiner, desk(morning), "hand-in", reason="Fini")
    page = press(examiner, room(morning), "give-back", reason="Coupure du réseau")
    assert "Temps peut-être perdu" not in page
    assert [each.candidate.person.name for each in Credit.select()] == ["Sacha Petit"]


def test_the_paper_of_a_candidate_can_be_printed_where_computers_fail(morning, examiner):
    Sitting.update(paper=Paper.get()).execute()
    morning.begins()
    page = examiner.page(desk(morning))
    address = f"/papers/{Paper.get().id}/print?seed={morning.candidate().seed}"
    assert address in page
    assert "capitale de la France" in examiner.page(address)


def test_time_lost_can_be_left_as_it_is(morning, examiner):
    morning.begins()
    lose(morning, "Camille Martin")
    before = left(morning)
    assert examiner.post(desk(morning), {"do": "dismiss"}).status_code == 422
    press(examiner, desk(morning), "dismiss", reason="Sortie sans accord")
    assert left(morning) == before
    assert "Temps peut-être perdu" not in said(examiner.page(room(morning)))


def test_a_candidate_is_moved_to_another_computer_in_one_action(morning, examiner):
    first = morning.begins()
    other = morning.school.sign_in(morning.candidate().person)
    other.number = morning.school.sessions(morning.candidate().person)[-1].seat_id
    press(examiner, desk(morning), "move", number=str(other.number), reason="Clavier en panne")
    assert morning.candidate().seat_id == other.number != first.number
    answer = examiner.post(desk(morning), {"do": "move", "number": "999"})
    assert (answer.status_code, "999" in said(answer)) == (422, True)


def test_messages_and_incidents_are_told_with_who_and_when(morning, examiner):
    morning.begins()
    press(examiner, room(morning), "message", text="Il reste dix minutes.", key="a")
    press(examiner, desk(morning), "incident", text="Feuille trouvée", about="fraud", key="b")
    page = said(examiner.page(room(morning)))
    for told in (
        "Il reste dix minutes.",
        "Feuille trouvée",
        "Soupçon de fraude",
        "Dominique Leroy",
    ):
        assert told in page
    assert examiner.post(room(morning), {"do": "message", "text": " "}).status_code == 422


def test_an_examiner_hands_in_for_somebody_and_lets_them_go_on(morning, examiner):
    morning.begins()
    morning.save("Paris")
    page = press(examiner, desk(morning), "hand-in", reason="Main blessée", back="desk")
    assert "Réponses : 1" in page
    assert morning.candidate().state == "handed_in"
    press(examiner, desk(morning), "let-back", reason="Erreur")
    assert morning.candidate().state == "working"


def test_somebody_is_excluded_or_absent(morning, examiner):
    morning.begins("Camille Martin")
    assert examiner.post(desk(morning), {"do": "exclude"}).status_code == 422
    press(examiner, desk(morning), "exclude", reason="Soupçon de fraude")
    press(examiner, desk(morning, "Sacha Petit"), "absent")
    assert morning.candidate().state == "excluded"
    assert morning.candidate("Sacha Petit").state == "absent"


def test_an_answer_kept_aside_is_shown_and_can_be_made_to_count(morning, examiner):
    morning.begins()
    morning.save("Lyon", number=1)
    morning.save("Paris", number=1)
    assert "réponses mises à part : 1" in said(examiner.page(room(morning)))
    page = said(examiner.page(desk(morning)))
    assert "Paris</blockquote>" in page
    (kept,) = put_aside_of(morning.candidate())
    answer = examiner.post(desk(morning), {"do": "let-count", "number": str(kept.id)})
    assert answer.status_code == 422
    press(examiner, desk(morning), "let-count", number=str(kept.id), reason="Dernier texte")
    assert morning.counts() == "Paris"


def test_closing_says_why_where_somebody_has_time_left(morning, examiner):
    morning.begins()
    assert examiner.post(room(morning), {"do": "close"}).status_code == 422
    press(examiner, room(morning), "close", reason="Tous ont fini")
    morning.sitting = sittings.sitting_of(morning.sitting.id, morning.by)
    assert morning.sitting.state == Stage.CLOSED
    assert Checkpoint.latest_of(morning.sitting.id).code in said(examiner.page(room(morning)))


def test_every_action_stands_in_the_chain_and_in_the_log_with_its_reason(morning, examiner):
    morning.begins()
    actions = {
        "paused": {"do": "pause", "reason": "Alarme test"},
        "resumed": {"do": "resume", "reason": "Alarme test"},
        "credited": {"do": "credit", "minutes": "1", "reason": "Alarme test"},
        "excluded": {"do": "exclude", "reason": "Alarme test"},
    }
    for kind, form in actions.items():
        press(examiner, desk(morning), form.pop("do"), **form)
        event = Event.head_of(morning.sitting.id)
        assert (event.kind, event.told["reason"], event.actor) == (
            kind,
            "Alarme test",
            "Dominique Leroy",
        )
        entry = AuditEntry.latest(1).first()
        assert (entry.action, entry.actor) == (f"exam.{kind}", "Dominique Leroy")
        assert event.hash in entry.details


def test_another_examiner_takes_over_where_the_first_one_was(morning, examiner):
    other = morning.school.person("Inès Faure", Role.EXAMINER)
    both = (morning.dominique.id, other.id)
    sittings.change_examiners(morning.sitting.id, both, morning.by, at=morning.school.now)
    morning.begins()
    press(examiner, desk(morning), "pause", reason="Malaise")
    examiner.post("/sign-out")
    second = morning.school.sign_in(other)
    assert "Malaise" in said(second.page(desk(morning)))
    press(second, desk(morning), "resume")
    assert Event.head_of(morning.sitting.id).actor == "Inès Faure"


def test_trouble_stands_on_top_and_says_what_it_is(morning, examiner):
    morning.begins("Camille Martin", "Sacha Petit")
    for name in NAMES[:2]:
        candidate = morning.candidate(name)
        morning.hall.signs.note(candidate.id, Sign(morning.clock * 1000, 2))
    morning.school.wait(seconds=45)
    sacha = morning.candidate("Sacha Petit")
    morning.hall.signs.note(sacha.id, Sign(morning.clock * 1000, 1))
    page = said(examiner.page(f"{room(morning)}/board"))
    top = page.partition('class="desks"')[0]
    assert "Camille Martin" in top
    assert "aucun signe de vie depuis 45 secondes" in top
    assert "Sacha Petit" not in top
    assert "question 2 sur 4" in page


def test_time_that_is_over_is_trouble_until_it_is_handed_in(morning, examiner):
    morning.begins()
    morning.school.wait(minutes=61)
    examiner = morning.school.sign_in(morning.dominique)
    morning.hall.signs.note(morning.candidate().id, Sign(morning.clock * 1000))
    assert "temps écoulé depuis 1 minute" in said(examiner.page(f"{room(morning)}/board"))


def test_what_is_granted_meanwhile_shows_on_the_card_at_once(morning, examiner):
    morning.begins()
    form = {"extra": "third", "decision": "2026-114", "authority": "academy"}
    examiner.post(f"/sittings/candidates/{morning.candidate().id}/grant", form)
    page = said(examiner.page(f"{room(morning)}/board"))
    assert "1:20:00" in page or "1:19:5" in page


def test_a_button_that_is_not_there_does_nothing(morning, examiner):
    assert examiner.post(room(morning), {"do": "erase"}).status_code == 400
    assert examiner.post(desk(morning), {"do": "open"}).status_code == 400


def test_the_page_says_when_the_disk_fails(morning, examiner):
    morning.begins()
    morning.hall.disk.failed = True
    assert "ne peut pas écrire sur son disque" in said(examiner.page(room(morning)))


def test_the_board_of_thirty_asks_as_little_as_that_of_three(school_of):
    asked = []
    for count in (3, 30):
        morning = school_of(count)
        names = [person.name for person in morning.people]
        seat = morning.school.sign_in(morning.dominique)
        morning.opens()
        for name in names:
            at = morning.school.now
            taken = Seat.create(token=name, address="10.0.0.9", first_seen_at=at)
            opening.confirm(morning.candidate(name), morning.act(), taken.id)
        opening.start(morning.sitting, morning.act())
        morning.sits_down(names[0])
        morning.save("Paris", name=names[0], seat=1)
        lose(morning, *names)
        assert len(losses.proposals(morning.sitting.id)) == count
        with queries_of() as queries:
            assert seat.get(f"{room(morning)}/board").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1] < 35


@pytest.fixture
def school_of(open_site, new_home, tmp_path):
    """Return what opens a site of its own with so many candidates."""
    empty = tmp_path / "kept empty"
    shutil.copytree(new_home.folder, empty)

    def opened(count):
        folder = tmp_path / f"home of {count}"
        shutil.copytree(empty, folder)
        return Morning(open_site(Home(folder)), tuple(f"Personne N{n}" for n in range(count)))

    return opened
