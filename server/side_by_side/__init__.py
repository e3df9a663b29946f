"""Two versions of a page side by side, and the same sentence in one's own language.

A page may have *versions*: languages, an easy one of each, a film in sign language. A reader sees
any two of them *abreast*: each *row* holds what says the same, and what has no counterpart says
so (``content.alignment`` decides). Which two stays with the person, for all pages.

Who switches on *my sentence* presses a sentence of any page, or goes to it by the keyboard: a
panel tells and speaks its *counterpart* in their language, else in the easy version. Where the
page has no version in their language, the panel offers the dictionaries for its words. Without
JavaScript the page of both versions does the same; during an exam nothing of this opens.
"""
