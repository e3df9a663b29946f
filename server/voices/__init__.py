"""Voices: who reads pages aloud, by language.

The *usual voice* is eSpeak NG's: always there, quick, plain. A *better voice* is a neural one that
came in a bundle (``content.voice``); the first one installed in a language speaks it, unless the
content manager *chose* another, or the usual one. A better voice speaks *ahead of time*, as a job;
until it has spoken a page, and wherever it cannot, the usual voice is heard.

    bundle installed ──> its language's courses are spoken anew, by a job ──> heard from then on
                              └─ it fails, is taken off or withdrawn: the usual voice again
"""
