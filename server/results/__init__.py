"""What comes of an exam: the procès-verbal, marks, and the sealed file for the board.

    sitting closed ──> marked ──lock──> totals stand ──publish──> candidates see them
                                 └── unlocked with a reason, by an administrator alone

The *automatic* mark of an answer is computed each time it is looked at, and written down only by
the lock. A *corrector* gives marks by hand, question by question, on copies that bear a number and
no name; each mark is a row of its own. Where a sitting asks for a *second* corrector, that is
another person who does not see the first mark; where the two differ, an examiner settles it. What
counts for an answer is the settled mark, else the one that the correctors share, else the automatic
one.

The *procès-verbal* tells the day from the chain of events: planned and real times, what was
granted, what went wrong, the seals. The *sealed file* is what the board is sent:
``sync.sealing.results``.
"""
