"""A control: one course with every fault there is a word for is told of each, where it is."""

import hashlib
import json

from content.accessibility.drafts import of_draft
from content.accessibility.kinds import KINDS
from content.bundle import Draft
from content.catalogue import Catalogue
from content.entries import ChannelEntry, FileEntry, NodeEntry, VersionEntry
from tests.content.documents import document, written

AR = "مرحبا بكم في المكتبة "
HARD = (
    "<p>" + "Nonobstant l'irrecevabilité antérieurement prononcée, l'administration " * 20 + "</p>"
)
DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    '<rect width="9" height="9" fill="#fff"/><text fill="#ccc">pâle</text></svg>'
)
ASKED = {"format": 1, "questions": [{"type": "short", "prompt": "", "sounds": [{"file": "x"}]}]}

SEEDS = {
    "film-without-words": ("video", b"film", "video/mp4", ()),
    "sound-without-words": ("audio", b"son", "audio/mpeg", ()),
    "asked-by-sound": ("exercise", json.dumps(ASKED), "application/json", ()),
    "pdf-scanned": ("document", written("a", "", picture=2), "application/pdf", ()),
    "only-pictures": ("lesson", '<p><img src="files/a.png" alt=""></p>', "text/html", ()),
    "other-language": ("lesson", f"<p>{AR * 4}</p>", "text/html", ()),
    "film-without-captions": (
        *("video", b"film 2", "video/mp4"),
        [("transcript", "fr", "<p>dit</p>", "text/html")],
    ),
    "captions-elsewhere": (
        *("video", b"film 3", "video/mp4"),
        [("captions", "ar", "WEBVTT", "text/vtt")],
    ),
    "picture-undescribed": ("lesson", '<p>a <img src="x" alt=""></p>', "text/html", ()),
    "picture-file-name": ("lesson", '<p>a <img src="x" alt="a-b.png"></p>', "text/html", ()),
    "table-without-heads": ("lesson", "<table><tr><td>1</td></tr></table>", "text/html", ()),
    "passage-unmarked": ("lesson", f"<p>Dire : {AR}</p>", "text/html", ()),
    "pdf-untagged": ("document", document(b"/Lang (fr)"), "application/pdf", ()),
    "drawing-faint": (
        *("lesson", "<p>a</p>", "text/html"),
        [("picture", "fr", DRAWN, "image/svg+xml")],
    ),
    "easy-is-hard": ("lesson", "<p>b</p>", "text/html", [("easy", "fr", HARD, "text/html")]),
    "film-undescribed": (
        *("video", b"film 4", "video/mp4"),
        [("captions", "fr", "WEBVTT", "text/vtt")],
    ),
    "hard-to-read": ("lesson", HARD, "text/html", ()),
    "heading-skipped": ("lesson", "<h4>a</h4>", "text/html", ()),
    "page-unparted": ("lesson", f"<p>{'le mot. ' * 900}</p>", "text/html", ()),
    "link-vague": ("lesson", '<p><a href="#a">ici</a></p>', "text/html", ()),
    "picture-too-long": ("lesson", f'<p>a <img alt="{"mot " * 90}"></p>', "text/html", ()),
    "pdf-language": ("document", document(b""), "application/pdf", ()),
}
"""By kind: the kind of page, its main file and that one's type, its other files."""


def seeded():
    blobs, nodes = {}, []

    def file(role, language, data, media_type):
        data = data.encode() if isinstance(data, str) else data
        sha256 = hashlib.sha256(data).hexdigest()
        blobs[sha256] = data
        return FileEntry(role, language, role == "easy", sha256, len(data), media_type)

    for number, (name, (kind, main, media_type, more)) in enumerate(SEEDS.items()):
        files = (file("main", "fr", main, media_type), *(file(*each) for each in more))
        rest = ("fr", "CC0", "", "", "", "", 0, False, "")
        versions = (VersionEntry("fr", False, name), VersionEntry("fr", True, f"{name}, facile"))
        nodes.append(
            NodeEntry(
                f"{number:032x}",
                None,
                f"{number:032x}",
                kind,
                number,
                *rest,
                versions=versions,
                files=files,
            )
        )
    own = (VersionEntry("fr", False, "Fautes"),)
    channel = ChannelEntry("fautes", 1, "fr", "", "CC0", "", "", "", own)
    return Draft(Catalogue(channel, tuple(nodes)), blobs)


def test_every_kind_has_a_seed():
    assert SEEDS.keys() == KINDS.keys()


def test_a_course_with_every_fault_is_told_of_each_on_the_page_that_has_it():
    found = of_draft(seeded())
    told = {each.kind: [place.title for place in each.places] for each in found.found}
    assert {kind for kind, titles in told.items() if kind in titles} == KINDS.keys()
    others = {(kind, title) for kind, titles in told.items() for title in titles if title != kind}
    assert others == {
        ("picture-undescribed", "only-pictures"),
        ("film-undescribed", "film-without-words"),
        ("film-undescribed", "film-without-captions"),
        ("film-undescribed", "captions-elsewhere"),
        ("pdf-untagged", "pdf-scanned"),
        ("pdf-untagged", "pdf-language"),
    }
    assert found.judged == len(SEEDS)
