"""More courses for the stick of the demonstration, signed by its two people."""

import re
import shutil
from pathlib import Path

from content.bundle import build
from content.formats import folder
from server import clock
from server.demo import SIGNERS
from server.settings import Home
from sync import publish
from tests.browser import viewers

COURSES = {
    "jardin": ("Le jardin partagé", "Les tomates poussent au soleil, contre le mur du préau."),
    "velo": ("Réparer un vélo", "La chaîne du vélo se graisse après chaque averse."),
    "cuisine": ("La cuisine à plusieurs", "La soupe aux lentilles mijote quarante minutes."),
    "echecs": ("Jouer aux échecs", "Le cavalier saute par-dessus les autres pièces."),
}
"""By name: the title of a course, and the only sentence of its only lesson."""


def write(name: str, into: Path) -> Path:
    """Write a course of one lesson and one exercise in the folder format of authors."""
    title, sentence = COURSES[name]
    topic = into / name / "01-commencer"
    topic.mkdir(parents=True)
    (into / name / "channel.toml").write_text(
        f'id = "{name}"\nrelease = 1\ntitle = "{title}"\ndescription = "{title}, pas à pas."\n'
        'language = "fr"\nauthor = "Les tests"\nlicense = "CC0"\nsubject = "culture"\n'
        'level = "beginner"\n',
        encoding="utf-8",
    )
    (topic / "topic.toml").write_text('title = "Commencer"\n', encoding="utf-8")
    (topic / "01-lecon.md").write_text(
        f"---\ntitle: {title} en dix minutes\n---\n\n{sentence}\n", encoding="utf-8"
    )
    (topic / "02-exercice.md").write_text(
        f"---\ntitle: Exercice {name}\nkind: exercise\n---\n\n## Vrai ou faux ?\n= vrai\n",
        encoding="utf-8",
    )
    return into / name


def offer(home: Path) -> None:
    """Put every one of these courses, and an archive, on the stick of a demonstration."""
    place, publisher, at = home.with_name("courses"), home / "publisher", clock.now()
    secret = Home(home).secret().hex()
    for name in COURSES:
        publish.add(publisher, build(folder.read(write(name, place)), place / "built"), at=at)
    archive = place / "arbres.zim"
    archive.write_bytes(viewers.encyclopaedia())
    content = place / "salut.h5p"
    content.write_bytes(viewers.greeting())
    for path, name in ((archive, "arbres"), (content, "salut")):
        publish.add(publisher, build(viewers.drawn(path, name), place / "built"), at=at)
    for person in SIGNERS:
        publish.sign(publisher, person, secret)
    publish.publish(publisher, home / "stick", secret, at=at)
    shutil.rmtree(place)


def found_by(name: str) -> str:
    """Return the longest word of a course's lesson, to search for."""
    return max(re.findall(r"\w+", COURSES[name][1]), key=len)
