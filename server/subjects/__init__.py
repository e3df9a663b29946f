"""Sealed subjects as they arrive for a sitting, and the keys that exams are sealed with.

A *board* prepares subjects and receives results. Its card is *pinned* once, after somebody has
compared its 16 letters; from then on its signature counts. A sealed subject is *received* for one
sitting days before, checked at once and *rehearsed* as often as wanted. On the day two people type
their keys, at or after its hour: then the sitting opens with its paper. Five wrong keys, and the
next try has to wait a minute, also if the program begins again meanwhile; each is in the log.

    received ──rehearsed, replaced──> waits ──two keys, at its hour──> the sitting is open

Cards and files lie in the folder ``subjects`` (``keeping``); the one table counts wrong keys. What
is sealed and how is ``sync.sealing``; ``cli`` has the board's commands, which need no site.
"""
