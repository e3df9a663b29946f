"""The morning page, its receipts, and the sentence on the first page of content managers."""

import json

import pytest
from click.testing import CliRunner

from i18n.translate import use_language
from server.accounts import operations as accounts
from server.channel.cli import channel
from server.channel.models import Receipt
from server.roles import Role


@pytest.fixture
def manager(night):
    return night.school.sign_in(night.claude)


def test_last_night_is_told_in_a_sentence_on_the_first_page(night, manager):
    assert "La nuit dernière" not in manager.page("/")
    night.fetch()
    assert "La nuit dernière : 2 cours arrivés." in manager.page("/").replace("\u00a0", " ")
    night.school.wait(hours=4 * 24)
    page = night.school.sign_in(night.sacha).page("/").replace("\u00a0", " ")
    assert "3 nuits manquées." in page
    assert "Voyez si le serveur reste allumé la nuit" in page


@pytest.mark.parametrize(
    ("befalls", "said"),
    [
        pytest.param({"is_away": True}, "le canal n'a pas répondu", id="no answer"),
        pytest.param({"says": {"": 500}}, "ce que le canal a répondu a été refusé", id="an error"),
        pytest.param({"says": {"parts/": 404}}, "2 cours refusés", id="parts are missing"),
        pytest.param({"parts_left": 3}, "il manque encore", id="cut off"),
    ],
)
def test_a_bad_night_is_told_as_calmly(night, manager, befalls, said):
    for name, value in befalls.items():
        setattr(night.relay, name, value)
    night.fetch()
    assert said in manager.page("/bundles/")
    assert manager.get("/channel/").status_code == 200


def test_the_morning_page_shows_the_receipt_and_leads_to_what_waits(night, manager):
    night.fetch()
    page = manager.page("/channel/")
    for words in ("Les maths", night.relay.address, "Nuits manquées avant", "Reçu"):
        assert words in page
    arrival = night.arrivals()["maths"]
    assert f'href="/bundles/{arrival.id}"' in page
    assert "le programme" in page, "who asked for it"


def test_why_a_course_was_refused_is_said_beside_it(night, manager):
    night.relay.says = {"parts/": 404}
    night.fetch()
    assert "Un fichier signé manque sur ce support" in manager.page("/channel/")


def test_the_nights_before_are_listed_and_each_can_be_printed(night, manager):
    first = night.fetch()
    night.school.wait(hours=24)
    night.fetch()
    seat = night.school.sign_in(night.claude)
    assert f'href="/channel/receipts/{first.id}"' in seat.page("/channel/")
    receipt = seat.page(f"/channel/receipts/{first.id}")
    assert "Les maths" in receipt
    assert night.site.settings.site_name in receipt
    assert seat.get("/channel/receipts/999").status_code == 404


def test_an_administrator_may_read_it_and_a_teacher_may_not(night):
    night.fetch()
    assert night.school.sign_in(Role.ADMINISTRATOR).get("/channel/").status_code == 200
    assert night.school.sign_in(Role.TEACHER).get("/channel/").status_code == 403
    assert night.school.seat().get("/channel/").status_code == 303


def test_where_there_is_a_channel_the_menu_has_it(manager):
    assert 'href="/channel/"' in manager.page("/bundles/")


def test_without_a_channel_and_receipts_there_is_no_page(new_school):
    seat = new_school.sign_in(Role.CONTENT_MANAGER)
    assert seat.get("/channel/").status_code == 404
    assert "channel" not in seat.page("/bundles/")


def test_it_can_be_read_in_arabic(night, manager):
    night.fetch()
    manager.post("/language", {"language": "ar"})
    page = manager.page("/channel/")
    assert 'lang="ar"' in page
    assert "القناة الليلية" in page


@pytest.fixture
def say(night):
    """Return what runs a verb of ``ardoise channel``: exit code and output."""

    def said(*words, types=""):
        use_language("en")
        done = CliRunner().invoke(channel, list(words), obj=night.site, input=types)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            return 1, str(done.exception)
        return done.exit_code, done.stdout

    return said


def test_the_console_fetches_in_the_hours_of_the_channel(say):
    code, told = say("fetch")
    assert (code, told) == (0, "Last night: 2 courses arrived.\n")


def test_the_console_opens_it_by_day_for_an_administrator_alone(night, say):
    night.school.wait(hours=6)
    assert say("fetch")[0] == 1
    assert say("fetch", "--now")[0] == 2
    for name, role, code in (("Andrea", Role.ADMINISTRATOR, 0), ("Alix", Role.CONTENT_MANAGER, 1)):
        person = night.school.person(name, role)
        accounts.set_password(person, "tarte aux pommes", by=night.school.by, at=night.school.now)
        assert say("fetch", "--now", "--as", name, types="wrong\n")[0] == 1
        assert say("fetch", "--now", "--as", name, types="tarte aux pommes\n")[0] == code
    assert night.school.actions().count("channel.opened_by_hand") == 1


def test_the_console_lists_receipts_for_people_and_for_scripts(night, say):
    night.fetch()
    code, told = say("receipts")
    assert code == 0
    assert "done" in told
    (record,) = json.loads(say("receipts", "--json")[1])
    assert record["night"] == Receipt.fetched(1).first().night
    assert {each["bundle"] for each in record["bundles"]} == {"maths", "lecture"}
    assert record["missing"] == 0
