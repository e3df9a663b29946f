"""Asking: what a learner asks the teacher about the page in front of them, and the answers.

A *question* is what one learner asked about one page (or about none), and all that was said about
it since. Each thing said is a *saying*: a picture with its words, a text, a recording, or several
of these; a picture alone is enough, nobody has to write.

    asked ──teacher's answer──> answered ──"I understand now"──> understood
      ^                            │                                 │
      └────────asked again─────────┴─────────────────────────────────┘

It stays between that learner and those who teach a class the learner is in now: ``seeing``. No
other learner and no other staff finds it, not even by number. When the learner changes class, the
teachers of the new one see what still waits for an answer, with all that was said about it; of
what is answered or understood they see only what was said since the learner came to them. The
teachers of the old class see nothing any more. Who is in no class cannot ask: nobody would read it.

The same thing asked twice while it waits is asked once, however a form came to be sent again. The
setting ``questions`` takes all of this away: then no address, no menu and no page knows of it, and
what was said before stays in the database, out of everybody's reach.
"""
