"""Pages that others made, on their way into a frame: what is shown of them, and what is not.

A *package* answers paths: an archive of pages (ZIM), or a zip of files. What it answers is a page,
or something that a page shows, of a closed list of types; all else is a file to be kept, never
shown. A page is shown in one of two *modes*:

    document      without programs: elements and attributes of a closed list, addresses inside the
                  package alone; a link that leads outside leads to a page of ours that says so
    interactive   as it is, for a course that was approved so; only ever inside a frame of ours

``packages`` is what all of them share, ``archives`` and ``zips`` are the two there are,
``documents`` makes documents, ``types`` says what may be shown.
"""
