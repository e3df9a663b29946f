"""Jobs: long work, done by another process, one at a time.

A *job* has a kind (what is done), arguments, and steps done of steps in all. The *watcher*, a
thread of the server, starts a child process for the oldest job that waits: the same program, as
``ardoise job run ID``. A job may be cut off anywhere, by a kill or a power cut, and is then done
again from where it can go on.

    waiting ──> running ──> done
       ^           ├──> cancelled   asked for, at the next step
       │           ├──> failed      refused, in words
       └─ cut off ─┘                tried again, five times at most
"""
