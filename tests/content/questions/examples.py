"""A question of each type, as small as it can be: tests change one thing and look."""

from content.questions.types import (
    Accepted,
    Area,
    Choice,
    Dictation,
    Handed,
    Labels,
    Match,
    Number,
    Order,
    Part,
    Parts,
    Picture,
    Segment,
    Short,
    Sound,
    Spoken,
    Spot,
    Text,
    TrueFalse,
)

SHA = "a" * 64
SOUND = Sound(f"files/{SHA}.mp3", "Dialogue", 2)
MAP = Picture(f"files/{SHA}.png", "Carte", 400, 300)
SAID = ("<p>Q</p>", "", "", "")


def choice(**values):
    """Return "a" (right) or "b", unless told otherwise."""
    values = {"options": ("a", "b"), "key": (0,), "several": False, **values}
    return Choice(*SAID, **values)


def short(*accepted, **values):
    """Return a question for the words accepted."""
    return Short(*SAID, key=tuple((text, False) for text in accepted or ("mot",)), **values)


def number(key="12", tolerance="0", **values):
    """Return a question for a number."""
    return Number(*SAID, key=key, tolerance=tolerance, **values)


def labels(**values):
    """Return a map with two places and three labels."""
    own = {"labels": ("Oran", "Alger", "Lyon"), "places": ((10, 20), (200, 20)), "key": (0, 1)}
    return Labels(*SAID, **{"picture": MAP, **own, **values})


def spot(**values):
    """Return a map with a circle (right), a rectangle and a triangle."""
    areas = (
        Area("circle", (50, 50, 20), "à gauche"),
        Area("rect", (100, 10, 150, 60)),
        Area("poly", (200, 200, 250, 200, 225, 250)),
    )
    return Spot(*SAID, **{"picture": MAP, "areas": areas, "key": (0,), **values})


def dictation(*texts, **values):
    """Return a dictation of these stretches."""
    stretches = tuple(Segment(SOUND, text) for text in texts or ("Le chat dort.", "Il rêve."))
    return Dictation(*SAID, segments=stretches, **values)


def parts(**values):
    """Return a text with a word, a number and a list in it, the word for half of the mark."""
    key = (
        Part(short("chat"), weight="2"),
        Part(number("4")),
        Part(choice(), shown="row"),
    )
    text = "<p>Le [[1]] a [[2]] pattes.</p><ul><li>[[3]]</li></ul>"
    return Parts(*SAID, **{"text": text, "key": key, **values})


EVERYTHING = (
    choice(
        several=True,
        key=(0, 1),
        options=("a", "b", "c"),
        rule="weights",
        weights=("1/2", "1/2", "-1"),
        shuffle=False,
        remarks=("", "<p>oui</p>", ""),
        general="<p>en tout cas</p>",
        sounds=(SOUND,),
    ),
    choice(rule="bm:2/-0.5"),
    choice(several=True, rule="coherence"),
    TrueFalse(*SAID, key=True, remarks=("oui", "non")),
    short("un *", "deux", wildcards=True, weights=("1", "1/2"), case=True, accents=True),
    number(
        "3.5",
        "0.1",
        mode="relative",
        more=(Accepted("4", "1", "geometric", "1/2"), Accepted("*", weight="0")),
        units=(("m", "1"), ("cm", "100")),
        unit_rule="required",
        unit_penalty="1/10",
        penalty_of="question",
    ),
    Match(*SAID, key=(("a", "1"), ("b", "2")), others=("3",), rule="all_or_nothing"),
    Order(*SAID, key=("a", "b", "c"), rule="neighbours"),
    labels(named=("en haut à gauche", "en haut à droite")),
    spot(),
    dictation(),
    parts(),
    Text(*SAID, least=0, most=9_000, lines=30, template="Monsieur,", notes="deux arguments"),
    Handed(*SAID, notes="propre"),
    Spoken(*SAID, longest=60, notes="clair"),
)
