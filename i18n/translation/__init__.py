"""Translation by machine: drafts for people who translate, sentence by sentence.

A *pack* is a model of CTranslate2 with its sentence pieces, from one language into another. A
*translator* is what runs it: a process of its own, shut in, that starts at the first sentence and
ends with the work. What it says is a *draft*: nobody may take it for more until a person has read
it. Where it has nothing sensible to say, it says nothing.

    pack ──> translator ── sentence ──> process (``process``) ──> draft of it, or ""
"""
