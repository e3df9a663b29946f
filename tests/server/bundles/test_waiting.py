"""What waits, looked at before it is approved: its pages, its recordings, what it has lost."""

import re
import shutil
from urllib.parse import urljoin

import pytest

from content.bundle import build, part_name
from content.formats.folder import read
from i18n.refusals import Refusal
from server.bundles import operations as bundles
from server.jobs.doing import do
from server.roles import Role
from sync import publish
from sync.medium import FolderMedium
from tests.content.formats.samples import MEDIA
from tests.server.conftest import SECRET
from tests.server.course import write_maths


@pytest.fixture
def reviewer(desk):
    return desk.school.sign_in(Role.CONTENT_MANAGER)


def pages(desk, arrival):
    quarantine = desk.school.site.quarantine
    manifest = quarantine.manifest(arrival.manifest)
    return manifest, {node.versions[0].title: node for node in quarantine.catalogue(manifest).nodes}


@pytest.fixture
def recording(desk):
    """The address of a recording that waits, and its bytes."""
    arrival = desk.waiting()
    manifest, named = pages(desk, arrival)
    node = named["Au guichet"]
    sound = next(file for file in node.files if file.type == "audio/mpeg")
    _, chunks = desk.school.site.quarantine.blob(manifest, sound.sha256)
    address = f"/bundles/{arrival.id}/pages/{node.id}/files/{sound.sha256}.mp3"
    return address, b"".join(chunks)


def test_a_recording_that_waits_is_sent_whole_with_its_length(reviewer, recording):
    address, data = recording
    answer = reviewer.get(address)
    assert (answer.status_code, answer.data) == (200, data)
    assert answer.headers["Content-Length"] == str(len(data))
    assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        pytest.param("bytes=0-0", 0, 0, id="the first byte"),
        pytest.param("bytes=1000-5999", 1000, 5999, id="from the middle"),
        pytest.param("bytes=-100", -100, -1, id="the end"),
        pytest.param("bytes=20000-", 20000, -1, id="all that follows"),
    ],
)
def test_a_reviewer_can_seek_in_a_recording_that_waits(reviewer, recording, asked, first, last):
    address, data = recording
    answer = reviewer.get(address, headers={"Range": asked})
    first, last = first % len(data), last % len(data)
    assert (answer.status_code, answer.data) == (206, data[first : last + 1])
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(data)}"


def test_ranges_across_parts_are_put_together(desk):
    manifest, _ = pages(desk, desk.waiting())
    quarantine = desk.school.site.quarantine
    for stored in manifest.files:
        whole = b"".join(quarantine.chunks(manifest.sha256, stored))
        for first in range(0, stored.size, stored.size // 7 + 1):
            some = b"".join(quarantine.chunks(manifest.sha256, stored, first, 1000))
            assert some == whole[first : first + 1000]


def test_a_file_is_shown_with_its_own_page_alone(desk, reviewer, recording):
    address, _ = recording
    arrival = bundles.find(1)
    other = pages(desk, arrival)[1]["Les fractions"].id
    _, _, rest = address.partition("/files/")
    assert reviewer.get(f"/bundles/{arrival.id}/pages/{other}/files/{rest}").status_code == 404
    assert reviewer.get(f"/bundles/{arrival.id}/pages/{'0' * 32}/files/{rest}").status_code == 404


def test_the_text_of_a_page_is_never_sent_as_it_came(desk, reviewer):
    arrival = desk.waiting()
    lesson = pages(desk, arrival)[1]["Les fractions"]
    text = next(file for file in lesson.files if file.type == "text/html")
    there = f"/bundles/{arrival.id}/pages/{lesson.id}/files"
    assert reviewer.get(f"{there}/{text.sha256}.html").status_code == 404


def test_all_that_a_reader_is_given_beside_the_text_is_shown(desk, reviewer):
    """Titles in every language, and pictures: an image that only learners see would be no image."""
    arrival = desk.waiting()
    lesson = pages(desk, arrival)[1]["Les fractions"]
    page = reviewer.page(f"/bundles/{arrival.id}/pages/{lesson.id}/")
    around = page.partition('id="around"')[2]
    assert all(version.title in around for version in lesson.versions)
    pictures = [file for file in lesson.files if file.type.startswith("image/")]
    assert pictures
    assert all(f"files/{file.sha256}.svg" in around for file in pictures)


def test_the_cover_of_a_course_is_shown_to_who_approves_it(desk, reviewer):
    arrival = desk.waiting()
    manifest, _ = pages(desk, arrival)
    (cover,) = desk.school.site.quarantine.catalogue(manifest).channel.files
    page = f"/bundles/{arrival.id}"
    (named,) = re.findall(r'src="([^"]*/course/files/[^"]*)"', reviewer.page(page))
    assert cover.sha256 in named
    assert reviewer.get(urljoin(page, named)).status_code == 200


def test_what_was_refused_is_not_shown_any_more(desk, reviewer, recording):
    address, _ = recording
    assert reviewer.get(address).status_code == 200
    desk.refuse(bundles.find(1), "No")
    assert reviewer.get(address).status_code == 404


def lose_a_part(desk, arrival):
    quarantine = desk.school.site.quarantine
    manifest = quarantine.manifest(arrival.manifest)
    piece = manifest.catalogue.slices[0]
    (quarantine.root / arrival.manifest / part_name(piece.part)).unlink()


def test_what_has_lost_a_part_is_said_by_its_page_and_can_be_brought_again(desk, reviewer):
    arrival = desk.waiting()
    lose_a_part(desk, arrival)
    assert reviewer.get(f"/bundles/{arrival.id}").status_code == 409
    assert bundles.find(arrival.id).state == "arriving"
    again = desk.waiting()
    assert (again.id, again.state) == (arrival.id, "waiting")
    assert reviewer.get(f"/bundles/{arrival.id}").status_code == 200
    do(desk.school.site, desk.approve(again), quiet=True)
    assert desk.learners_see()


@pytest.mark.parametrize("spoil", ["a part is lost", "all of it is lost", "a part is spoilt"])
def test_an_installation_that_lacks_a_part_lets_it_be_brought_again(desk, spoil):
    arrival = desk.waiting()
    folder = desk.school.site.quarantine.root / arrival.manifest
    job = desk.approve(arrival)
    if spoil == "a part is lost":
        lose_a_part(desk, arrival)
    elif spoil == "all of it is lost":
        desk.school.site.quarantine.discard(arrival.manifest)
    else:
        part = max(folder.glob("parts/*/*"), key=lambda path: path.stat().st_size)
        part.chmod(0o644)  # as who means harm would
        part.write_bytes(b"\x00" + part.read_bytes()[1:])
        part.chmod(0o444)
    with pytest.raises(Refusal):
        do(desk.school.site, job, quiet=True)
    lost = bundles.find(arrival.id)
    assert (lost.state, lost.decided_by) == ("arriving", None)
    again = desk.waiting()
    assert again.id == arrival.id
    do(desk.school.site, desk.approve(again), quiet=True)
    assert desk.learners_see()


@pytest.fixture
def brought(desk, publisher, tmp_path):
    """What brings a course in from its folder; returns the release that waits, and its pages."""

    def bring(source):
        at, home = desk.school.now, shutil.copytree(publisher / "home", tmp_path / "home")
        publish.add(home, build(read(source), tmp_path / "built"), at=at)
        for person in ("aline", "bruno"):
            publish.sign(home, person, SECRET)
        publish.publish(home, tmp_path / "newer", SECRET, at=at)
        desk.medium = FolderMedium(tmp_path / "newer")
        arrival = desk.waiting()
        return arrival, pages(desk, arrival)[1]

    return bring


def test_a_formula_has_its_words_as_name_in_the_preview_as_for_learners(
    brought, reviewer, tmp_path
):
    arrival, named = brought(write_maths(tmp_path / "source", release=2, more="\nSoit $a^2$.\n"))
    (node,) = [each for title, each in named.items() if "fractions" in title.lower()]
    page = reviewer.page(f"/bundles/{arrival.id}/pages/{node.id}/")
    assert 'aria-label="a au carré"' in page


def test_what_is_said_and_seen_in_a_film_is_read_before_it_is_approved(brought, reviewer, tmp_path):
    source = write_maths(tmp_path / "source", release=2)
    facts = {"title": "Un film", "kind": "video", "file": "f.mp4"}
    facts |= {"captions": "f.vtt", "descriptions": "seen.vtt"}
    told = "".join(f"{name}: {value}\n" for name, value in facts.items())
    (source / "09-film.md").write_text(f"---\n{told}---\n")
    shutil.copy(MEDIA / "film.mp4", source / "f.mp4")
    cue = "WEBVTT\n\n01:05.000 --> 01:09.000\n"
    (source / "f.vtt").write_text(f"{cue}Bonjour <b>Sacha</b>")
    (source / "seen.vtt").write_text(f"{cue}Une porte s'ouvre.")
    arrival, named = brought(source)
    page = reviewer.page(f"/bundles/{arrival.id}/pages/{named['Un film'].id}/")
    for role, said in (
        ("Sous-titres", "Bonjour Sacha"),
        ("Audiodescription", "Une porte s'ouvre."),
    ):
        lines = page.partition(f"<summary>{role}")[2].partition("</details>")[0]
        assert said in lines and "1:05" in lines
