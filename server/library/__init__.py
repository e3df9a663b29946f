"""The library as learners meet it: shelf, topic, lesson, exercise, recording, search.

What is shown is what ``content.browse`` finds in the installed releases; nothing else exists for
these pages. A *version* of a page is named in its address as "ar" or "fr-easy". A lesson's files
and its speech lie below its own address, so that who may open the lesson may open them.
"""
