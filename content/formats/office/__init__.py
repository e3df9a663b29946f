"""Documents and slides of office programs to lessons: docx, odt, pptx, odp.

Each is an archive of XML and pictures. A document becomes one lesson, or where it is long a lesson
for each of its highest headings; slides become one lesson with a section each, their notes below.
Macros, fonts, comments and looks stay behind; drawings that only an office program draws are said.

    docx ──mammoth──┐
    odt ──texts─────┼─> HTML ──documents──> lessons        formulas: MathML, whatever they were
    pptx, odp ──────┘

``old`` knows the formats of before 2007, which are refused with what to do.
"""

from content.formats.office.docx import FORMAT as DOCX
from content.formats.office.odp import FORMAT as ODP
from content.formats.office.odt import FORMAT as ODT
from content.formats.office.old import FORMAT as OLD
from content.formats.office.pptx import FORMAT as PPTX

FORMATS = (DOCX, ODT, PPTX, ODP, OLD)
"""Formats of files: see ``content/formats/files.py``."""
