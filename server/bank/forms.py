"""The forms in which questions are written: one for each kind, all of plain fields."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from content.questions.types import (
    TYPES,
    Choice,
    Number,
    Parts,
    Question,
    Short,
    Sound,
    TrueFalse,
)
from content.refusals import QuestionRefused
from i18n.translate import N_
from server.bank import bodies, form_chosen, form_parts, form_pictured, form_typed
from server.bank.fields import Fields
from server.bank.form_refusals import CannotBeAsked, PromptNeeded
from server.bank.texts import html_of, text_of

KINDS = {
    "choice": (N_("Choose"), N_("One or several right answers among some.")),
    "truefalse": (N_("True or false"), N_("A sentence that is right or not.")),
    "short": (N_("Short answer"), N_("A word or a few to type, in as many spellings as you like.")),
    "number": (N_("A number"), N_("A number to type, exact or nearly, with its unit.")),
    "match": (N_("Pairs"), N_("Each line goes with one of a list.")),
    "order": (N_("Put in order"), N_("Lines to put in the right order.")),
    "gaps": (N_("Text with gaps"), N_("Words to type into a text, or to choose from lists.")),
    "parts": (N_("Text with questions"), N_("Words, numbers and lists to answer in a text.")),
    "words": (N_("Words of a sentence"), N_("A sentence to make of words that are mixed up.")),
    "text": (N_("Written text"), N_("An essay, a letter: you mark it.")),
    "file": (N_("File"), N_("A drawing, a photographed page: you mark it.")),
    "voice": (N_("Spoken answer"), N_("Recorded at the computer: you mark it.")),
    "labels": (N_("Labelled picture"), N_("Labels to put at places of a picture.")),
    "spot": (N_("Place on a picture"), N_("The right place of a picture, to click or to choose.")),
    "dictation": (N_("Dictation"), N_("Sounds to listen to and write down; faults are counted.")),
}
"""What can be written here, in the order in which it is offered: its word and a sentence."""

TYPE_WORDS = {
    **{kind: word for kind, (word, _) in KINDS.items()},
    "picks": N_("Text with gaps"),
}
"""What each type of question is called."""

_FILL: dict[str, Callable[[Any, Fields], None]] = {
    "choice": form_chosen.fill_choice,
    "truefalse": form_chosen.fill_truefalse,
    "short": form_typed.fill_short,
    "number": form_typed.fill_number,
    "match": form_chosen.fill_match,
    "order": form_chosen.fill_order,
    "gaps": form_chosen.fill_gaps,
    "picks": form_chosen.fill_gaps,
    "parts": form_parts.fill_parts,
    "words": form_chosen.fill_words,
    "text": form_typed.fill_text,
    "file": form_typed.fill_for_teacher,
    "voice": form_typed.fill_for_teacher,
    "labels": form_pictured.fill_labels,
    "spot": form_pictured.fill_spot,
    "dictation": form_typed.fill_dictation,
}
_TAKE: dict[str, Callable[[Fields, dict[str, Any]], Question]] = {
    "choice": form_chosen.take_choice,
    "truefalse": form_chosen.take_truefalse,
    "short": form_typed.take_short,
    "number": form_typed.take_number,
    "match": form_chosen.take_match,
    "order": form_chosen.take_order,
    "gaps": form_chosen.take_gaps,
    "parts": form_parts.take_parts,
    "words": form_chosen.take_words,
    "text": form_typed.take_text,
    "file": form_typed.take_file,
    "voice": form_typed.take_voice,
    "labels": form_pictured.take_labels,
    "spot": form_pictured.take_spot,
    "dictation": form_typed.take_dictation,
}
_SAID = ("hint", "right", "review", "general")


def kind_of(question: Question) -> str:
    """Return the form that a question is written in; "" for one that only comes from files."""
    if isinstance(question, Parts) and not form_parts.can_fill(question):
        return ""
    return "gaps" if question.type == "picks" else question.type


def new(kind: str) -> Fields:
    """Return the fields of a form before anything is written.

    Raises:
        KeyError: there is no such kind.
    """
    assert TYPES[kind]
    return Fields(shuffle="yes", accents="yes" if kind == "dictation" else "", longest="120")


def fields_of(question: Question) -> Fields:
    """Return the fields of the form of a question that was written before."""
    fields = Fields(prompt=text_of(question.prompt))
    for name in _SAID:
        fields[name] = text_of(getattr(question, name))
    for place, sound in enumerate(question.sounds):
        fields[f"listen.{place}"], fields[f"listen_name.{place}"] = sound.file, sound.name
        fields[f"listen_plays.{place}"] = str(sound.plays or "")
    _FILL[question.type](question, fields)
    return fields


def question_of(kind: str, fields: Fields, before: Question | None = None) -> Question:
    """Return the question that a form says.

    Args:
        kind: of ``KINDS``.
        fields: what was written.
        before: the version that was changed; of it stays what the form does not show.

    Raises:
        NotWritten: it does not make a question yet; says what is missing.
        FormulaNotRead
    """
    prompt = html_of(fields.get("prompt", ""))
    if not prompt:
        raise PromptNeeded()
    common: dict[str, Any] = {name: html_of(fields.get(name, "")) for name in _SAID}
    common |= {"prompt": prompt, "sounds": _sounds(fields)}
    if kind == "number":
        made: Question = form_typed.take_number(fields, common, before)
    else:
        made = _TAKE[kind](fields, common)
    try:
        return bodies.checked(_with_remarks(made, before))
    except QuestionRefused as refused:
        raise CannotBeAsked(what=refused.values["what"]) from None


def _with_remarks(made: Question, before: Question | None) -> Question:
    """Return a question with what was said about each answer, where it still has as many."""
    remarks = getattr(before, "remarks", ())
    if not remarks or type(made) is not type(before):
        return made
    match made:
        case Choice():
            count = len(made.options)
        case Short():
            count = len(made.key)
        case Number():
            count = 1 + len(made.more)
        case TrueFalse():
            count = 2
        case _:
            return made
    return replace(made, remarks=remarks) if count == len(remarks) else made


def _sounds(fields: Fields) -> tuple[Sound, ...]:
    return tuple(
        Sound(
            fields.line(f"listen.{row}"),
            fields.line(f"listen_name.{row}"),
            fields.whole(f"listen_plays.{row}"),
        )
        for row in fields.rows("listen")
    )
