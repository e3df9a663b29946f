"""Interactive packages, as their makers' programs write them, to packages as they travel.

    plain     a web page with all it needs: index.html
    h5p       H5P: h5p.json, content/content.json and the libraries it runs
    scorm     SCORM 1.2 and 2004, and IMS content packages: imsmanifest.xml
    cmi5      cmi5.xml; and xAPI ("Tin Can"): tincan.xml

Each says what a package is (``Found``); ``opening`` reads an archive that may be hostile,
``outside`` what in it leads elsewhere, ``writing`` writes the zip that travels: see
``content.zips``.
"""

from content.formats.packages.reader import FORMAT

__all__ = ["FORMAT"]
"""A format of files: see ``content/formats/files.py``."""
