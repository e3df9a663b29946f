"""A course of what people have, each small and real, brought in by the program's own readers.

A PDF, a film, a recording, an archive of pages, a book, an Office document, another platform's
course: the viewers that the table of pages looks at.
"""

import json
import shutil
from pathlib import Path

from content.bundle import Draft, build, open_bundle
from content.formats.asked import Asked
from content.formats.desk import opened
from content.formats.sources import sources
from content.library import open_library
from content.models import database
from server import database as school
from server.settings import Home
from tests.browser import lessons
from tests.content import documents
from tests.content.formats.cartridge import cartridges
from tests.content.formats.epub import books
from tests.content.formats.office import written
from tests.content.formats.office.written import para
from tests.content.formats.packages import archives
from tests.content.zim.writer import Writer
from tests.server.frames import packages

SAMPLES = Path(__file__).parents[1] / "content" / "formats" / "media" / "samples"
KEPT = "viewers.json"
"""Beside the library: the ids of the pages, by their titles."""

GUIDE, FILM, SOUND = "Le guide de l'atelier", "Trier le bois", "Au comptoir"
ARCHIVE, CHAPTER, OFFICE = "L'encyclopédie de l'atelier", "Semer", "La fiche du bois"
FOREIGN, TEST = "Préparer la terre", "Contrôle du jardin"
PACKAGE, GREETING = "Sécurité à l'atelier", "Salutations"

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:00.900\n{}\n\n00:00.900 --> 00:01.900\n{}\n"
TREES = ("Le chêne", "Le hêtre", "Le frêne", "L'érable", "Le noyer", "Le merisier")


def write(folder: Path) -> Path:
    """Write the files of the course into a new folder, as a content manager has them."""
    folder.mkdir(parents=True)
    pages = ("Choisir la planche.\nElle est droite.", "La tracer.", "La scier.", "", "La poncer.")
    guide = documents.written(*pages, title=GUIDE, picture=4)
    (folder / f"1 {GUIDE}.pdf").write_bytes(guide)
    shutil.copy(SAMPLES / "film.mp4", folder / f"2 {FILM}.mp4")
    shutil.copy(SAMPLES / "film.webm", folder / f"2 {FILM}.signs.webm")
    said = {
        f"2 {FILM}.fr.vtt": ("Voici le chêne.", "Voici le hêtre."),
        f"2 {FILM}.ar.vtt": ("هذا هو البلوط.", "هذا هو الزان."),
        f"2 {FILM}.descriptions.vtt": ("Un homme montre une planche.", "Il la pose."),
        f"2 {FILM}.chapters.vtt": ("Le chêne", "Le hêtre"),
        f"3 {SOUND}.fr.vtt": ("Bonjour.", "Une planche, s'il vous plaît."),
    }
    for name, lines in said.items():
        (folder / name).write_text(CAPTIONS.format(*lines), "utf-8")
    shutil.copy(SAMPLES / "voice.mp3", folder / f"3 {SOUND}.mp3")
    (folder / "4 encyclopedie.zim").write_bytes(encyclopaedia())
    _book(folder / "5 Le potager.epub")
    lines = para("Le séchage", "Titre1") + "".join(para(f"{each} sèche un an.") for each in TREES)
    written.docx(folder / "6 fiche.docx", lines, OFFICE)
    _foreign(folder / "7 jardin.imscc")
    return folder


def encyclopaedia() -> bytes:
    """Return an archive of pages that has more of them than one list shows at once."""
    writer = Writer(main="accueil")
    links = "".join(f"<li><a href='arbre/{n}'>{each}</a></li>" for n, each in enumerate(TREES))
    head = "<html lang='fr'><head><meta name='viewport' content='width=device-width'>"
    writer.add(
        "accueil",
        f"{head}<title>Les arbres</title></head><body><main><h1>Les arbres</h1><ul>{links}</ul>"
        "<p><a href='https://example.org/'>Ailleurs</a></p></main>",
        title="Les arbres",
    )
    for n, each in enumerate(TREES):
        body = f"<main><h1>{each}</h1><p>{each} donne un bois d'atelier. "
        body += "<a href='../accueil'>Les arbres</a></p></main>"
        writer.add(f"arbre/{n}", f"{head}<title>{each}</title></head><body>{body}", title=each)
    return writer.say(
        Title=ARCHIVE, Language="fra", License="CC0", Creator="Les tests", Description="Les bois."
    ).to_bytes()


def _book(path: Path) -> None:
    chapters = {
        "un.xhtml": books.page(
            f"<h1>{CHAPTER}</h1><p>La graine se pose à deux doigts.<a id='r' href='#n'>1</a></p>"
            "<table><tr><th>Mois</th><th>Graine</th></tr><tr><td>mars</td><td>radis</td></tr>"
            "</table><math xmlns='http://www.w3.org/1998/Math/MathML'><mfrac><mn>1</mn><mn>2</mn>"
            "</mfrac></math><aside id='n'><p>Environ trois centimètres.</p></aside>"
        ),
        "deux.xhtml": books.page("<h1>Arroser</h1><p>Le soir.</p>"),
    }
    contents = books.nav(books.line(CHAPTER, "un.xhtml"), books.line("Arroser", "deux.xhtml"))
    books.book(path, chapters, contents=contents)


def _foreign(path: Path) -> None:
    course = cartridges.Written(path, rights="CC BY 4.0")
    course.resource("p", cartridges.WEB, "terre.html", f"<h1>{FOREIGN}</h1><p>On la retourne.</p>")
    asked = cartridges.question(
        "multiple_choice",
        "Quel outil ?",
        cartridges.choices("la bêche", "le tamis"),
        cartridges.equal("a"),
    )
    course.resource("t", cartridges.TEST, "t.xml", cartridges.test(asked, title=TEST))
    course.write(course.item(FOREIGN, "p"), course.item(TEST, "t"))


def drawn(folder: Path, name: str) -> Draft:
    """Return what the program makes of a folder or a file."""
    asked = Asked(language="fr", license="CC0", id=name, author="Les tests")
    (source,) = sources(folder, asked)
    made = source()
    assert not made.notes.left_out, [note.why() for note in made.notes.left_out]
    return made.draft


def greeting() -> bytes:
    """Return a content of H5P, which says hello."""
    return archives.h5p()


def install(home: Path) -> None:
    """Put the courses into the library of a demonstration that nobody serves yet.

    The programs of the second one, an interactive package, may run.
    """
    place = home.with_name("viewers")
    lesson = place / "paquet.zip"
    drafts = [drawn(write(place / "Ce que les gens ont"), "visionneuses")]
    lesson.write_bytes(lessons.scorm())
    drafts.append(drawn(lesson, "paquet"))
    library = open_library(Home(home).library)
    ids = {}
    for draft in drafts:
        manifest = open_bundle(build(draft, place / "built"))
        for sha256, blob in draft.blobs.items():
            with opened(blob) as file:
                library.store.add(sha256, [file.read()])
        library.switch(library.stage(draft.catalogue, manifest))
        pages = (node for node in draft.catalogue.nodes if node.kind != "topic")
        ids |= {node.versions[0].title: node.id for node in pages}
    school.open_school(Home(home).school)
    with school.database.connection_context():
        packages.allow("paquet")
    school.database.close()
    database.close()
    (home / KEPT).write_text(json.dumps(ids), "utf-8")
    shutil.rmtree(place)


def address(home: Path, title: str) -> str:
    """Return the address of a page of the course."""
    ids = json.loads((home / KEPT).read_text("utf-8"))
    return f"/library/{ids[title]}/"


def of(title, more="", until="main"):
    """Return what opens a page of the course, and waits for what stands there at the end."""

    def look(seat, places):
        seat.open(address(places.home, title) + more)
        seat.page.locator(until).first.wait_for()

    return look


VIEWERS = {
    "document": of(GUIDE, until=".leaf-words"),
    "film": of(FILM, until=".lines li"),
    "archive": of(ARCHIVE),
    "titles of an archive": of(ARCHIVE, "pages"),
    "text of an archive": of(ARCHIVE, "text?page=arbre/1"),
    "chapter": of(CHAPTER, until="math[aria-label='un demi']"),
}
"""The pages of each kind of content that people have, for learners and for guests."""

MORE_VIEWERS = {
    **VIEWERS,
    "document, its words": of(GUIDE, "?page=2&view=text"),
    "document, a scanned page": of(GUIDE, "?page=4&view=text"),
    "document, searched": of(GUIDE, "?find=scier", ".leaf-words mark"),
    "sound": of(SOUND, until=".lines li"),
    "archive, another page": of(ARCHIVE, "?page=arbre/1"),
    "titles of an archive, searched": of(ARCHIVE, "pages?q=noyer"),
    "titles of an archive, nothing found": of(ARCHIVE, "pages?q=zzz"),
    "lesson of an office": of(OFFICE),
    "lesson of another platform": of(FOREIGN),
    "test of another platform": of(TEST),
}
"""The same in every state, for learners."""


def report(seat, places):
    """Come to the end of the package, which tells so, and wait until that is kept."""
    seat.open(address(places.home, PACKAGE))
    seat.page.frame_locator("iframe.pages").locator("#end").click()
    told = seat.say("%(score)s of %(most)s points", score=80, most=100)
    seat.page.locator("[data-reported]").get_by_text(told).wait_for()


PACKAGES = {
    "package": of(PACKAGE, until="iframe.pages"),
    "package, reported": report,
}
"""The page of an interactive package, for learners."""
