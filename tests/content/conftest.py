"""A small real course, written into a folder as a teacher would, and a library to put it in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from content import bundle
from content.bundle import Draft
from content.catalogue import Catalogue
from content.formats.folder import FolderRefused, Problem, read
from content.library import Library, open_library
from content.manifest import Manifest
from content.models import Release, database

settings.register_profile("content", deadline=None, max_examples=40, derandomize=True)
settings.load_profile("content")

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'
)

COURSE: dict[str, str | bytes] = {
    "channel.toml": """id = "lire"
release = 1
title = "Lire"
description = "Les sons et les mots."
language = "fr"
author = "Nous"
license = "CC BY-SA 4.0"
license_owner = "Nous"
subject = "french"
level = "beginner"
picture = "couverture.svg"
picture_alt = "Un livre"

[en]
title = "Reading"
description = "Sounds and words."
""",
    "couverture.svg": DRAWING.replace("4", "5"),
    "01-les-sons/topic.toml": 'title = "Les sons"\n\n[ar]\ntitle = "الأصوات"\n',
    "01-les-sons/01-la-lettre-a.md": """---
title: La lettre A
description: Reconnaître la lettre A.
minutes: 8
reviewed: 2026-11-20
picture: pomme.svg
picture_alt: Une pomme
---

Voici la lettre **A**.

## Dans un mot

![Une pomme rouge](pomme.svg)

| Mot | Où ?     |
|-----|----------|
| ami | au début |

Après : [la lettre B](02-la-lettre-b.md).
""",
    "01-les-sons/01-la-lettre-a.falc.md": "---\ntitle: Le A\n---\n\nC'est un A.\n",
    "01-les-sons/01-la-lettre-a.ar.md": (
        "---\ntitle: الحرف\nchecked: نور، 2026-11-20\n---\n\nهذا حرف.\n"
    ),
    "01-les-sons/01-la-lettre-a.ar.falc.md": "---\ntitle: حرف\n---\n\nحرف.\n",
    "01-les-sons/02-la-lettre-b.md": "---\ntitle: La lettre B\nminutes: 5\n---\n\nVoici B.\n",
    "01-les-sons/03-pour-le-professeur.md": "---\ntitle: Conseils\ncoach: yes\n---\n\nLentement.\n",
    "01-les-sons/pomme.svg": DRAWING,
    "02-les-mots/topic.toml": 'title = "Les mots"\nlevel = "basic"\n',
    "02-les-mots/01-les-jours.md": """---
title: Les jours
kind: exercise
minutes: 5
---

Quelques questions.

## Quel jour vient après lundi ?
- ( ) dimanche
- (x) mardi
? Récitez la semaine.
+ Oui.
! Regardez le tableau.

## Remettez dans l'ordre.
1. janvier
2. février
3. mars
""",
    "02-les-mots/02-au-guichet.md": """---
title: Au guichet
kind: audio
file: guichet.mp3
captions: guichet.vtt
minutes: 2
---

Bonjour, monsieur.
""",
    "02-les-mots/guichet.mp3": b"ID3 sound",
    "02-les-mots/guichet.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n",
}

LESSON_B = "01-les-sons/02-la-lettre-b.md"
PAGE = "---\ntitle: T\n---\n"
"""Front matter of three lines: the text of a page begins on line 4."""


def write(folder: Path, files: dict[str, str | bytes | None]) -> Path:
    """Write files below a folder; None takes one away."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def problems_of(folder: Path) -> list[Problem]:
    """What a teacher is told about a folder; [] if it can be made into a bundle."""
    try:
        read(folder)
    except FolderRefused as refused:
        return refused.problems
    return []


def told(folder: Path) -> list[tuple[str, int]]:
    """The files and lines a teacher is sent to."""
    return [(problem.file, problem.line) for problem in problems_of(folder)]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The folder of a small course in which nothing is wrong."""
    return write(tmp_path / "lire", COURSE)


@pytest.fixture
def one_page(tmp_path: Path) -> Callable[..., Path]:
    """Write a course that holds nothing but the page ``p.md``, and files beside it."""

    def make(text: str, beside: dict[str, str | bytes | None] | None = None) -> Path:
        channel = COURSE["channel.toml"]
        files = {"channel.toml": channel, "couverture.svg": DRAWING, "p.md": text}
        return write(tmp_path / "one", {**files, **(beside or {})})

    return make


class Shelf:
    """A library, and releases brought to it from folders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library: Library = open_library(folder / "library")

    def bring(self, course: Path, release: int) -> tuple[Catalogue, Manifest]:
        """Put the files of a release in the store; return what stage() takes."""
        return self.bring_draft(read(course, release))

    def bring_draft(self, draft: Draft) -> tuple[Catalogue, Manifest]:
        manifest = bundle.open_bundle(bundle.build(draft, self.folder / "built"))
        for sha256, source in draft.blobs.items():
            data = source if isinstance(source, bytes) else source.read_bytes()
            self.library.store.add(sha256, [data])
        return draft.catalogue, manifest

    def install(self, course: Path, release: int = 1) -> Release:
        """Install a release and show it to learners."""
        staged = self.library.stage(*self.bring(course, release))
        self.library.switch(staged)
        return staged


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path / "site")
    yield shelf
    database.close()
