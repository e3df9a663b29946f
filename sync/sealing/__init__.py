"""Sealing what an exam needs from outside and what leaves it: plain values, no tables, no web.

A *subject* is a paper on its way to the room: a clear header that its **signer** signed, and a
content that opens with two **codes**, each printed on its own person's sheet. The *log* of a
sitting is a chain of events; a **checkpoint** is a signed line about its first *n* events, with a
16-letter **mark** that people write on paper: it is what the owner of the server cannot rewrite.
*Results* leave as one file, signed by the site and encrypted to the **board** and to a spare key.
A *rescue file* holds what a candidate wrote while no server answered.

    subject   written ──seal (signer)──> carried ──rehearsed──> waits ──two codes──> open
    log       event, event, … ──checkpoint (site)──> mark on paper
    results   sealed ──age──> board ──verify──> believed, once

``codes`` are the printed keys; ``passwords`` is age's own way of locking with one; ``holders`` who
signs and who reads; ``parcels`` the zip files that all this travels in; ``subject``, ``results``,
``chain``, ``merkle``, ``checkpoints`` and ``rescue`` are the things themselves. All of it opens
with ``unzip``, ``age`` and ``openssl`` alone: see docs/examens-scelles.md.
"""
