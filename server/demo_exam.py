"""The question bank and the paper of the demonstration, made through the usual operations."""

from datetime import datetime
from pathlib import Path

from content.formats.questions import reading
from content.questions import marks
from content.questions.types import Order
from content.store import BlobStore
from server.actors import Actor
from server.bank import exchange, operations
from server.bank.files import keep
from server.bank.models import BankQuestion, Category
from server.bank.operations import About
from server.console import Site
from server.exams import composing, sections
from server.exams import operations as papers
from server.exams.composing import Draw
from server.exams.operations import Settings
from server.exams.policy import Policy

BANK = Path(__file__).parents[1] / "content" / "demo" / "banque.gift"
HOUR = 60 * 60


def make(site: Site, by: Actor, *, at: datetime) -> None:
    """Fill the bank of a site with the questions of the demonstration, and compose a paper."""
    store, data = BlobStore(site.home.bank), BANK.read_bytes()
    read = reading.read(data, BANK.name)
    exchange.bring(read, keep(store, data), BANK.name, None, store, by, at=at)
    ordered = _in_order(store, by, at)
    settings = Settings(
        "Examen blanc : vie quotidienne",
        "<p>Lisez chaque question deux fois. Vous pouvez revenir en arrière.</p>",
        "fr",
        HOUR,
        policy=Policy(marks.HALF_UP, marks.PER_QUESTION, "20"),
        aids=("calculator", "draft_paper"),
    )
    made = papers.make(settings, by, at=at, key="demo-paper")
    first, work = made.sections()[0], sections.add_section(made.id, by, at=at)
    write = sections.add_section(made.id, by, at=at)
    titles = ((first, "Argent et temps"), (work, "Travail"), (write, "Écrire"))
    for section, title in titles:
        sections.change_section(made.id, section.id, title, "", 0, False, by, at=at)
    asked = _numbers("Monnaie sur un billet de 20 €", "Réduction de 20 %", "Budget du mois")
    composing.add_questions(made.id, first.id, [*asked, ordered], "2", by, at=at)
    trips = Draw(_category("Temps et trajets"), True, (), 2)
    composing.add_draw(made.id, first.id, trips, "1", by, at=at)
    paid = _numbers("CDD ou CDI", "Net et brut", "Pièces d'un dossier")
    composing.add_questions(made.id, work.id, paid, "2", by, at=at)
    composing.add_questions(made.id, write.id, _numbers("Lettre de demande"), "4", by, at=at)


def _in_order(store: BlobStore, by: Actor, at: datetime) -> int:
    """Add a question of a kind that the file has no words for; return its number."""
    question = Order(
        prompt="<p>Vous cherchez un travail. Remettez les étapes dans l'ordre.</p>",
        hint="",
        right="",
        review="",
        key=(
            "Lire l'annonce",
            "Écrire un CV et une lettre",
            "Envoyer la candidature",
            "Aller à l'entretien",
            "Signer le contrat",
        ),
        rule="neighbours",
    )
    about = About("Étapes d'une candidature", _category("Contrat et bulletin de paie"))
    made = operations.make(about, question, store, by, at=at, key="demo-order")
    return int(made.question_id)


def _category(name: str) -> int:
    return int(Category.get(Category.name == name).id)


def _numbers(*names: str) -> list[int]:
    found = {each.name: each.id for each in BankQuestion.select()}
    return [found[name] for name in names]
