"""Two small courses as a teacher would write them, with every kind of thing that pages show.

The words of the answer keys are found nowhere else: ``KEYS``.
"""

import hashlib
import shutil
from pathlib import Path

from content.bundle import build, open_bundle
from content.catalogue import Catalogue
from content.formats import folder
from content.library import Library
from content.manifest import Manifest
from server.console import Site
from server.library.indexing import bring_up_to_date

DEMO = Path(__file__).parents[2] / "content" / "demo"
RECORDING = DEMO / "au-quotidien" / "02-demander-et-repondre"
KEYS = ("Samarcande", "4242", "soixante-dix-sept", "Valparaiso")
COACH_WORD = "chouettelaine"

CHANNEL = """
id = "{id}"
release = {release}
title = "{title}"
description = "Un petit cours."
language = "fr"
author = "Nous"
license = "CC BY-SA 4.0"
license_owner = "Nous"
subject = "{subject}"
level = "cfg"
picture = "image.svg"
picture_alt = "Un carré"
[en]
title = "{title} (English)"
description = "A small course."
[ar]
title = "درس صغير"
description = "درس."
"""
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{}</title>'
    '<rect width="9" height="9"/></svg>\n'
)
LESSON = """---
title: Les fractions
description: Partager une tarte en parts.
minutes: 5
reviewed: 2026-11-20
---

Une moitié de tarte, puis un quart.

## Partager

![Une tarte](tarte.svg)

Chaque part est une fraction du tout.
"""
EASY = """---
title: Les fractions, facile
description: Partager.
---

On coupe une tarte en deux.
"""
ENGLISH = """---
title: Fractions
description: Sharing a pie.
checked: Ana, 2026-11-01
---

Half a pie, then a quarter of a pie.
"""
ARABIC = """---
title: الكسور
description: تقسيم الفطيرة.
---

نصف فطيرة ثم ربع فطيرة.
"""
EXERCISE = """---
title: Exercice de tout
description: Une question de chaque sorte.
kind: exercise
minutes: 5
---

Répondez à votre rythme.

## Combien font un et un ?
- ( ) un
- (x) deux
- ( ) trois
? Comptez sur vos doigts.
+ Oui, cela fait la paire.
! Regardez la leçon des fractions.

## Lesquels sont pairs ?
- [x] quatre
- [ ] cinq
- [x] six

## Une moitié est plus petite que le tout.
= vrai

## Quelle ville se trouve sur la route de la soie ?
= Samarcande
! Regardez la carte du mur.

## Combien y a-t-il de tuiles ?
= 4242 ± 1

## Reliez.
- grand -> petit
- chaud -> froid

## Remettez dans l'ordre.
1. hier
2. demain
3. plus tard

## Complétez.
Le nombre [[soixante-dix-sept]] vient avant le port de [[Valparaiso]].
"""
COACH = f"""---
title: Pour le professeur
description: Le mot est {COACH_WORD}.
coach: yes
---

Ici le mot {COACH_WORD} est expliqué aux enseignants.

![Une note](note.svg)
"""
AUDIO = """---
title: Au guichet
description: Une conversation.
kind: audio
file: au-guichet.mp3
captions: au-guichet.fr.vtt
minutes: 2
---

Bonjour, je voudrais une attestation.
"""


def write_maths(source: Path, *, release: int = 1, more: str = "") -> Path:
    """Write the course "maths"; ``more`` is added to its first lesson."""
    topic = source / "01-calcul"
    topic.mkdir(parents=True)
    facts = {"id": "maths", "release": release, "title": "Les maths", "subject": "mathematics"}
    (source / "channel.toml").write_text(CHANNEL.format(**facts), "utf-8")
    (source / "image.svg").write_text(PICTURE.format("Un carré"), "utf-8")
    (topic / "topic.toml").write_text('title = "Le calcul"\n[en]\ntitle = "Sums"\n', "utf-8")
    pages = {
        "01-les-fractions.md": LESSON + more,
        "01-les-fractions.falc.md": EASY,
        "01-les-fractions.en.md": ENGLISH,
        "01-les-fractions.ar.md": ARABIC,
        "02-exercice.md": EXERCISE,
        "03-professeur.md": COACH,
        "04-guichet.md": AUDIO,
        "tarte.svg": PICTURE.format("Une tarte"),
        "note.svg": PICTURE.format("Une note"),
    }
    for name, text in pages.items():
        (topic / name).write_text(text, "utf-8")
    for name in ("au-guichet.mp3", "au-guichet.fr.vtt"):
        shutil.copy(RECORDING / name, topic / name)
    return source


def write_reading(source: Path, *, release: int = 1) -> Path:
    """Write the course "lecture": one lesson with a picture of its own, one short exercise."""
    source.mkdir(parents=True)
    facts = {"id": "lecture", "release": release, "title": "La lecture", "subject": "french"}
    (source / "channel.toml").write_text(CHANNEL.format(**facts), "utf-8")
    (source / "image.svg").write_text(PICTURE.format("Un livre"), "utf-8")
    (source / "pomme.svg").write_text(PICTURE.format("Une pomme"), "utf-8")
    (source / "01-la-lettre-a.md").write_text(
        "---\ntitle: La lettre A\ndescription: Dans un mot.\n---\n\n"
        "Une pomme et un ami.\n\n![Une pomme](pomme.svg)\n",
        "utf-8",
    )
    (source / "02-exercice.md").write_text(
        "---\ntitle: Le mot juste\nkind: exercise\n---\n\n"
        "## Quel mot finit par A ?\n- ( ) pomme\n- (x) panda\n",
        "utf-8",
    )
    return source


def index(site: Site, *, anew: bool = False) -> None:
    """Let what is installed be found, as the job does."""
    nothing = lambda done, total: None  # noqa: E731 - nobody looks at the progress
    bring_up_to_date(site.library, site.index, site.home.cache, nothing, anew=anew)


def install(library: Library, source: Path, built: Path) -> None:
    """Put a course into a library as an installation does, without its road."""
    catalogue, manifest, files = _made(source, built)
    for sha256, data in files.items():
        library.store.add(sha256, [data])
    library.switch(library.stage(catalogue, manifest))


_KNOWN: dict[str, tuple[Catalogue, Manifest, dict[str, bytes]]] = {}
"""What was made of a course, by its files: most tests install the same few."""


def _made(source: Path, built: Path) -> tuple[Catalogue, Manifest, dict[str, bytes]]:
    digest = hashlib.sha256()
    for path in sorted(path for path in source.rglob("*") if path.is_file()):
        for part in (str(path.relative_to(source)).encode(), path.read_bytes()):
            digest.update(len(part).to_bytes(8, "big") + part)
    key = digest.hexdigest()
    if key not in _KNOWN:
        draft = folder.read(source)
        manifest = open_bundle(build(draft, built))
        files = {
            sha256: blob if isinstance(blob, bytes) else blob.read_bytes()
            for sha256, blob in draft.blobs.items()
        }
        _KNOWN[key] = draft.catalogue, manifest, files
    return _KNOWN[key]
