"""Books as EPUB, of version 2 and 3, to the lessons of a channel.

A *document* is a file of text in the book; its *spine* names them in reading order. The book's
*contents* (a ``nav`` of version 3, an ``ncx`` of version 2) are a tree of *entries*, each with a
title and a place: a document, perhaps a spot in it. A *run* is the documents that make one lesson:
one that an entry leads to, and those after it in the spine that none leads to.

    entries with others in them ──> topics      entries that lead to a document ──> lessons

``opening`` reads what the book says of itself, ``contents`` its tree, ``runs`` decides what becomes
a topic and what a lesson, ``reader`` makes the lessons. Scripts, fonts and looks stay behind.
Sources: EPUB 3.3 and OPF 2.0.1, by their texts.
"""

from content.formats.epub.reader import FORMAT

__all__ = ["FORMAT"]
"""A format of files: see ``content/formats/files.py``."""
