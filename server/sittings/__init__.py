"""Sittings: a paper at a day and hour, in a room, for named candidates.

A *sitting* has a title, a *room*, a planned moment and a length in seconds; its *paper* is known
from the beginning, or arrives sealed and is opened on the day. Its *examiners* prepare and run it:
any of them can take over from any other, and administrators keep all sittings.

    planned ──> open (the subject is open, people may come in) ──> running ──> closed
       └──> cancelled

A *candidate* is a learner in a sitting, with a random *number* that is read aloud digit by digit
and stands on the copies instead of the name, a *seat wanted* (the number on the table) and a
*seed* from which everything that is drawn or shuffled for them follows.

    expected ──> here (signed in) ──> confirmed (identity, PC bound) ──> working <──> paused
        └──> absent                                            working ──> handed in
        any of them ──> excluded

An *accommodation* says what a candidate is granted: time as a factor of the paper's, pauses that
stop the clock, larger text, reading aloud, spell-check, a room apart, a secretary. Each change is
a row of its own with who made it and when; the last one counts, also while the sitting runs. It
holds the number of a decision and who decided: never a reason, which has no field.

What runs, and what was answered, belongs to ``server/exam_room``; it changes the states by the
verbs of ``life.py``.
"""
