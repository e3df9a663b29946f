from datetime import timedelta
from fractions import Fraction

from server.sittings import operations
from server.sittings.granting import Granted, grant
from server.sittings.models import Candidate


def test_the_first_page_tells_a_candidate_when_where_and_what_is_allowed(sittings):
    paper = sittings.paper(aids=("calculator",))
    made = sittings.plan(room="Salle 2", seconds=3600, paper_id=paper.id)
    camille, _ = sittings.add(made, "Camille Martin", "Sacha Petit")
    granted = Granted(
        factor=Fraction(4, 3), decision="2026-114", authority="academy", larger_text=True
    )
    grant(camille.id, granted, sittings.by, at=sittings.school.now)
    page = sittings.school.sign_in(sittings.school.learner()).page("/").replace("\xa0", " ")
    assert "Mathématiques" in page
    assert "Salle 2" in page
    assert "1 heure 20 minutes" in page
    assert "texte agrandi" in page
    assert "Calculatrice" in page
    assert "2026-114" not in page
    assert camille.number not in page
    assert "Sacha" not in page


def test_who_is_no_candidate_is_told_nothing(sittings):
    made = sittings.plan()
    sittings.add(made, "Sacha Petit")
    assert "Mathématiques" not in sittings.school.sign_in(sittings.school.learner()).page("/")


def test_a_cancelled_exam_is_not_on_the_first_page(sittings):
    made = sittings.plan()
    sittings.add(made, "Camille Martin")
    operations.cancel(made.id, sittings.by, at=sittings.school.now)
    assert "Mathématiques" not in sittings.school.sign_in(sittings.school.learner()).page("/")


def test_a_learner_reads_what_is_kept_of_their_exams(sittings):
    made = sittings.plan(planned_at=sittings.school.now + timedelta(days=3))
    (camille,) = sittings.add(made, "Camille Martin")
    granted = Granted(pause_seconds=600, decision="2026-114", authority="academy")
    grant(camille.id, granted, sittings.by, at=sittings.school.now)
    page = sittings.school.sign_in(sittings.school.learner()).page("/mine/kept")
    assert "Mathématiques" in page
    assert "2026-114" in page
    assert Candidate.get().seed not in page
