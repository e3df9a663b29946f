"""What machines cannot decide, or take for a fault that is none: looked at, with reasons.

axe-core leaves some findings to people ("needs review"), and our own rules see some things that are
as they should be. Each kind has a line here; what has none is a fault of the page.
"""

from typing import NamedTuple


class Reason(NamedTuple):
    """Why something that a rule points at may stay."""

    rule: str
    """The rule of axe-core, with "?" where it is not sure, or of ``own_rules.js``."""
    where: str
    """A CSS selector that what it points at matches."""
    why: str
    page: tuple[str, str]
    """A page of the table that has it, where it is noticed when the reason is needed no more."""


REASONS = (
    Reason(
        "focus-order-semantics",
        ".prose .wide, .prompt .wide",
        "The box of a wide table of a course takes the focus so that arrows scroll it; the table"
        " in it says what it is, and the course gives it no other name",
        ("learner", "lesson"),
    ),
    Reason(
        "a table without a name",
        ".prose table, .prompt table",
        "A course gives a table the title it has; one without is read after what stands before it",
        ("learner", "lesson"),
    ),
    Reason(
        "an order that jumps",
        ".leave button",
        "On a narrow page the button stays in its corner, above the languages that stand before"
        " it in the row of a wide page: each does its own thing, in whatever order they are met",
        ("learner", "home"),
    ),
    Reason(
        "p-as-heading?",
        ".title-of-page",
        "The title that readers will see, in what shows their page to who writes it: this page has"
        " its own",
        ("teacher", "lesson being written"),
    ),
    Reason(
        "video-caption?",
        "video.signs",
        "Sign language, without a sound; the captions are on the film beside it",
        ("learner", "film"),
    ),
    Reason(
        "color-contrast?",
        "button[aria-label], [data-leaf=smaller]",
        "Buttons whose only letter is an arrow or a minus, in the colours of every quiet button,"
        " which tests/server/test_looks.py measures",
        ("administrator", "paper"),
    ),
    Reason(
        "label-content-name-mismatch?",
        "button[aria-label]",
        "What is seen is an arrow: nobody says it, and the name says what moves, and where",
        ("administrator", "paper"),
    ),
    Reason(
        "color-contrast?",
        ".speaking",
        "The ground of what is being read aloud is two pixels lower than the boxes of its letters;"
        " ink on it is measured by tests/server/test_looks.py",
        ("candidate", "exam, writing"),
    ),
    Reason(
        "color-contrast?",
        ".plot text",
        "The words of a plot are ink on the page, with nothing under them; axe sees a picture",
        ("administrator", "progress of a class"),
    ),
    Reason(
        "color-contrast?",
        ".leaf-words *",
        "The words over the picture of a page are clear: what is read is the picture",
        ("learner", "document, searched"),
    ),
    Reason(
        "p-as-heading?",
        ".convocation .holder",
        "The name of who is called, on a sheet of paper: it heads nothing",
        ("administrator", "convocations"),
    ),
)
