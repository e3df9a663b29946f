import re
from datetime import timedelta

import pytest

from i18n.discretion import tells_of_detention
from server.classes import enrolling
from server.classes import operations as classes
from server.roles import Role
from server.sittings.models import Accommodation, Candidate, Examiner, Sitting, Stage
from tests.server.counting import queries_of


@pytest.fixture
def seat(sittings):
    return sittings.school.sign_in(sittings.dominique)


@pytest.fixture
def form(sittings):
    """What an examiner fills in for a sitting of tomorrow."""
    tomorrow = (sittings.school.now + timedelta(days=1)).astimezone().date()
    return {
        "title": "Mathématiques",
        "room": "Salle 2",
        "day": tomorrow.isoformat(),
        "time": "09:30",
        "minutes": "60",
        "examiner": [str(sittings.dominique.id)],
    }


def test_a_sitting_is_planned_by_its_form_once_also_when_it_is_sent_twice(seat, form):
    assert "Aucun examen à venir" in seat.page("/sittings/")
    answers = [seat.post("/sittings/new", form) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    made = Sitting.get()
    assert (made.planned_at.astimezone().strftime("%H:%M"), made.seconds) == ("09:30", 3600)
    assert "était déjà prévue" in seat.page(answers[1].location)
    assert "Mathématiques" in seat.page("/sittings/")


def test_a_paper_brings_its_title_and_its_minutes(sittings, seat, form):
    paper = sittings.paper(title="Épreuve de calcul", seconds=5400)
    page = seat.page(f"/sittings/new?paper={paper.id}")
    assert 'value="Épreuve de calcul"' in page
    assert 'value="90"' in page
    seat.post("/sittings/new", form | {"paper": str(paper.id), "minutes": ""})
    made = Sitting.get()
    assert (made.paper, made.seconds) == (paper, 5400)


def test_a_form_with_a_mistake_comes_back_as_it_was(seat, form):
    answer = seat.post("/sittings/new", form | {"room": "Quartier des détenus"})
    assert answer.status_code == 422
    assert "Quartier des détenus" in answer.text
    assert 'value="Mathématiques"' in answer.text
    for wrong in ({"day": "31/12/2026"}, {"time": ""}, {"minutes": "une heure"}, {"examiner": []}):
        assert seat.post("/sittings/new", form | wrong).status_code == 422
    assert Sitting.select().count() == 0


def test_a_sitting_is_changed_and_handed_to_another_examiner(sittings, seat, form):
    made = sittings.plan()
    other = sittings.school.person("Inès Faure", Role.EXAMINER)
    sent = form | {"room": "Salle 9", "examiner": [str(other.id)]}
    answer = seat.post(f"/sittings/{made.id}/change", sent)
    assert (answer.status_code, answer.location) == (303, "/sittings/")
    assert Sitting.get().room == "Salle 9"
    assert seat.get(f"/sittings/{made.id}/").status_code == 404


def test_of_a_running_sitting_only_the_examiners_change(sittings, seat, form):
    made = sittings.plan()
    Sitting.update(state=Stage.RUNNING.value).execute()
    other = sittings.school.person("Inès Faure", Role.EXAMINER)
    everybody = [str(sittings.dominique.id), str(other.id)]
    seat.post(f"/sittings/{made.id}/change", form | {"room": "Salle 9", "examiner": everybody})
    assert Sitting.get().room == "Salle 2"
    assert [each.name for each in Examiner.of(made.id)] == ["Dominique Leroy", "Inès Faure"]


def test_a_cancelled_sitting_is_told_apart(sittings, seat):
    made = sittings.plan()
    seat.post(f"/sittings/{made.id}/cancel")
    assert "annulée" in seat.page("/sittings/")
    colleague = sittings.school.sign_in(Role.ADMINISTRATOR)
    assert colleague.post(f"/sittings/{made.id}/cancel").status_code == 409


def test_candidates_come_from_a_class_and_from_a_list(sittings, seat):
    made, school = sittings.plan(), sittings.school
    opened = classes.open_class("CFG", "", "", school.by, at=school.now)
    enrolling.enrol(opened.id, school.learner("Camille Martin"), school.by, at=school.now)
    school.learner("Sacha Petit")
    answer = seat.post(f"/sittings/{made.id}/add-class", {"class": str(opened.id)})
    assert answer.status_code == 303
    answer = seat.post(f"/sittings/{made.id}/add", {"names": "sacha petit\nPersonne Ici"})
    assert answer.status_code == 422
    assert "Personne Ici</textarea>" in answer.text
    page = seat.page(f"/sittings/{made.id}/")
    assert "Camille Martin" in page
    assert "Sacha Petit" in page
    camille = Candidate.of(made.id)[0]
    assert seat.post(f"/sittings/candidates/{camille.id}/remove").status_code == 303
    assert seat.post(f"/sittings/candidates/{camille.id}/remove").status_code == 303
    colleague = school.sign_in(Role.ADMINISTRATOR)
    assert colleague.post(f"/sittings/candidates/{camille.id}/remove").status_code == 404
    assert "Camille Martin" not in seat.page(f"/sittings/{made.id}/").partition("<main")[2]


def test_what_is_granted_by_the_form_shows_the_planned_end(sittings, seat):
    made = sittings.plan()
    (camille,) = sittings.add(made, "Camille Martin")
    granted = {"extra": "other", "other": "1/2", "decision": "2026-114", "authority": "academy"}
    address = f"/sittings/candidates/{camille.id}"
    answer = seat.post(f"{address}/grant", granted)
    assert answer.status_code == 422
    assert "avis médical motivé" in answer.text
    assert 'value="1/2"' in answer.text
    answer = seat.post(f"{address}/grant", granted | {"medical_opinion": "yes", "pauses": "10"})
    assert answer.status_code == 303
    end = (made.planned_at + timedelta(minutes=100)).astimezone().strftime("%H:%M")
    assert end in seat.page(f"{address}/")
    page = seat.page(f"/sittings/{made.id}/")
    assert "plus d'un tiers" in page.replace("\u2019", "'")
    assert end in page
    assert seat.post(f"{address}/grant", granted | {"pauses": "x"}).status_code == 422
    assert Accommodation.select().count() == 1


def test_a_table_is_chosen_or_given(sittings, seat):
    made = sittings.plan()
    camille, sacha = sittings.add(made, "Camille Martin", "Sacha Petit")
    seat.post(f"/sittings/candidates/{camille.id}/seat", {"table": "7"})
    answer = seat.post(f"/sittings/candidates/{sacha.id}/seat", {"table": "7"})
    assert (answer.status_code, "Camille Martin" in answer.text) == (422, True)
    assert seat.post(f"/sittings/candidates/{sacha.id}/seat", {"table": "-1"}).status_code == 422
    seat.post(f"/sittings/{made.id}/seat-all")
    assert [each.seat_wanted for each in Candidate.of(made.id)] == [7, 1]


def granted(sittings, seat, candidate):
    values = {"extra": "third", "decision": "2026-114", "authority": "academy"}
    values |= {"larger_text": "yes", "secretary": "Mme Roux"}
    seat.post(f"/sittings/candidates/{candidate.id}/grant", values)


def words(page):
    """Return what a page shows in its main part, on paper."""
    main = page.partition("<main")[2].partition("</main>")[0]
    on_paper = re.sub(r'<div class="not-on-paper">.*?</div>\n(?=<|$)', "", main, flags=re.S)
    return re.sub(r"<[^>]+>", " ", on_paper)


def shown(number):
    """Return the ways in which a page may show a candidate's number."""
    return number, f"{number[:3]} {number[3:]}", f"{number[:3]}\xa0{number[3:]}"


def test_a_convocation_tells_its_holder_everything_and_nobody_where_they_are(open_site, new_home):
    from tests.server.sittings.conftest import Sittings

    school = open_site(new_home, site_name="Maison d'arrêt de Trifouilly")
    sittings = Sittings(school)
    seat = school.sign_in(sittings.dominique)
    made = sittings.plan()
    camille, _ = sittings.add(made, "Camille Martin", "Sacha Petit")
    granted(sittings, seat, camille)
    page = seat.page(f"/sittings/{made.id}/convocations").replace("\xa0", " ")
    assert page.count('class="convocation"') == 2
    assert f"{camille.number[:3]} {camille.number[3:]}" in page
    assert "1 heure 20 minutes" in page
    for part in re.findall(r'<article class="convocation".*?</article>', page, re.S):
        assert not tells_of_detention(re.sub(r"<[^>]+>", " ", part))
    assert "2026-114" not in page
    title = re.search(r"<title>(.*?)</title>", page)[1]
    assert not tells_of_detention(title)


def test_a_convocation_speaks_the_language_of_whose_it_is(sittings, seat):
    made = sittings.plan()
    (camille,) = sittings.add(made, "Camille Martin")
    camille.person.language = "ar"
    camille.person.save()
    page = seat.page(f"/sittings/{made.id}/convocations")
    assert '<article class="convocation" lang="ar" dir="rtl">' in page
    assert "استدعاء" in page


def test_the_list_for_the_door_tells_no_number_no_time_and_no_aid(sittings, seat):
    made = sittings.plan()
    (camille,) = sittings.add(made, "Camille Martin")
    granted(sittings, seat, camille)
    page = words(seat.page(f"/sittings/{made.id}/door"))
    assert "Camille Martin" in page
    end = (made.planned_at + timedelta(minutes=80)).astimezone().strftime("%H:%M")
    for kept_back in (*shown(camille.number), "agrandi", "Mme Roux", end, "2026-114"):
        assert kept_back not in page


def test_lists_and_labels_hold_every_candidate(sittings, seat):
    made = sittings.plan()
    camille, _ = sittings.add(made, "Camille Martin", "Sacha Petit")
    seat.post(f"/sittings/candidates/{camille.id}/seat", {"table": "4"})
    signed = words(seat.page(f"/sittings/{made.id}/list"))
    assert "Camille Martin" in signed and "Sacha Petit" in signed
    assert any(number in signed for number in shown(camille.number))
    labels = seat.page(f"/sittings/{made.id}/labels")
    assert labels.count('class="table-label"') == 1
    assert not any(number in labels for number in shown(camille.number))


def test_an_examiner_begins_with_their_sittings(sittings, seat):
    sittings.plan(planned_at=sittings.school.now)
    assert "aujourd'hui" in seat.page("/").replace("\u2019", "'")
    other = sittings.school.sign_in(sittings.school.person("Inès Faure", Role.EXAMINER))
    assert "Mathématiques" not in other.page("/")


def test_the_page_of_sixty_candidates_asks_as_little_as_that_of_two(sittings, seat):
    made, other = sittings.plan(), sittings.plan(title="Français")
    sittings.add(made, *(f"Personne {number}" for number in range(60)))
    sittings.add(other, "Personne 1", "Personne 2")
    asked = []
    for each in (other, made):
        with queries_of() as queries:
            seat.page(f"/sittings/{each.id}/")
        asked.append(len(queries))
    assert asked[0] == asked[1]
