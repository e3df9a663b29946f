"""Courses that teachers write here, without Internet, and propose for the library.

A *written course* has *chapters*, and these have *lessons*, in the order in which they are read. A
lesson (or an exercise) is written in the Markdown of ``docs/ecrire-un-cours.md``. Each save that
says something else is a *version*, never changed. What is being written and not saved is a *draft*,
one for each page that is open. *Files* are the pictures and sounds of a course.

    draft ──save──> version ──propose──> built, checked, signed by this site ──> quarantine
                      ^ └─restore                                                    │
                      └──── write on ──── refused, why <── another person ──approves─> library

A course belongs to who made it, and to all who write courses once it is *shared*. Whoever wrote in
a course may not approve it (``bundles.models.Writer``). What is taken away can be put back.
"""
