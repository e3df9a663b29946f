"""What arrives whole waits; what does not is not there, and goes on later."""

import hashlib
from functools import partial

import pytest

from content.refusals import ManifestRefused, PageRefused
from sync import space
from sync.lock import Busy, exclusive
from sync.medium import FolderMedium, MediumGone
from sync.pieces import Incomplete
from sync.quarantine import NotInBundle, NotWaiting
from sync.space import NoRoom
from sync.transfer import Cancelled
from sync.trust import Offer
from tests.sync import spoil
from tests.sync.site import FEBRUARY, PAGES_1, PAGES_2, Publisher, Site, course


def test_a_bundle_that_has_arrived_waits_and_learners_do_not_see_it(site, newer_medium):
    manifest = site.receive(newer_medium, at=FEBRUARY)
    assert site.waiting() == ["maths-2"]
    assert site.quarantine.manifest(manifest.sha256) == manifest
    assert site.learners_see() == {"maths": (1, PAGES_1)}


def test_only_what_the_library_does_not_have_is_brought(site, newer_medium):
    manifest = site.receive(newer_medium, at=FEBRUARY)
    arrived = {path.name for path in (site.quarantine.root / manifest.sha256 / "parts").glob("*/*")}
    all_parts = {sha256 for sha256, _ in manifest.parts}
    shared_with_release_1 = hashlib.sha256(PAGES_1["Les grands nombres"]).hexdigest()
    assert shared_with_release_1 in all_parts
    assert arrived == all_parts - {shared_with_release_1}


def test_every_file_can_be_looked_at_while_it_waits(site, newer_medium):
    manifest = site.receive(newer_medium, at=FEBRUARY)
    for page in PAGES_2.values():
        stored, chunks = site.quarantine.blob(manifest, hashlib.sha256(page).hexdigest())
        assert (b"".join(chunks), stored.type) == (page, "text/html")
    with pytest.raises(NotInBundle):
        site.quarantine.blob(manifest, "0" * 64)


def test_progress_ends_at_all_of_it(new_site, medium):
    told = []
    new_site.receive(medium, on_progress=lambda done, total: told.append((done, total)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 0
    assert told == sorted(told)


def test_a_medium_pulled_out_half_way_goes_on_where_it_was(site, newer_medium):
    pocket = newer_medium.with_name("in a pocket")
    first = []

    def pull_out(done, total):
        first.append(done)
        if len(first) == 2:
            newer_medium.rename(pocket)

    with pytest.raises(MediumGone):
        site.receive(newer_medium, at=FEBRUARY, on_progress=pull_out)
    assert site.waiting() == []
    assert site.learners_see() == {"maths": (1, PAGES_1)}
    pocket.rename(newer_medium)
    second = []
    site.receive(newer_medium, at=FEBRUARY, on_progress=lambda done, _: second.append(done))
    assert second[0] == first[-1] > 0
    assert site.waiting() == ["maths-2"]


def test_stopping_keeps_what_has_arrived(site, newer_medium):
    answers = iter([False, True])
    with pytest.raises(Cancelled):
        site.receive(newer_medium, at=FEBRUARY, cancelled=lambda: next(answers))
    assert site.waiting() == []
    done = []
    site.receive(newer_medium, at=FEBRUARY, on_progress=lambda n, _: done.append(n))
    assert done[0] > 0


def test_bringing_the_same_again_reads_no_part(site, newer_medium):
    manifest = site.receive(newer_medium, at=FEBRUARY)
    for path in newer_medium.glob("parts/*/*"):
        path.unlink()
    assert site.receive(newer_medium, at=FEBRUARY) == manifest


def test_a_full_disk_is_found_out_before_anything_is_copied(site, newer_medium, monkeypatch):
    monkeypatch.setattr(space, "RESERVE", 1 << 60)
    with pytest.raises(NoRoom):
        site.receive(newer_medium, at=FEBRUARY)
    assert not list(site.quarantine.root.glob("*/parts/*/*"))


def test_a_part_lost_by_the_disk_is_brought_again(site, newer_medium):
    manifest = site.receive(newer_medium, at=FEBRUARY)
    lost = spoil.find(site.quarantine.root / manifest.sha256, "parts/*/*")
    lost.unlink()
    with pytest.raises(Incomplete):
        site.install(manifest)
    assert site.learners_see() == {"maths": (1, PAGES_1)}
    site.install(site.receive(newer_medium, at=FEBRUARY))
    assert site.learners_see() == {"maths": (2, PAGES_2)}


def test_what_is_refused_by_staff_is_gone(site, newer_medium):
    manifest = site.receive(newer_medium, at=FEBRUARY)
    site.quarantine.discard(manifest.sha256)
    site.quarantine.discard(manifest.sha256)
    assert site.waiting() == []
    with pytest.raises(NotWaiting):
        site.quarantine.manifest(manifest.sha256)
    assert [path.name for path in site.quarantine.root.iterdir()] == ["locks"]


def test_one_release_can_be_installed_while_another_arrives(site, newer_medium):
    manifest = site.receive(newer_medium, at=FEBRUARY)
    with exclusive(site.quarantine.root / "locks" / ("0" * 64)):
        site.install(manifest)
    assert site.learners_see() == {"maths": (2, PAGES_2)}


def test_what_is_arriving_now_is_not_pulled_away(site, newer_medium, monkeypatch):
    monkeypatch.setattr("sync.quarantine.exclusive", partial(exclusive, patience=0))

    offer = site.offers(newer_medium, at=FEBRUARY)[-1]

    def refuse(done, total):
        with pytest.raises(Busy):
            site.quarantine.discard(offer.sha256)

    site.receive(newer_medium, at=FEBRUARY, on_progress=refuse)
    assert site.waiting() == ["maths-2"]


@pytest.mark.parametrize(
    "name", ["../library", "maths-1/../..", "", "maths", "/etc", "A" * 64, "a" * 99]
)
def test_a_name_from_outside_reaches_nothing(site, name):
    with pytest.raises(NotWaiting):
        site.quarantine.manifest(name)
    site.quarantine.discard(name)
    assert site.learners_see() == {"maths": (1, PAGES_1)}


# A publisher's own mistakes, signed but not to be installed: see ``tests/sync/refused``.


def offered(medium, change):
    """The manifest of a medium after ``change``, and an offer of it."""
    path = next(medium.glob("targets/content/maths/*"))
    data = change(path.read_bytes())
    return data, Offer("maths", 2, hashlib.sha256(data).hexdigest(), len(data))


def test_a_manifest_with_another_hash_than_the_offer_is_refused(site, newer_medium):
    data, offer = offered(newer_medium, lambda data: data)
    with pytest.raises(ManifestRefused):
        site.quarantine.receive(FolderMedium(newer_medium), offer, data + b" ")


@pytest.mark.parametrize(
    ("pages", "exercises"),
    [
        pytest.param({}, {"La mauvaise page": b'{"format":1}'}, id="an exercise without questions"),
        pytest.param({}, {"La mauvaise page": b"<p>Une"}, id="an exercise that is no JSON"),
        pytest.param({"La mauvaise page": b"<p>\xff</p>"}, {}, id="a lesson that is not UTF-8"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused_by_its_title(new_site, tmp_path, pages, exercises):
    table = Publisher(tmp_path / "table").begin()
    draft = course(1, {**PAGES_1, **pages}, exercises=exercises)
    medium = table.release(draft, tmp_path / "built", tmp_path / "out", at=FEBRUARY)
    site = Site(tmp_path / "other site")
    site.trust.pin(table.root)
    with pytest.raises(PageRefused) as refused:
        site.receive(medium, at=FEBRUARY)
    assert refused.value.values["page"] == "La mauvaise page"
    assert site.waiting() == []
    assert [path.name for path in site.quarantine.root.iterdir()] == ["locks"]
