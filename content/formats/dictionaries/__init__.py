"""Dictionaries that people have, to one of ours.

Read are dictd's (``.index`` beside ``.dict`` or ``.dict.dz``: what Debian's ``dict-freedict-…``
packages hold), FreeDict's own (TEI: ``.tei``, ``.xml``, or ``.src.tar.xz`` with it) and tables of
words (CSV, TSV). Each becomes a page of the kind "dictionary". What an entry holds beside its
word, its sound, meanings and translations (examples, cross-references) is left out. Inflected
forms come from simplemma's tables, at build: no site needs them.
"""

from content.formats.dictionaries import dictd, table, tei

FORMATS = (dictd.FORMAT, tei.FORMAT, table.FORMAT)
"""The formats of dictionaries: see ``content/formats/files.py``."""
