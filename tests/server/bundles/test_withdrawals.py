"""What a publisher takes back is taken back here, as soon as its word is heard."""

import shutil

import pytest

from server.bundles import offers, room
from server.bundles import operations as bundles
from server.bundles.withdrawals import reconcile
from server.jobs.operations import Failed
from server.roles import Role
from sync import publish
from sync.medium import FolderMedium
from sync.withdrawal import DANGEROUS, OUTDATED
from tests.server.conftest import SECRET


@pytest.fixture
def taken_back(desk, publisher, tmp_path):
    """Return what lets the site hear that "maths" is taken back."""

    def heard(kind):
        home, stick = tmp_path / "publisher" / "home", tmp_path / "next stick"
        shutil.copytree(publisher / "home", home)
        publish.withdraw(home, "maths", 1, kind, "Une somme est fausse.", at=desk.school.now)
        for person in ("aline", "bruno"):
            publish.sign(home, person, SECRET)
        publish.publish(home, stick, SECRET, at=desk.school.now)
        site = desk.school.site
        medium = FolderMedium(stick)
        return offers.look(site, medium, desk.by(desk.claude), at=desk.school.now)

    return heard


def page_of(seat):
    course = seat.page("/library/courses/maths/")
    return "/library/" + course.partition('class="row" href="/library/')[2].partition('"')[0]


def test_what_is_dangerous_is_gone_for_everybody_at_once(desk, taken_back):
    desk.install(desk.waiting())
    seat = desk.school.sign_in(Role.LEARNER)
    page = page_of(seat)
    assert seat.get(page).status_code == 200
    taken_back(DANGEROUS)
    assert seat.get(page).status_code == 404
    assert seat.get("/library/courses/maths/").status_code == 404
    assert "Les maths" not in seat.page("/library/")
    assert page not in seat.page("/search?q=fractions")
    assert desk.school.log()[-2][1:] == ("bundle.withdrawn", "maths-1")


def test_what_is_outdated_is_left_to_those_who_have_begun_it(desk, taken_back):
    desk.install(desk.waiting())
    begun, new = desk.school.sign_in(Role.LEARNER), desk.school.sign_in(desk.school.learner("Neuf"))
    page = page_of(begun)
    begun.get(page)
    taken_back(OUTDATED)
    assert begun.get(page).status_code == 200
    assert "Vous pouvez le terminer" in begun.page("/library/courses/maths/")
    assert new.get(page).status_code == 404
    assert new.get("/library/courses/maths/").status_code == 404
    assert "Les maths" not in new.page("/library/") + new.page("/")
    assert page not in new.page("/search?q=fractions")
    assert desk.school.sign_in(Role.TEACHER).get(page).status_code == 200


def test_what_is_outdated_cannot_be_offered_again_here(desk, taken_back):
    desk.install(desk.waiting())
    taken_back(OUTDATED)
    site, by = desk.school.site, desk.by(desk.claude)
    with pytest.raises(room.StaysTakenBack):
        room.offer_again(site.library, site.trust, "maths", by, number=1, at=desk.school.now)
    assert not desk.learners_see()


def test_it_is_taken_back_once_and_noted_once(desk, taken_back):
    desk.install(desk.waiting())
    taken_back(OUTDATED)
    site = desk.school.site
    reconcile(site.trust, site.library, desk.school.by, at=desk.school.now)
    assert desk.school.actions().count("bundle.withdrawn") == 1


def test_what_was_cut_off_is_finished_by_the_next_start(desk, taken_back, monkeypatch):
    desk.install(desk.waiting())
    monkeypatch.setattr(offers, "reconcile", lambda *args, **how: None)
    taken_back(DANGEROUS)
    assert desk.learners_see()
    site = desk.school.site
    reconcile(site.trust, site.library, desk.school.by, at=desk.school.now)
    assert not desk.learners_see()


def test_what_is_taken_back_while_it_waits_is_not_installed(desk, taken_back):
    arrival = desk.waiting()
    taken_back(OUTDATED)
    with pytest.raises(Failed) as refused:
        desk.install(arrival)
    assert "Une somme est fausse." in refused.value.in_words()
    assert not desk.learners_see()
    assert bundles.find(arrival.id).state == "waiting"
