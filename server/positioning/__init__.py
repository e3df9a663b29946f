"""Where somebody starts: ten minutes of sound and pictures, and a sheet of levels in words.

A teacher *offers* it to somebody of a class; the learner takes it at a seat, in short *parts*:
spoken French, numbers, reading French, letters, reading one's own language. A part climbs *steps*;
it ends gently at the second answer of a step that is not right, which nobody is told of. Every
answer is kept at once; what comes next follows from the answers alone, so it goes on at any seat,
after any cut. Nothing is timed, no point is counted, "I do not know" stands on every page.

    offered ──first answer──> going on ──last answer, or "stop here"──> finished ──> judged
       └──withdrawn                └──pause, another seat, a cut──┘        └──erased by the learner

The *sheet* says what is there and what comes next, and *proposes* one of four starting points:
learning to read and write, coming back to reading, learning French as a new language, going
straight to courses. It is a need and a next step, never a name for somebody; the rule is in
``deciding.py``, and says what it is not sure of. The teacher's own judgement stands above it.

Private: the learner and the teachers of classes they are in now read a sheet, nobody else, not the
administrator, no list of a class, no export. The log says who looked, not what they saw. The
learner may erase it; two years after it was last touched it goes by itself.
"""
