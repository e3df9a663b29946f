"""A catalogue is cut where its nodes say: what changes in one place stays there."""

import hashlib
from dataclasses import replace

import pytest

from content import chunking
from content.bundle import Draft, build, open_bundle
from content.catalogue import Catalogue
from content.entries import NodeEntry
from content.manifest import FEW_PARTS, SMALLEST_PART
from content.places import by_parent, in_reading_order, without_places
from content.refusals import CatalogueRefused
from tests.sync.site import course

MANY = 2_000


def channel(titles, release=1):
    return course(release, {title: title.encode() for title in titles})


def listing(titles, release=1):
    return without_places(channel(titles, release).catalogue)


TITLES = [f"Page {number}" for number in range(MANY)]


@pytest.fixture(scope="module")
def before():
    return chunking.pieces(listing(TITLES))


def test_the_pieces_are_the_catalogue(before):
    assert b"".join(before) == listing(TITLES).to_bytes()
    assert Catalogue.from_bytes(b"".join(before)) == listing(TITLES)


def test_a_catalogue_without_nodes_is_written_as_ever():
    empty = Catalogue(listing(TITLES).channel)
    assert b"".join(chunking.pieces(empty)) == empty.to_bytes()


def test_pieces_are_neither_many_nor_large(before):
    within = [len(piece) for piece in before[1:-2]]
    assert len(within) > 10
    assert all(chunking.SMALLEST <= size < chunking.LARGEST + 2_000 for size in within)
    assert len(before) < FEW_PARTS + sum(map(len, before)) // SMALLEST_PART


@pytest.mark.parametrize(
    "titles",
    [
        pytest.param(["Neuve", *TITLES], id="put in first"),
        pytest.param([*TITLES[:900], "Neuve", *TITLES[900:]], id="put in between"),
        pytest.param(TITLES[:900] + TITLES[901:], id="taken out"),
        pytest.param([*TITLES, "Neuve"], id="put in last"),
    ],
)
def test_one_lesson_changes_its_own_piece_and_the_number_of_the_release(before, titles):
    after = chunking.pieces(listing(titles, release=2))
    head, *changed = [piece for piece in after if piece not in before]
    assert b'"release":2' in head
    assert len(head) < 1_000
    # where the lesson itself ended a piece, two become one
    assert 1 <= len(changed) <= 2
    assert sum(map(len, changed)) < 2 * chunking.LARGEST


def test_the_order_of_the_nodes_is_their_place():
    draft = channel(["Un", "Deux", "Trois"])
    titles = [
        node.versions[0].title for node in in_reading_order(listing(["Un", "Deux", "Trois"]).nodes)
    ]
    assert titles == ["Les nombres", "Un", "Deux", "Trois"]
    turned = replace(
        draft.catalogue, nodes=(draft.catalogue.nodes[0], *draft.catalogue.nodes[:0:-1])
    )
    assert without_places(turned) == turned
    below: dict[str | None, list[NodeEntry]] = by_parent(turned.nodes)
    assert [node.position for node in below[turned.nodes[0].id]] == [0, 1, 2]


def test_a_large_catalogue_is_parts_of_its_own_and_a_small_one_a_single_part(tmp_path):
    large = open_bundle(build(channel(TITLES), tmp_path / "large"))
    assert len(large.catalogue.slices) > 10
    lengths = dict(large.parts)
    assert all(s.offset == 0 and s.length == lengths[s.part] for s in large.catalogue.slices)
    small = open_bundle(build(channel(["Un"]), tmp_path / "small"))
    assert [piece.part for piece in small.catalogue.slices] == [small.catalogue.sha256]


def test_the_same_large_draft_is_the_same_bytes(tmp_path):
    once, again = (build(channel(TITLES), tmp_path / name) for name in ("once", "again"))
    assert (once / "manifest.json").read_bytes() == (again / "manifest.json").read_bytes()


def test_one_page_more_leaves_the_manifest_as_it_was_but_for_its_neighbours(tmp_path):
    before = open_bundle(build(channel(TITLES), tmp_path / "before"))
    after = open_bundle(
        build(channel([*TITLES[:900], "Neuve", *TITLES[900:]], 2), tmp_path / "after")
    )
    new = hashlib.sha256(b"Neuve").hexdigest()
    names = [stored.sha256 for stored in after.files]
    assert names[:900] == [stored.sha256 for stored in before.files][:900]
    assert names.index(new) == 900


def test_a_draft_is_no_other_than_it_was(tmp_path):
    draft: Draft = channel(["Un", "Deux"])
    places = [node.position for node in draft.catalogue.nodes]
    build(draft, tmp_path)
    assert [node.position for node in draft.catalogue.nodes] == places


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text, id="as we write it"),
        pytest.param(lambda text: text.replace(",", ", "), id="with spaces"),
        pytest.param(lambda text: text + "\n", id="with a line's end"),
        pytest.param(
            lambda text: '{"format":1,' + text[1:].replace(',"format":1', "", 1), id="turned"
        ),
    ],
)
def test_a_catalogue_is_read_however_it_is_written(change):
    text = change(listing(["Un", "Deux"]).to_bytes().decode())
    assert Catalogue.from_bytes(text.encode()) == listing(["Un", "Deux"])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text[:-1], id="a sign short"),
        pytest.param(lambda text: text + "]", id="a sign long"),
        pytest.param(lambda text: text[:-2] + ",]}", id="a comma at the end"),
        pytest.param(lambda text: text[:-2] + ",5]}", id="a number for a page"),
        pytest.param(lambda text: text[:-2] + "," + "[" * 100_000, id="nested after the pages"),
        pytest.param(lambda text: text.replace('"nodes":[', '"nodes":[,', 1), id="a comma first"),
    ],
)
def test_a_catalogue_that_ends_otherwise_than_it_began_is_refused(change):
    text = change(listing(["Un", "Deux"]).to_bytes().decode())
    with pytest.raises(CatalogueRefused):
        Catalogue.from_bytes(text.encode())
