"""A course of Moodle, as its backup holds it: ``.mbz``, a zip or a compressed tar.

    moodle_backup.xml               what is in it: sections, and activities in them
    course/course.xml               title and language
    sections/section_4/section.xml  a section: its title and what it says first
    activities/page_7/page.xml      an activity: page, book, quiz…   module.xml: hidden or not
    files.xml, files/ab/<sha1>      the files, by the text or activity they belong to
    questions.xml                   the question bank

A section becomes a topic; pages, labels, books, addresses and the pages of lessons become lessons,
files what they are, quizzes and the rest of the bank exercises. What learners wrote is not read.
``bank`` writes the questions as Moodle's own export does, for the reader of that. Sources: Moodle
4.1 and 3.9, ``backup/moodle2`` and ``mod/*/backup``, by the names in the files they write.
"""

from content.formats.moodle.reader import FORMAT

__all__ = ["FORMAT"]
"""A format of files: see ``content/formats/files.py``."""
