"""A refusal has a reason; whoever brought the bundle in may appeal once, to a third person."""

import pytest

from server.bundles import operations as bundles
from server.bundles import planned, refusing
from server.bundles.models import Appeal
from server.bundles.operations import NotAContentManager
from server.bundles.refusing import NoAppeal, NoOpenAppeal, ThirdPersonNeeded, WordsNeeded
from server.jobs.doing import do
from server.jobs.models import Job
from server.roles import Role


@pytest.fixture
def refused(desk):
    """A release that Claude brought in and Sacha refused; Andrea is the third person."""
    desk.andrea = desk.school.person("Andrea Blanc", Role.ADMINISTRATOR)
    arrival = desk.waiting()
    desk.refuse(arrival, "Les images sont floues")
    return arrival


def kept(desk):
    return bool(desk.school.site.quarantine.waiting())


def appeal(desk, arrival, person=None, words="Elles se lisent bien"):
    person = person or desk.claude
    refusing.appeal(arrival, person, words, desk.by(person), at=desk.school.now)


def answer(desk, arrival, person, *, admit, words="J'ai regardé"):
    quarantine, at = desk.school.site.quarantine, desk.school.now
    refusing.answer_appeal(arrival, person, words, quarantine, desk.by(person), at=at, admit=admit)


def test_what_another_refused_is_kept_for_an_appeal_and_nobody_sees_it(desk, refused):
    assert kept(desk)
    assert not desk.learners_see()
    seat = desk.school.sign_in(desk.sacha)
    assert 'class="tree"' not in seat.page(f"/bundles/{refused.id}")


def test_a_third_person_lets_it_wait_again_and_it_is_approved(desk, refused):
    appeal(desk, refused)
    answer(desk, refused, desk.andrea, admit=True)
    again = bundles.find(refused.id)
    assert (again.state, again.decided_by) == ("waiting", None)
    assert (again.reason, again.reason_kind) == ("", "")
    assert Appeal.get(Appeal.arrival == again).reason
    desk.install(again)
    assert desk.learners_see()
    log = desk.school.log()
    assert ("Claude Morel", "bundle.appealed", "maths-1") in log
    assert ("Andrea Blanc", "bundle.appeal_admitted", "maths-1") in log


def test_a_third_person_confirms_and_nothing_is_kept(desk, refused):
    appeal(desk, refused)
    answer(desk, refused, desk.andrea, admit=False)
    assert bundles.find(refused.id).state == "refused"
    assert not kept(desk)
    with pytest.raises(NoAppeal):
        appeal(desk, refused)
    assert "bundle.appeal_rejected" in desk.school.actions()


def test_neither_who_brought_it_nor_who_refused_it_decides(desk, refused):
    appeal(desk, refused)
    for person in (desk.claude, desk.sacha):
        with pytest.raises(ThirdPersonNeeded):
            answer(desk, refused, person, admit=True)
    with pytest.raises(NotAContentManager):
        answer(desk, refused, desk.school.learner(), admit=True)
    assert bundles.find(refused.id).state == "refused"


def test_an_appeal_is_the_bringers_alone_has_words_and_is_made_once(desk, refused):
    for person in (desk.sacha, desk.andrea):
        with pytest.raises(NoAppeal):
            appeal(desk, refused, person)
    with pytest.raises(WordsNeeded):
        appeal(desk, refused, words="  ")
    appeal(desk, refused)
    with pytest.raises(NoAppeal):
        appeal(desk, refused)
    answer(desk, refused, desk.andrea, admit=True)
    with pytest.raises(NoOpenAppeal):
        answer(desk, refused, desk.andrea, admit=False)
    desk.refuse(bundles.find(refused.id), "Toujours floues")
    with pytest.raises(NoAppeal):
        appeal(desk, refused)
    assert not kept(desk)


def test_after_fourteen_days_it_is_removed_and_cannot_be_appealed_about(desk, refused):
    desk.school.wait(days=13)
    planned.look_after(desk.school.now)
    assert Job.newest("bundle.let_go") is None
    desk.school.wait(days=2)
    with pytest.raises(NoAppeal):
        appeal(desk, refused)
    planned.look_after(desk.school.now)
    do(desk.school.site, Job.newest("bundle.let_go"), quiet=True)
    assert not kept(desk)
    planned.look_after(desk.school.now)
    assert Job.select().where(Job.kind == "bundle.let_go").count() == 1


def test_an_appeal_that_waits_keeps_it_however_long(desk, refused):
    appeal(desk, refused)
    desk.school.wait(days=60)
    planned.look_after(desk.school.now)
    assert Job.newest("bundle.let_go") is None
    answer(desk, refused, desk.andrea, admit=True)
    assert bundles.find(refused.id).state == "waiting"


def test_brought_in_once_more_it_is_not_removed_with_the_refused_one(desk, refused):
    again = desk.waiting()
    assert again.id != refused.id
    desk.school.wait(days=15)
    planned.look_after(desk.school.now)
    do(desk.school.site, Job.newest("bundle.let_go"), quiet=True)
    desk.install(again)
    assert desk.learners_see()


def test_the_whole_appeal_goes_by_the_pages(desk):
    andrea = desk.school.person("Andrea Blanc", Role.ADMINISTRATOR)
    arrival = desk.waiting()
    first, second, third = (desk.school.sign_in(p) for p in (desk.claude, desk.sacha, andrea))
    page = f"/bundles/{arrival.id}"
    assert "Licence" in second.page(page)
    form = {"kind": "licence", "reason": "Aucune licence sur les photos"}
    assert second.post(f"{page}/refuse", {**form, "kind": "none"}).status_code in (400, 422)
    assert second.post(f"{page}/refuse", form).status_code == 303
    assert bundles.find(arrival.id).reason_kind == "licence"
    assert "Aucune licence sur les photos" in first.page(page)
    assert 'action="/bundles/1/appeal"' not in second.page(page)
    assert first.post(f"{page}/appeal", {"words": "Elle est au dos"}).status_code == 303
    assert "appeal/answer" not in second.page(page)
    assert "Les maths" in third.page("/bundles/").partition("Recours")[2]
    shown = third.page(page)
    assert "Elle est au dos" in shown
    assert 'class="tree"' in shown
    assert 'action="/bundles/1/approve"' not in shown
    done = third.post(f"{page}/appeal/answer", {"words": "En effet", "admit": "yes"})
    assert done.status_code == 303
    assert bundles.find(arrival.id).state == "waiting"
    assert "En effet" in first.page(page)
    assert Appeal.select().count() == 1
