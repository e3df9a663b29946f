"""A small file of every format that is read, as its program writes it."""

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

from tests.content.documents import written
from tests.content.formats.brought import GIFT
from tests.content.formats.cartridge import cartridges
from tests.content.formats.dictionaries.written import TEI
from tests.content.formats.epub.books import book, line, nav, page
from tests.content.formats.moodle import backups
from tests.content.formats.office.written import PICTURE, docx, odf, para, pptx, shape
from tests.content.formats.packages import archives
from tests.content.formats.questions import items, perseus
from tests.content.zim.writer import small

MEDIA = Path(__file__).parent / "media" / "samples"
_ODT = (
    '<office:text><text:h text:outline-level="1">Un</text:h><text:p>Texte.</text:p></office:text>'
)
_ODP = (
    '<office:presentation><draw:page><draw:frame presentation:class="title"><draw:text-box>'
    "<text:p>Un</text:p></draw:text-box></draw:frame></draw:page></office:presentation>"
)
_QUIZ = (
    '<quiz><question type="truefalse"><name><text>Q</text></name><questiontext format="html">'
    '<text>Oui ?</text></questiontext><answer fraction="100"><text>true</text></answer>'
    '<answer fraction="0"><text>false</text></answer></question></quiz>'
)


def _epub(path: Path) -> None:
    chapters = {
        "a.xhtml": page("<h1>Un</h1><p>Texte.</p>"),
        "b.xhtml": page("<h1>Deux</h1><p>x</p>"),
    }
    book(path, chapters, contents=nav(line("Un", "a.xhtml"), line("Deux", "b.xhtml")))


def _moodle(path: Path, *, tar: bool) -> None:
    course = backups.Written(path)
    course.section("1", "Semer", "Quand.")
    course.activity("1", "page", "La graine", "<content>&lt;p&gt;Une&lt;/p&gt;</content>")
    course.write(tar=tar)


def _cartridge(path: Path) -> None:
    course = cartridges.Written(path)
    course.files["a.html"] = "<h1>Un</h1><p>Texte.</p>"
    course.resources.append(
        '<resource identifier="r" type="webcontent" href="a.html"><file href="a.html"/></resource>'
    )
    course.write(course.item("Un", "r"))


def _qti(path: Path) -> None:
    asked = items.item(items.response("A"), items.choices(("A", "oui"), ("B", "non")))
    path.write_bytes(items.package({"q.xml": asked}))


def _perseus(path: Path) -> None:
    asked = perseus.item("Oui ? [[☃ radio 1]]", radio_1=perseus.radio("=oui", "non"))
    path.write_bytes(perseus.package({"a": json.loads(json.dumps(asked))}))


_AIKEN = "Quelle est la capitale ?\nA. Lyon\nB. Paris\nANSWER: B\n"
_TABLE = "type;question;reponse_1;reponse_2;bonnes\nqcu;La capitale ?;Paris;Lyon;1\n"
_WORDS = "# title: Des mots de tous les jours\n# language: ur\n"
_WORDS += "word;meaning;en\nعلم;جاننا;knowledge|science\n"
"""Of a language without tables of inflected forms: nothing large is loaded for it."""
_TEI = TEI.replace("<entry><form><orth>vide</orth></form></entry>", "")


def _archive_of_words(path: Path) -> None:
    about = tarfile.TarInfo("urd-eng/urd-eng.tei")
    about.size = len(_TEI.encode())
    with tarfile.open(path, "w:xz") as packed:
        packed.addfile(about, io.BytesIO(_TEI.encode()))


SAMPLES: dict[str, Callable[[Path], object]] = {
    "livre.epub": _epub,
    "texte.docx": lambda path: docx(path, para("Un", "H1") + para("Texte.") + para(PICTURE)),
    "texte.odt": lambda path: odf(path, _ODT),
    "images.pptx": lambda path: pptx(path, shape("title", (0, "Un")) + shape("", (0, "Texte"))),
    "images.odp": lambda path: odf(path, _ODP),
    "cours.mbz": lambda path: _moodle(path, tar=False),
    "vieux.mbz": lambda path: _moodle(path, tar=True),
    "cours.imscc": _cartridge,
    "guide.pdf": lambda path: path.write_bytes(written("Un texte", "Deux")),
    "archive.zim": lambda path: path.write_bytes(small().to_bytes()),
    "questions.zip": _qti,
    "exercice.perseus": _perseus,
    "lecon.zip": lambda path: path.write_bytes(archives.one_sco()),
    "salut.h5p": lambda path: path.write_bytes(archives.h5p()),
    "questions.xml": lambda path: path.write_text(_QUIZ),
    "questions.gift": lambda path: path.write_text(GIFT),
    "questions.txt": lambda path: path.write_text(_AIKEN),
    "questions.csv": lambda path: path.write_text(_TABLE),
    "mots.csv": lambda path: path.write_text(_WORDS),
    "freedict-urd-eng.tei": lambda path: path.write_text(_TEI),
    "freedict-urd-eng.src.tar.xz": _archive_of_words,
    **{
        name: lambda path, name=name: path.write_bytes((MEDIA / name).read_bytes())
        for name in ("film.mp4", "film.webm", "voice.mp3", "voice.ogg", "voice.m4a")
    },
}
"""Writes a file at a path, by its name."""
