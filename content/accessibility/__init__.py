"""The gate for accessible content: what in a course stands in the way of somebody, and how much.

A *fault* is one thing in one file: a picture without words, a table without heads. A *finding* is
a kind of fault on one page. Each kind has a *gravity*: it **bars** somebody from what the page
says, it **hinders** them, or it makes the page **tiring**. What a program cannot judge (pages that
others made, what is drawn in a photograph) is counted and said to be so.

    each file ──files.look──> faults ──┐
    catalogue ──────────────────────────┴─report.report──> findings by kind, a score

The *score* is the average of all judged pages, rounded down: a page with nothing found counts 100,
one that tires 90, one that hinders 50, one that bars somebody 0. It says what a program can find;
it says nothing of whether the alternatives are right.
"""
