"""Audiences: for whom a course is approved.

An *audience* belongs to one release, named by the hash of its manifest: everybody, or the people of
named classes and *wings*. Whoever is outside, and every guest, does not find the course at all;
staff do. What learners see so changes in the one transaction that switches the release.

    approved for … ──installed──> narrowed by one person, at once
                                  widened: asked for by one ──another confirms──> changed

A new release has the audience of the one before, unless whoever approves it chooses another. A
release that says nothing, since it was approved before there were audiences, is for everybody.
"""
