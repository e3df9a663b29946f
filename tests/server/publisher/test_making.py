"""The page "new bundle": from what a content manager has to a bundle, and what became of it."""

import re
import shutil
import zipfile
from contextlib import suppress
from filecmp import dircmp
from io import BytesIO
from pathlib import Path

import pytest

from content.bundle import build, open_bundle
from content.formats.folder import read
from server.jobs.doing import do
from server.jobs.models import DONE, FAILED, Job
from server.jobs.operations import Failed
from server.publisher import carrying, making
from server.roles import Role
from sync import pending
from tests.server import course

GIFT = "::Jour:: Quel jour vient après lundi ? {=mardi ~jeudi}\n"


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    course.write_maths(folder / "maths")
    (folder / "broken.epub").write_bytes(b"PK\x03\x04 no book")
    (folder / ".hidden").write_text("no")
    (folder / "link").symlink_to(tmp_path)
    return folder


@pytest.fixture
def made(open_site, new_home, inbox, tmp_path, publisher):
    """A content manager at the page, and what becomes of what is sent."""
    return Manager(open_site(new_home, inbox=str(inbox)))


class Manager:
    def __init__(self, school):
        self.school = school
        self.seat = school.sign_in(Role.CONTENT_MANAGER)

    def send(self, **said):
        self.seat.get("/bundles/new")
        return self.seat.post("/bundles/new", said)

    def make(self, **said):
        response = self.send(**said)
        assert response.status_code == 303, response.text
        job = Job.newest("bundle.build")
        with suppress(Failed):
            do(self.school.site, job, quiet=True)
        return Job.get_by_id(job.id), self.seat.page(response.headers["Location"])


def test_a_folder_of_the_inbox_becomes_a_bundle(made):
    assert "link" not in made.seat.page("/bundles/new").partition("<main")[2]
    job, page = made.make(source="0/maths")
    assert job.state == DONE and "Les maths" in page
    (report,) = making.report(made.school.site.home, job.id)
    folder = made.school.site.home.built / str(job.id) / report["folder"]
    assert (folder / "manifest.json").is_file() and str(folder) in page
    assert "ardoise publisher add" in page


def test_a_file_that_is_sent_becomes_a_bundle_with_what_was_said_beside_it(made):
    said = {"language": "fr", "license": "CC0", "title": "Les jours", "release": "3"}
    job, page = made.make(file=(BytesIO(GIFT.encode()), "../jours.gift"), **said)
    assert job.state == DONE, page
    (report,) = making.report(made.school.site.home, job.id)
    assert (report["title"], report["release"], report["pages"]) == ("Les jours", 3, 1)
    assert "Les jours" in page


def test_what_is_missing_is_asked_for_and_what_is_broken_is_told(made):
    job, page = made.make(file=(BytesIO(GIFT.encode()), "jours.gift"))
    assert job.state == FAILED
    assert "--language" in page and "--license" in page  # what is missing, and which field it is
    again = made.seat.page(f"/bundles/new?of={job.id}")
    assert re.search(r'<option value="sent/[^"]+" selected>jours.gift', again)
    kept = re.search(r'value="(sent/[^"]+)" selected', again)[1]
    job, _page = made.make(source=kept, language="fr", license="CC0")
    assert job.state == DONE
    job, page = made.make(source="0/broken.epub", language="fr", license="CC0")
    assert job.state == FAILED and "broken.epub" in page


def test_each_thing_to_mend_in_a_folder_of_lessons_is_listed(made, inbox):
    (lesson,) = list((inbox / "maths").rglob("*.md"))[:1]
    text = lesson.read_text("utf-8") + "\n# Trop grand\n\n![](rien.png)\n"
    lesson.write_text(text, "utf-8")
    job, page = made.make(source="0/maths")
    assert job.state == FAILED
    assert page.count(lesson.name) >= 2


@pytest.mark.parametrize("source", ["", "0/link", "0/.hidden", "0/../x", "1/maths", "-1/maths"])
def test_nothing_but_what_lies_in_the_inbox_is_made_into_a_bundle(made, source):
    assert made.send(source=source).status_code == 422
    assert Job.select().count() == 0


def test_a_built_bundle_is_put_on_the_list_of_this_servers_publisher(
    open_site, new_home, inbox, publisher, tmp_path
):
    table = tmp_path / "publisher"
    shutil.copytree(publisher / "home", table)
    manager = Manager(open_site(new_home, inbox=str(inbox), publisher=str(table)))
    job, _page = manager.make(source="0/maths", release="7")
    (report,) = making.report(manager.school.site.home, job.id)
    address = f"/bundles/built/{job.id}/list"
    for _ in range(2):  # pressed twice, it is listed once
        assert manager.seat.post(address, {"folder": report["folder"]}).status_code == 303
    assert pending.look(table).added == ("maths-7",)
    assert "bundle.listed" in manager.school.actions()
    assert manager.seat.post(address, {"folder": "../../secret"}).status_code == 404


def test_without_a_publisher_nothing_is_listed(made):
    job, _page = made.make(source="0/maths")
    (report,) = making.report(made.school.site.home, job.id)
    answer = made.seat.post(f"/bundles/built/{job.id}/list", {"folder": report["folder"]})
    assert answer.status_code == 404


def test_the_report_says_who_is_barred_by_what_and_where(made, inbox):
    page = next((inbox / "maths").rglob("*.md")).with_name("09-droits.md")
    long = "La juridiction administrative territorialement compétente examine la recevabilité. "
    page.write_text(f"---\ntitle: Les droits\n---\n\n{long * 12}\n")
    _job, page = made.make(source="0/maths")
    told = page.partition('class="next-step"')[0]
    assert re.search(r"<strong>\d+.sur.100", told) and "Les droits" in told


def test_a_bundle_is_carried_away_as_a_zip_that_unpacks_to_the_same_bundle(made, tmp_path):
    job, page = made.make(source="0/maths")
    (report,) = making.report(made.school.site.home, job.id)
    address = f"/bundles/built/{job.id}/{report['folder']}.zip"
    assert f'href="{address}"' in page
    answer = made.seat.get(address)
    assert f'filename="{report["folder"]}.zip"' in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(BytesIO(answer.data)) as carried:
        carried.extractall(tmp_path / "there")
    assert open_bundle(tmp_path / "there" / report["folder"]).sha256 == report["manifest"]
    built = made.school.site.home.built / str(job.id) / report["folder"]
    compared = dircmp(built, tmp_path / "there" / report["folder"])
    assert (compared.left_only, compared.right_only) == ([], [])
    assert made.seat.get(f"/bundles/built/{job.id}/..zip").status_code == 404
    assert made.seat.get(f"/bundles/built/{job.id}/report.json.zip").status_code == 404


def test_a_bundle_is_zipped_without_being_held_in_memory(tmp_path):
    draft = read(course.write_maths(tmp_path / "maths"))
    pieces = carrying.zipped(build(draft, tmp_path / "built"))
    assert all(len(piece) <= carrying.PIECE + 4096 for piece in pieces)


def test_old_builds_are_pushed_out_by_new_ones(made):
    home = made.school.site.home
    for number in range(1, making.KEPT + 3):
        making.keep_report(home, number, [])
    assert len(list(Path(home.built).glob("[0-9]*"))) == making.KEPT
    with pytest.raises(making.NoSuchBuild):
        making.report(home, 1)
