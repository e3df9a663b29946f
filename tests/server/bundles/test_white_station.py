"""Where a white station looks at every medium first, the number of its report is asked for."""

import json

import pytest
from click.testing import CliRunner

from server.accounts import operations as accounts
from server.audit.models import AuditEntry
from server.bundles import operations as bundles
from server.bundles.bringing import ReportNeeded
from server.bundles.cli import bundle
from server.bundles.models import Arrival
from server.jobs.doing import do

PASSWORD = "seven horses run"


@pytest.fixture
def strict(desk, open_site):
    """A site that requires the report; its stick is a folder of the settings."""
    home, place = desk.school.site.home, str(desk.medium.root)
    desk.school = open_site(home, media=place, white_station="yes")
    return desk


def bring_in(desk, **form):
    seat = desk.school.sign_in(desk.claude)
    place = str(desk.medium.root)
    page = seat.page(f"/bundles/medium?place={place}")
    sha256 = page.partition('name="manifest" value="')[2][:64]
    return page, seat.post("/bundles/bring-in", {"place": place, "manifest": sha256, **form})


@pytest.mark.parametrize("report", [{}, {"report": "  "}, {"report": "9" * 61}])
def test_nothing_comes_in_without_the_number_of_a_report(strict, report):
    page, answer = bring_in(strict, **report)
    assert "Numéro du rapport de la station blanche" in page
    assert answer.status_code in (400, 422)
    assert "station blanche" in answer.text
    assert Arrival.select().count() == 0


def test_the_number_is_kept_with_the_arrival_shown_and_written_in_the_log(strict):
    _, answer = bring_in(strict, report=" SB 2026-114 ")
    assert answer.status_code == 303
    arrival = bundles.find(1)
    assert arrival.report == "SB 2026-114"
    entry = AuditEntry.get(AuditEntry.action == "bundle.brought")
    assert json.loads(entry.details)["report"] == "SB 2026-114"
    do(strict.school.site, arrival.job, quiet=True)
    second = strict.school.sign_in(strict.sacha)
    assert "SB 2026-114" in second.page(f"/bundles/{arrival.id}")


def test_the_console_asks_for_it_too(strict):
    accounts.set_password(strict.claude, PASSWORD, by=strict.school.by, at=strict.school.now)
    place, site = str(strict.medium.root), strict.school.site
    words = ["check", place, "--bring-in-as", strict.claude.name]
    refused = CliRunner().invoke(bundle, words, obj=site, input=f"{PASSWORD}\n")
    assert isinstance(refused.exception, ReportNeeded)
    done = CliRunner().invoke(bundle, [*words, "--report", "7"], obj=site, input=f"{PASSWORD}\n")
    assert done.exit_code == 0
    assert (bundles.find(1).state, bundles.find(1).report) == ("waiting", "7")


def test_where_the_site_does_not_require_it_nobody_is_asked(desk, open_site):
    desk.school = open_site(desk.school.site.home, media=str(desk.medium.root))
    page, answer = bring_in(desk)
    assert "station blanche" not in page
    assert (answer.status_code, bundles.find(1).report) == (303, "")
