"""Captions, as people have them."""

import pytest

from content import cues
from content.cues import Cue, NoCues

SRT = """1
00:00:01,000 --> 00:00:03,500
<i>Bonjour</i> à tous.

2
00:01:02,05 --> 00:01:04,000
{\\an8}Deux lignes
& la suite
"""
VTT = """WEBVTT - titre

STYLE
::cue { background: url(http://dehors.example/x.png) }

NOTE rien

premier
00:01.000 --> 00:03.500 align:start position:10%
<v Ana><c.red>Bonjour</c> à tous.

01:02.050 --> 01:04.000
Deux lignes
&amp; la suite
"""
BOTH = [Cue(1.0, 3.5, "Bonjour à tous."), Cue(62.05, 64.0, "Deux lignes\n& la suite")]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(SRT.encode(), id="SubRip"),
        pytest.param(SRT.replace("\n", "\r\n").encode("utf-8-sig"), id="of Windows"),
        pytest.param(SRT.encode("cp1252"), id="not in UTF-8"),
        pytest.param(SRT.encode("utf-16"), id="in UTF-16"),
        pytest.param(VTT.encode(), id="WebVTT"),
    ],
)
def test_captions_are_read_however_they_are_written(data):
    assert cues.read(data)[0] == BOTH[0]
    assert cues.read(data)[1].text == BOTH[1].text


def test_what_is_written_is_plain_and_reads_the_same():
    written = cues.written(cues.read(VTT.encode()))
    assert written.startswith(b"WEBVTT\n\n00:00:01.000 --> 00:00:03.500\nBonjour")
    assert b"dehors" not in written and b"&amp;" in written
    assert cues.read(written) == BOTH


@pytest.mark.parametrize(
    "data", [b"", b"WEBVTT\n", b"\x00" * 50, b"00:00:05,000 --> 00:00:04,000\nbefore"]
)
def test_a_file_without_cues_is_none(data):
    with pytest.raises(NoCues):
        cues.read(data)


def test_a_line_break_hidden_in_a_line_ends_no_cue():
    hidden = "00:01.000 --> 00:02.000\nBonjour&#10;&#10;00:05.000 --&gt; 00:06.000&#10;faux\n"
    (cue,) = cues.read(f"WEBVTT\n\n{hidden}".encode())
    assert cue.text == "Bonjour 00:05.000 --> 00:06.000 faux"
    assert cues.read(cues.written([cue])) == [cue]


def test_too_many_cues_are_not_read(monkeypatch):
    monkeypatch.setattr(cues, "MOST_CUES", 1)
    with pytest.raises(NoCues):
        cues.read(VTT.encode())


def test_what_is_said_becomes_paragraphs_at_pauses():
    said = [Cue(0, 2, "Bonjour\nà tous."), Cue(2, 4, "On commence."), Cue(9, 11, "Plus tard.")]
    assert cues.paragraphs(said) == ["Bonjour à tous. On commence.", "Plus tard."]
