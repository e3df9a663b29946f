"""All types of questions, by the name that their JSON gives them."""

from content.questions.chosen import Choice, Match, Order, Picks, TrueFalse, Words
from content.questions.composed import Part, Parts
from content.questions.for_teacher import LONGEST_RECORDING, MOST_WORDS, Handed, Spoken, Text
from content.questions.pictured import Area, Labels, Spot
from content.questions.question import ForTeacher, Html, Picture, Question, Sound
from content.questions.typed import Accepted, Dictation, Gaps, Number, Segment, Short

__all__ = [
    "LONGEST_RECORDING",
    "MOST_ANSWERS",
    "MOST_QUESTIONS",
    "MOST_WORDS",
    "TYPES",
    "Accepted",
    "Area",
    "Choice",
    "Dictation",
    "ForTeacher",
    "Gaps",
    "Handed",
    "Html",
    "Labels",
    "Match",
    "Number",
    "Order",
    "Part",
    "Parts",
    "Picks",
    "Picture",
    "Question",
    "Segment",
    "Short",
    "Sound",
    "Spoken",
    "Spot",
    "Text",
    "TrueFalse",
    "Words",
]

MOST_QUESTIONS = 500
MOST_ANSWERS = 100
"""Options, pairs, gaps or accepted words of one question."""

_MARKED_HERE = (Choice, TrueFalse, Short, Number, Match, Order, Gaps, Words, Picks)
_OF_EXAMS = (Parts, Labels, Spot, Dictation)
TYPES: dict[str, type[Question]] = {
    shape.type: shape for shape in (*_MARKED_HERE, *_OF_EXAMS, Text, Handed, Spoken)
}
