"""By module: who has done which page of what was assigned, for whom and until when."""

import pytest

from server.modules import giving, operations
from tests.server.counting import queries_of
from tests.server.reports.conftest import row_of


class Giver:
    """Makes a module of the course and assigns it."""

    def __init__(self, room):
        self.room, self.by = room, room.by(room.dominique)

    def give(self, title, to="", weeks="", *pages):
        at, names = self.room.school.now, pages or ("Les mois", "De suite")
        made = operations.make(title, "", self.by, at=at)
        nodes = [self.room.node(name).id for name in names]
        operations.add(made.id, nodes, self.by, at=at)
        day = at.astimezone().date().isoformat()
        return giving.assign(made.id, self.room.cfg.id, to, day, weeks, self.by, at=at)


@pytest.fixture
def giver(room):
    return Giver(room)


def test_a_module_tells_who_did_which_page_and_until_when_it_is(room, giver):
    given = giver.give("Les bases", weeks="2")
    room.reads(room.camille, "Les mois")
    camille = room.at(room.camille)
    for _ in range(3):
        camille.answer()
    room.at(room.ali).answer(right=False)
    line = row_of(room.page("progress"), "Les bases")
    assert "toute la classe" in line and "3 2 2 sur 6" in line and "2026" in line
    told = room.page(f"progress/modules?given={given.id}")
    grid = told.partition("page par page</h2>")[2]
    assert row_of(grid, "Camille Martin") == "Camille Martin terminé maîtrisé"
    assert row_of(grid, "Ali Ben").startswith("Ali Ben – commencé")
    assert row_of(grid, "Zoé Roux") == "Zoé Roux – –"


def test_a_module_for_a_group_or_one_person_tells_of_them_alone(room, giver):
    group = room.group("Le matin", room.camille, room.ali)
    giver.give("Pour le matin", f"group {group}")
    one = giver.give("Pour Zoé", f"person {room.stays[room.zoe.id].id}", "", "La lettre A")
    assert "Le matin 2" not in room.page(f"progress/modules?given={one.id}").replace("\n", " ")
    sheet = room.sheet(f"/classes/{room.cfg.id}/progress/modules?given={one.id}", "grid")
    assert [line[0] for line in sheet] == ["Personne", "Zoé Roux"]
    narrowed = room.page(f"progress?group={group}")
    assert "Pour le matin" in narrowed and "Pour Zoé" not in narrowed


def test_a_module_that_was_withdrawn_or_is_of_another_class_is_not_found(room, giver):
    given = giver.give("Les bases")
    seat = room.school.sign_in(room.dominique)
    address = f"/classes/{room.cfg.id}/progress/modules?given="
    assert seat.get(f"{address}{given.id}").status_code == 200
    assert seat.get(f"{address}{given.id + 1}").status_code == 404
    giving.withdraw(given.id, giver.by, at=room.school.now)
    assert seat.get(f"{address}{given.id}").status_code == 404
    assert "Pas encore de module" in seat.page(f"/classes/{room.cfg.id}/progress/modules")


def test_more_modules_and_people_need_no_more_queries(room, giver):
    seat = room.school.sign_in(room.dominique)
    addresses = [f"/classes/{room.cfg.id}/progress", f"/classes/{room.cfg.id}/summary"]

    def asked():
        counts = []
        for address in addresses:
            seat.get(address)
            with queries_of() as queries:
                seat.get(address)
            counts.append(len(queries))
        return counts

    giver.give("Un", weeks="1")
    room.reads(room.camille, "Les mois")
    few = asked()
    for number in range(3):
        giver.give(f"Encore {number}", weeks="3")
        person = room.school.learner(f"Nouvelle Personne {number}")
        room.enrol(room.cfg, person)
        room.reads(person, "Les mois")
    assert asked() == few
