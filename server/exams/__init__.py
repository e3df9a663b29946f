"""Papers: what candidates of an exam are asked.

A *paper* has a title, instructions, documents, rules of marking, a time, the aids that are allowed,
and *sections*. A section has *items* in order; an item is one question of the bank, in one version
of it, or a *draw*: so many questions of a category, another set for each candidate. Each question
earns the points of its item.

    composed ──checked, locked──> locked: what sittings use; it changes never again
       ^                            └──copied──> a new paper, composed
       └──changed

What a locked paper holds is kept as one file, the *subject* (``subject``): plain values, the
questions with their keys, and all questions that a draw may take; pictures, sounds and documents
lie beside it, by their SHA-256. A subject needs no bank: it can be opened on a server that has
none of these questions. ``copies`` makes of a subject and a *seed* the *copy* of one candidate:
which questions, in which order, with which order of their options. The same subject and the same
seed give the same copy, on whatever server.

What is asked on a page or on paper is made of a copy by ``showing``, which lets no key through.
"""
