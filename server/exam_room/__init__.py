"""While an exam runs: its clock, the chain of what happens, the answers, the candidate's page.

*T* is the time of a sitting: the milliseconds that this server has run since the sitting was
opened. It stands still while the server is down, knows no wall clock, and is on the disk at most
five seconds old (``clocks``). What a candidate has left follows from T, the time of the paper, the
factor granted, the *pauses* and the *credits* alone (``timing``, pure).

Everything that happens is an *event* of the sitting: numbered, never changed, each with the hash of
the one before (``chain``). An *answer* is never overwritten: each save is one more *revision*,
written together with its event, and acknowledged only after the commit reached the disk
(``saving``). What cannot count, because it came late, out of turn or from another seat, is kept
*aside* and shown to the examiner. Saves are committed in groups (``writing``).

    browser ──save──> waiting ──commit──> kept, acknowledged
                         └──disk full──> refused with 503: the browser keeps it and asks again

A *desk* is one candidate while it runs: when they began, what they heard, when they handed in. A
*loss* is a time in which a candidate could not work, proposed as a credit; an examiner decides. A
*checkpoint* is the head of the chain, signed: its short code stands on paper.

Who sits, and how far they are, belongs to ``server/sittings``.
"""
