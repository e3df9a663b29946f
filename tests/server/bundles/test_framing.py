"""Pages of others that wait for approval, in the frame in which their readers would see them."""

import html
import json
import re
import shutil

import pytest

from content.bundle import build
from content.formats.asked import Asked
from content.formats.sources import sources
from server.bundles import bringing, offers
from server.frames.models import ContentReport
from server.jobs.doing import do
from server.roles import Role
from sync import publish
from sync.medium import FolderMedium
from tests.content.formats.brought import zipped
from tests.content.formats.packages import archives as made
from tests.server.conftest import SECRET
from tests.server.frames import archives
from tests.server.frames.packages import FRAME

POINT = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def brought(desk, publisher, tmp_path):
    """Bring a file in, through Claude, until it waits; "maths" is only on the stick."""

    def bring(path):
        at = desk.school.now
        home = shutil.copytree(publisher / "home", tmp_path / "home")
        (source,) = sources(path, Asked(1, license="CC0", language="fr", id="outils"))
        publish.add(home, build(source().draft, tmp_path / "built"), at=at)
        for person in ("aline", "bruno"):
            publish.sign(home, person, SECRET)
        publish.publish(home, tmp_path / "with-tools", SECRET, at=at)
        medium, by = FolderMedium(tmp_path / "with-tools"), desk.by(desk.claude)
        offered = offers.look(desk.school.site, medium, by, at=at).offered
        (wanted,) = [each for each in offered if each.offer.bundle == "outils"]
        found, job = bringing.bring_in(medium, wanted, by, at=at)
        do(desk.school.site, job, quiet=True)
        return found

    return bring


def page_of(desk, arrival):
    """Return the address of the preview of the only page of a release."""
    quarantine = desk.school.site.quarantine
    catalogue = quarantine.catalogue(quarantine.manifest(arrival.manifest))
    return f"/bundles/{arrival.id}/pages/{catalogue.nodes[0].id}/"


@pytest.fixture
def arrival(brought, tmp_path):
    """An archive of tools that waits."""
    path = tmp_path / "outils.zim"
    path.write_bytes(archives.tools().to_bytes())
    return brought(path)


@pytest.fixture
def page(desk, arrival):
    """The address of the preview of the archive."""
    return page_of(desk, arrival)


@pytest.fixture
def package(desk, brought, tmp_path):
    """Bring a package in, and return the address of its preview."""

    def bring(data, name="paquet.zip"):
        return page_of(desk, brought(made.kept(tmp_path / "in", name, data)))

    return bring


@pytest.fixture
def sacha(desk):
    return desk.school.sign_in(desk.sacha)


def base_of(text):
    return archives.frame_of(text)[0].partition("/p/")[0]


def test_whoever_decides_reads_its_pages_before_approving(desk, sacha, page):
    answer = sacha.get(page)
    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]
    assert archives.frame_of(answer.text)[1] == ""
    assert re.search(
        r'<a href="[^"]+/p/atelier/banc" target="pages"[^>]*>L&#39;établi', answer.text
    )
    bare, base = desk.school.seat(address="10.9.9.9"), base_of(answer.text)
    shown = bare.get(f"{base}/p/atelier/banc")
    assert "Un établi solide" in shown.text
    assert not re.search(r"<script|onload", shown.text)
    assert bare.get(f"{base}/p/point.png").data == POINT
    sound = bare.get(f"{base}/p/outils/bruit.mp3", headers={"Range": "bytes=3-5"})
    assert (sound.status_code, sound.data) == (206, bytes(range(3)))


def test_its_programs_can_be_tried_in_the_frame_alone(desk, sacha, page):
    address, sandbox = archives.frame_of(sacha.page(f"{page}?programs=yes"))
    assert sandbox == "allow-scripts"
    base = address.partition("/p/")[0]
    shown = desk.school.seat().get(f"{base}/p/atelier/banc")
    assert shown.headers["Content-Security-Policy"].startswith("sandbox allow-scripts;")
    assert desk.school.seat().get(f"{base}/p/outil.js").mimetype == "text/javascript"


def test_nobody_else_sees_it_by_that_address_or_another(desk, sacha, page):
    base = base_of(sacha.page(page))
    learner = desk.school.sign_in(desk.school.learner())
    assert learner.get(page).status_code == 403
    capability, node = base.split("/")[2:4]
    session, until, mode, seal = capability.split("-")
    assert mode.startswith("D") and mode != "D"
    for forged in (f"{session}-{until}-D-{seal}", f"7-{until}-{mode}-{seal}"):
        assert learner.get(f"/frames/{forged}/{node}/p/rabot").status_code == 403
    sacha.post("/sign-out")
    assert desk.school.seat().get(f"{base}/p/rabot").status_code == 403


def test_a_session_whose_person_decides_no_longer_shows_nothing(desk, page):
    other = desk.school.person("Lou Petit", Role.CONTENT_MANAGER)
    base = base_of(desk.school.sign_in(other).page(page))
    other.role = Role.TEACHER
    other.save()
    assert desk.school.seat().get(f"{base}/p/rabot").status_code == 403


def test_once_it_is_refused_its_frame_is_empty(desk, sacha, arrival, page):
    base = base_of(sacha.page(page))
    seat = desk.school.seat()
    assert seat.get(f"{base}/p/rabot").status_code == 200
    desk.refuse(arrival, "Trop vieux.")
    desk.school.wait(seconds=11)
    assert seat.get(f"{base}/p/rabot").status_code == 404


def test_an_h5p_that_waits_is_no_list_of_data_but_runs_when_it_is_tried(desk, sacha, package):
    page = package(made.h5p(), "salut.h5p")
    before = sacha.page(page)
    assert "<iframe" not in before
    assert "Sans ses programmes, il n'y a rien à voir" in before
    name, address, sandbox, _ = FRAME.search(sacha.get(f"{page}?programs=yes").text).groups("")
    assert sandbox == "allow-scripts"
    assert json.loads(html.unescape(name))["kind"] == "h5p"
    bare = desk.school.seat(address="10.9.9.9")
    assert "h5p/main.bundle.js" in bare.get(html.unescape(address)).text
    base = address.partition("/player/")[0]
    assert bare.get(f"{base}/p/content/content.json").json == {"text": "Bonjour"}


def test_each_part_that_waits_can_be_tried_and_what_it_tells_is_kept_nowhere(sacha, package):
    items = [made.item(name, name, href=f"{name}.html?q=1") for name in ("un", "deux")]
    page = package(made.scorm(items, {"un.html": made.ACTING, "deux.html": made.ACTING}))
    shown = sacha.get(f"{page}?programs=yes&part=deux").text
    assert "?part=un&amp;programs=yes" in shown
    assert "data-report-url" not in shown and "package.js" not in shown
    name, address, *_ = FRAME.search(shown).groups("")
    handed = json.loads(html.unescape(name))
    assert (handed["part"]["id"], handed["state"]) == ("deux", "")
    assert address.endswith("/p/deux.html?q=1")
    assert sacha.get(f"{page}?programs=yes&part=trois").status_code == 404
    node = page.split("/")[-2]
    told = {"capability": html.unescape(address).split("/")[2], "part": "deux", "completed": "yes"}
    assert sacha.post(f"/library/{node}/reported", told).status_code == 404
    assert ContentReport.select().count() == 0


def test_a_unit_of_cmi5_that_waits_finds_its_store(sacha, package):
    page = package(made.cmi5(made.unit("index.html"), files={"index.html": made.ACTING}))
    _, address, *_ = FRAME.search(sacha.get(f"{page}?programs=yes").text).groups("")
    assert "index.html?endpoint=http" in address


def test_a_web_page_that_waits_is_shown_as_a_document_until_it_is_tried(desk, sacha, package):
    page = package(zipped({"index.html": made.ACTING, "a.js": "1"}))
    name, address, sandbox, _ = FRAME.search(sacha.get(page).text).groups("")
    assert (name, sandbox) == ("pages", "")
    assert "<script" not in desk.school.seat().get(address).text
