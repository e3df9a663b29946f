"""Classes: who learns with whom, and who teaches them.

A *class* has a name, a level and the *wing* whose people come to it; a *group* is a part of it. A
*teaching* is one teacher of a class, from a day to another. An *enrolment* is one stay of a person
in a class: whoever comes back begins another one, and all that was done is kept.

    enrolled ──┬─ suspended until a day ──> is back by itself
               └─ left ──> returned: a new enrolment

The wing decides what a class may read, since two people approve courses for a wing: so a teacher
does not set it (``wings``). Whom a class takes in is the teacher's own business, also where a
course is for that class or wing: people have no wing but that of their classes, whoever is taught
there may read what the class reads, and the log keeps each enrolment by name.

A suspension holds in every class until its day: nobody signs in before, whoever else enrols them,
unless those who look after the class that has set it let them back. And a card is a whole account,
so a teacher gives a new one only to people all of whose classes are theirs (``cards.shared``):
enrolling somebody by name takes nothing from the class they were in.

A teacher sees the
people of the classes that are theirs, and nobody else: ``models.Enrolment.people_seen_by``.
"""
