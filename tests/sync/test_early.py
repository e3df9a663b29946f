"""The catalogue is read while the files come, and refused as if it were read after them."""

import pytest

from content.bundle import part_name
from content.catalogue import Catalogue
from content.refusals import CatalogueRefused
from sync import early, transfer
from sync.early import Early
from sync.medium import FolderMedium
from sync.pieces import Incomplete
from tests.sync.site import MONDAY


@pytest.fixture
def come(new_site, medium):
    """A release whose parts are here, and what reads its catalogue once told of some of them."""
    source = FolderMedium(medium)
    (offer,) = new_site.trust.offers(source, at=MONDAY)
    manifest = new_site.quarantine.receive(source, offer, new_site.trust.manifest(source, offer))

    def reading(to_come):
        pieces = new_site.quarantine.pieces(manifest.sha256, [manifest.catalogue])
        return Early(manifest.catalogue, to_come, pieces)

    return new_site, manifest, reading


def test_it_is_read_once_its_last_part_has_come(come):
    site, manifest, reading = come
    parts = [piece.part for piece in manifest.catalogue.slices]
    with reading(parts) as begun:
        begun.arrived(["0" * 64])
        assert begun._begun is None
        begun.arrived(parts)
        assert begun._begun is not None
    assert begun.catalogue() == site.quarantine.catalogue(manifest)


def test_what_is_all_here_is_read_at_once(come):
    site, manifest, reading = come
    with reading([]) as begun:
        assert begun._begun is not None
    assert begun.catalogue() == site.quarantine.catalogue(manifest)


def test_what_nobody_told_of_is_read_when_it_is_asked_for(come):
    site, manifest, reading = come
    with reading([piece.part for piece in manifest.catalogue.slices]) as begun:
        pass
    assert begun.catalogue() == site.quarantine.catalogue(manifest)


def test_a_part_that_is_gone_meanwhile_is_told(come):
    site, manifest, reading = come
    for piece in manifest.catalogue.slices:
        (site.quarantine.root / manifest.sha256 / part_name(piece.part)).unlink()
    with reading([]) as begun:
        pass
    with pytest.raises(Incomplete):
        begun.catalogue()


def test_one_that_is_refused_early_keeps_nothing(new_site, medium, monkeypatch):
    def refuse(data):
        raise CatalogueRefused(where="x", what="y")

    monkeypatch.setattr(early.Catalogue, "from_bytes", refuse)
    source = FolderMedium(medium)
    (offer,) = new_site.trust.offers(source, at=MONDAY)
    with pytest.raises(CatalogueRefused):
        new_site.quarantine.receive(source, offer, new_site.trust.manifest(source, offer))
    assert new_site.waiting() == []
    assert not (new_site.quarantine.root / offer.sha256).exists()


def test_the_parts_of_the_catalogue_come_first(come, medium, tmp_path):
    _, manifest, _ = come
    kept: list[str] = []
    transfer.fetch(FolderMedium(medium), manifest, tmp_path, on_kept=kept.extend)
    listing = [piece.part for piece in manifest.catalogue.slices]
    assert kept[: len(listing)] == listing
    assert Catalogue.from_bytes((tmp_path / part_name(listing[0])).read_bytes())
