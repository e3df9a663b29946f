"""Languages: the words of the program, dates and numbers, speech.

A *language* is named by its code ("fr", "ar"). The *catalogue* of a language holds the
program's own sentences in it; English is the language they are written in. A *refusal* is a
sentence, with values, that says why something cannot be done and what stays true.

Nothing here knows of pages, databases or courses.
"""
