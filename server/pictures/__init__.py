"""Signing in with pictures: for those who do not read, or not yet.

Somebody finds their *emblem* (a drawing that staff gave them) among those of their class, then
presses their three *signs*, one after the other, out of twelve. Both stand on a card that is
printed once. Emblems of a class are seen on sign-in pages while its *list* is open: a teacher opens
it for some hours. Nobody's name is shown.

    given (emblem, signs) ──given anew (same emblem)──> … ──taken away
    list of a class:  closed ──opened by a teacher──> open until …
    seat:             opened for somebody by a teacher ──> they come in, once, or it lapses

Twelve signs, three times: 1,728 ways. Wrong tries are counted by seat and emblem, as those with a
name are: after three, waits of 2, 4, 8… seconds up to a quarter of an hour, at that seat alone, so
that nobody can lock a neighbour out. Somebody who tries for the two hours of a lesson at one seat
gets some twenty tries: about one chance in ninety. A site for which that is too much switches the
setting ``pictures`` off. Staff never sign in so.
"""
