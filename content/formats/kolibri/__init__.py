"""A channel as Kolibri carries it: a database and files named by their checksum.

    <drive>/KOLIBRI_DATA/content/databases/<channel>.sqlite3       the tree, and who uses which file
    <drive>/KOLIBRI_DATA/content/storage/a/b/<md5>.<ending>        the files, each once

A *row* is a node as its database has it; its *preset* says what a file is for. The columns that a
database has tell how old it is, not what it says of itself. Much of a drive may be missing: what
is there becomes a bundle, and the rest is noted with its reason.

``places`` finds the channels of a drive, ``opening`` opens a database that came from outside,
``rows`` reads it whatever its age, ``storage`` finds files and checks them, ``labels`` says in our
words what Kolibri says in its own, ``pages`` makes lessons of web pages and slides, and ``reader``
puts the tree together. Lists and names follow le-utils 0.2.17 and Kolibri 0.19.5, by their code.
"""

from content.formats.kolibri.places import Place, channels, recognises
from content.formats.kolibri.reader import read

__all__ = ["Place", "channels", "read", "recognises"]
