"""A new release of a large course: what of its catalogue lies here already does not come again."""

from dataclasses import dataclass, field

import pytest

from content import bundle
from content.bundle import open_bundle
from sync import fitting, inventory, publish
from sync.install import install
from sync.medium import Damaged, FolderMedium
from sync.publishers import Publishers
from tests.sync.site import MONDAY, Publisher, Site, course, days, large, passphrase

LATER = MONDAY + days(1)
BEFORE = {f"Page {number}": large(number) for number in range(3)}
BEFORE |= {f"Petite {number}": b"<p>%d</p>" % number for number in range(900)}
AFTER = {"Neuve": large(99), **BEFORE}
"""A course whose catalogue takes 400 kB, and one lesson of 160 kB put in first."""


@dataclass
class Counting:
    """A medium that counts what is read from it; see ``sync.medium.Source``."""

    medium: FolderMedium
    read_: dict[str, int] = field(default_factory=dict)

    def read(self, name: str, limit: int) -> bytes:
        data = self.medium.read(name, limit)
        self.read_[name] = len(data)
        return data

    @property
    def parts(self) -> dict[str, int]:
        return {name: size for name, size in self.read_.items() if name.startswith("parts/")}


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    folder = tmp_path_factory.mktemp("media")
    publisher = Publisher(folder / "home").begin()
    first = publisher.release(course(1, BEFORE), folder / "built", folder / "first", at=MONDAY)
    second = publisher.release(course(2, AFTER), folder / "built", folder / "second", at=LATER)
    return publisher, first, second


@pytest.fixture
def classroom(media, tmp_path):
    publisher, first, _second = media
    site = Site(tmp_path / "site")
    site.trust = Publishers(site.folder / "pinned")
    site.trust.pin(publisher.root)
    bring(site, first)
    yield site
    site.close()


def bring(site, medium, at=MONDAY):
    """Bring in and install what a medium offers; return what was read from it."""
    source = Counting(FolderMedium(medium))
    (offer,) = site.trust.offers(source, at=at)
    manifest = site.quarantine.receive(source, offer, site.trust.manifest(source, offer))
    install(site.library, site.quarantine, manifest.sha256)
    return source


def catalogue_in_store(site):
    (release,) = site.library.releases().values()
    manifest = bundle.Manifest.from_bytes(site.library.store.read(release.manifest))
    return manifest, site.library.store.path(manifest.catalogue.sha256)


def test_one_lesson_more_asks_for_little_more_than_that_lesson(classroom, media):
    manifest, _ = catalogue_in_store(classroom)
    assert manifest.catalogue.size > 300_000
    asked = bring(classroom, media[2], LATER).parts
    lesson = len(AFTER["Neuve"])
    assert lesson < sum(asked.values()) < lesson + manifest.catalogue.size // 3
    number, pages = classroom.learners_see()["maths"]
    assert (number, pages["Neuve"], len(pages)) == (2, AFTER["Neuve"], len(AFTER))
    assert classroom.damaged_blobs() == []


def test_what_is_to_come_is_told_without_what_is_here(classroom, media):
    source = FolderMedium(media[2])
    (offer,) = classroom.trust.offers(source, at=LATER)
    manifest = bundle.Manifest.from_bytes(classroom.trust.manifest(source, offer))
    told = classroom.quarantine.missing(manifest)
    assert told == sum(bring(classroom, media[2], LATER).parts.values())


def test_what_has_rotted_here_comes_from_the_medium(classroom, media):
    _, path = catalogue_in_store(classroom)
    path.chmod(0o644)
    path.write_bytes(bytes(path.stat().st_size))
    asked = bring(classroom, media[2], LATER).parts
    assert sum(asked.values()) > len(AFTER["Neuve"]) + 300_000
    assert classroom.learners_see()["maths"][0] == 2


def test_a_piece_of_the_catalogue_that_was_changed_on_the_way_is_refused(classroom, media):
    manifest, _ = catalogue_in_store(classroom)
    known = {piece.part for piece in manifest.catalogue.slices}
    after = open_bundle(media[2].parent / "built" / "maths-2")
    part = next(s.part for s in after.catalogue.slices if s.part not in known)
    path = media[2] / bundle.part_name(part)
    honest = path.read_bytes()
    path.write_bytes(honest[:-9] + b"x" + honest[-8:])
    try:
        with pytest.raises(Damaged):
            bring(classroom, media[2], LATER)
    finally:
        path.write_bytes(honest)
    assert classroom.learners_see()["maths"][0] == 1


def test_another_course_with_the_same_parts_is_not_looked_for_in_this_one(classroom, media):
    assert (
        classroom.quarantine.missing(open_bundle(media[2].parent / "built" / "maths-2")) < 400_000
    )
    classroom.library.take_off("maths", 1)
    assert (
        classroom.quarantine.missing(open_bundle(media[2].parent / "built" / "maths-2")) > 400_000
    )


def fitted(classroom, media, out):
    """Write a stick for the classroom alone, by what it says it has; return its inventory."""
    site = classroom
    trust = site.trust
    made = inventory.take(site.library, site.quarantine, trust, site="one", version="", at=LATER)
    publisher = media[0]
    load = fitting.fit(publisher.home, made).load
    machine = passphrase(publish.MACHINE)
    publish.publish(publisher.home, out, machine, at=LATER, load=load)
    return made


def test_a_stick_for_one_site_leaves_out_what_it_finds_in_its_own_catalogue(
    classroom, media, tmp_path
):
    fitted(classroom, media, tmp_path / "stick")
    parts = [path for path in (tmp_path / "stick" / "parts").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in parts)
    assert size < len(AFTER["Neuve"]) + 150_000
    bring(classroom, tmp_path / "stick", LATER)
    assert classroom.learners_see()["maths"][0] == 2


def test_a_site_that_has_lost_its_catalogue_is_sent_all_of_the_new_one(classroom, media, tmp_path):
    manifest, path = catalogue_in_store(classroom)
    path.unlink()
    made = fitted(classroom, media, tmp_path / "stick")
    assert made.installed[0].lacks == (manifest.sha256,)
    bring(classroom, tmp_path / "stick", LATER)
    assert classroom.learners_see()["maths"][0] == 2
