"""A text in Markdown cut into the paragraphs that are translated one by one, and put together."""

import re

_EMPTY = re.compile(r"\n[ \t]*\n+")
_INDENTED = re.compile(r" {4}|\t")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text in order; what is indented goes with the one before it.

    A list without empty lines is one, so is a table, and a question of an exercise with its
    answers: whoever translates it must keep its signs.
    """
    found: list[str] = []
    for piece in _EMPTY.split(text.strip("\n")):
        if not piece.strip():
            continue
        if found and _INDENTED.match(piece):
            found[-1] += f"\n\n{piece}"
        else:
            found.append(piece)
    return found


def together(pieces: list[str]) -> str:
    """Return a text of such paragraphs; empty ones are left out."""
    kept = [piece.strip("\n") for piece in pieces if piece.strip()]
    return "\n\n".join(kept) + "\n" if kept else ""


def kind_of(paragraph: str) -> str:
    """Return the name of the element that a paragraph becomes, as ``alignment.Part`` has it."""
    heading = re.match(r"(#{2,6}) ", paragraph)
    if heading:
        return f"h{len(heading[1])}"
    return "table" if paragraph.startswith("|") else "p"
