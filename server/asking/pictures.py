"""What can be asked by a picture with its words, without writing or speaking."""

from i18n.translate import N_

IN_WRITING = "writing"
"""What asks for the words of a recording that somebody cannot hear, of whoever spoke."""

PICTURES = {
    "lost": ("help", N_("I don't understand")),
    "hear": ("listen", N_("I can't hear it")),
    "right": ("check", N_("Is my answer right?")),
    "word": ("languages", N_("A word is hard")),
    "finished": ("done", N_("I have finished")),
    "seat": ("seat", N_("I would like help at my seat")),
    "broken": ("computer", N_("Something does not work")),
    IN_WRITING: ("edit", N_("Please write down what you said")),
}
"""By the key that is kept: the sign and the words that pages show."""
