"""Help with words: what a word of a page means, and the words that somebody wants to keep.

Somebody who switches on *help with words* can press any word of a page, or go to it by the
keyboard: a small panel tells its *base form*, a short meaning and translations from the installed
*dictionaries* that lead from the language of the page to the language that the person chose.
Without JavaScript a form on the page asks the same and a page of its own answers. What is switched
and chosen stays with the person, and with a guest until they leave.

    word on the page ──candidates──> dictionaries for this reader ──> entries
                                          └─none in their language: by way of another, said so

A learner may keep a word with what was told of it: the *list of words* is theirs alone. It holds
what was shown then, so it stays whole when a dictionary is withdrawn. What is looked up is written
down nowhere. During an exam nothing of this opens (``server.exam_room.doors``).
"""
