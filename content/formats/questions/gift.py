"""Questions in GIFT, the text format of Moodle, read as Moodle reads them.

    ::name:: [html]text { =right ~wrong#remark ####general } text after a missing word

Source: the description of the format in Moodle's documentation ("GIFT format").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from content.formats.questions import cloze, extras
from content.formats.questions.brought import (
    Brought,
    LeftOut,
    Read,
    line,
    named,
)
from content.formats.questions.categories import path_of
from content.formats.questions.checked import checked
from content.formats.questions.gift_text import back, for_gaps, held, html, remark, taken_form
from content.formats.questions.marked import (
    ALL,
    NONE,
    Answer,
    Said,
    choice,
    decimal,
    essay,
    in_digits,
    match,
    number,
    short,
    true_false,
)
from content.formats.questions.percent import exact, fraction
from content.formats.questions.texts import AUTO, fragment, plain, title
from content.questions import reading
from content.questions.types import Parts, Question
from i18n.refusals import Phrase
from i18n.translate import N_

_CATEGORY = re.compile(r"\$CATEGORY:\s*(.*)", re.IGNORECASE)
_ANSWERS = re.compile(r"\{\s*(?:[=~#][^{}]*|T|F|TRUE|FALSE)?\}")
_WEIGHT = re.compile(r"%(-*[0-9]{1,2}[.,]?[0-9]*)%")
_TAG = re.compile(r"\[(id|tag):((?:\\\]|[^\x00-\x1f\]]){1,200})\]")
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_TRUTHS_SAID = {"true": True, "vrai": True, "false": False, "faux": False}
"""What teachers write for them; Moodle would take it for a word to type."""
NO_ANSWER = "_____"
"""What stands for the answer in a text that goes on after it."""


@dataclass
class _Source:
    """The lines of one question, its comments apart."""

    line: int
    text: str
    comments: list[str] = field(default_factory=list)


def is_gift(text: str) -> bool:
    """Say whether a text looks like GIFT: it has a name between colons, or braces after a text."""
    return bool(
        re.search(r"^[ \t]*(?:::|\$CATEGORY:)", text, re.MULTILINE)
        or re.search(r"(?<!\\)\{[^{}]*(?<!\\)\}", text)
    )


def read(text: str) -> Read:
    """Read all questions of a text; what is wrong with one is noted with its line."""
    found = Read()
    category: tuple[str, ...] = ()
    for source in _sources(text):
        if head := _CATEGORY.match(source.text):
            category = path_of(back(head[1]))
            source.text = source.text[head.end() :].strip()
            source.line += 1
            if not source.text:
                continue
        try:
            found.add(_question(source, category, found))
        except LeftOut as reason:
            found.leave_out(line(source.line), reason)
    return found


def _sources(text: str) -> Iterator[_Source]:
    """Cut a text where lines are blank, and take the comments out."""
    begun: _Source | None = None
    rows: list[str] = []
    for place, row in enumerate([*text.split("\n"), ""], start=1):
        bare = row.strip()
        if not bare:
            if begun and (whole := "\n".join(rows).strip()):
                begun.text = held(whole)
                yield begun
            begun, rows = None, []
            continue
        if begun is None or not any(map(str.strip, rows)):
            begun = _Source(place, "", begun.comments if begun else [])
        if bare.startswith("::") and _is_closed(rows):
            begun.text = held("\n".join(rows).strip())
            yield begun
            begun, rows = _Source(place, ""), []
        if bare.startswith("//"):
            begun.comments.append(bare)
            rows.append("")
        else:
            rows.append(row)


def _is_closed(rows: list[str]) -> bool:
    """Say whether lines end with the answers of a question, so that a name begins another."""
    last = next((row.strip() for row in reversed(rows) if row.strip()), "")
    return last.endswith("}") and not last.endswith("\\}") and any("{" in row for row in rows)


def _question(source: _Source, category: tuple[str, ...], found: Read) -> Brought:
    name, text = _name_and_text(source.text)
    name = plain(back(name))
    question = extras.restored(_note(source.comments), back(text))
    if question is None or reading.files_of(question):
        question = checked(_with_gaps(text) if cloze.has_gaps(text) else _with_answers(text))
    said = question.text if isinstance(question, Parts) else question.prompt
    name = name or title(said)
    if "<img" in text or "@@PLUGINFILE@@" in text:
        found.change(named(name, source.line), Phrase(N_("its pictures are not in a GIFT file.")))
    ident, tags = _ident_and_tags(source.comments)
    return Brought(name, question, line(source.line), category, tags, ident=ident)


def _with_gaps(text: str) -> Question:
    """Return a text with questions in it, as Moodle's embedded answers have them."""
    form, bare = taken_form(text.strip(), AUTO)
    bare = for_gaps(bare)
    return cloze.parts(
        Said(""),
        bare,
        lambda around: fragment(around, form),
        lambda words: fragment(words, form, inline=True),
    )


def _with_answers(text: str) -> Question:
    prompt, inside, general = _parts(text)
    said, form = html(prompt)
    if inside is None:
        raise LeftOut(
            Phrase(N_("it is a text without a question.")),
            Phrase(N_("Copy it into the instructions of the paper if it is needed.")),
        )
    return _of_answers(Said(said, general=html(general, form)[0]), inside.strip(), form)


def _name_and_text(text: str) -> tuple[str, str]:
    if text.startswith("::"):
        name, end, rest = text[2:].partition("::")
        if end:
            return name, rest.strip()
        return "", text[2:].strip()
    return "", text


def _parts(text: str) -> tuple[str, str | None, str]:
    """Return the text to show, the answers (None where there are none), and what is said to all."""
    begin, end = text.find("{"), text.find("}")
    if begin < 0 and end < 0:
        return text, None, ""
    if begin < 0 or end < begin:
        raise LeftOut(
            Phrase(N_("it has a brace {{ or }} without the other.")),
            Phrase(N_("Write \\{{ and \\}} where a brace is part of the text.")),
        )
    inside = text[begin + 1 : end].strip()
    if _ANSWERS.search(text, end + 1):
        raise LeftOut(
            Phrase(N_("it has answers in braces twice.")),
            Phrase(N_("Put an empty line between two questions.")),
        )
    between = "" if text.endswith("}") and end == len(text) - 1 else NO_ANSWER
    answers, mark, general = inside.rpartition("####")
    shown = text[:begin] + between + text[end + 1 :]
    return (shown, answers, general) if mark else (shown, inside, "")


def _of_answers(said: Said, inside: str, form: str) -> Question:
    """Return a question of the type that its answers show, in the order that Moodle looks."""
    if not inside:
        return essay(said)
    if inside.startswith("#"):
        return _number(said, inside[1:], form)
    if "~" in inside:
        return _choice(said, inside, form)
    if "=" in inside and "->" in inside:
        return _match(said, inside, form)
    bare, _, remarks = inside.partition("#")
    truth = _TRUTHS.get(bare.strip(), _TRUTHS_SAID.get(bare.strip().lower()))
    if truth is not None:
        wrong, right = ((*remarks.split("#", 1), "")[:2]) if remarks else ("", "")
        said_to = {not truth: remark(wrong, form), truth: remark(right, form)}
        return true_false(said, truth, said_to[True], said_to[False])
    return short(said, [_typed(answer, form) for answer in _split(inside, "=")])


def _choice(said: Said, inside: str, form: str) -> Question:
    answers = []
    for answer in _split(inside.replace("=", "~="), "~"):
        right, text = answer.startswith("="), answer.removeprefix("=").strip()
        share, text = _weighed(text, ALL if right else NONE)
        text, _, about = text.partition("#")
        answers.append(Answer(html(text, form, inline=True)[0], share, remark(about, form)))
    return choice(said, answers, single="=" in inside)


def _match(said: Said, inside: str, form: str) -> Question:
    pairs = []
    for answer in _split(inside, "="):
        left, arrow, right = answer.partition("->")
        if not arrow:
            raise LeftOut(Phrase(N_("one of its pairs has no arrow “->”.")))
        pairs.append((html(left, form, inline=True)[0], plain(back(right))))
    return match(said, pairs)


def _number(said: Said, inside: str, form: str) -> Question:
    inside, wrong, about = inside.partition("~")
    answers = [_in_range(_typed(answer, form)) for answer in _split(inside, "=")]
    if wrong:
        share, about = _weighed(about.strip(), NONE)
        answers.append(Answer("*", share, remark(about.partition("#")[2], form)))
    return number(said, answers)


def _in_range(answer: Answer) -> Answer:
    """Return a number with its tolerance, of "3:0.1" or of "2.9..3.1"."""
    lowest, dots, highest = answer.text.partition("..")
    if dots and lowest:
        least, most = exact(lowest), exact(highest)
        if least is None or most is None or most < least:
            raise LeftOut(Phrase(N_("“{text}” is no range of numbers."), text=answer.text[:40]))
        middle, half = in_digits((least + most) / 2), in_digits((most - least) / 2)
        return Answer(middle, answer.fraction, answer.remark, half)
    value, _, tolerance = answer.text.partition(":")
    tolerance = decimal(tolerance) if tolerance.strip() else "0"
    return Answer(value.strip(), answer.fraction, answer.remark, tolerance)


def _typed(answer: str, form: str) -> Answer:
    share, text = _weighed(answer, ALL)
    text, _, about = text.partition("#")
    _, bare = taken_form(text.strip(), form)
    return Answer(" ".join(back(bare).split()), share, remark(about, form))


def _weighed(text: str, usual: Fraction) -> tuple[Fraction, str]:
    """Return what an answer earns, of the weight it begins with, and the rest."""
    found = _WEIGHT.match(text)
    if not found:
        return usual, text
    return fraction(found[1].replace("--", "")), text[found.end() :].strip()


def _split(inside: str, sign: str) -> list[str]:
    """Cut answers apart; what stands before the first sign is one too, unless it is empty."""
    first, *rest = (part.strip() for part in inside.split(sign))
    return [first, *rest] if first else rest


def _ident_and_tags(comments: list[str]) -> tuple[str, tuple[str, ...]]:
    found = [each for row in comments for each in _TAG.findall(row)]
    values = [(kind, value.replace("\\]", "]").strip()) for kind, value in found]
    ident = next((value for kind, value in values if kind == "id"), "")
    return ident, tuple(dict.fromkeys(value for kind, value in values if kind == "tag"))


def _note(comments: list[str]) -> str:
    mark = f"// {extras.MARK}: "
    return next((row.removeprefix(mark) for row in comments if row.startswith(mark)), "")
