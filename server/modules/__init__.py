"""Modules: sets of pages that a teacher gives to a class, a group or one person.

A *module* is an ordered set of pages from any courses, with a title and a note to the learner. It
belongs to its *maker*; the teachers of the classes it is assigned to see it and may copy it. Only
ids of pages are kept, so whatever is changed in a module touches nobody's work.

    made ──assigned to a class, a group, a person──> open from its first day ──withdrawn──> closed
      └──removed, once it is assigned to nobody           └── due after so many weeks of class

An *assignment* is for whoever is in the class on the day they look: who joins later has it, who has
left or is suspended has not, who returns has it again. What was done stays done. A class may open
to its people *only what is assigned*; otherwise the whole library is theirs too. Whoever is in
several classes may open what any of them opens: ``openings``.

This slice stands before the records, because every page of a learner asks it what may be opened.
The pages of teachers need the records and the library: they are the slice ``assigning``.
"""
