"""How far people are is counted for all of them at once, and says what asking one by one says."""

import pytest

from content import browse
from server.assigning.missing import Shelf
from server.assigning.standing import standings
from server.audiences.models import Audience, AudiencePart, hidden_from, hidden_from_each
from server.modules.models import Assignment
from tests.server.counting import queries_of


def only_for(item_channel, school_class, at):
    """Let the release of a course be for one class."""
    made = Audience.create(
        channel_id=item_channel.id, manifest=item_channel.manifest, everybody=False, decided_at=at
    )
    AudiencePart.create(audience=made, school_class=school_class)


@pytest.fixture
def two(staffroom, school):
    """Two modules of one class, of which Camille and Lou have read some."""
    lou = school.learner("Lou Moreau")
    staffroom.enrol(lou, staffroom.cfg)
    for title, titles in (("Lire", ["La lettre A"]), ("Tout", ["La lettre A", "Les fractions"])):
        staffroom.assign(staffroom.module(*titles, title=title))
    return lou


def told(school):
    given = list(Assignment.running())
    return {
        (each.assignment.module.title, far.enrolment.person.name): (
            far.done,
            far.total,
            far.is_begun,
        )
        for each in standings(given, "fr", at=school.now)
        for far in each.people
    }


def test_what_each_has_done_of_each_module_is_counted(two, staffroom, school, node):
    seat = school.sign_in(staffroom.camille)
    seat.post(f"/library/{node('La lettre A').id}/finished")
    school.sign_in(two).get(f"/library/{node('Les fractions').id}/")
    assert told(school) == {
        ("Lire", "Camille Martin"): (1, 1, True),
        ("Tout", "Camille Martin"): (1, 2, True),
        ("Lire", "Lou Moreau"): (0, 1, False),
        ("Tout", "Lou Moreau"): (0, 2, True),
    }


def test_pages_that_somebody_finds_no_more_count_for_nothing(two, staffroom, school, node):
    seat = school.sign_in(staffroom.camille)
    seat.post(f"/library/{node('La lettre A').id}/finished")
    seat.post(f"/library/{node('Les fractions').id}/finished")
    channel = browse.channel(node("Les fractions").channel, "fr")
    only_for(channel, staffroom.maths, school.now)
    counted = told(school)
    assert counted["Tout", "Camille Martin"] == (1, 1, True)
    assert counted["Tout", "Lou Moreau"] == (0, 1, False)
    for each in Assignment.running():
        shelf = Shelf(each.module.pages(), "fr", at=school.now)
        for person in (staffroom.camille, two):
            total = counted[each.module.title, person.name][1]
            assert total == len(shelf.found_by(person.id))


def test_all_at_once_hides_what_is_hidden_from_each(two, staffroom, school, node):
    channel = browse.channel(node("Les fractions").channel, "fr")
    only_for(channel, staffroom.maths, school.now)
    people = [staffroom.camille.id, staffroom.sacha.id, two.id]
    assert hidden_from_each(people, at=school.now) == {
        each: hidden_from(each, at=school.now) for each in people
    }


def test_more_people_and_modules_need_no_more_queries(two, staffroom, school):
    def asked():
        given = list(Assignment.running())
        with queries_of() as queries:
            standings(given, "fr", at=school.now)
        return len([each for each in queries if 'FROM "channel"' not in each])

    told(school)
    few = asked()
    for number in range(6):
        staffroom.enrol(school.learner(f"Autre Personne {number}"), staffroom.cfg)
        staffroom.assign(staffroom.module("Les fractions", title=f"Module {number}"))
    told(school)
    assert asked() <= few
