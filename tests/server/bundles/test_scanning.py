"""What came is looked at by a real virus scanner before it waits, where the site has one."""

import json
from pkgutil import resolve_name

import pytest

from content.formats import folder
from server import checkup, clock
from server.audit.models import AuditEntry
from server.bundles import operations as bundles
from server.bundles import trusting
from server.bundles.scanning import VirusFound
from server.jobs import operations as jobs
from server.jobs.doing import do
from sync.medium import FolderMedium
from sync.scan import ScannerSilent
from tests.clamd import BAD_WORD
from tests.server import course
from tests.sync.site import Publisher


@pytest.fixture
def scanned(desk, open_site, clamd):
    """A site with a virus scanner."""
    desk.school = open_site(desk.school.site.home, scanner=clamd)
    return desk


@pytest.fixture
def spoilt(scanned, tmp_path):
    """A site with a scanner, and a signed stick in one lesson of which stands a bad word."""
    publisher = Publisher(tmp_path / "publisher").begin(at=clock.now())
    site, by = scanned.school.site, scanned.school.by
    (first,) = site.trust.pinned()
    trusting.trust_root(site.trust, first.root, by, at=clock.now(), channels=["else"])
    trusting.trust_root(
        site.trust, publisher.root, by, at=clock.now(), name="two", channels=["maths"]
    )
    draft = folder.read(course.write_maths(tmp_path / "maths", more=f"\n{BAD_WORD}\n"))
    publisher.release(draft, tmp_path / "built", tmp_path / "spoilt", at=clock.now())
    scanned.medium = FolderMedium(tmp_path / "spoilt")
    return scanned


def test_what_the_scanner_said_is_kept_and_shown_to_who_approves(scanned):
    arrival = scanned.waiting()
    assert arrival.scanner.startswith("ClamAV ")
    manifest = scanned.school.site.quarantine.manifest(arrival.manifest)
    assert arrival.scanned == sum(not each.type.startswith("audio/") for each in manifest.files)
    page = scanned.school.sign_in(scanned.sacha).page(f"/bundles/{arrival.id}")
    assert f"rien trouvé dans {arrival.scanned} fichiers" in page
    details = json.loads(AuditEntry.get(AuditEntry.action == "bundle.waiting").details)
    assert (details["scanner"], details["scanned"]) == (arrival.scanner, arrival.scanned)


def test_a_find_refuses_the_arrival_in_words_and_nothing_of_it_stays(spoilt):
    arrival, job = spoilt.bring_in()
    with pytest.raises(jobs.Failed):
        do(spoilt.school.site, job, quiet=True)
    found = bundles.find(arrival.id)
    assert (found.state, found.reason_kind) == ("refused", "security")
    assert "BadWord" in found.reason
    assert jobs.find(job.id).refused["message"] == VirusFound.message
    assert list(spoilt.school.site.quarantine.root.glob("*/parts")) == []
    assert spoilt.school.actions().count("bundle.virus_found") == 1
    page = spoilt.school.sign_in(spoilt.sacha).page(f"/bundles/{arrival.id}")
    assert "Les fractions" in page
    assert "BadWord" in page


def test_a_scanner_that_is_silent_keeps_what_came_and_it_is_tried_again(scanned, open_site, clamd):
    home = scanned.school.site.home
    scanned.school = open_site(home, scanner="/nowhere/clamd")
    arrival, job = scanned.bring_in()
    with pytest.raises(jobs.Failed):
        do(scanned.school.site, job, quiet=True)
    assert jobs.find(job.id).refused["message"] == ScannerSilent.message
    assert bundles.find(arrival.id).state == "arriving"
    kept = list(scanned.school.site.quarantine.root.glob("*/parts/*/*"))
    assert kept != []
    scanned.school = open_site(home, scanner=clamd)
    assert scanned.waiting().state == "waiting"
    assert list(scanned.school.site.quarantine.root.glob("*/parts/*/*")) == kept


def test_a_scan_is_stopped_like_any_work_and_nothing_waits(scanned):
    arrival, job = scanned.bring_in()
    work = resolve_name(scanned.school.site.work["bundle.receive"])
    told = []

    def stop(done, total):
        told.append((done, total))
        if len(told) == 2:
            jobs.cancel(job, scanned.school.by, at=scanned.school.now)
        scanned.school.wait(seconds=1)

    ended = jobs.run(
        job, lambda progress, **given: work(scanned.school.site, progress, **given), stop
    )
    assert (ended.state, bundles.find(arrival.id).state) == ("cancelled", "arriving")


def test_without_a_scanner_the_page_says_so(desk):
    arrival = desk.waiting()
    page = desk.school.sign_in(desk.sacha).page(f"/bundles/{arrival.id}")
    assert "Ce site n'en a pas" in page


@pytest.mark.parametrize("address", ["", "/nowhere/clamd"])
def test_the_doctor_looks_at_the_scanner_where_there_is_one(desk, open_site, address):
    school = open_site(desk.school.site.home, scanner=address)
    found = [each for each in checkup.run(school.site) if each.name == "Virus scanner"]
    assert [each.well for each in found] == ([False] if address else [])


def test_the_doctor_says_which_scanner_answers(scanned):
    (found,) = [each for each in checkup.run(scanned.school.site) if each.name == "Virus scanner"]
    assert (found.well, found.found.split()[0]) == (True, "ClamAV")
