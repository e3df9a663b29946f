"""Questions to a file, in a format that other programs read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from content.formats.questions import aiken, extras, gift, gift_out, table_out
from content.formats.questions.brought import BY_HAND, Brought, LeftOut, Problem, Read, named
from content.formats.questions.moodle_xml import writer as moodle_xml
from i18n.refusals import Phrase
from i18n.translate import N_


@dataclass(frozen=True)
class Form:
    """A format that questions can be written in."""

    name: str
    title: str
    ending: str
    media_type: str


FORMS = {
    form.name: form
    for form in (
        Form("moodle_xml", N_("Moodle XML (all of it, pictures too)"), ".xml", "application/xml"),
        Form("gift", N_("GIFT (text, for Moodle)"), ".gift.txt", "text/plain; charset=utf-8"),
        Form("csv", N_("CSV (for a spreadsheet)"), ".csv", "text/csv; charset=utf-8"),
        Form("aiken", N_("Aiken (text, one right answer)"), ".txt", "text/plain; charset=utf-8"),
    )
}
"""The formats by their name, in the order in which they are offered."""

READ_BACK = Phrase(N_("Ardoise reads it back as it was."))


@dataclass
class Written:
    """A file, and what is not in it."""

    data: bytes = b""
    left_out: list[Problem] = field(default_factory=list)
    changed: list[Problem] = field(default_factory=list)
    """What is in it, but asked or marked otherwise by other programs; we read it as it was."""


def written(questions: Sequence[Brought], form: str) -> bytes:
    """Return a file with the questions that a format has words for; see ``put``."""
    return put(questions, form).data


def put(questions: Sequence[Brought], form: str) -> Written:
    """Return a file of questions, and those that are not in it.

    Args:
        questions: in their order; those of one category should follow each other.
        form: one of ``FORMS``.

    Raises:
        KeyError: there is no such format.
    """
    return _WAYS[form](questions)


def _moodle_xml(questions: Sequence[Brought]) -> Written:
    done, rows = Written(), [moodle_xml.BEGIN]
    category: tuple[str, ...] = ()
    for each in questions:
        try:
            text, is_near = moodle_xml.written(each)
        except LeftOut as reason:
            _left_out(done, each, reason)
            continue
        if each.category != category:
            category = each.category
            rows.append(moodle_xml.category(category))
        rows.append(text)
        if is_near:
            what = Phrase(N_("other programs ask or mark it a little otherwise."))
            done.changed.append(Problem(named(each.name), what, READ_BACK))
    rows.append(moodle_xml.END)
    done.data = "".join(rows).encode()
    return done


def _gift(questions: Sequence[Brought]) -> Written:
    done, rows = Written(), []
    category: tuple[str, ...] = ()
    for each in questions:
        try:
            text = _in_gift(each)
        except LeftOut as reason:
            _left_out(done, each, reason)
            continue
        if each.category != category:
            category = each.category
            rows.append(gift_out.category(category))
        rows.append(text)
    done.data = "\n".join(rows).encode()
    return done


def _in_gift(brought: Brought) -> str:
    bare = gift_out.written(brought)
    visible = gift_out.visible(brought.question)
    note = extras.beside(brought.question, visible, lambda: _back(gift.read(bare)).question)
    return gift_out.written(brought, note) if note else bare


def _back(read: Read) -> Brought:
    if len(read.questions) != 1:
        raise LeftOut(Phrase(N_("this format has no words for it.")))
    return read.questions[0]


def _csv(questions: Sequence[Brought]) -> Written:
    done, lines = Written(), []
    for each in questions:
        try:
            lines.append(table_out.line_of(each))
        except LeftOut as reason:
            _left_out(done, each, reason)
    done.data = table_out.written(lines)
    return done


def template() -> bytes:
    """Return a table to fill in: its headings, and an example of each type of question."""
    return table_out.template()


def _aiken(questions: Sequence[Brought]) -> Written:
    done, rows = Written(), []
    for each in questions:
        if aiken.can_say(each.question):
            rows.append(aiken.written(each.question) + "\n")
        else:
            _left_out(done, each, LeftOut(Phrase(N_("Aiken has no such question."))))
    done.data = "\n".join(rows).encode()
    return done


def _left_out(done: Written, brought: Brought, reason: LeftOut) -> None:
    where = named(brought.name)
    done.left_out.append(Problem(where, reason.what, BY_HAND))


_WAYS: dict[str, Callable[[Sequence[Brought]], Written]] = {
    "moodle_xml": _moodle_xml,
    "gift": _gift,
    "csv": _csv,
    "aiken": _aiken,
}
