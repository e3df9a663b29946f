"""Records: what a person has read and answered here.

A *visit* is the last time somebody had a page before them, and how far they were; it is where
"carry on" leads. An *attempt* is one go at an exercise: its answers, each with its mark, an exact
fraction. Records name content by its stable ids, and stay when content changes or goes.

    opened ──> attempt open ──answer kept, marked──> ... ──last answer──> finished
"""
