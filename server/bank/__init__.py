"""The bank of questions: what papers are composed of.

A *question of the bank* has a name that staff find it by, a *category*, *tags*, the language it is
asked in, and *versions*. A version is what is asked and what is right, made once and never changed:
whoever changes a question makes its next version, and what points at an older one keeps it.

    made (version 1) ──changed──> version 2 … ──archived──> in no search and no draw
                                                  └──taken out again──> as before

Nothing is deleted: a paper of last year still holds what was asked. The bank is shared: all who
write questions on a site see and change all of them, and the audit log says who changed what.
Categories stand in each other; a draw from a category may take those below it as well.

Pictures and sounds are blobs in ``bank/``, named by their SHA-256 inside the questions, in the same
way as those of lessons: ``files/<sha256>.<ending>``. They are on the disk before a version names
them.

``bodies`` says how a question is kept, ``writing`` makes one of a form that somebody filled in,
``files`` keeps pictures and sounds, ``exchange`` reads and writes the files of other programs.
"""
