"""A channel as a folder of Markdown that a teacher writes by hand; see docs/ecrire-un-cours.md.

A *page* is a lesson, an exercise, a recording...: ``name.md`` and its versions ``name.ar.md``,
``name.falc.md``. A *topic* is a folder. Everything that is wrong is found in one go and told with
its file, its line and what to do; nothing is built until nothing is wrong.
"""

from content.formats.folder.problems import FolderRefused, Problem
from content.formats.folder.reader import read

__all__ = ["FolderRefused", "Problem", "read"]
