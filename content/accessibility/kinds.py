"""The kinds of faults that are looked for, and how grave each is."""

from dataclasses import dataclass

from i18n.translate import N_

BARS, HINDERS, TIRES = "bars", "hinders", "tires"
GRAVITIES = {
    BARS: N_("Bars somebody from the page"),
    HINDERS: N_("Hinders somebody"),
    TIRES: N_("Makes the page tiring"),
}
"""From the gravest on."""
WORTH = {"": 100, TIRES: 90, HINDERS: 50, BARS: 0}
"""What a page counts by the gravest thing found on it; "" for nothing."""


@dataclass(frozen=True)
class Kind:
    """A kind of fault."""

    gravity: str
    sentence: str
    """What is wrong and what would mend it, for who makes or judges the course: a message id."""
    lack: str
    """What the course lacks, for its learners: a message id."""


KINDS = {
    "film-without-words": Kind(
        BARS,
        N_("A film has neither captions nor a transcript: who does not hear has nothing."),
        N_("captions of films"),
    ),
    "sound-without-words": Kind(
        BARS,
        N_("A recording has no transcript: who does not hear has nothing."),
        N_("transcripts of recordings"),
    ),
    "asked-by-sound": Kind(
        BARS,
        N_("A question is asked by sound alone: write it as well."),
        N_("questions in writing"),
    ),
    "pdf-scanned": Kind(
        BARS,
        N_("Pages of a document are pictures: their words cannot be heard, searched or enlarged."),
        N_("the words of scanned pages"),
    ),
    "only-pictures": Kind(
        BARS,
        N_("A page has pictures without words, and no text at all."),
        N_("words on pages of pictures"),
    ),
    "other-language": Kind(
        BARS,
        N_(
            "A text is in another script than that of the language it is said to be in: it is read "
            "aloud in the wrong voice."
        ),
        N_("the right language of texts"),
    ),
    "film-without-captions": Kind(
        HINDERS,
        N_(
            "A film has a transcript and no captions: who does not hear cannot follow the pictures."
        ),
        N_("captions of films"),
    ),
    "captions-elsewhere": Kind(
        HINDERS,
        N_("The captions of a film are in other languages than the film's own."),
        N_("captions in the language of films"),
    ),
    "picture-undescribed": Kind(
        HINDERS,
        N_(
            "A picture has no words: who does not see it misses what it shows. One that only "
            "decorates loses nothing."
        ),
        N_("descriptions of pictures"),
    ),
    "picture-file-name": Kind(
        HINDERS,
        N_("The words of a picture are the name of its file: say what it shows."),
        N_("descriptions of pictures"),
    ),
    "table-without-heads": Kind(
        HINDERS,
        N_("A table has no heads: heard cell by cell, nobody knows what a cell is of."),
        N_("heads of tables"),
    ),
    "passage-unmarked": Kind(
        HINDERS,
        N_(
            "A passage in another script is not marked with its language: it is read aloud in the "
            "wrong voice."
        ),
        N_("the language of some passages"),
    ),
    "pdf-untagged": Kind(
        HINDERS,
        N_(
            "A document does not mark its headings, lists and tables: export it again as a tagged "
            "PDF."
        ),
        N_("the structure of documents"),
    ),
    "drawing-faint": Kind(
        HINDERS,
        N_("Words in a drawing hardly stand out from their ground: less than 4.5 to 1."),
        N_("words that stand out in drawings"),
    ),
    "easy-is-hard": Kind(
        HINDERS,
        N_("A version said to be easy to read is not: shorter sentences, commoner words."),
        N_("versions that are really easy to read"),
    ),
    "film-undescribed": Kind(
        TIRES,
        N_(
            "A film has no audio description: who does not see misses what only its picture shows. "
            "Where its sound tells all, it needs none."
        ),
        N_("audio description of films"),
    ),
    "hard-to-read": Kind(
        TIRES,
        N_("A text is harder to read than its level allows: shorter sentences, commoner words."),
        N_("simpler sentences"),
    ),
    "heading-skipped": Kind(
        TIRES,
        N_("A level of headings is skipped: who goes from heading to heading loses the way."),
        N_("headings in order"),
    ),
    "page-unparted": Kind(
        TIRES,
        N_("A long page has no headings: part it."),
        N_("headings on long pages"),
    ),
    "link-vague": Kind(
        TIRES,
        N_("The words of a link say nothing of where it leads (“here”, “click”)."),
        N_("links that say where they lead"),
    ),
    "picture-too-long": Kind(
        TIRES,
        N_("The words of a picture are very long: say it in a sentence, and the rest in the text."),
        N_("short descriptions of pictures"),
    ),
    "pdf-language": Kind(
        TIRES,
        N_("A document does not say in which language it is."),
        N_("the language of documents"),
    ),
}
"""By name, from the gravest on."""
