"""Pages, people, records and the console: the one folder that knows the web.

A *slice* is a folder that reads top to bottom: its words (``__init__``), tables (``models``),
refusals and writes (``operations``), pages (``views``, ``templates``), and its part of the console
and of the jobs. ``slices/`` names them in order; each uses only those before it.
"""
