"""The keys with which a site signs what is written on it: lost, damaged, trusted no more."""

import shutil

import pytest
from click.testing import CliRunner

from i18n.translate import use_language
from server.authoring.models import Proposal
from server.bundles import operations as bundles
from server.bundles import trusting
from server.bundles.cli import bundle
from server.bundles.models import INSTALLED, REFUSED
from server.jobs.models import Job
from server.jobs.operations import Failed
from sync.publishers import OWN
from tests.server.authoring.test_proposing import lessons

TEXT = "Au marché.\n"


@pytest.fixture
def course(study):
    """A course that learners read, with a lesson that says more now."""
    course = study.course()
    lesson = study.lesson(course, text=TEXT)
    study.approve(study.propose(course), study.school.manager())
    study.save(lesson, f"{TEXT}\nEncore.\n")
    return course


def lose(study, what):
    place = study.school.site.home.own / what
    shutil.rmtree(place) if place.is_dir() else place.unlink()


def distrust(study):
    use_language("en")
    answer = CliRunner().invoke(bundle, ["distrust", OWN], input="y\n", obj=study.school.site)
    assert answer.exit_code == 0, answer.output
    return answer.stdout


@pytest.mark.parametrize("what", [".", "passphrase", "table/keys"])
def test_without_its_keys_the_teacher_is_told_who_can_help_and_then_tries_again(
    study, course, what
):
    (before,) = lessons(study)
    lose(study, what)
    with pytest.raises(Failed):
        study.propose(course)
    seat = study.school.sign_in(study.dominique)
    assert "bundle distrust this-site" in seat.page(f"/writing/{course.id}/")

    told = distrust(study)
    assert f"go on reading them: {course.channel_id}" in told and "new keys" in told
    assert [lesson.id for lesson in lessons(study)] == [before.id]

    seat.post(f"/writing/{course.id}/propose", {"do": "again"})
    for kind in ("course.propose", "bundle.receive"):
        study.do(Job.newest(kind))
    arrival = bundles.find(Proposal.of(course).first().arrival_id)
    released = study.approve(arrival, study.school.manager("Sacha Petit"))
    assert (released.state, released.release) == (INSTALLED, 2)
    assert [lesson.id for lesson in lessons(study)] == [before.id]  # its readers keep their place


def test_stolen_keys_do_not_come_back_with_the_next_proposal(study, course):
    stolen = study.school.site.trust.named(OWN).fingerprint
    waiting = study.propose(course)
    distrust(study)
    assert bundles.find(waiting.id).state == REFUSED
    study.propose(course)
    assert study.school.site.trust.named(OWN).fingerprint != stolen


def test_other_publishers_are_distrusted_without_harm_to_the_keys_of_this_site(
    study, course, publisher
):
    root, trust = (publisher / "root.json").read_bytes(), study.school.site.trust
    trusting.trust_root(trust, root, study.by, at=study.now)
    use_language("en")
    CliRunner().invoke(bundle, ["distrust", "publisher", "--yes"], obj=study.school.site)
    study.propose(course)
    assert Proposal.of(course).first().release == 2
