"""What must be put right before a paper can be used, each in a sentence."""

from collections import Counter
from fractions import Fraction

from content.store import BlobStore
from i18n.refusals import Phrase
from i18n.translate import N_
from server.bank import bodies
from server.exams.copies import in_the_order_of_draws
from server.exams.subject import Subject

MOST_QUESTIONS = 200
"""Questions of one candidate: what anybody answers in a day."""


def problems_of(subject: Subject, store: BlobStore) -> list[Phrase]:
    """Return what is missing or wrong in a paper, in its order; [] if it can be used.

    Args:
        subject: the paper.
        store: where its pictures, sounds and documents should lie.
    """
    found = [*_in_time(subject), *_in_sections(subject), *_in_draws(subject)]
    missing = [each for each in subject.blobs() if not store.has(each)]
    for name in sorted(subject.questions):
        kept = subject.questions[name]
        if any(each in missing for each in bodies.blobs_of(kept.body)):
            words = N_("A picture or a sound of the question “{name}” is missing: add it again.")
            found.append(Phrase(words, name=kept.title))
    for document in subject.documents:
        if document.sha256 in missing:
            words = N_("The document “{name}” is missing: add it again.")
            found.append(Phrase(words, name=document.name))
    return found


def _in_time(subject: Subject) -> list[Phrase]:
    if subject.seconds <= 0:
        return [Phrase(N_("Say how many minutes the paper takes."))]
    parts = sum(section.seconds for section in subject.sections)
    if parts > subject.seconds:
        words = N_(
            "The sections take {parts} minutes together, and the paper only {whole}. Correct one "
            "of the two."
        )
        return [Phrase(words, parts=-(-parts // 60), whole=subject.seconds // 60)]
    return []


def _in_sections(subject: Subject) -> list[Phrase]:
    if not any(section.items for section in subject.sections):
        return [Phrase(N_("There is no question in the paper yet. Add some."))]
    found = []
    if subject.count > MOST_QUESTIONS:
        words = N_("The paper has {count} questions, and at most {most} can be asked.")
        found.append(Phrase(words, count=subject.count, most=MOST_QUESTIONS))
    for number, section in enumerate(subject.sections, start=1):
        if not section.items:
            words = N_("Section {number} holds no question. Add some, or remove the section.")
            found.append(Phrase(words, number=number))
        for item in section.items:
            if item.worth > Fraction(0):
                continue
            if not item.is_draw:
                words = N_("Say how many points the question “{name}” is worth.")
                found.append(Phrase(words, name=subject.questions[item.pool[0]].title))
            else:
                words = N_("Say how many points the draw in section {number} gives a question.")
                found.append(Phrase(words, number=number))
    return found


def _in_draws(subject: Subject) -> list[Phrase]:
    """Return the draws that may find too few questions, and what is asked twice.

    A draw leaves out what the paper asks in any case, and at worst all that the draws before it
    could take of its pool.
    """
    fixed = Counter(
        item.pool[0].partition(".")[0]
        for section in subject.sections
        for item in section.items
        if not item.is_draw
    )
    titles = {name.partition(".")[0]: kept.title for name, kept in subject.questions.items()}
    found = [
        Phrase(
            N_("The question “{name}” stands twice in the paper: remove one."), name=titles[each]
        )
        for each, times in fixed.items()
        if times > 1
    ]
    for number, section in enumerate(subject.sections, start=1):
        if any(not item.pool for item in section.items):
            words = N_("A draw in section {number} finds no question. Change it or remove it.")
            found.append(Phrase(words, number=number))
    before: list[tuple[set[str], int]] = []
    for number, _place, item in in_the_order_of_draws(subject):
        pool = {name.partition(".")[0] for name in item.pool} - set(fixed)
        left = len(pool) - sum(min(count, len(pool & others)) for others, count in before)
        if left < item.count:
            words = N_(
                "The draw in section {number} takes {count} questions and may find only {left}. "
                "Draw fewer, or add questions to the category."
            )
            found.append(Phrase(words, number=number + 1, count=item.count, left=max(left, 0)))
        before.append((pool, item.count))
    return found
