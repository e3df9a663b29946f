"""Questions that the server marks.

A **question** has a prompt, an answer key, and what to say: a *hint* before, a word when it is
*right*, what to *review* when it is not. An **exercise** is an introduction and its questions in
order. An **answer** is what a form sent, as plain values. A **mark** is an exact fraction of the
question, 0 to 1.

    Markdown ──parse──> Exercise ──to_bytes──> blob, on the server only
    Exercise + form ──answers──> answer ──scoring──> mark
    Exercise ──presented──> the page: no key in it

Everything here is a pure function of plain values.
"""
