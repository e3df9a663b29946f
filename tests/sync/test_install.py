"""From quarantine to what learners see: at one stroke, or not at all."""

import hashlib
import stat
import sys

import pytest

from content.bundle import part_name
from content.models import Channel, Packed, Release
from content.staging import NumberTaken
from content.store import Damaged as BlobDamaged
from sync import space
from sync.install import NewerInstalled, install
from sync.medium import FolderMedium
from sync.quarantine import NotWaiting
from sync.space import NoRoom
from sync.transfer import Cancelled
from sync.trust import Trust
from tests.sync import spoil
from tests.sync.site import FEBRUARY, PAGES_1, PAGES_2, Publisher, Site, course


def test_a_first_release_is_seen_by_learners(new_site, medium):
    manifest = new_site.receive(medium)
    assert new_site.learners_see() == {}
    release = new_site.install(manifest)
    assert (release.number, release.manifest) == (1, manifest.sha256)
    assert new_site.learners_see() == {"maths": (1, PAGES_1)}
    assert new_site.waiting() == []


def test_a_second_release_takes_its_place_and_the_first_is_kept(site, newer_medium):
    site.install(site.receive(newer_medium, at=FEBRUARY))
    assert site.learners_see() == {"maths": (2, PAGES_2)}
    site.library.roll_back("maths", leaving=2, to=1)
    assert site.learners_see() == {"maths": (1, PAGES_1)}


def test_installing_again_changes_nothing(site, newer_medium):
    manifest = site.receive(newer_medium, at=FEBRUARY)
    first = site.install(manifest)
    assert site.install(manifest).id == first.id
    assert Release.select().count() == 2


def test_progress_ends_at_all_of_it(site, newer_medium):
    manifest = site.receive(newer_medium, at=FEBRUARY)
    told = []
    site.install(manifest, on_progress=lambda done, total: told.append((done, total)))
    assert told[0] == (len(PAGES_1["Les grands nombres"]), manifest.size)
    assert told[-1] == (manifest.size, manifest.size)


@pytest.mark.parametrize("after", range(3))
def test_stopping_at_any_moment_before_the_switch_leaves_the_library(site, newer_medium, after):
    manifest = site.receive(newer_medium, at=FEBRUARY)
    answers = iter([False] * after)
    with pytest.raises(Cancelled):
        site.install(manifest, cancelled=lambda: next(answers, True))
    assert site.learners_see() == {"maths": (1, PAGES_1)}
    assert site.waiting() == ["maths-2"]
    site.install(manifest)
    assert site.learners_see() == {"maths": (2, PAGES_2)}


@pytest.mark.skipif(sys.platform == "win32", reason="copied there")
def test_a_large_file_is_not_copied_again_and_has_one_name_once_it_is_installed(new_site, medium):
    manifest = new_site.receive(medium)
    large = max(manifest.files, key=lambda stored: stored.size)
    part = new_site.quarantine.root / manifest.sha256 / part_name(large.sha256)
    number = part.stat().st_ino
    new_site.install(manifest)
    installed = new_site.library.store.path(large.sha256).stat()
    assert (installed.st_ino, installed.st_nlink) == (number, 1)
    assert stat.S_IMODE(installed.st_mode) == 0o444


def test_two_bundles_of_one_number_wait_side_by_side(site, newer_medium, tmp_path):
    first = site.receive(newer_medium, at=FEBRUARY)
    table = Publisher(tmp_path / "table").begin()
    other = table.release(course(2, PAGES_1), tmp_path / "built", tmp_path / "out", at=FEBRUARY)
    second = received_from(table, site, other, tmp_path)
    assert (first.name, second.name) == ("maths-2", "maths-2")
    pages = {site.quarantine.catalogue(each).nodes[3].versions[0].title for each in (first, second)}
    assert pages == {"Les pourcentages", "Le calcul mental"}
    site.quarantine.discard(first.sha256)
    with pytest.raises(NotWaiting):
        site.install(first)
    site.install(second)
    assert site.learners_see() == {"maths": (2, PAGES_1)}


def received_from(table, site, medium, folder):
    """What a site receives that trusts another publisher."""
    trust = Trust(folder / "trust")
    trust.pin(table.root)
    source = FolderMedium(medium)
    (offer,) = trust.offers(source, at=FEBRUARY)
    return site.quarantine.receive(source, offer, trust.manifest(source, offer))


def test_what_does_not_wait_is_not_installed(site):
    with pytest.raises(NotWaiting):
        install(site.library, site.quarantine, "0" * 64)


def test_an_older_release_is_not_put_over_a_newer_one(site, medium, newer_medium):
    older = site.receive(medium)
    site.install(site.receive(newer_medium, at=FEBRUARY))
    with pytest.raises(NewerInstalled):
        site.install(older)
    assert site.learners_see() == {"maths": (2, PAGES_2)}


def test_the_same_number_with_other_contents_is_refused(site, tmp_path):
    table = Publisher(tmp_path / "table").begin()
    other = table.release(course(1, PAGES_2), tmp_path / "built", tmp_path / "out", at=FEBRUARY)
    manifest = received_from(table, site, other, tmp_path)
    with pytest.raises(NumberTaken):
        site.install(manifest)
    assert site.learners_see() == {"maths": (1, PAGES_1)}


def test_a_full_disk_is_found_out_before_anything_is_stored(site, newer_medium, monkeypatch):
    manifest = site.receive(newer_medium, at=FEBRUARY)
    monkeypatch.setattr(space, "RESERVE", 1 << 60)
    with pytest.raises(NoRoom):
        site.install(manifest)
    assert site.waiting() == ["maths-2"]
    assert site.learners_see() == {"maths": (1, PAGES_1)}


def test_a_part_spoilt_on_our_own_disk_is_noticed(site, newer_medium):
    manifest = site.receive(newer_medium, at=FEBRUARY)
    spoil.flip(spoil.find(site.quarantine.root / manifest.sha256, "parts/*/*"))
    with pytest.raises(BlobDamaged):
        site.install(manifest)
    assert site.learners_see() == {"maths": (1, PAGES_1)}
    assert site.damaged_blobs() == []


def test_what_waits_is_found_again_after_a_restart(site, newer_medium):
    manifest = site.receive(newer_medium, at=FEBRUARY)
    again = Site(site.folder)
    assert again.waiting() == ["maths-2"]
    again.install(manifest)
    assert again.learners_see() == {"maths": (2, PAGES_2)}


def test_blobs_of_both_releases_are_kept_once(site, newer_medium):
    site.install(site.receive(newer_medium, at=FEBRUARY))
    stored = {path.name for path in site.library.store.root.glob("??/*")}
    pages = [*PAGES_1.values(), *PAGES_2.values()]
    manifests = {release.manifest for release in Release.select()}
    hashes = {hashlib.sha256(page).hexdigest() for page in pages} | manifests
    assert hashes <= {*stored, *(row.sha256 for row in Packed.select())}
    parts = {row.part for row in Packed.select()}
    assert parts <= stored
    assert len(stored - hashes - parts) == len(manifests)  # the catalogue of each


def test_sweeping_spares_what_a_release_that_waits_counts_on(site, newer_medium):
    """The rows of release 1 are lost: nothing but what waits still needs the page of both."""
    manifest = site.receive(newer_medium, at=FEBRUARY)
    Channel.delete().execute()
    site.library.sweep(site.quarantine.blobs())
    site.install(manifest)
    assert site.learners_see() == {"maths": (2, PAGES_2)}
    assert site.quarantine.blobs() == set()
