"""Our questions, each as the type of Moodle's that is nearest to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape

from content.formats.questions import cloze_out
from content.formats.questions.marked import Said, in_digits
from content.formats.questions.moodle_xml.pictured import box_of
from content.formats.questions.moodle_xml.pieces import Pieces, plain, text
from content.questions.chosen import NEIGHBOURS, PLACES
from content.questions.composed import Part, Parts
from content.questions.question import ALL_OR_NOTHING
from content.questions.typed import OF_ANSWER, REQUIRED, Dictation, Gaps
from content.questions.types import (
    Choice,
    Handed,
    Labels,
    Match,
    Number,
    Order,
    Picks,
    Question,
    Short,
    Spoken,
    Spot,
    Text,
    TrueFalse,
    Words,
)

ALL, NONE = Fraction(1), Fraction(0)


@dataclass(frozen=True)
class Kind:
    """What is written of a question beside what every question has."""

    type: str
    body: str
    prompt: str | None = None
    """What is asked, where that is not the question's prompt."""
    penalty: str = "0.3333333"
    near: bool = False
    """Whether Moodle asks or marks it otherwise than we do."""


def kind_of(question: Question, pieces: Pieces) -> Kind:
    """Return what is to be written of a question. Raises ``LeftOut`` where it cannot be said."""
    match question:
        case Choice():
            return _choice(question, pieces)
        case TrueFalse():
            return _true_false(question, pieces)
        case Short():
            return _short(question, pieces)
        case Number():
            return _number(question, pieces)
        case Match():
            return _match(question, pieces)
        case Order() | Words():
            return _order(question, pieces)
        case Parts():
            return _parts(question, question.prompt + cloze_out.text(question))
        case Gaps() | Picks():
            said = question.prompt + _gaps(question)
            return Kind("cloze", "", prompt=said, near=isinstance(question, Gaps))
        case Labels():
            return _labels(question, pieces)
    return _for_teacher(question, pieces)


def _parts(question: Parts, prompt: str) -> Kind:
    asks = any(part.question.prompt or part.question.hint for part in question.key)
    return Kind("cloze", "", prompt=prompt, near=bool(question.rule) or asks)


def _choice(question: Choice, pieces: Pieces) -> Kind:
    right = Fraction(1, len(question.key))
    wrong = NONE if not question.several else -ALL if question.rule == ALL_OR_NOTHING else -right
    shares = [right if n in question.key else wrong for n in range(len(question.options))]
    if question.weights:
        shares = [Fraction(weight) for weight in question.weights]
    rows = zip(shares, question.options, _remarks(question), strict=True)
    answers = [pieces.answer(*row, typed=False) for row in rows]
    body = plain("single", "false" if question.several else "true")
    body += plain("shuffleanswers", "true" if question.shuffle else "false")
    body += plain("answernumbering", "abc") + plain("showstandardinstruction", "0")
    near = question.rule not in ("", "weights")
    return Kind("multichoice", body + _combined(question, pieces) + "".join(answers), near=near)


def _combined(question: Question, pieces: Pieces) -> str:
    right = pieces.rich("correctfeedback", question.right)
    partly = pieces.rich("partiallycorrectfeedback", "")
    return right + partly + pieces.rich("incorrectfeedback", question.review)


def _remarks(question: Choice | Short) -> Sequence[str]:
    count = len(question.options) if isinstance(question, Choice) else len(question.key)
    return question.remarks or [""] * count


def _true_false(question: TrueFalse, pieces: Pieces) -> Kind:
    said = question.remarks or (
        (question.right, question.review) if question.key else (question.review, question.right)
    )
    shares = (ALL, NONE) if question.key else (NONE, ALL)
    body = pieces.answer(shares[0], "true", said[0], typed=True)
    body += pieces.answer(shares[1], "false", said[1], typed=True)
    return Kind("truefalse", body, penalty="1.0000000")


def _short(question: Short, pieces: Pieces) -> Kind:
    case = question.case or all(exact for _text, exact in question.key)
    shares = [Fraction(weight) for weight in question.weights] or [ALL] * len(question.key)
    remarks = question.remarks or [question.right if share == ALL else "" for share in shares]
    star = "*" if question.wildcards else r"\*"
    texts = [given.replace("*", star) for given, _exact in question.key]
    rows = list(zip(shares, texts, remarks, strict=True))
    if question.review and not question.remarks:
        rows.append((NONE, "*", question.review))
    answers = [pieces.answer(*row, typed=True) for row in rows]
    near = not (question.wildcards and question.accents)
    return Kind("shortanswer", plain("usecase", int(case)) + "".join(answers), near=near)


def _number(question: Number, pieces: Pieces) -> Kind:
    rows = [(question.key, question.tolerance, question.mode, question.weight)]
    rows += [(each.value, each.tolerance, each.mode, each.weight) for each in question.more]
    remarks = question.remarks or [
        question.right if Fraction(weight) == ALL else "" for *_, weight in rows
    ]
    if question.review and not question.remarks and all(row[0] != "*" for row in rows):
        rows.append(("*", "0", "absolute", "0"))
        remarks = [*remarks, question.review]
    body = ""
    for (value, tolerance, mode, weight), remark in zip(rows, remarks, strict=True):
        within = plain("tolerance", _absolute(value, tolerance, mode))
        body += pieces.answer(Fraction(weight), value, remark, typed=True, more=within)
    near = any(mode != "absolute" for _value, _tolerance, mode, _weight in rows)
    return Kind("numerical", body + _units(question), near=near)


def _absolute(value: str, tolerance: str, mode: str) -> str:
    if mode == "absolute" or value == "*":
        return tolerance
    return in_digits(abs(Fraction(Decimal(value))) * Fraction(Decimal(tolerance)))


def _units(question: Number) -> str:
    graded = "0"
    if question.unit_rule == REQUIRED:
        graded = "1" if question.penalty_of == OF_ANSWER else "2"
    penalty = in_digits(Fraction(question.unit_penalty))
    shown = "3" if not question.units else "2" if question.unit_listed else "0"
    units = "".join(
        f"<unit>{plain('multiplier', size)}{plain('unit_name', name)}</unit>\n"
        for name, size in question.units
    )
    return (
        (f"<units>\n{units}</units>\n" if units else "")
        + plain("unitgradingtype", graded)
        + plain("unitpenalty", penalty)
        + plain("showunits", shown)
        + plain("unitsleft", int(question.unit_first))
    )


def _match(question: Match, pieces: Pieces) -> Kind:
    pairs = [*question.key, *(("", other) for other in question.others)]
    body = plain("shuffleanswers", "true") + _combined(question, pieces)
    for left, right in pairs:
        answer = f"<answer>{text(escape(right, quote=False))}</answer>"
        body += pieces.rich("subquestion", left, answer)
    return Kind("matching", body)


def _order(question: Order | Words, pieces: Pieces) -> Kind:
    things = question.key if isinstance(question, Order) else question.key[0]
    grading = {PLACES: "0", NEIGHBOURS: "1"}.get(question.rule, "-1")
    body = plain("layouttype", "VERTICAL" if isinstance(question, Order) else "HORIZONTAL")
    body += plain("selecttype", "ALL") + plain("selectcount", len(things))
    body += plain("gradingtype", _GRADINGS[grading]) + plain("showgrading", "SHOW")
    body += plain("numberingstyle", "none") + _combined(question, pieces)
    answers = [pieces.rich('answer fraction="1.0000000"', escape(thing)) for thing in things]
    return Kind("ordering", body + "".join(answers), near=isinstance(question, Words))


_GRADINGS = {
    "-1": "ALL_OR_NOTHING",
    "0": "ABSOLUTE_POSITION",
    "1": "RELATIVE_NEXT_EXCLUDE_LAST",
}


def _gaps(question: Gaps | Picks) -> str:
    """Return a text with gaps as one with questions in it."""
    said = Said("").fields
    key: list[Part] = []
    for place, right in enumerate(question.key):
        if isinstance(question, Picks):
            options = question.options[place]
            places = tuple(n for n, word in enumerate(options) if word in right)
            weights = tuple("1" if n in places else "0" for n in range(len(options)))
            shown = tuple(escape(word, quote=False) for word in options)
            fields = said | ({"rule": "weights", "weights": weights} if len(places) > 1 else {})
            key.append(Part(Choice(**fields, options=shown, key=places, several=False)))
        else:
            key.append(Part(Short(**said, key=tuple((word, False) for word in right))))
    pieces = [escape(piece, quote=False).replace("\n", "<br>") for piece in question.pieces]
    marked = pieces[0] + "".join(f"[[{n}]]{piece}" for n, piece in enumerate(pieces[1:], start=1))
    return cloze_out.text(Parts(**said, text=f"<p>{marked}</p>", key=tuple(key)))


def _labels(question: Labels, pieces: Pieces) -> Kind:
    body = plain("shuffleanswers", "1") + _combined(question, pieces)
    body += pieces.file(question.picture.file.removeprefix("files/"), "picture" + _ending(question))
    again = "<infinite/>" if question.again else ""
    for number, label in enumerate(question.labels, start=1):
        inside = plain("no", number) + text(escape(label, quote=False)) + plain("draggroup", 1)
        body += f"<drag>{inside}{again}</drag>\n"
    wide, high = box_of(question.labels)
    drops = zip(question.places, question.key, strict=True)
    for number, (place, chosen) in enumerate(drops, start=1):
        x, y = place[0] - wide // 2, place[1] - high // 2
        inside = plain("no", number) + plain("choice", chosen + 1) + plain("xleft", x)
        body += f"<drop><text></text>{inside}{plain('ytop', y)}</drop>\n"
    return Kind("ddimageortext", body, near=bool(question.rule))


def _ending(question: Labels) -> str:
    return "." + question.picture.file.rpartition(".")[2]


def _for_teacher(question: Question, pieces: Pieces) -> Kind:
    """Return a text or a file for the teacher; the nearest to what Moodle does not know at all."""
    least, most, lines, template, notes = 0, 0, 15, "", getattr(question, "notes", "")
    prompt = question.prompt
    match question:
        case Text():
            least, most, template = question.least, question.most, question.template
            lines = question.lines or lines
        case Dictation():
            notes = "\n".join(segment.text for segment in question.segments)
        case Spot():
            picture = question.picture
            prompt += f'<p><img src="{picture.file}" alt="{escape(picture.alt)}"></p>'
    handed = isinstance(question, Handed | Spoken)
    body = plain("responseformat", "noinline" if handed else "editor")
    body += plain("responserequired", int(not handed)) + plain("responsefieldlines", lines)
    body += plain("minwordlimit", least or "") + plain("maxwordlimit", most or "")
    body += plain("attachments", int(handed)) + plain("attachmentsrequired", int(handed))
    body += plain("maxbytes", 0) + plain("filetypeslist", "")
    body += pieces.rich("graderinfo", _lines(notes)) + pieces.rich(
        "responsetemplate", _lines(template)
    )
    return Kind(
        "essay",
        body,
        prompt=prompt,
        penalty="0.0000000",
        near=not isinstance(question, Text | Handed),
    )


def _lines(said: str) -> str:
    return "".join(f"<p>{escape(row, quote=False)}</p>" for row in said.split("\n") if row.strip())
