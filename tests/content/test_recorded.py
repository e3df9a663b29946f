"""A recording of Chromium, as every browser plays it."""

import struct
from io import BytesIO

import pytest

from content import recorded
from content.formats.media.streams import read_ogg
from content.media import fault_in

HEAD = b"OpusHead" + struct.pack("<BBHIHB", 1, 1, 312, 48_000, 0, 0)
UNKNOWN = b"\x01" + b"\xff" * 7
PACKET = bytes([0x78]) + b"sound" * 40
"""20 ms of CELT, one frame."""


def element(name: str, body: bytes) -> bytes:
    return bytes.fromhex(name) + struct.pack(">Q", 1 << 56 | len(body)) + body


def block(packet: bytes, flags: int = 0x80) -> bytes:
    return element("a3", b"\x81\x00\x00" + bytes([flags]) + packet)


def recording(*blocks: bytes, head: bytes = HEAD) -> bytes:
    track = element("ae", element("d7", b"\x01") + element("86", b"A_OPUS") + element("63a2", head))
    tracks = element("1654ae6b", track)
    cluster = bytes.fromhex("1f43b675") + UNKNOWN + element("e7", b"\x00") + b"".join(blocks)
    begin = element("1a45dfa3", element("4282", b"webm")) + bytes.fromhex("18538067") + UNKNOWN
    return begin + tracks + cluster


def test_a_recording_becomes_an_ogg_of_the_same_length() -> None:
    data = recording(*[block(PACKET)] * 150)
    assert recorded.is_webm(data)
    ogg = recorded.ogg_of(data)
    assert fault_in("audio/ogg", BytesIO(ogg)) == ""
    assert round(read_ogg(BytesIO(ogg), len(ogg)).seconds, 1) == 3.0
    assert ogg.count(PACKET) == 150


def test_each_page_says_its_number_and_its_checksum() -> None:
    ogg = recorded.ogg_of(recording(*[block(PACKET)] * 120))
    pages = ogg.split(b"OggS")[1:]
    assert [struct.unpack("<I", page[14:18])[0] for page in pages] == list(range(5))
    for page in pages:
        whole = b"OggS" + page
        bare = whole[:22] + bytes(4) + whole[26:]
        assert struct.unpack("<I", whole[22:26])[0] == recorded._checksum(bare)
    assert [page[1] for page in pages] == [2, 0, 0, 0, 4]


def test_a_long_packet_finds_its_place() -> None:
    long = bytes([0x78]) + bytes(40_000)
    assert recorded.ogg_of(recording(block(long), block(long))).count(bytes(40_000)) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1a\x45\xdf\xa3",
        recording(),
        recording(block(PACKET), head=b"vorbis"),
        recording(block(PACKET, flags=0x02)),
        recording(block(bytes(70_000))),
        recording(block(PACKET))[:-250] + b"\x00\x00",
    ],
    ids=["empty", "cut off", "silent", "another sound", "laced", "too long a packet", "damaged"],
)
def test_what_is_no_recording_is_refused(data: bytes) -> None:
    with pytest.raises(recorded.NotARecording):
        recorded.ogg_of(data)
