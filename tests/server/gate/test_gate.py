"""A course is looked at on its way; below the floor it comes only with a word to its learners."""

import json

import pytest
from click.testing import CliRunner

from content.accessibility.report import Report
from content.bundle import build
from content.formats.folder import read
from i18n.translate import use_language
from server.audit.models import AuditEntry
from server.bundles import operations as bundles
from server.bundles import planned
from server.bundles.cli import bundle
from server.console import Site
from server.gate.models import GateReport
from server.gate.operations import LONGEST_WORD, BelowTheFloor
from server.jobs.doing import do
from server.jobs.models import Job
from tests.server import course
from tests.server.bundles.conftest import Desk

FLOOR = 97
WORD = "Ce cours est le seul sur ce sujet ; des descriptions viendront."


@pytest.fixture
def desk(open_site, new_home, publisher, tmp_path):
    """A site that wants a score which the course of the tests does not reach."""
    desk = Desk(open_site(new_home, accessibility_floor=FLOOR), publisher, tmp_path / "stick")
    desk.floor = {"floor": FLOOR}
    return desk


def made_poor(arrival):
    """Let the release have been found below the floor: a picture of it has no words."""
    kept = GateReport.of(arrival.manifest)
    body = json.loads(kept.found) | {"score": 60}
    place = {"node_id": "0" * 32, "title": "Les fractions", "language": "fr", "where": "a.png"}
    place |= {"times": 2}
    body["found"] = [
        {"kind": "film-without-words", "pages": 1, "places": [place]},
        {"kind": "picture-undescribed", "pages": 3, "places": [place]},
        {"kind": "link-vague", "pages": 1, "places": [place]},
    ]
    kept.score, kept.found = 60, json.dumps(body)
    kept.save()


def main_of(page):
    return page.partition("<main")[2].partition("</main>")[0]


def test_what_comes_is_looked_at_by_the_job_that_brings_it_and_told_on_its_page(desk):
    arrival = desk.waiting()
    kept = GateReport.of(arrival.manifest)
    assert kept.channel_id == "maths" and kept.score == kept.report.score > 0
    assert kept.report.judged >= 4
    made_poor(arrival)
    page = main_of(desk.school.sign_in(desk.sacha).page(f"/bundles/{arrival.id}"))
    assert "60 sur 100" in page and f"{FLOOR}" in page
    assert f"/bundles/{arrival.id}/pages/{'0' * 32}/" in page and "a.png" in page
    assert page.index("ni sous-titres") < page.index("n'a pas de mots") < page.index("d'où il mène")


def test_below_the_floor_it_is_approved_only_with_a_word(desk):
    arrival = desk.waiting()
    made_poor(arrival)
    desk.open_pages_drawn(arrival, desk.sacha)
    seat = desk.school.sign_in(desk.sacha)
    assert 'name="word"' in seat.page(f"/bundles/{arrival.id}")
    for word in ("", "  \u2060", "x" * (LONGEST_WORD + 1)):
        refused = seat.post(f"/bundles/{arrival.id}/approve", {"for": "everybody", "word": word})
        assert refused.status_code == 422 and "60 sur 100" in refused.text.replace("\u00a0", " ")
        assert bundles.find(arrival.id).state == "waiting"
    by_day = {"for": "everybody", "day": "2999-01-01", "word": ""}
    assert seat.post(f"/bundles/{arrival.id}/approve-from", by_day).status_code == 422
    sent = seat.post(f"/bundles/{arrival.id}/approve", {"for": "everybody", "word": WORD})
    assert sent.status_code == 303
    kept = GateReport.of(arrival.manifest)
    assert (kept.word, kept.let_in_by_id) == (WORD, desk.sacha.id)


def test_learners_read_the_word_and_what_the_course_lacks_on_its_page(desk):
    arrival = desk.waiting()
    made_poor(arrival)
    desk.open_pages_drawn(arrival, desk.sacha)
    by = desk.by(desk.sacha)
    said = {"at": desk.school.now, "word": WORD, **desk.floor}
    do(desk.school.site, bundles.approve(arrival, desk.sacha, by, **said), quiet=True)
    do(desk.school.site, Job.newest("library.index"), quiet=True)
    page = main_of(desk.school.seat().page("/library/courses/maths/"))
    assert WORD in page and "des sous-titres" in page and "des descriptions d'images" in page
    assert "liens" not in page, "what only tires is nothing to warn of"
    assert "60" not in page


def test_a_course_that_reaches_the_floor_says_nothing_to_learners(desk):
    arrival = desk.waiting()
    GateReport.update(score=100).execute()
    desk.open_pages_drawn(arrival, desk.sacha)
    by = desk.by(desk.sacha)
    said = {"at": desk.school.now, "word": "Un mot de trop", **desk.floor}
    do(desk.school.site, bundles.approve(arrival, desk.sacha, by, **said), quiet=True)
    page = main_of(desk.school.seat().page("/library/courses/maths/"))
    assert "Un mot de trop" not in page and "manque" not in page and "sur 100" not in page
    staff = desk.school.sign_in(desk.claude).page("/library/courses/maths/")
    assert "100 sur 100" in staff.replace("\u00a0", " ")


def test_a_day_to_come_asks_for_the_word_as_well(desk):
    arrival = desk.waiting()
    made_poor(arrival)
    desk.open_pages_drawn(arrival, desk.sacha)
    by, at = desk.by(desk.sacha), desk.school.now
    day = (at.astimezone().date().replace(day=1)).isoformat()
    with pytest.raises(planned.NotAComingDay):
        planned.approve_from(arrival, desk.sacha, day, by, at=at, **desk.floor)
    coming = at.astimezone().date().toordinal() + 9
    day = type(at.date()).fromordinal(coming).isoformat()
    with pytest.raises(BelowTheFloor):
        planned.approve_from(arrival, desk.sacha, day, by, at=at, **desk.floor)
    assert bundles.find(arrival.id).state == "waiting"
    done = planned.approve_from(arrival, desk.sacha, day, by, at=at, word=WORD, **desk.floor)
    assert done.state == "approved"


def test_what_came_before_there_was_a_gate_says_so_and_is_approved_as_ever(desk):
    arrival = desk.waiting()
    GateReport.delete().execute()
    seat = desk.school.sign_in(desk.sacha)
    assert "avant" in main_of(seat.page(f"/bundles/{arrival.id}")).partition('id="gate"')[2]
    desk.open_pages_drawn(arrival, desk.sacha)
    assert seat.post(f"/bundles/{arrival.id}/approve", {"for": "everybody"}).status_code == 303


def test_the_log_tells_who_let_it_in_and_why(desk):
    arrival = desk.waiting()
    made_poor(arrival)
    desk.open_pages_drawn(arrival, desk.sacha)
    seat = desk.school.sign_in(desk.sacha)
    seat.post(f"/bundles/{arrival.id}/approve", {"for": "everybody", "word": WORD})
    entry = AuditEntry.get(AuditEntry.action == "bundle.approved")
    assert (entry.actor, json.loads(entry.details)["word"]) == (desk.sacha.name, WORD)


def faulty(folder):
    """Write the course of the tests with a drawing whose words are faint; return it."""
    source = course.write_maths(folder / "maths")
    drawing = next(source.rglob("tarte.svg"))
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<rect width="9" height="9" fill="#ffffff"/><text fill="#dddddd">Un quart</text></svg>'
    )
    return source


def run(*words):
    use_language("en")
    done = CliRunner().invoke(bundle, [str(word) for word in words])
    use_language("fr")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def test_the_console_judges_a_source_and_its_bundle_alike(tmp_path):
    source = faulty(tmp_path)
    of_source = json.loads(run("accessible", source, "--json").stdout)
    target = build(read(source), tmp_path / "out")
    of_bundle = json.loads(run("accessible", target, "--json").stdout)
    assert of_source[0]["found"] == of_bundle[0]["found"]
    assert [each["kind"] for each in of_bundle[0]["found"]] == ["drawing-faint"]
    told = run("accessible", target, "--floor", 100)
    assert told.exit_code == 1 and "Un quart" in told.stdout and "Les fractions" in told.stdout
    assert run("accessible", target, "--floor", 10).exit_code == 0


def test_building_says_the_score_and_writes_all_of_it_beside_the_bundle(tmp_path):
    done = run("build", faulty(tmp_path), "--out", tmp_path / "out")
    assert "Accessibility: " in done.stderr and "less than 4.5 to 1" in done.stderr
    (beside,) = (tmp_path / "out").glob("*.txt")
    assert "Un quart" in beside.read_text("utf-8")


def test_a_report_of_an_older_form_is_told_as_none(desk):
    arrival = desk.waiting()
    GateReport.update(found="{}").execute()
    assert Report.from_text(GateReport.of(arrival.manifest).found) is None
    page = main_of(desk.school.sign_in(desk.sacha).page(f"/bundles/{arrival.id}"))
    assert "avant" in page.partition('id="gate"')[2]
    assert isinstance(desk.school.site, Site)
