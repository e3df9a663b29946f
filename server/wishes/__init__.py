"""Wishes: what learners ask for that is not here, and what became of it.

A *wish* is one thing that is not in the library: what a link outside leads to, or something said
in words. Whoever asks for the same thing adds their *voice* to it, so a wish has a count; a voice
may have a sentence, why or what for.

    asked ──"we are looking"──> looking ──> brought in (the course that answers it)
      └────────────────────────────┴──────> refused (a reason of a closed list, and words)

A content manager may change their mind: each decision is told to all who asked, when they sign in
next, and to who asks later. Which page a voice came from and what it says is read by the learner
and by those who decide, without a name; no other learner finds it. The same thing asked twice by
one person is asked once. Who asked for what stands in the audit log, and in "What is kept about
me".
"""
