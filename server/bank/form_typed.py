"""Questions whose answer is typed, written, spoken or handed in, to and from their forms."""

from dataclasses import replace
from typing import Any

from content.questions.scoring import number
from content.questions.types import (
    Accepted,
    Dictation,
    Handed,
    Number,
    Segment,
    Short,
    Sound,
    Spoken,
    Text,
)
from server.bank.fields import Fields
from server.bank.form_chosen import percent, share_in
from server.bank.form_refusals import AcceptedNeeded, LimitsCrossed, NumberNotRead, SoundNeeded


def fill_short(question: Short, fields: Fields) -> None:
    """Write accepted words into the fields of their form."""
    fields.put_rows("accepted", (text for text, _ in question.key))
    for place, (_, exact) in enumerate(question.key):
        fields[f"exact.{place}"] = "yes" if exact else ""
    fields.put_rows("weight", (percent(text) for text in question.weights))
    fields["case"] = "yes" if question.case else ""
    fields["accents"] = "yes" if question.accents else ""
    fields["wildcards"] = "yes" if question.wildcards else ""


def take_short(fields: Fields, common: dict[str, Any]) -> Short:
    """Return the accepted words that a form says.

    Raises:
        AcceptedNeeded, WeightNotRead
    """
    rows = fields.rows("accepted")
    if not rows:
        raise AcceptedNeeded()
    written = [fields.line(f"weight.{row}") for row in rows]
    weights = [share_in(text) if text else "1" for text in written]
    return Short(
        **common,
        key=tuple((fields.line(f"accepted.{row}"), fields.ticked(f"exact.{row}")) for row in rows),
        weights=() if set(weights) == {"1"} else tuple(weights),
        case=fields.ticked("case"),
        accents=fields.ticked("accents"),
        wildcards=fields.ticked("wildcards"),
    )


def fill_number(question: Number, fields: Fields) -> None:
    """Write accepted numbers into the fields of their form."""
    own = Accepted(question.key, question.tolerance, question.mode, question.weight)
    for place, each in enumerate((own, *question.more)):
        fields[f"value.{place}"], fields[f"tolerance.{place}"] = each.value, each.tolerance
        fields[f"mode.{place}"], fields[f"weight.{place}"] = each.mode, percent(each.weight)
    for place, (name, size) in enumerate(question.units):
        fields[f"unit.{place}"], fields[f"size.{place}"] = name, size
    fields["unit_rule"] = question.unit_rule
    fields["unit_penalty"] = percent(question.unit_penalty)


def take_number(fields: Fields, common: dict[str, Any], before: object = None) -> Number:
    """Return the accepted numbers that a form says; what it does not show stays as ``before``.

    Raises:
        AcceptedNeeded, NumberNotRead, WeightNotRead
    """
    rows = fields.rows("value")
    if not rows:
        raise AcceptedNeeded()
    found: list[Accepted] = []
    for row in rows:
        value, tolerance = fields.decimal(f"value.{row}"), fields.decimal(f"tolerance.{row}", "0")
        for text in (value, tolerance):
            if number(text) is None and not (text == "*" and found):
                raise NumberNotRead(text=text)
        mode = fields.line(f"mode.{row}") or "absolute"
        found.append(
            Accepted(value, tolerance, mode, share_in(fields.line(f"weight.{row}") or "1"))
        )
    units = []
    for row in fields.rows("unit"):
        size = fields.decimal(f"size.{row}", "1")
        if number(size) is None:
            raise NumberNotRead(text=size)
        units.append((fields.line(f"unit.{row}"), size))
    first, *more = found
    made = Number(
        **common,
        key=first.value,
        tolerance=first.tolerance,
        mode=first.mode,
        weight=first.weight,
        more=tuple(more),
        units=tuple(units),
        unit_rule=fields.line("unit_rule") if units else "",
        unit_penalty=share_in(fields.line("unit_penalty")) if units else "0",
    )
    if isinstance(before, Number):
        made = replace(
            made,
            penalty_of=before.penalty_of,
            unit_first=before.unit_first,
            unit_listed=before.unit_listed and bool(units),
        )
    return made


def fill_text(question: Text, fields: Fields) -> None:
    """Write what is asked of a text into the fields of its form."""
    fields["least"], fields["most"] = str(question.least or ""), str(question.most or "")
    fields["lines"], fields["template"] = str(question.lines or ""), question.template
    fields["notes"] = question.notes


def take_text(fields: Fields, common: dict[str, Any]) -> Text:
    """Return what a form asks of a text.

    Raises:
        LimitsCrossed
    """
    least, most = fields.whole("least"), fields.whole("most")
    if most and least > most:
        raise LimitsCrossed()
    return Text(
        **common,
        least=least,
        most=most,
        lines=fields.whole("lines"),
        template=fields.lines("template"),
        notes=fields.lines("notes"),
    )


def fill_for_teacher(question: Handed | Spoken, fields: Fields) -> None:
    """Write what is to be handed in or spoken into the fields of its form."""
    fields["notes"] = question.notes
    if isinstance(question, Spoken):
        fields["longest"] = str(question.longest)


def take_file(fields: Fields, common: dict[str, Any]) -> Handed:
    """Return the question for a file that a form says."""
    return Handed(**common, notes=fields.lines("notes"))


def take_voice(fields: Fields, common: dict[str, Any]) -> Spoken:
    """Return the question for a recording that a form says."""
    return Spoken(**common, longest=fields.whole("longest", 120), notes=fields.lines("notes"))


def fill_dictation(question: Dictation, fields: Fields) -> None:
    """Write a dictation into the fields of its form."""
    for place, each in enumerate(question.segments):
        fields[f"sound.{place}"], fields[f"said.{place}"] = each.sound.file, each.text
        fields[f"plays.{place}"] = str(each.sound.plays or "")
    fields["total"], fields["tariff"] = question.total, question.tariff
    for name in ("case", "accents", "punctuation"):
        fields[name] = "yes" if getattr(question, name) else ""


def take_dictation(fields: Fields, common: dict[str, Any]) -> Dictation:
    """Return the dictation that a form says.

    Raises:
        SoundNeeded: a stretch has no sound or no text, or there is none.
        WeightNotRead
    """
    segments = []
    for row in fields.rows("sound", "said") or [0]:
        file, text = fields.line(f"sound.{row}"), fields.line(f"said.{row}")
        if not file or not text:
            raise SoundNeeded(number=row + 1)
        segments.append(Segment(Sound(file, "", fields.whole(f"plays.{row}")), text))
    total, tariff = fields.decimal("total", "20"), fields.line("tariff") or "1/2"
    return Dictation(
        **common,
        segments=tuple(segments),
        total=total,
        tariff=tariff.replace(",", "."),
        case=fields.ticked("case"),
        accents=fields.ticked("accents"),
        punctuation=fields.ticked("punctuation"),
    )
