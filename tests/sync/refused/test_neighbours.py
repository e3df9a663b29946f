"""What a course may try against another one: its pages are opened by their numbers alone."""

import shutil
from dataclasses import replace

import pytest

from content.belonging import PageOfAnother
from content.bundle import Draft
from content.catalogue import Catalogue
from sync.medium import FolderMedium
from tests.sync.refused.forgery import must_be_refused
from tests.sync.site import MONDAY, course, days, node_id

LATER = MONDAY + days(31)
LIE = {"Les fractions": b"<p>Une moiti\xc3\xa9 fait trois quarts</p>"}


def only_its_page(draft):
    """One page directly below the channel, with the number that it has in "maths"."""
    _, page = draft.catalogue.nodes
    taken = replace(page, id=node_id("Les fractions"), parent=None)
    alone = Catalogue(draft.catalogue.channel, (taken,))
    return Draft(alone, draft.blobs)


def received(gate, stick):
    source = FolderMedium(stick)
    for offer in gate.trust.offers(source, at=LATER):
        yield gate.quarantine.receive(source, offer, gate.trust.manifest(source, offer))


def test_a_page_with_the_number_of_a_page_of_another_course(gate, publisher, media, tmp_path):
    stick = shutil.copytree(media[0], tmp_path / "stick")
    draft = only_its_page(course(1, LIE, channel="prison"))
    publisher = replace(publisher, home=shutil.copytree(publisher.home, tmp_path / "home"))
    publisher.release(draft, tmp_path / "built", stick, at=LATER)
    must_be_refused(
        gate, stick, PageOfAnother, {"page": "Les fractions", "channel": "maths"}, at=LATER
    )


@pytest.mark.parametrize("first", ["prison", "school"])
def test_two_courses_with_one_number_that_wait_together(newcomer, publisher, tmp_path, first):
    publisher = replace(publisher, home=shutil.copytree(publisher.home, tmp_path / "home"))
    for channel in ("prison", "school"):
        draft = only_its_page(course(1, LIE, channel=channel))
        publisher.release(draft, tmp_path / "built", tmp_path / "stick", at=LATER)
    arrived = {
        manifest.id: manifest
        for manifest in received(newcomer, tmp_path / "stick")
        if manifest.id in ("prison", "school")
    }
    newcomer.install(arrived.pop(first))
    (other,) = arrived.values()
    with pytest.raises(PageOfAnother):
        newcomer.install(other)
    seen = newcomer.learners_see()
    assert list(seen) == [first]
