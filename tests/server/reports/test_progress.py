"""What a class and each of its people have done: by week, by course, in files; nobody else's."""

import pytest

from content import browse
from server.classes import enrolling
from server.records.models import Visit
from server.roles import Role
from tests.server.counting import queries_of
from tests.server.reports.conftest import main_of, row_of, words_of


def course_of(room, title):
    """Return the address of the report of a course of the class, by one of its pages."""
    channel = room.node(title).channel
    return f"/classes/{room.cfg.id}/progress/courses/{channel}"


def test_a_teacher_sees_what_each_person_has_done_and_leaves_out_nobody(room):
    room.reads(room.camille, "Les mois")
    room.reads(room.camille, "La lettre A")
    camille = room.at(room.camille)
    for _ in range(3):
        camille.answer()
    told = room.page("progress")
    assert row_of(told, "Camille Martin").split()[:6] == "Camille Martin 0 2 1 1".split()
    assert row_of(told, "Zoé Roux").split()[:5] == "Zoé Roux 0 0 0".split()
    assert "Sacha" not in told


def test_hours_and_pages_stand_in_the_week_in_which_they_were(room):
    seat = room.school.sign_in(room.camille)
    room.school.wait(minutes=9)
    room.reads(room.camille, "Les mois", seat)
    monday = room.school.now
    room.school.wait(days=7)
    room.reads(room.ali, "Les mois")
    weeks = room.sheet(f"/classes/{room.cfg.id}/progress", "weeks")
    heads = "Semaine du;Personnes venues;Heures passées à un poste;Pages et exercices faits"
    assert weeks[0] == heads.split(";")
    assert [line[1:] for line in weeks[1:3]] == [["1", "0,00", "1"], ["1", "0,15", "1"]]
    assert monday.astimezone().date().isoformat() >= weeks[2][0]
    assert len(weeks) == 13


def test_the_drawings_say_in_words_what_they_show(room):
    room.group("Le matin", room.camille)
    room.reads(room.camille, "Les mois")
    told = room.page("progress")
    first, second = told.split('<svg class="plot"')[1:]
    assert 'role="img"' in first and "<title>Heures" in first and "<desc>" in first
    assert "Le matin" in second and "aucun groupe" in second
    assert "style=" not in told


def test_a_course_tells_page_by_page_and_person_by_person(room):
    room.reads(room.camille, "Les mois")
    camille = room.at(room.camille)
    for _ in range(3):
        camille.answer()
    room.at(room.ali).answer(right=False)
    address = course_of(room, "Les mois").removeprefix(f"/classes/{room.cfg.id}/")
    told = room.page(address)
    assert "1 sur 3 1 sur 3" in row_of(told, "Les mois")
    assert "2 sur 3 1 sur 3" in row_of(told, "De suite")
    grid = room.sheet(course_of(room, "Les mois"), "grid")
    column = grid[0].index("De suite")
    found = {line[0]: line[column] for line in grid[1:]}
    assert found["Camille Martin"] == "maîtrisé"
    assert found["Ali Ben"] == "commencé : 0 sur 1 justes".replace(" :", "\u00a0:")
    assert found["Zoé Roux"] == ""


def test_one_learners_page_tells_the_first_go_and_the_last(room):
    room.answers(room.camille, "0", "", "true")
    seat = room.school.sign_in(room.camille)
    seat.post(f"/library/{room.node('Exercice de tout').id}/again")
    room.answers(room.camille, "1")
    told = room.progress_of(room.camille)
    line = row_of(told.partition("Exercices</h2>")[2], "Exercice de tout")
    assert "2 1 sur 8 1 sur 8" in line and "commencé" in line


def test_a_page_that_is_done_by_its_own_word_alone_is_told_so(room):
    room.reads(room.camille, "Les mois")
    assert "Déclaré par le contenu" not in room.progress_of(room.camille)
    Visit.update(done_by="reported").where(Visit.finished_at.is_null(False)).execute()
    told = room.progress_of(room.camille)
    assert "Déclaré par le contenu" in told
    assert row_of(told, "Les mois").endswith("oui")


def test_works_are_told_with_their_mark_and_lead_to_them(room, school):
    address = f"/library/{room.node('À écrire').id}/"
    seat = school.sign_in(room.camille)
    seat.get(address)
    seat.post(f"{address}questions/2", {"answer": "un deux trois quatre cinq six", "do": "hand"})
    assert "1 à corriger" in words_of(room.progress_of(room.camille))
    teacher = school.sign_in(room.dominique)
    teacher.post("/marking/works/1", {"mark": "14,5"})
    told = room.progress_of(room.camille)
    assert "14,5" in told and 'href="/marking/works/1"' in told


def test_who_left_is_told_of_only_when_asked(room):
    room.reads(room.zoe, "Les mois")
    enrolling.leave(room.stays[room.zoe.id].id, room.school.by, at=room.school.now)
    assert "Zoé" not in room.page("progress")
    assert "Zoé" in room.page("progress?gone=1")
    assert "Zoé" in room.progress_of(room.zoe)


def test_what_somebody_does_in_another_class_is_not_told_to_the_teacher_they_have_left(room):
    room.reads(room.zoe, "Les mois")
    stay, at = room.stays[room.zoe.id], room.school.now
    enrolling.leave(stay.id, room.school.by, at=at)
    assert "Zoé" in room.page("progress?gone=1")
    room.enrol(room.maths, room.zoe)
    assert "Zoé" not in room.page("progress?gone=1")
    assert "Zoé" not in room.page(f"progress/courses/{room.node('Les mois').channel}?gone=1")
    teacher = room.school.sign_in(room.dominique)
    refused = teacher.get(f"/classes/people/{stay.id}/progress")
    assert refused.status_code == 404 and "est parti" in refused.text
    room.school.sign_in(room.zoe)
    assert "Poste" not in main_of(teacher.page(f"/classes/people/{stay.id}/"))
    assert teacher.get(f"/classes/people/{stay.id}/hours").status_code == 200
    administrator = room.school.sign_in(Role.ADMINISTRATOR)
    assert administrator.get(f"/classes/people/{stay.id}/progress").status_code == 200
    room.enrol(room.cfg, room.zoe)
    assert teacher.get(f"/classes/people/{stay.id}/progress").status_code == 200
    assert "Zoé" in room.page("progress")


def test_who_left_all_classes_on_one_day_is_told_of_in_each(room):
    other = room.enrol(room.maths, room.zoe)
    enrolling.leave(room.stays[room.zoe.id].id, room.school.by, at=room.school.now)
    assert "Zoé" not in room.page("progress?gone=1")
    enrolling.leave(other.id, room.school.by, at=room.school.wait(minutes=5))
    assert "Zoé" in room.page("progress?gone=1")


def test_a_group_is_told_of_alone(room):
    group = room.group("Le matin", room.camille)
    room.reads(room.ali, "Les mois")
    told = room.page(f"progress?group={group}")
    assert "Camille" in told and "Ali" not in told
    people = room.sheet(f"/classes/{room.cfg.id}/progress?group={group}", "people")
    assert [line[0] for line in people[1:]] == ["Camille Martin"]
    assert "Personne n'a encore ouvert de cours" in told


def test_a_name_like_a_formula_is_none_in_the_file(room):
    person = room.school.learner("=HYPERLINK Martin")
    room.enrol(room.cfg, person)
    people = room.sheet(f"/classes/{room.cfg.id}/progress", "people")
    assert "'=HYPERLINK Martin" in [line[0] for line in people]


def test_a_table_that_is_none_is_not_found(room):
    seat = room.school.sign_in(room.dominique)
    answer = seat.get(f"/classes/{room.cfg.id}/progress?sheet=secrets")
    assert answer.status_code == 404 and "tableau" in answer.text


@pytest.fixture
def addresses(room):
    exercise = room.node("De suite")
    return [
        f"/classes/{room.cfg.id}/progress",
        f"/classes/{room.cfg.id}/progress?sheet=people",
        f"/classes/{room.cfg.id}/progress/courses/{exercise.channel}",
        f"/classes/{room.cfg.id}/questions",
        f"/classes/{room.cfg.id}/questions/{exercise.id}",
        f"/classes/people/{room.stays[room.camille.id].id}/progress",
    ]


def test_another_teachers_people_are_not_there_and_other_roles_are_refused(room, addresses):
    expected = {room.noor: 404, room.camille: 403, Role.CONTENT_MANAGER: 403, Role.EXAMINER: 403}
    for who, status in expected.items():
        seat = room.school.sign_in(who)
        assert {seat.get(address).status_code for address in addresses} == {status}
    guest = room.school.seat()
    assert {guest.get(address).status_code for address in addresses} == {303}
    office = room.school.sign_in(Role.ADMINISTRATOR)
    assert {office.get(address).status_code for address in addresses} == {200}


def test_somebody_without_a_class_finds_a_teachers_report_of_them_nowhere(room):
    """A learner of both classes is seen by both teachers, and neither reads the other's class."""
    room.enrol(room.maths, room.camille)
    told = room.progress_of(room.camille)
    assert "Maths" not in told
    assert "Maths" not in room.page("progress")


def test_a_larger_class_needs_no_more_queries(room, addresses):
    seat = room.school.sign_in(room.dominique)

    def asked():
        counts = []
        for address in addresses:
            seat.get(address)
            with queries_of() as queries:
                assert seat.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    for each in (room.camille, room.ali):
        room.reads(each, "Les mois")
        room.answers(each, "0", "", "false")
    few = asked()
    for number in range(4):
        person = room.school.learner(f"Nouvelle Personne {number}")
        room.enrol(room.cfg, person)
        room.reads(person, "Les mois")
        room.answers(person, "2", "", "false", "Rome")
    assert asked() == few


def test_courses_are_named_in_the_readers_language(room):
    room.reads(room.camille, "Les mois")
    seat = room.school.sign_in(room.dominique)
    seat.post("/language", {"language": "ar", "next": "/"})
    assert browse.channels("ar")[-1].words.title in seat.page(f"/classes/{room.cfg.id}/progress")
