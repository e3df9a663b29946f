"""Seats and sessions: which person is at which computer, and until when.

A *seat* is a browser of the classroom, known by a cookie that stays; it becomes one when somebody
first signs in there, and has no number before. A *session* is one person at
one seat; it is bound to that seat and browser, and ends on leaving, on closing the last tab, on
idling, when the person signs in at another seat, or by a member of staff.

    signed in ──┬─ left, closed, idle, moved, ended by staff ──> over
    wrong name, password or code ──> the next try at this seat must wait, longer each time

A neighbour's wrong tries make the neighbour wait: never anybody at another seat.
"""
