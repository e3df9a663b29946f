"""What controls say: every link, button, field and choice of a page, to whoever asked for sound.

A *prompt* is a sentence of the program that learners meet and that holds no values: it is known
before anybody comes, can be spoken ahead of time, and its sound is the same for everybody. A *name*
is what else a page shows: the title of a lesson, an answer, a paragraph of the page of a course. It
is spoken when a page of ours asks, by the one *door*.

    name ──door: key of the page, length, pace──> a prompt? ──> its own address, kept for ever
                                                     └──no──> spoken, kept by nobody's browser

The *key* stands on every page that speaks, and is good for its session alone: what stands in a
frame of others does not know it.

A *spoken language* is one that staff named, and that has no text here: Darija, Romani, Comorian.
Whoever chose one hears its *recordings* in the place of the prompts, and the voice of the written
language for everything else.
"""
