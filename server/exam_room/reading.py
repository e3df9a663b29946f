"""An exam as it is read aloud: its pieces have names, on the page and for the voice.

Instructions, of the paper and of its sections, are read on their own, each where it stands.
For who hears it, a question is read in the order in which it stands before them: the question, then
its answers to choose from, or what is to be matched. What is to be written is not read.
"""

from collections.abc import Sequence
from dataclasses import replace

from content.block_names import named
from content.html import Block, blocks
from server.exams.copies import CopyQuestion, ExamCopy
from server.exams.showing import Asked, AskedSection, asked

READ = ("choice", "match")
"""The types of question whose options are HTML, and are read."""


def with_names(question: Asked) -> Asked:
    """Return a question whose pieces that are read have names: ``question-3-1``."""
    shown = question.shown
    shape = shown.shape
    if shown.type in READ:
        options = [named(each, f"{question.name}-o{n}") for n, each in enumerate(shape.options)]
        shape = replace(shape, options=options)
    return replace(
        question, shown=replace(shown, prompt=named(shown.prompt, question.name), shape=shape)
    )


def sections_with_names(sections: Sequence[AskedSection]) -> list[AskedSection]:
    """Return the sections of a copy with the names of all that is read in them."""
    return [
        replace(
            section,
            instructions=introduction(section.instructions, section.number),
            questions=[with_names(each) for each in section.questions],
        )
        for section in sections
    ]


def introduction(instructions: str, number: int) -> str:
    """Return the instructions of the paper (0) or of its section ``number`` with their names."""
    return named(instructions, f"intro-{number}")


def blocks_of_instructions(copy: ExamCopy, number: int) -> list[Block]:
    """Return the pieces of instructions, see ``introduction``; none where there are none."""
    told = [copy.subject.instructions, *(each.instructions for each in copy.sections)]
    found = introduction(told[number], number) if number < len(told) else ""
    return blocks(found, copy.subject.language)


def blocks_of(question: CopyQuestion) -> list[Block]:
    """Return the pieces of a question that are read, in the order of the page; no key in them."""
    shown = with_names(asked(question, (), "")).shown
    options = shown.shape.options if shown.type in READ else []
    return blocks("\n".join([shown.prompt, *options]), question.language)


def together(pieces: Sequence[Block], longest: int) -> Block:
    """Return the first pieces, of ``longest`` characters at most, as one without a name."""
    text, passages = "", []
    for each in pieces:
        if len(text) + len(each.text) >= longest:
            break
        at = len(text)
        passages += [replace(one, start=one.start + at, end=one.end + at) for one in each.passages]
        text += each.text + "\n"
    return Block("", text, tuple(passages))
