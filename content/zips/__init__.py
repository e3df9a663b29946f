"""Interactive packages: a zip of files that others made, as it travels and is read in place.

Whatever a package was (a web page with its files, H5P, SCORM, cmi5, xAPI), its publisher writes it
anew as a plain zip: names that stay inside, files alone, stored or deflated, and first in it
``ardoise.json``, which says of what *kind* it is and which *parts* it has:

    ardoise.json    {"acts": …, "format": 1, "kind": "scorm12", "parts": [{"first": …, …}]}
    …               its files

A part is what somebody begins, leaves and comes back to: a lesson (SCO) of SCORM, an assignable
unit of cmi5; most packages have one. ``about`` is what is said of them, ``archive`` reads the files
where they lie, ``faults`` says what makes a package unfit. Nothing is ever unpacked.
"""
