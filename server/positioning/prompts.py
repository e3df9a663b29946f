"""What the pages say, in writing and aloud, in the language of whoever sits there."""

from i18n.translate import N_
from server.positioning.deciding import Doubt, Need

PROMPTS = {
    "language": N_("Which language do you read or speak best?"),
    "sound": N_("Do you hear this sentence?"),
    "schooled": N_("Have you been to school?"),
    "try": N_("To try: press the sun."),
    "hear": N_("Listen, then press the picture."),
    "read": N_("Read, then press the picture."),
    "same-letter": N_("Press the same letter."),
    "same-word": N_("Press the same word."),
    "closed-on": N_("On which day is it closed?"),
    "bring": N_("What must you bring?"),
    "leave": N_("What must you not bring?"),
    "evening": N_("What is there to eat in the evening?"),
    "how-many": N_("How many are there?"),
    "as-many": N_("Press as many as the number says."),
    "largest": N_("Press the largest number."),
    "result": N_("How much is it?"),
    "in-all": N_("How much do you pay in all?"),
    "change": N_("You give 10 euros. How much do you get back?"),
    "what-time": N_("What time is it?"),
    "write": N_("Write your name, or a word, if you like."),
}
"""By the name of what is to be done."""

ANSWERS = {
    "never": N_("No, or very little"),
    "french": N_("Yes, in French"),
    "other": N_("Yes, in another language"),
    "unsaid": N_("I would rather not say"),
    "yes": N_("Yes, I hear it"),
    "no": N_("No"),
    "another": N_("Another language"),
    "unknown": N_("I do not know"),
}
"""What may be pressed before the items, and below each."""

LADDER_NAMES = {
    "oral": ("listen", N_("Spoken French")),
    "french": ("reading", N_("Reading French")),
    "own": ("languages", N_("Reading my own language")),
    "numbers": ("maths", N_("Numbers")),
}
"""Sign and name of each line of the sheet, in its order."""

STEP_NAMES = {
    "oral": (N_("Single words"), N_("Simple sentences"), N_("What one is asked to do")),
    "french": (N_("Single letters"), N_("Words"), N_("Sentences"), N_("Short notices")),
    "own": (N_("Words"), N_("Sentences")),
    "numbers": (
        N_("Counting and reading numbers"),
        N_("Comparing and calculating"),
        N_("Money and the clock"),
    ),
}
"""The steps of each line, the first one lowest."""

NEEDS = {
    Need.READ: N_("Learn to read and write"),
    Need.AGAIN: N_("Come back to reading and writing"),
    Need.LANGUAGE: N_("Learn French as a new language"),
    Need.COURSES: N_("Go straight to courses"),
}

DOUBTS = {
    Doubt.CLOSE: N_("One or two answers decide this: check by talking."),
    Doubt.TOLD: N_("What was told about school does not fit the answers well: talk about it."),
    Doubt.UNSEEN: N_("A part was not looked at: talk about it."),
    Doubt.OPEN: N_("It was not done to the end."),
    Doubt.NOTHING: N_(
        "No answer was right: perhaps the sound, the computer or the day. Try together."
    ),
}
