"""A course whose exercises are mastered in each of the ways there are, and who works at them."""

import re
from pathlib import Path
from typing import Any

from content.library import Library
from tests.server import course

LESSON = "---\ntitle: Les mois\ndescription: Les douze mois.\n---\n\nIl y a douze mois.\n"
SUMS = "\n".join(
    f"## Combien font {n} et {n} ?\n= {2 * n}\n+ Le double de {n}.\n! Comptez deux fois {n}.\n"
    for n in range(11, 17)
)


def exercise(title: str, rule: str, questions: str = SUMS) -> str:
    """Return an exercise as a teacher writes it."""
    return f"---\ntitle: {title}\nkind: exercise\n{rule}\n---\n\nÀ vous.\n\n{questions}"


WITHOUT_WORDS = "## Que dit-on ?\n- (x) bonjour\n- ( ) au revoir\n- ( ) merci\n"
SENTENCES = """## Faites une phrase.
/ Demain / je / viens / te / voir

## Choisissez.
Il [[(x) mange|manges]] une [[(x) pomme|pommes]].
"""
PAGES = {
    "01-les-mois.md": LESSON,
    "02-de-suite.md": exercise("De suite", "mastery: 3 de suite\nlesson: 01-les-mois.md"),
    "03-sur.md": exercise("Sur", "mastery: 2 sur 3"),
    "04-avant-apres.md": exercise("Avant et après", "mastery: avant et après"),
    "05-tirage.md": exercise("Tirage", "draw: 3"),
    "09-montrer.md": exercise(
        "À montrer", "", "## Un dessin.\n@ fichier\n\n## Dites.\n@ voix 30\n"
    ),
    "08-atelier.md": "---\ntitle: Un atelier\ncompletion: enseignant\n---\n\nÀ faire en classe.\n",
    "07-ecrire.md": exercise(
        "À écrire",
        "",
        "## Une lettre est signée.\n= vrai\n\n## Écrivez une lettre.\n@ texte 5-30\n",
    ),
    "10-phrases.md": exercise("Phrases", "tries: 3", SENTENCES),
    "06-essais.md": exercise("Essais", "tries: 3", WITHOUT_WORDS),
}


def install(library: Library, folder: Path) -> None:
    """Put the course "regles" into a library."""
    source = folder / "regles"
    source.mkdir()
    facts = {"id": "regles", "release": 1, "title": "Les règles", "subject": "mathematics"}
    (source / "channel.toml").write_text(course.CHANNEL.format(**facts), "utf-8")
    (source / "image.svg").write_text(course.PICTURE.format("Un carré"), "utf-8")
    for name, text in PAGES.items():
        (source / name).write_text(text, "utf-8")
    course.install(library, source, folder / "built")


ASKED = re.compile(r'id="question-(\d+)".*?Combien font (\d+)', re.DOTALL)


class Pupil:
    """Somebody who works at an exercise of sums, in a browser."""

    def __init__(self, seat: Any, node_id: str) -> None:
        self.seat = seat
        self.address = f"/library/{node_id}/"

    def page(self) -> str:
        """Return the main part of the exercise's page."""
        return self.seat.page(self.address).partition("<main")[2]

    def asked(self) -> dict[int, int]:
        """Return the sums whose forms are open, by the number of the question."""
        forms = [form for form in self.page().split("<form")[1:] if "Combien font" in form]
        found = [ASKED.search(form) for form in forms if " disabled" not in form]
        return {int(match[1]): int(match[2]) for match in found if match}

    def answer(self, *, right: bool = True, number: int = 0) -> Any:
        """Answer a question, the first that is open unless told."""
        asked = self.asked()
        number = number or min(asked)
        value = 2 * asked[number] if right else 1
        return self.send(number, value)

    def send(self, number: int, value: object) -> Any:
        """Send an answer, whatever is open."""
        return self.seat.post(f"{self.address}questions/{number}", {"answer": str(value)})
