"""Manifests that two people signed and that are still not to be believed."""

import json

import pytest

from content.manifest import LARGEST_CATALOGUE, LARGEST_PART, PROGRAM
from content.refusals import ManifestRefused, NewerFormat, TooNew
from content.shape import LARGEST as LARGEST_TEXT
from tests.sync.refused.forgery import (
    SOUND,
    canonical,
    case,
    manifest,
    must_be_refused,
    raw_manifest,
)

HUGE = 1 << 53


def says(**values):
    """A manifest with other values."""
    return manifest(lambda body: body.update(values))


def without(key):
    return manifest(lambda body: body.pop(key))


def of_file(**values):
    """A manifest with other values of its largest file, a sound in a part of its own."""
    return manifest(lambda body: sound(body).update(values))


def sound(body):
    return next(file for file in body["files"] if file["size"] == len(SOUND))


def of_piece(**values):
    return manifest(lambda body: sound(body)["slices"][0].update(values))


def in_pieces(*pieces):
    """The sound, made of these (offset, length) of its part."""

    def change(body):
        file = sound(body)
        part = file["slices"][0]["part"]
        file["slices"] = [{"part": part, "offset": o, "length": n} for o, n in pieces]
        body["size"] += sum(n for _, n in pieces) - file["size"]
        file["size"] = sum(n for _, n in pieces)

    return manifest(change)


def of_part(length):
    def change(body):
        part = sound(body)["slices"][0]["part"]
        body["parts"] = [[name, length if name == part else n] for name, n in body["parts"]]

    return manifest(change)


def part_twice(body):
    body["parts"].append(body["parts"][0])


def file_twice(body):
    body["files"].append(body["files"][0])
    body["size"] += body["files"][0]["size"]


def unused_file(body):
    """One more file, of bytes that are there, which no page names."""
    part, _ = body["parts"][0]
    piece = {"part": part, "offset": 0, "length": 1}
    body["files"].append({"sha256": "0" * 64, "size": 1, "type": "image/png", "slices": [piece]})
    body["files"].sort(key=lambda file: file["sha256"])
    body["size"] += 1


def catalogue_of(**values):
    return manifest(lambda body: body["catalogue"].update(values))


def one_byte_further(body):
    """A small page that takes its bytes one further on in the part that it shares."""
    page = min((f for f in body["files"] if f["type"] == "text/html"), key=lambda f: f["size"])
    (piece,) = page["slices"]
    room = dict(body["parts"])[piece["part"]] - piece["offset"] - piece["length"]
    piece["offset"] += 1 if room else -1


def big_lesson(body):
    """A lesson of more than it may have, in a part that would be large enough."""
    part, length = "f" * 64, LARGEST_TEXT + 1
    lesson = next(file for file in body["files"] if file["type"] == "text/html")
    body["size"] += length - lesson["size"]
    lesson |= {"size": length, "slices": [{"part": part, "offset": 0, "length": length}]}
    body["parts"] = sorted([*body["parts"], [part, length]])


def repeated(key, text):
    """The same key twice in one object: which of the two would count?"""
    return raw_manifest(
        lambda data: data.replace(b'"%b":' % key, b'"%b":%b,"%b":' % (key, text, key), 1)
    )


def number(key, text):
    """A number written in another way."""
    return raw_manifest(lambda data: json_with(data, key, text))


def json_with(data, key, text):
    body = json.loads(data)
    body[key] = "@"
    return canonical(body).replace(b'"@"', text)


REFUSED = ManifestRefused


def crumbs(body):
    body["parts"] = sorted([*body["parts"], *([f"{n:064x}", 1] for n in range(10_000))])


WORDS = [
    *(
        case(f"{name} in its title", says(title=f"Maths{sign}"), REFUSED, what="control characters")
        for name, sign in {
            "a sign that turns what follows": "\u202e",
            "a line break": "\n",
            "a line break of paper": "\u2028",
            "a letter that is not drawn": "\u3164",
            "letters of no width": "\U000e0041",
            "a terminal's command": "\x9b31m",
        }.items()
    ),
    case("a title of which nothing is seen", says(title="\u200b\u200d"), REFUSED, what="title"),
    case("a title that covers the page", says(title="a" + "\u0333" * 200), REFUSED),
    case("a title of 401 letters", says(title="m" * 401), REFUSED),
    case("a description of 2,001 letters", says(description="m" * 2_001), REFUSED),
    case("a language that is no code", says(languages=["fr", "<b>"]), REFUSED, what="language"),
    case("a label of its own", says(accessibility={"<b>": 1}), REFUSED, what="labels"),
    case(
        "five million lists",
        raw_manifest(lambda data: b'{"format":1,"a":[' + b"[]," * 5_000_000 + b"[]]}"),
        REFUSED,
        what="an unknown format",
    ),
    case("no JSON", raw_manifest(lambda data: b"maths"), REFUSED),
    case("nothing but a list", raw_manifest(lambda data: b"[]"), REFUSED),
    case("nothing but null", raw_manifest(lambda data: b"null"), REFUSED),
    case("an empty object", raw_manifest(lambda data: b"{}"), REFUSED),
    case("no UTF-8", raw_manifest(lambda data: data.replace(b"maths", b"ma\xffhs", 1)), REFUSED),
    case("UTF-16", raw_manifest(lambda data: data.decode().encode("utf-16")), REFUSED),
    case(
        "a mark of byte order before it", raw_manifest(lambda data: b"\xef\xbb\xbf" + data), REFUSED
    ),
    case("a line break after it", raw_manifest(lambda data: data + b"\n"), REFUSED),
    case("blanks in it", raw_manifest(lambda data: data.replace(b":", b": ", 1)), REFUSED),
    case(
        "its keys in another order",
        raw_manifest(lambda data: json.dumps(dict(reversed(json.loads(data).items()))).encode()),
        REFUSED,
    ),
    case(
        "letters written as numbers",
        raw_manifest(
            lambda data: json.dumps(
                json.loads(data), sort_keys=True, separators=(",", ":")
            ).encode()
        ),
        REFUSED,
    ),
    case("its release twice", repeated(b"release", b"1"), REFUSED),
    case("its bundle twice", repeated(b"id", b'"x"'), REFUSED),
    case("a hash twice", repeated(b"sha256", b'"0"'), REFUSED),
    case("a key too few", without("minutes"), REFUSED),
    case("a key too many", says(note="x"), REFUSED),
    case("arrays nested 100,000 deep", number("title", b"[" * 100_000 + b"]" * 100_000), REFUSED),
    case(
        "objects nested 100,000 deep",
        number("files", b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
        REFUSED,
    ),
    case("a million files", says(files=[{}] * 1_000_000), REFUSED),
    case("a million languages", says(languages=["fr"] * 1_000_000), REFUSED, what="languages"),
    case("a number of 5,000 digits", number("size", b"9" * 5_000), REFUSED),
    case("a release with a fraction", number("release", b"2.0"), REFUSED),
    case("a size that is no number", number("size", b"NaN"), REFUSED),
    case("an endless size", number("size", b"Infinity"), REFUSED),
    case("a size as a power", number("size", b"1e3"), REFUSED),
    case("release 0", says(release=0), REFUSED, what="release"),
    case("a negative release", says(release=-1), REFUSED, what="release"),
    case("release 2^63", says(release=1 << 63), REFUSED, what="release"),
    case("another release than its list says", says(release=3), REFUSED, what="id"),
    case("a release that is true", says(release=True), REFUSED, what="release"),
    case("another bundle than its list says", says(id="physics"), REFUSED, what="id"),
    case("a format that comes later", says(format=2), NewerFormat),
    case("format 0", says(format=0), REFUSED),
    case("a format that is true", says(format=True), REFUSED),
    case(
        "a program that comes later",
        says(min_program=PROGRAM + 1),
        TooNew,
        needed=PROGRAM + 1,
    ),
    case("a program of a billion", says(min_program=10**9), TooNew),
    case("a negative program", says(min_program=-1), REFUSED),
    case("a title that is a number", says(title=7), REFUSED),
    case("a title of 3,000 letters", says(title="m" * 3_000), REFUSED),
    case(
        "half a letter in its title",
        raw_manifest(lambda data: json_with(data, "title", b'"\\ud800"')),
        REFUSED,
    ),
    case("another title than its contents list", says(title="Physique"), REFUSED, what="title"),
    case(
        "another description than its contents list",
        says(description="Sûr"),
        REFUSED,
        what="description",
    ),
    case("a language that does not exist", says(language="xx"), REFUSED, what="language"),
    case("another language than its contents list", says(language="en"), REFUSED, what="language"),
    case("a language too many", says(languages=["de", "fr"]), REFUSED, what="languages"),
    case("languages that are one text", says(languages="fr"), REFUSED),
    case("a licence that does not exist", says(licenses=["Mine"]), REFUSED, what="licenses"),
    case("a freer licence than its pages", says(licenses=["CC0"]), REFUSED, what="licenses"),
    case("a subject that does not exist", says(subjects=["x"]), REFUSED, what="subjects"),
    case("another number of pages", says(nodes=1), REFUSED),
    case("another number of minutes", says(minutes=1), REFUSED, what="minutes"),
    case(
        "captions that its pages have not",
        says(accessibility={"captions": 9}),
        REFUSED,
        what="accessibility",
    ),
    case("half a page with captions", says(accessibility={"captions": 0.5}), REFUSED),
]
BYTES = [
    case("a size that does not add up", says(size=1), REFUSED, what="size"),
    case("a negative size", says(size=-1), REFUSED),
    case("a size of 2^53", says(size=HUGE), REFUSED),
    case("a file of another size than its pieces", of_file(size=len(SOUND) - 1), REFUSED),
    case("a file of a negative size", of_file(size=-1), REFUSED),
    case("a file of an unknown type", of_file(type="application/x-msdownload"), REFUSED),
    case("a file of no type", of_file(type=""), REFUSED),
    case("a file of another type than its page says", of_file(type="audio/ogg"), REFUSED),
    case("a file whose hash is no text", of_file(sha256=7), REFUSED),
    case("a file that is not its part", of_file(sha256="0" * 64), REFUSED),
    case("a file in no pieces", of_file(slices=[]), REFUSED),
    case("a file whose pieces are an object", of_file(slices={}), REFUSED),
    case("a file with a key too many", of_file(path="../x"), REFUSED),
    case("a file twice", manifest(file_twice), REFUSED),
    case("a file that belongs to no page", manifest(unused_file), REFUSED),
    case("a piece that begins before its part", of_piece(offset=-1), REFUSED),
    case("a piece that begins after its part", of_piece(offset=len(SOUND)), REFUSED),
    case("a piece at a place with a fraction", of_piece(offset=0.0), REFUSED),
    case("a piece at a place that is false", of_piece(offset=False), REFUSED),
    case("a piece of a part that is not there", of_piece(part="0" * 64), REFUSED),
    case("a piece of a part that is a list", of_piece(part=[]), REFUSED),
    case("an empty piece", in_pieces((0, len(SOUND)), (0, 0)), REFUSED),
    case("a piece longer than its part", in_pieces((0, len(SOUND) + 1)), REFUSED),
    case("pieces that overlap", in_pieces((0, 60_000), (59_999, 40_000)), REFUSED),
    case("a piece that repeats", in_pieces((0, 50_000), (0, 50_000)), REFUSED),
    case("a thousand pieces that are the same", in_pieces(*[(0, len(SOUND))] * 1_000), REFUSED),
    case("a piece of negative length", in_pieces((0, len(SOUND)), (9, -9)), REFUSED),
    case("a part of no bytes", of_part(0), REFUSED),
    case("a part of a negative length", of_part(-5), REFUSED),
    case("a part larger than a part may be", of_part(LARGEST_PART + 1), REFUSED),
    case("a part twice", manifest(part_twice), REFUSED),
    case(
        "parts in an object", manifest(lambda body: body.update(parts=dict(body["parts"]))), REFUSED
    ),
    case(
        "parts without a length",
        manifest(lambda body: body.update(parts=[[p] for p, _ in body["parts"]])),
        REFUSED,
    ),
    case(
        "a contents list larger than one may be", catalogue_of(size=LARGEST_CATALOGUE + 1), REFUSED
    ),
    case("a contents list that is a film", catalogue_of(type="video/mp4"), REFUSED),
    case("a contents list with another hash", catalogue_of(sha256="0" * 64), REFUSED),
    case("no contents list", says(catalogue=None), REFUSED),
    case("a lesson larger than one may be", manifest(big_lesson), REFUSED),
    case("ten thousand parts of a byte", manifest(crumbs), REFUSED),
    case("a page one byte further on", manifest(one_byte_further), REFUSED),
]


@pytest.mark.parametrize(("deed", "refusal", "said"), [*WORDS, *BYTES])
def test_refused(gate, publisher, stick, deed, refusal, said):
    """A manifest with …"""
    deed(publisher, stick)
    must_be_refused(gate, stick, refusal, said)


def test_a_large_file_with_anothers_hash_is_found_when_it_arrives(newcomer, publisher, stick):
    """Its pieces are what was signed; in this order they are another sound than is said."""

    def turned(body):
        file = sound(body)
        part = file["slices"][0]["part"]
        cuts = [(0, 1_000), (2_000, len(SOUND) - 2_000), (1_000, 1_000)]
        file["slices"] = [{"part": part, "offset": o, "length": n} for o, n in cuts]

    manifest(turned)(publisher, stick)
    must_be_refused(newcomer, stick, ManifestRefused, {"what": "hash of a file"})
