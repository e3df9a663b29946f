"""Dictionaries: words of one language, with what they mean and their words in others.

An *entry* is a word as it stands in a dictionary, its *base form*, with one or more *senses*: a
short meaning in the language of the word, and translations by language. An *inflected form* leads
to its base form: "choisissez" to "choisir". Words are found by their *key*: small letters without
accents, so that "ecole" finds "école".

A dictionary is one file of our own, read in place:

    magic, length of the index          24 bytes
    index                               JSON, compressed: languages, counts, first key of each block
    blocks of entries                   JSON, compressed, sorted by key; one key in one block
    blocks of inflected forms           likewise: key, key of the base form

    who builds: entries ──writing──> file        who reads: word ──folded──> index ──> one block

Everything is bounded, and all of a file is looked at before a site takes it in (``faults``).
"""
