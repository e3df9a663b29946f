"""Seeing: what the people of a class are doing now, what they have done, what is hard for them.

Nothing is kept here and nothing is written: each page asks the records, the seats and the library,
and tells a teacher of their own classes alone. A *member* is somebody in the class that is looked
at; a report is narrowed to a *group* of it, and those who have left are told of only when asked.

The *board* is the class now. Somebody *may need* the teacher after several wrong answers in a row,
after a silence at their seat, or when nothing has come of a quarter of an hour: see ``board``.
"""
