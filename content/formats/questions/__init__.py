"""Files of questions from other programs, in and out: Moodle XML, GIFT, Aiken, CSV, QTI.

What was *brought* is a question with its name, the way to its category, its tags, its points and
its media; what could not be is a *problem*: where, what, and what to do. One bad question never
blocks the others. Everything here is a pure function of bytes.

    bytes ──reading.read──> Read: questions brought, problems
    questions ──writing.written──> bytes

``texts`` makes HTML of what the formats call a text, ``marked`` makes questions of what Moodle's
formats have in common (answers with a fraction and a word about each), ``attached`` names the
files that came with them as lessons name their pictures: ``files/<sha256>.<ending>``.
"""
