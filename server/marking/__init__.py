"""Marking: what waits for a teacher, and the mark, the remark or the word that they give.

A *work* is what a learner handed in (``server.records.works``); a *page that needs a word* is one
whose author wants a teacher to have seen it done. Both wait for the teachers of the classes that
their learner is in now, and for administrators; nobody else finds them, not even by number.
A *ready comment* is a sentence that one teacher writes often; a *spoken remark* is kept while they
mark and given with the mark; a *habit* is how they like to mark: all three are theirs alone.

    handed in ──> waits, the oldest first ──mark, remark──> the learner reads or hears them
                    └──sent back──> the learner carries on       ──corrected──> and again
    opened ─────> waits ──the teacher's word──> done
"""
