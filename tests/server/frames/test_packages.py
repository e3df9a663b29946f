"""Interactive packages: shown where that is allowed, and what comes back from them."""

import pytest

from server.frames.models import ContentReport
from server.frames.reported import LONGEST_STATE
from server.records.models import Visit
from server.roles import Role
from tests.content.formats.brought import zipped
from tests.content.formats.packages import archives as a
from tests.server.frames import packages
from tests.server.frames.packages import Shown


@pytest.fixture
def lesson(school, node, tmp_path):
    """A lesson of SCORM in the library, whose programs may run."""
    packages.install(school.site.library, a.one_sco(), tmp_path / "in")
    packages.allow("paquet")
    return node("Sécurité à l'atelier")


@pytest.fixture
def shown(school, lesson):
    """The reader page of it, before a learner."""
    return Shown(school.sign_in(school.learner()), lesson)


def test_it_is_not_shown_before_somebody_allowed_its_programs_and_the_page_says_why(
    school, node, tmp_path
):
    packages.install(school.site.library, a.one_sco(), tmp_path / "in")
    found = node("Sécurité à l'atelier")
    page = school.sign_in(school.learner()).page(f"/library/{found.id}/")
    assert "<iframe" not in page
    assert "ses programmes n'ont pas encore le droit" in page
    manager = school.sign_in(school.person("Alix Roux", Role.CONTENT_MANAGER))
    assert f"/interactive/{found.channel}" in manager.page(f"/library/{found.id}/")


def test_a_web_page_is_a_document_until_then(school, node, tmp_path):
    data = zipped({"index.html": a.ACTING, "a.js": "1", "b.html": "<p>Autre"})
    packages.install(school.site.library, data, tmp_path / "in")
    shown = Shown(school.sign_in(school.learner()), node("Le vélo"))
    assert shown.sandbox == ""
    assert "sans leurs programmes" in shown.page
    page = shown.seat.get(shown.frame)
    assert "Un vélo" in page.text and "<script" not in page.text
    assert page.headers["Content-Security-Policy"].startswith("sandbox; ")
    assert shown.seat.get(f"{shown.base}/player/frame.js").mimetype == "text/html"


def test_it_begins_in_its_frame_with_what_it_looks_for(shown):
    assert shown.sandbox == "allow-scripts"
    assert shown.frame.endswith("/p/a/index.html?p=1&q=2")
    page = shown.seat.get(shown.frame)
    assert page.text.index("top===self") < page.text.index("frame.js") < page.text.index("scorm.js")
    assert page.headers["Content-Security-Policy"].startswith("sandbox allow-scripts; ")
    script = shown.seat.get(f"{shown.base}/player/scorm.js")
    assert (script.mimetype, "API_1484_11" in script.text) == ("text/javascript", True)
    assert shown.seat.get(f"{shown.base}/p/a/a.js").text == "1"
    for path in ("p/ardoise.json", "p/../a.js", "player/../views.py", "player/x.js"):
        assert shown.seat.get(f"{shown.base}/{path}").status_code == 404


def test_h5p_runs_in_a_player_of_the_frame(school, node, tmp_path):
    packages.install(school.site.library, a.h5p(), tmp_path / "in", "salut.h5p")
    packages.allow("salut")
    shown = Shown(school.sign_in(school.learner()), node("Salutations"))
    page = shown.seat.get(shown.frame)
    assert page.text.index("frame.js") < page.text.index("h5p/main.bundle.js")
    assert shown.seat.get(f"{shown.base}/player/h5p/frame.bundle.js").status_code == 200
    assert shown.seat.get(f"{shown.base}/p/content/content.json").json == {"text": "Bonjour"}


def test_what_it_reports_is_kept_as_its_own_word_and_handed_to_it_again(school, shown, lesson):
    school.wait(seconds=40)
    answer = shown.tells(state="page 3", completed="yes", passed="yes", raw="8", most="10")
    assert answer.json == {
        "said": "8 points sur 10, réussi, terminé",
        "label": "Déclaré par le contenu",
    }
    kept = ContentReport.get()
    assert (kept.state, kept.title, str(kept.share)) == ("page 3", lesson.words.title, "0.8")
    again = Shown(school.sign_in(school.learner()), lesson)
    assert again.handed["state"] == "page 3"
    assert "Déclaré par le contenu" in again.page
    assert "8 points sur 10" in again.seat.page("/mine/kept")
    assert again.seat.page("/mine/kept").count("Déclaré par le contenu") > 1
    assert "Déclaré par le contenu" in again.seat.page("/mine")
    visit = Visit.get()
    assert (visit.done_by, visit.finished_at is not None) == ("reported", True)


def test_the_page_is_done_once_all_its_parts_are(school, node, tmp_path):
    items = [a.item(name, name, href="b.html") for name in ("un", "deux")]
    packages.install(school.site.library, a.scorm(items, {"b.html": a.PAGE}), tmp_path / "in")
    packages.allow("paquet")
    seat, found = school.sign_in(school.learner()), node("Sécurité à l'atelier")
    Shown(seat, found).tells(completed="yes")
    assert Visit.get().finished_at is None
    second = Shown(seat, found, "deux")
    assert second.handed["part"]["id"] == "deux"
    second.tells(completed="yes")
    assert Visit.get().finished_at is not None
    assert seat.get(f"/library/{found.id}/?part=trois").status_code == 404


@pytest.mark.parametrize(
    "told",
    [
        {"state": "x" * (LONGEST_STATE + 1)},
        {"raw": "NaN"},
        {"raw": "1e400"},
        {"raw": "<b>"},
        {"scaled": "1.5"},
        {"answered": "-1"},
        {"of": "99999999"},
        {"seconds": "1.5"},
        {"passed": "maybe"},
        {"completed": "1"},
    ],
    ids=",".join,
)
def test_what_is_not_as_it_must_be_is_refused_and_nothing_is_kept(shown, told):
    assert shown.tells(**told).status_code == 422
    assert ContentReport.select().count() == 0


def test_a_hostile_package_can_at_most_lie_about_its_own_reader_and_page(school, shown, lesson):
    """It may send what it likes by the one way there is: its name, its page and its part stand."""
    sacha = school.learner("Sacha Petit")
    lie = {"completed": "yes", "scaled": "1", "person": str(sacha.id), "node_id": "0" * 32}
    lie |= {"mark": "20", "role": "teacher", "title": "Examen"}
    assert shown.tells(**lie).status_code == 200
    (kept,) = ContentReport.select()
    assert (kept.person.name, kept.node_id) == ("Camille Martin", lesson.id)
    assert kept.title == lesson.words.title
    assert shown.tells(part="another").status_code == 404
    assert Visit.select().count() == 1


def test_only_the_frame_of_this_very_session_may_tell(school, shown, lesson):
    other = school.sign_in(school.learner("Sacha Petit"))
    theirs = Shown(other, lesson)
    theirs.capability = shown.capability
    assert theirs.tells(completed="yes").status_code == 403
    shown.capability = shown.capability[:-1] + "x"
    assert shown.tells(completed="yes").status_code == 403
    assert ContentReport.select().count() == 0


def test_nobody_believes_that_time_passes_faster_than_it_does(school, shown):
    school.wait(seconds=30)
    shown.tells(seconds="100000")
    first = ContentReport.get().seconds
    school.wait(seconds=60)
    shown.tells(seconds="100000")
    assert first <= 2
    assert ContentReport.get().seconds - first <= 62


def test_a_package_that_tells_without_end_is_told_to_stop_and_goes_on_later(school, shown):
    codes = [shown.tells(raw=str(n)).status_code for n in range(25)]
    assert codes[:20] == [200] * 20
    assert codes[-1] == 409
    school.wait(seconds=10)
    assert shown.tells(raw="99").status_code == 200


def test_a_guest_reads_and_nothing_is_kept(school, lesson):
    guest = Shown(school.seat(), lesson)
    assert guest.seat.get(guest.frame).status_code == 200
    assert guest.tells(completed="yes").status_code in (302, 303, 401, 403)
    assert ContentReport.select().count() == 0


def test_cmi5_is_launched_with_a_store_that_is_nowhere_and_no_name(school, node, tmp_path):
    data = a.cmi5(a.unit("index.html?a=1"), files={"index.html": a.ACTING})
    packages.install(school.site.library, data, tmp_path / "in")
    packages.allow("paquet")
    shown = Shown(school.sign_in(school.learner()), node("Le feu"))
    assert "index.html?a=1&endpoint=http%3A%2F%2Flocalhost" in shown.frame
    assert "Camille" not in shown.frame + str(shown.handed)
    assert shown.seat.get(f"{shown.base}/player/records/statements").status_code == 404
