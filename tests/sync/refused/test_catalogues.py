"""Catalogues that two people signed and that hold no course."""

import gzip
import sqlite3

import pytest

from content.catalogue import MOST_NODES
from content.refusals import CatalogueRefused, ManifestRefused
from tests.sync.refused.forgery import case, catalogue, must_be_refused, raw_catalogue
from tests.sync.site import node_id

REFUSED = CatalogueRefused


def node(title="Les fractions", **values):
    """A catalogue whose page says something else."""

    def change(body):
        found = next(n for n in body["nodes"] if n["id"] == node_id(title))
        found.update(values)

    return catalogue(change)


def topic(**values):
    return node("Les nombres", **values)


def channel(**values):
    return catalogue(lambda body: body["channel"].update(values))


def file(**values):
    return catalogue(lambda body: body["nodes"][1]["files"][0].update(values))


def version(**values):
    return catalogue(lambda body: body["nodes"][1]["versions"][0].update(values))


def nodes(change):
    return catalogue(lambda body: change(body["nodes"]))


def says(**values):
    return catalogue(lambda body: body.update(values))


def twins(nodes):
    nodes[2]["id"] = nodes[1]["id"]


def circle(nodes):
    """The topic is in the page that is in it."""
    nodes[1]["kind"] = "topic"
    nodes[0]["parent"] = nodes[1]["id"]


def in_itself(nodes):
    nodes[0]["parent"] = nodes[0]["id"]


def child_first(nodes):
    nodes[0], nodes[1] = nodes[1], nodes[0]


def below_a_page(nodes):
    nodes[2]["parent"] = nodes[1]["id"]


def deep(nodes):
    """Topics in each other, 13 deep."""
    above = nodes[0]
    for number in range(13):
        inner = {**nodes[0], "id": f"{number:032x}", "parent": above["id"]}
        nodes.append(inner)
        above = inner


def for_teachers_only_in_part(nodes):
    nodes[0]["coach"] = True


def without_main(nodes):
    nodes[1]["files"] = []


def one_too_few(nodes):
    nodes.pop()


def two_titles(nodes):
    nodes[1]["versions"] *= 2


def many_versions(nodes):
    nodes[1]["versions"] *= 1_001


def many_nodes(nodes):
    nodes += [0] * MOST_NODES


def database(data):
    """A catalogue that is an SQLite file, with a view and a trigger that act when they are read."""
    made = sqlite3.connect(":memory:")
    made.executescript(
        "CREATE TABLE node (title TEXT);"
        "CREATE VIEW channel AS SELECT load_extension('/mnt/stick/evil.so') AS title;"
        "CREATE TRIGGER act AFTER INSERT ON node BEGIN DELETE FROM node; END;"
    )
    return made.serialize()


def unsound_database(data):
    """One whose pages point to themselves."""
    raw = bytearray(database(data))
    raw[100:200] = b"\xff" * 100
    return bytes(raw)


def bomb(data):
    """30 kB that unpack to 30 MB of blanks."""
    return gzip.compress(b" " * 30_000_000 + data, mtime=0)


def bomb_in_a_bomb(data):
    return gzip.compress(bomb(data), mtime=0)


def twice(key, value):
    return raw_catalogue(
        lambda data: data.replace(b'"%b":' % key, b'"%b":%b,"%b":' % (key, value, key), 1)
    )


def half_a_letter(data):
    return data.replace(b'"title":"', b'"title":"\\ud800', 1)


def cover_page(body):
    body["channel"]["files"] = [{**body["nodes"][1]["files"][0], "role": "thumbnail"}]


NOT_A_LIST = [
    case("that is an SQLite file", raw_catalogue(database), REFUSED),
    case("that is a crafted SQLite file", raw_catalogue(unsound_database), REFUSED),
    case("that is packed and unpacks a thousandfold", raw_catalogue(bomb), REFUSED),
    case("that is packed twice", raw_catalogue(bomb_in_a_bomb), REFUSED),
    case("that is a ZIP archive", raw_catalogue(lambda data: b"PK\3\4" + data), REFUSED),
    case("that is a program", raw_catalogue(lambda data: b"MZ" + data), REFUSED),
    case("that is a page", raw_catalogue(lambda data: b"<script>alert(1)</script>"), REFUSED),
    case(
        "that is a pickle", raw_catalogue(lambda data: b"\x80\x04cos\nsystem\n(S'x'\ntR."), REFUSED
    ),
    case("that is of zeros", raw_catalogue(lambda data: bytes(len(data))), REFUSED),
    case("that is null", raw_catalogue(lambda data: b"null"), REFUSED),
    case(
        "that is not UTF-8",
        raw_catalogue(lambda data: data.replace(b"nombres", b"n\xffmbres")),
        REFUSED,
    ),
    case("that is one byte short", raw_catalogue(lambda data: data[:-1]), REFUSED),
    case("that is nested 100,000 deep", raw_catalogue(lambda data: b"[" * 100_000), REFUSED),
    case("of a format that comes later", says(format=2), REFUSED, where="format"),
    case("of no format", says(format=None), REFUSED, where="format"),
    case("without pages", says(nodes=None), REFUSED, where="nodes"),
    case("whose pages are an object", says(nodes={}), REFUSED, where="nodes"),
    case("of more than 200,000 pages", nodes(many_nodes), REFUSED, where="nodes"),
    case("without a course", says(channel=None), REFUSED),
    case("with a key too many", says(note=1), REFUSED, where="format"),
    case("with its format twice", twice(b"format", b"2"), REFUSED, where="JSON"),
    case("with a title twice", twice(b"title", b'"x"'), REFUSED, where="JSON"),
]
TREES = [
    case("with a page twice", nodes(twins), REFUSED, where=node_id("Les fractions")),
    case("with a topic in a page that is in it", nodes(circle), REFUSED),
    case("with a topic in itself", nodes(in_itself), REFUSED),
    case("with a page before its topic", nodes(child_first), REFUSED),
    case("with a page in a page", nodes(below_a_page), REFUSED),
    case("with a page in a topic that is not there", node(parent="0" * 32), REFUSED),
    case("with topics 13 deep", nodes(deep), REFUSED),
    case("with a page for all in a topic for teachers", nodes(for_teachers_only_in_part), REFUSED),
    case("with a page fewer than is said", nodes(one_too_few), ManifestRefused),
    case("of another release", channel(release=1), ManifestRefused),
    case("of another course", channel(id="physics"), ManifestRefused),
]
VALUES = [
    case("with a page that is a number", nodes(lambda nodes: nodes.append(7)), REFUSED),
    case("with a key of a page too few", nodes(lambda nodes: nodes[1].pop("coach")), REFUSED),
    case("with a key of a page too many", node(onclick="x"), REFUSED),
    case("with a page of an unknown kind", node(kind="program"), REFUSED, what="kind"),
    case("with a page of no kind", node(kind=None), REFUSED),
    case("with a licence that does not exist", node(license="Mine"), REFUSED, what="license"),
    case("with a licence of the course that does not exist", channel(license=""), REFUSED),
    case("with a subject that does not exist", node(subject="x"), REFUSED, what="subject"),
    case("with a level that does not exist", node(level="x"), REFUSED, what="level"),
    case("with a label that does not exist", node(labels=["safe"]), REFUSED, what="labels"),
    case("with labels that are one text", node(labels="audio"), REFUSED),
    case("with a language that does not exist", node(language="xx"), REFUSED, what="language"),
    case("with a language that is no text", node(language=["fr"]), REFUSED),
    case("with a course in no language", channel(language=""), REFUSED, what="language"),
    case("with a title in a language that does not exist", version(language="zz"), REFUSED),
    case("with a page without a title", node(versions=[]), REFUSED),
    case("with a title of blanks", version(title="  "), REFUSED, what="title"),
    case("with a title of 401 letters", version(title="m" * 401), REFUSED),
    case("with a title that is turned round", version(title="\u202etitre"), REFUSED),
    case("with a title of two lines", version(title="titre\nautre"), REFUSED),
    case("with a title of which nothing is seen", version(title="\u200b"), REFUSED, what="title"),
    case("with a title that covers the page", version(title="a" + "\u0333" * 9), REFUSED),
    case("with a title with a zero byte", version(title="a\0b"), REFUSED),
    case("with half a letter in a title", raw_catalogue(half_a_letter), REFUSED),
    case("with a description of 2,001 letters", version(description="m" * 2_001), REFUSED),
    case("with the same title twice", nodes(two_titles), REFUSED),
    case("with 1,001 versions of a page", nodes(many_versions), REFUSED),
    case("with an easy version that is a word", version(easy="yes"), REFUSED, what="easy"),
    case("with the 30th of February", node(reviewed="2026-02-30"), REFUSED, what="reviewed"),
    case("with a day written another way", node(reviewed="20260203"), REFUSED, what="reviewed"),
    case("with a day that is a week", node(reviewed="2026-W01-1"), REFUSED, what="reviewed"),
    case("with a day that is a word", node(reviewed="tomorrow"), REFUSED, what="reviewed"),
    case("with a day in other digits", node(reviewed="٢٠٢٦-٠٢-٠٣"), REFUSED, what="reviewed"),
    case("with a day that is a number", node(reviewed=20260203), REFUSED),
    case("with negative minutes", node(minutes=-5), REFUSED, what="minutes"),
    case("with minutes of a year", node(minutes=525_600), REFUSED, what="minutes"),
    case("with half a minute", node(minutes=0.5), REFUSED, what="minutes"),
    case("with minutes that are true", node(minutes=True), REFUSED, what="minutes"),
    case("with a place of 2^63", node(position=1 << 63), REFUSED),
    case("with release 0", channel(release=0), REFUSED, what="release"),
    case("with release 2^63", channel(release=1 << 63), REFUSED, what="release"),
    case("with a lesson without its text", nodes(without_main), REFUSED),
    case("with a lesson that is a sound", node(kind="audio"), REFUSED),
    case("with an exercise that is a page", node(kind="exercise"), REFUSED),
    case("with an interactive page that is a sound", node("Écouter", kind="html5"), REFUSED),
    case("with a file of an unknown role", file(role="program"), REFUSED),
    case("with a file of an unknown type", file(type="application/wasm"), REFUSED),
    case("with a file of a negative size", file(size=-1), REFUSED),
    case("with a file of another size", file(size=7), ManifestRefused),
    case("with a file that the manifest lacks", file(sha256="0" * 64), ManifestRefused),
    case("with a text in a language without a title", file(language="ar"), REFUSED),
    case("with an easy text without a title", file(easy=True), REFUSED),
    case("with a cover that is a page", catalogue(cover_page), REFUSED),
]


@pytest.mark.parametrize(("deed", "refusal", "said"), [*NOT_A_LIST, *TREES, *VALUES])
def test_refused(gate, publisher, stick, deed, refusal, said):
    """A catalogue …"""
    deed(publisher, stick)
    must_be_refused(gate, stick, refusal, said)
