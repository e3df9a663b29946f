"""Notes: a few words of a teacher about a learner's work, which that learner reads.

A *note* says what has been worked on and what to do next, in ``operations.LONGEST`` signs at most,
with its day and who wrote it. Those who teach a class the learner is in now read all notes about
them and may write one; the learner reads them on a page of their own and on "What is kept about
me". No other learner and no other staff finds one, not even by number.

    written ──> struck out, by whoever teaches the learner then; it stays, with who and when

A note is never changed and never deleted. Nothing asks for a reason, an offence, a state of health
or a belief: the form says what a note is for, and what has no place in it.
"""
