"""Languages that are only spoken: named, recorded, heard, and gone again."""

from io import BytesIO

import pytest

from content.store import BlobStore
from i18n.translate import gettext, in_language
from server.aloud import operations
from server.aloud.models import HeardLanguage, RecordedPrompt, SpokenLanguage
from server.aloud.prompts import name_of, prompts
from server.handed import Sweep
from server.jobs.models import Job
from server.roles import Role
from tests.server.aloud.test_saying import ask, sound_on
from tests.server.asking.conftest import SPOKEN


def french(sentence):
    with in_language("fr"):
        return gettext(sentence)


@pytest.fixture
def staff(school):
    return school.sign_in(Role.TEACHER)


@pytest.fixture
def darija(school, staff):
    staff.post("/spoken/", {"name": "Darija"})
    return SpokenLanguage.get()


def record(seat, language, sentence, data=SPOKEN):
    address = f"/spoken/{language.id}/{name_of(sentence)}"
    return seat.post(address, {"recording": (BytesIO(data), "voice.webm")})


def test_a_recording_takes_the_place_of_the_voice_for_who_chose_its_language(school, staff, darija):
    assert record(staff, darija, "Leave").status_code == 303
    camille = school.sign_in(Role.LEARNER)
    key = sound_on(camille, "/")
    assert "/aloud/prompts/" in ask(camille, french("Leave"), key).location
    camille.post("/sound/language", {"heard": str(darija.id), "next": "/"})
    sent = camille.get(ask(camille, french("Leave"), key).location)
    assert (sent.status_code, sent.data) == (200, SPOKEN)
    assert "immutable" in sent.headers["Cache-Control"]
    assert "/aloud/prompts/" in ask(camille, french("Search"), key).location
    assert 'lang="fr"' in camille.page("/")
    camille.post("/sound/language", {"heard": "0", "next": "/"})
    assert "/aloud/prompts/" in ask(camille, french("Leave"), key).location


def test_a_guest_hears_it_until_leaving(school, staff, darija):
    record(staff, darija, "Begin")
    guest = school.seat()
    key = sound_on(guest)
    guest.post("/sound/language", {"heard": str(darija.id), "next": "/sign-in"})
    assert "/aloud/recorded/" in ask(guest, french("Begin"), key).location
    guest.post("/sign-out", {})
    guest.page("/sign-in")
    assert "/aloud/prompts/" in ask(guest, french("Begin"), sound_on(guest)).location


def test_the_choice_is_on_the_page_of_displays_once_there_is_one(school, staff):
    camille = school.sign_in(Role.LEARNER)
    assert "/sound/language" not in camille.page("/look")
    staff.post("/spoken/", {"name": "Shikomori"})
    assert "Shikomori" in camille.page("/look")


def test_a_new_recording_takes_the_place_of_the_old_and_a_bad_one_changes_nothing(
    school, staff, darija
):
    record(staff, darija, "Leave")
    before = RecordedPrompt.get().sha256
    assert record(staff, darija, "Leave", b"no sound at all").status_code == 422
    assert RecordedPrompt.get().sha256 == before
    record(staff, darija, "Leave", SPOKEN + b"\0")
    assert RecordedPrompt.get().sha256 != before
    assert school.actions().count("spoken.recorded") == 2


def test_after_one_sentence_the_next_without_a_recording_is_shown(staff, darija):
    first, second = prompts()[:2]
    moved = record(staff, darija, first)
    assert moved.location.endswith(name_of(second))
    assert french(second) in staff.page(moved.location)


def test_what_is_taken_away_is_said_by_the_usual_voice_and_its_file_goes(school, staff, darija):
    record(staff, darija, "Leave")
    staff.post(f"/spoken/{darija.id}/{name_of('Leave')}/remove", {})
    assert not RecordedPrompt.select().exists()
    sweep = Sweep(BlobStore(school.site.home.handed))
    assert [sweep.once(), sweep.once()] == [0, 1]
    with pytest.raises(operations.NoSuchSentence):
        operations.take_away(darija.id, "Leave", school.by, at=school.now)


def test_a_language_goes_with_its_recordings_and_who_heard_it_hears_the_written_one(
    school, staff, darija
):
    record(staff, darija, "Leave")
    camille = school.sign_in(Role.LEARNER)
    camille.post("/sound/language", {"heard": str(darija.id), "next": "/"})
    staff.post(f"/spoken/{darija.id}/remove", {})
    assert not any(each.select().exists() for each in (RecordedPrompt, HeardLanguage))
    assert ask(camille, french("Leave"), sound_on(camille, "/")).status_code == 302
    assert "spoken.removed" in school.actions()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        pytest.param("", 422, id="no name"),
        pytest.param("a" * 61, 422, id="too long"),
        pytest.param("darija", 422, id="twice"),
    ],
)
def test_a_language_has_a_name_of_its_own(staff, darija, name, status):
    assert staff.post("/spoken/", {"name": name}).status_code == status
    assert SpokenLanguage.select().count() == 1


def test_only_sentences_of_the_program_are_recorded(staff, darija):
    assert record(staff, darija, "Anything else").status_code == 404
    assert staff.get("/spoken/99").status_code == 404
    assert staff.get(f"/spoken/{darija.id}?page=99").status_code == 200


def test_the_pages_list_the_first_met_first_and_play_what_is_heard_now(staff, darija):
    page = staff.page(f"/spoken/{darija.id}")
    assert french("Leave") in page
    assert "/aloud/fr.mp3" in staff.page(f"/spoken/{darija.id}/{name_of('Leave')}")
    record(staff, darija, "Leave")
    assert "/aloud/recorded/" in staff.page(f"/spoken/{darija.id}/{name_of('Leave')}")


def test_having_the_usual_voices_prepared_is_a_job(school, staff):
    staff.post("/spoken/make", {})
    assert (Job.get().kind, "job.asked" in school.actions()) == ("prompts.make", True)
