"""Paper: pages to print, packs for those who work where there is no seat, and what comes back.

A *sheet* is a page of a course as it is printed: a lesson, or an exercise with room to write. A
*pack* is sheets for one person, or for a class to be copied, with a cover and a *code* by which the
work done is entered. It remembers the very text that was printed, by hash: whatever becomes of the
course, answers are marked by what stood on the paper.

    made ──printed, done where they are──> comes back ──entered, page by page──> in the records

What is entered becomes visits and attempts like any other, which say that they were on paper and
who entered them; a page of a pack is entered once for each person. Answers are printed for teachers
alone, on a sheet of their own that is never part of a pack.
"""
