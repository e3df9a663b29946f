"""A small library in three languages, indexed for real."""

from pathlib import Path

from search.documents import Document
from search.index import Index
from search.query import Query, Results


def page(title: str, text: str = "", **given: object) -> Document:
    """Return a French lesson; its node is its title unless said otherwise."""
    values: dict[str, object] = {
        "node_id": title,
        "channel_id": "demo",
        "kind": "lesson",
        "language": "fr",
        "easy": False,
        "description": "",
        "subject": "french",
        "level": "basic",
        "coach": False,
        **given,
    }
    key = f"{values['node_id']}:{values['language']}{':easy' if values['easy'] else ''}"
    return Document(key=key, title=title, text=text, **values)  # type: ignore[arg-type] # by name


LIBRARY = [
    page("La carte d’identité", "Pour la demander, il faut un justificatif et deux photos."),
    page("L’imprimante", "Aujourd'hui, l'imprimante est en panne. Appelez l’enseignant."),
    page("Les fractions", "Une fraction est une part d'un gâteau coupé.", subject="mathematics"),
    page("Exercice : les fractions", "Quelle part ?", kind="exercise", subject="mathematics"),
    page("Être et avoir", "Deux verbes que tout le monde emploie."),
    page("A ou à ?", "Un petit mot et son accent."),
    page("Les hôpitaux", "On y soigne les malades. Prenez rendez-vous à l'hôpital."),
    page("Mon cœur", "Le cœur bat. Le sang circule dans tout le corps."),
    page(
        "Fractions",
        "A fraction is a part of a cake. Children's cakes are cut.",
        node_id="Les fractions",
        language="en",
        subject="mathematics",
    ),
    page(
        "الكسور",
        "الكسر جزء من الكعكة. يتعلم التلاميذ الكسور في المدرسة.",
        node_id="Les fractions",
        language="ar",
        subject="mathematics",
    ),
    page("بطاقة الهوية", "لطلب البطاقة نحتاج إلى صورتين.", language="ar"),
    page("Corrigé", "La solution secrète est quarante-deux paprikas.", coach=True),
]


class Library:
    """What a learner does with an index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = Index(folder)

    def search(self, words: str, **filters: object) -> Results:
        """Search with filters by name."""
        return self.index.search(Query(words, **filters))  # type: ignore[arg-type] # by name

    def titles(self, words: str, **filters: object) -> list[str]:
        """Return the titles found, best first."""
        return [hit.title for hit in self.search(words, **filters).hits]
