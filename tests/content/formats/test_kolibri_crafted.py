"""Databases that nobody's Kolibri wrote."""

import sqlite3
from contextlib import closing

import pytest

from content.catalogue import DEEPEST
from content.formats import kolibri
from content.formats.asked import Asked
from content.formats.kolibri.opening import NotAChannel
from tests.content.formats.drives import (
    identity,
    made,
    pages,
)


def change(channel, *statements):
    with closing(sqlite3.connect(channel.write())) as database, database:
        for statement in statements:
            database.execute(statement)


def refused(channel):
    (place,) = kolibri.channels(channel.drive.root)
    with pytest.raises(NotAChannel) as refusal:
        kolibri.read(place, Asked())
    return refusal.value.in_words()


def test_a_view_in_the_place_of_a_table_is_refused(channel):
    channel.video("Le film")
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i AS id FROM n"
    change(
        channel,
        "ALTER TABLE content_language RENAME TO hidden",
        f"CREATE VIEW content_language AS {endless}",
    )
    assert "content_language" in refused(channel)


def test_a_table_that_a_module_makes_is_refused(channel):
    channel.video("Le film")
    change(
        channel,
        "ALTER TABLE content_language RENAME TO hidden",
        "CREATE VIRTUAL TABLE content_language USING fts5(id, lang_code)",
    )
    assert "content_language" in refused(channel)


def test_a_column_that_would_run_something_is_refused(channel):
    channel.video("Le film")
    change(
        channel,
        "ALTER TABLE content_language RENAME TO hidden",
        "CREATE TABLE content_language (id, lang_code AS (upper(id)))",
        "INSERT INTO content_language (id) VALUES ('fr')",
    )
    assert "content_language" in refused(channel)


@pytest.mark.parametrize("damage", [b"no database at all", None], ids=["another", "damaged"])
def test_a_damaged_database_is_refused(channel, damage):
    channel.video("Le film")
    path = channel.write()
    data = bytearray(path.read_bytes())
    data[4096 : 4096 + 2000] = b"\xff" * 2000
    path.write_bytes(damage or bytes(data))
    assert path.name in refused(channel)


@pytest.mark.parametrize("table", ["content_contentnode", "content_file"])
def test_a_database_without_a_needed_table_is_refused(channel, table):
    channel.video("Le film")
    change(channel, f"DROP TABLE {table}")
    assert table in refused(channel)


def test_a_value_too_large_for_any_channel_is_refused(channel):
    channel.video("Le film")
    change(channel, "UPDATE content_channelmetadata SET thumbnail = zeroblob(20000000)")
    refused(channel)


def test_a_channel_under_the_name_of_another_is_refused(channel):
    channel.video("Le film")
    channel.meta["id"] = identity("autre")
    channel.write()
    refused(channel)


def test_values_of_other_types_are_read_as_well_as_they_can_be(channel):
    channel.video("Le film", duration="long", sort_order="x", options="[[", description=b"\xff")
    channel.video("Autre", lft=1e400, coach_content="yes")
    channel.nodes[-1]["title"] = 12
    channel.meta |= {"last_updated": "", "version": "1"}
    found = made(channel)
    assert set(pages(found)) == {"Le film", "12"}
    assert pages(found)["Le film"].minutes == 0


def test_a_tree_that_bites_its_tail_is_told(channel):
    channel.video("Le film")
    channel.node("A", kind="topic", parent="B")
    channel.node("B", kind="topic", parent="A")
    channel.nodes[0]["parent_id"] = identity("Le film")
    found = made(channel)
    assert {note.where for note in found.notes.left_out} == {"A", "B"}


def test_a_tree_that_is_too_deep_ends_where_a_catalogue_does(channel):
    above = "racine"
    for depth in range(DEEPEST + 3):
        channel.node(f"t{depth}", kind="topic", parent=above)
        above = f"t{depth}"
    channel.video("Le film", parent=above)
    channel.video("Près")
    found = made(channel)
    assert list(pages(found)) == ["Près"]


def test_ids_that_are_none_are_left_out(channel):
    channel.video("Le film")
    channel.video("Mauvais", id="../../etc")
    channel.files[-1]["contentnode_id"] = "../../etc"
    channel.video("Contenu", content_id="x")
    found = made(channel)
    assert set(pages(found)) == {"Le film", "Contenu"}
    assert pages(found)["Contenu"].content_id == identity("Contenu")


def test_the_same_id_twice_counts_once(channel):
    channel.video("Le film")
    channel.node("Double", kind="video", id=identity("Le film"))
    found = made(channel)
    assert len(found.draft.catalogue.nodes) == 1
    assert found.notes.left_out[0].where == identity("Le film")


@pytest.mark.parametrize("checksum", ["../../../x", "A" * 32, "", "0" * 31])
def test_a_checksum_that_is_none_opens_nothing(channel, checksum):
    channel.video("Le film")
    channel.node("Piège", kind="video")
    channel.use("Piège", "high_res_video", checksum, "mp4")
    assert [note.where for note in made(channel).notes.left_out] == ["Piège"]


def test_a_link_in_the_storage_is_not_followed(channel, tmp_path):
    channel.video("Le film")
    path = channel.drive.stored(channel.video("Lien"), "mp4")
    outside = tmp_path / "outside.mp4"
    path.rename(outside)
    path.symlink_to(outside)
    assert [note.where for note in made(channel).notes.left_out] == ["Lien"]


def test_what_lies_below_a_page_is_left_out(channel):
    channel.video("Le film")
    channel.video("Dessous", parent="Le film")
    found = made(channel)
    assert (list(pages(found)), len(found.notes.changed)) == (["Le film"], 1)


def test_nothing_on_the_drive_is_changed(channel):
    channel.video("Le film")
    path = channel.write()
    before = {each: each.stat().st_mtime_ns for each in channel.drive.root.rglob("*")}
    made_again = kolibri.read(kolibri.channels(channel.drive.root)[0], Asked())
    assert made_again.draft.catalogue.nodes
    after = {each: each.stat().st_mtime_ns for each in channel.drive.root.rglob("*")}
    assert before == after, path


def test_words_that_hide_or_cover_others_are_made_plain(channel):
    channel.video("Le film", description="a" + "\u0301" * 40)
    channel.nodes[-1]["title"] = "\u3164"
    channel.video("Autre")
    channel.nodes[-1]["title"] = "Un\u202e titre"
    found = pages(made(channel))
    assert set(found) == {identity("Le film"), "Un titre"}
    assert found[identity("Le film")].versions[0].description == "a"
