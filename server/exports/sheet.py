"""The table of what people have done: one line for each page of each person."""

from collections.abc import Iterable, Iterator

from content import browse
from content.vocabulary import KINDS
from i18n.translate import N_, gettext
from server.accounts.models import Person
from server.frames.models import ContentReport
from server.frames.saying import in_words
from server.records.models import AnswerGiven, Attempt, Visit, Work
from server.records.wordings import LEVELS
from server.web.sheets import Cell

HEADS = (
    N_("Person"),
    N_("Signs in as"),
    N_("Course"),
    N_("Page"),
    N_("Kind"),
    N_("Last opened"),
    N_("Done on"),
    N_("Goes"),
    N_("Right answers"),
    N_("Answers"),
    N_("Mark out of 20"),
    N_("On paper"),
    N_("Reported by the content"),
)
"""Right answers and answers are those of the last go; the mark is the last that a teacher gave, as
they gave it: points, or a word. On paper is what a teacher entered from sheets. What interactive
pages report of somebody is what their programs say, and no mark."""


def lines(people: Iterable[Person], language: str) -> Iterator[list[Cell]]:
    """Yield the heads, then the pages of each person, those opened first on top.

    Args:
        people: in this order.
        language: in which pages and courses are named where they can be.
    """
    yield [gettext(head) for head in HEADS]
    courses = {each.id: each.words.title for each in browse.channels(language)}
    for person in people:
        yield from _pages_of(person, courses, language)


def _pages_of(person: Person, courses: dict[str, str], language: str) -> Iterator[list[Cell]]:
    visits = list(Visit.latest_of(person.id, None))
    items = browse.items([each.node_id for each in visits], language, coach=True)
    attempts = Attempt.select().where(Attempt.person == person).order_by(Attempt.started_at)
    goes: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        goes.setdefault(attempt.node_id, []).append(attempt)
    results = AnswerGiven.results_of([each[-1].id for each in goes.values()])
    marked = Work.select().where(Work.person == person, Work.state == "marked")
    marks: dict[str, Cell] = {
        work.node_id: gettext(LEVELS[work.level]) if work.level else work.points
        for work in marked.order_by(Work.marked_at)
    }
    told: dict[str, str] = {}
    for report in reversed(ContentReport.all_of(person.id)):
        before = told.get(report.node_id)
        told[report.node_id] = f"{before}; {in_words(report)}" if before else in_words(report)
    for visit in reversed(visits):
        page = items.get(visit.node_id)
        tried = goes.get(visit.node_id, [])
        answered, right = results.get(tried[-1].id, (0, 0)) if tried else (None, None)
        yield [
            person.name,
            person.sign_in_name,
            courses.get(visit.channel_id, visit.channel_id),
            page.words.title if page else gettext("a page that is no longer here"),
            gettext(KINDS[page.kind]) if page else "",
            visit.visited_at,
            visit.finished_at,
            len(tried) or None,
            right,
            answered,
            marks.get(visit.node_id),
            gettext("yes") if _is_on_paper(visit, tried) else None,
            told.get(visit.node_id),
        ]


def _is_on_paper(visit: Visit, tried: list[Attempt]) -> bool:
    """Say whether a page was read on paper, or its last go was done there."""
    entered = bool(tried) and tried[-1].entered_by_id is not None
    return entered or visit.done_by == "paper"
