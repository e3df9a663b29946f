"""How numbers, signs and short forms are said, by language, as somebody who teaches reads them.

A *rule* is a pattern and what is said in its place. ``making`` turns tables of words into rules:
the units, the signs, the months of a language; a module a language holds those tables, and the
rules that no other language needs. Only what eSpeak NG says wrongly or not at all has one: heard
for each language through its phonemes, version 1.52. ``tests/i18n/reading_aloud`` holds what each
must give.
"""
