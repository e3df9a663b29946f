"""The audit log: who did what, when, from which seat.

An *entry* is written in the transaction of what it tells, or not at all; it is never changed.
Each holds the hash of the one before, so that a line taken out, changed or put in between is
found by anyone who has the file: the *chain*. ``verify`` follows it from the first line.
"""
