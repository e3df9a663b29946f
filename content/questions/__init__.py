"""Questions that the server marks, in exercises and in exams.

A **question** has a prompt, an answer key, and what to say: a *hint* before, a word when it is
*right*, what to *review* when it is not, and a *general* one whatever it was. An **exercise** is an
introduction and its questions in order. An **answer** is what a form sent, as plain values. A
**mark** is an exact fraction of the question: 0 to 1, below 0 only where a rule takes points off.

    Markdown ──parse──> Exercise ──to_bytes──> blob, on the server only
    Question ──reading.to_bytes──> JSON ──from_bytes──> Question, cleaned and made sure of
    question + form ──answers──> answer ──scoring──> mark
    question ──shown──> the page: no key in it

The types are in families: *chosen*, *typed*, *pictured*, *composed*, *for_teacher*; ``types`` has
them all. A rule, weight or number of points is text ("1/2") in JSON and a ``Fraction`` in sums; no
float is anywhere.

Everything here is a pure function of plain values.
"""
