"""What was found in a course: counted by page, scored, kept and told."""

import pytest

from content.accessibility.files import Looked
from content.accessibility.markup import Fault
from content.accessibility.report import MOST_NAMED, Report, report
from content.entries import FileEntry, NodeEntry, VersionEntry
from i18n.translate import use_language

TYPES = {
    "lesson": "text/html",
    "video": "video/mp4",
    "audio": "audio/mpeg",
    "zim": "application/zim",
}


@pytest.fixture(autouse=True)
def in_english():
    use_language("en")
    yield
    use_language("fr")


def page(number, kind="lesson", files=(), level=""):
    """A page whose main file is number ``number``; ``files``: role, language, easy, type."""
    main = FileEntry("main", "fr", False, f"main {number}", 9, TYPES.get(kind, "text/html"))
    more = (
        FileEntry(role, language, easy, f"{role} {number}", 9, media_type)
        for role, language, easy, media_type in files
    )
    versions = (VersionEntry("fr", False, f"Page {number}"),)
    told = ("fr", "CC0", "", "", level, "", 0, False, "")
    return NodeEntry(
        f"{number:032x}",
        None,
        f"{number:032x}",
        kind,
        number,
        *told,
        versions=versions,
        files=(main, *more) if kind != "topic" else (),
    )


def texts(nodes, **faults):
    """What was seen in the texts of these pages; ``main_1=("link-vague",)`` names kinds."""
    seen = {f.sha256: Looked() for node in nodes for f in node.files if f.type == "text/html"}
    told = {
        name.replace("_", " "): Looked(tuple(Fault(kind, "x") for kind in kinds))
        for name, kinds in faults.items()
    }
    return seen | told


def test_the_gravest_finding_of_a_page_decides_and_the_average_is_rounded_down():
    nodes = [page(number) for number in range(3)]
    assert report(nodes, texts(nodes)).score == 100
    found = report(
        nodes,
        texts(nodes, main_0=("link-vague",), main_1=("link-vague", "table-without-heads")),
    )
    assert found.score == (90 + 50 + 100) // 3
    assert [(each.kind, each.pages) for each in found.found] == [
        ("table-without-heads", 1),
        ("link-vague", 2),
    ]


def test_films_and_recordings_want_words():
    vtt, html = "text/vtt", "text/html"
    nodes = [
        page(0, "video"),
        page(1, "video", [("transcript", "fr", False, html)]),
        page(2, "video", [("captions", "ar", False, vtt)]),
        page(3, "video", [(role, "fr", False, vtt) for role in ("captions", "descriptions")]),
        page(4, "audio"),
        page(5, "audio", [("transcript", "fr", False, html)]),
    ]
    found = report(nodes, texts(nodes))
    assert {each.kind: each.places[0].title for each in found.found} == {
        "film-without-words": "Page 0",
        "film-without-captions": "Page 1",
        "captions-elsewhere": "Page 2",
        "film-undescribed": "Page 0",
        "sound-without-words": "Page 4",
    }
    assert found.score == (0 + 50 + 50 + 100 + 0 + 100) // 6


def test_how_hard_a_text_may_be_goes_by_its_level():
    nodes = [page(0, level="beginner"), page(1, level="bac")]
    easy = page(2, files=[("easy", "fr", True, "text/html")])
    seen = texts([*nodes, easy]) | {
        f.sha256: Looked(ease=60.0) for node in (*nodes, easy) for f in node.files
    }
    found = report([*nodes, easy], seen)
    assert {each.kind: (each.pages, each.places[0].where) for each in found.found} == {
        "easy-is-hard": (1, "60 / 70"),
        "hard-to-read": (1, "60 / 70"),
    }


def test_what_nobody_can_judge_is_counted_and_does_not_count():
    nodes = [page(0, "zim"), page(1, "html5"), page(2, "topic"), page(3)]
    photo = FileEntry("picture", "fr", False, "photo", 9, "image/jpeg")
    unseen = page(4, files=[("picture", "fr", False, "image/jpeg")])
    found = report([*nodes, unseen], texts([nodes[3]]))
    assert (found.score, found.judged, found.unjudged, found.pictures) == (100, 1, 3, 1)
    assert photo.type == "image/jpeg"
    nothing = report(nodes[:3], {})
    assert (nothing.score, nothing.unjudged) == (None, 2)
    assert "no page can be judged" in next(nothing.lines())


def test_a_large_course_names_the_first_pages_and_counts_all():
    nodes = [page(number) for number in range(MOST_NAMED + 5)]
    seen = {f.sha256: Looked((Fault("link-vague", "ici"),)) for n in nodes for f in n.files}
    (found,) = report(nodes, seen).found
    assert (found.pages, len(found.places)) == (MOST_NAMED + 5, MOST_NAMED)


def test_a_report_is_kept_and_read_again_and_one_of_another_form_is_none():
    nodes = [page(0)]
    found = report(nodes, texts(nodes, main_0=("link-vague", "link-vague")))
    assert Report.from_text(found.to_text()) == found
    assert found.found[0].places[0].times == 2
    for other in ("", "{}", found.to_text().replace('"form": 1', '"form": 0'), "[1]"):
        assert Report.from_text(other) is None


def test_it_is_told_in_words_with_the_pages():
    nodes = [page(0)]
    lines = list(report(nodes, texts(nodes, main_0=("table-without-heads",))).lines())
    assert lines[0] == "Accessibility: 50 of 100, of 1 pages judged"
    assert lines[1].startswith("Hinders somebody – A table has no heads") and lines[1].endswith(
        "(1)"
    )
    assert lines[2] == "    Page 0: x"
