"""Translators: models that draft in one language what is written in another.

A *pack* is what a publisher has of one: the folder that CTranslate2's converters write, its
sentence pieces, and a card that says from which language into which, whose it is and under which
licence. It travels as one file of our own, whose parts are read in place:

    magic, length of the settings       29 bytes
    settings                            JSON: the languages, the files and their sizes
    files                               one after the other, to the end

The files are looked at before a site takes them in (``model``): that each is whole, and of the kind
it must be. They are run by ``i18n.translation``, shut in.
"""
