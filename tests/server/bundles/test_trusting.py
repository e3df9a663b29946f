"""A publisher who is trusted no more: what is installed stays, nothing new comes from it."""

import pytest
from click.testing import CliRunner

from i18n.translate import use_language
from server.bundles import offers
from server.bundles import operations as bundles
from server.bundles.cli import bundle
from server.bundles.models import REFUSED
from server.bundles.operations import NotWaiting
from sync.distrust import NotPinned


@pytest.fixture
def say(desk):
    """Return what runs a verb of ``ardoise bundle``: exit code and output."""

    def said(*words, answer=""):
        use_language("en")
        done = CliRunner().invoke(bundle, list(words), input=answer, obj=desk.school.site)
        return done.exit_code, done.stdout

    return said


def test_what_is_installed_stays_and_nothing_new_comes(desk, say):
    desk.install(desk.waiting())
    code, told = say("distrust", "publisher", answer="y\n")
    assert code == 0
    assert "learners go on reading them: maths." in told
    assert desk.learners_see()
    assert desk.school.log()[-1][1] == "publisher.distrusted"
    site = desk.school.site
    with pytest.raises(NotPinned):
        offers.look(site, desk.medium, desk.school.by, at=desk.school.now)


def test_what_waits_is_refused_and_cannot_be_approved_any_more(desk, say):
    arrival = desk.waiting()
    code, told = say("distrust", "publisher", "--yes")
    assert (code, "refused: maths-1." in told) == (0, True)
    again = bundles.find(arrival.id)
    assert (again.state, again.reason_kind) == (REFUSED, "security")
    assert "no longer trusts the publisher publisher" in again.reason
    with pytest.raises(NotWaiting):
        desk.approve(again)
    assert not desk.school.site.quarantine.waiting()
    assert [action for _, action, _ in desk.school.log()[-2:]] == [
        "bundle.refused",
        "publisher.distrusted",
    ]


def test_what_is_still_arriving_is_stopped(desk, say):
    arrival, job = desk.bring_in()
    say("distrust", "publisher", "--yes")
    assert bundles.find(arrival.id).state == REFUSED
    assert type(job).get_by_id(job.id).is_over


def test_what_is_kept_for_an_appeal_is_kept_no_more(desk, say):
    arrival = desk.waiting()
    desk.refuse(arrival, "Une faute.")
    say("distrust", "publisher", "--yes")
    again = bundles.find(arrival.id)
    assert (again.kept, again.reason) == (False, "Une faute.")


def test_nothing_happens_unless_it_is_confirmed(desk, say):
    arrival = desk.waiting()
    code, _ = say("distrust", "publisher", answer="n\n")
    assert code == 1
    assert bundles.find(arrival.id).state == "waiting"
    assert desk.school.site.trust.named("publisher")


def test_a_name_that_nobody_has_is_said(desk):
    done = CliRunner().invoke(bundle, ["distrust", "cned"], obj=desk.school.site)
    assert done.exception.values == {"name": "cned", "names": "publisher"}
