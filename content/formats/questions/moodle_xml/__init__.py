"""Moodle XML: the format in which Moodle gives away and takes whole question banks.

``reader`` goes through a file, ``rich`` reads its texts with the files in them, ``kinds`` makes a
question of each type, ``pictured`` those on a picture; ``writer`` and ``kinds_out`` write what
Moodle reads.

Source: what Moodle 4.2 exports (``qformat_xml``), and its documentation ("Moodle XML format").
"""
