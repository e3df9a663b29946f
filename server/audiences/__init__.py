"""Audiences: for whom a course is approved.

An *audience* belongs to one release, named by the hash of its manifest: everybody, or the people of
named classes and *wings*. Whoever is outside, and every guest, does not find the course at all;
staff do. What learners see so changes in the one transaction that switches the release.

    approved for … ──installed──> narrowed by one person, at once
                                  widened: asked for by one ──another confirms──> changed

What two people have decided last bounds everything: a release of before that is shown again is for
those of its own audience alone whom the last decision names too (``operations._hold``). An approval
that is taken back is forgotten, and so is a wish nobody has confirmed when another release comes.

A new release has the audience of the one before, unless whoever approves it chooses another. Every
approval writes a row, so a release without one means a ``school.db`` older than the library, which
was put back. Until somebody decides, such a course is for everybody as before, and the doctor says
which. Whatever restores a backup must not leave it so: it lets such releases be for nobody, by
rule 1, and two people let others in again.
"""
