"""Common Cartridge, 1.0 to 1.3: what Canvas, Brightspace, Moodle and publishers exchange.

    imsmanifest.xml     the tree of *items*, each with a title and a *resource*
    …                   pages, files, addresses, tests: a resource has a type and an entry

Pages become lessons, files what they are, tests and question banks exercises; addresses are
written down. Discussions, assignments and tools of others are listed by name. The questions are
QTI 1.2, read by ``content.formats.questions.qti``. Source: IMS Common Cartridge 1.0–1.3, profiles.
"""

from content.formats.cartridge.reader import FORMAT

__all__ = ["FORMAT"]
"""A format of files: see ``content/formats/files.py``."""
