"""Bringing bundles in: from a publisher's table to a classroom's library.

A *publisher* is a team that makes courses. A *medium* is what carries them: a stick, a share, or
the folder behind any web server; it has one layout, and nothing on it is trusted for being there.
A **manifest** lists every file of one release of a bundle by hash, length and the **parts** that
hold its bytes (at most 16 MiB each). Only manifests are signed targets; parts are vouched for by
the manifest that names them.

A site has **pinned** the root of each publisher whom it trusts: the keys whose signatures count,
how many of them, and the channels that this publisher may sign. Two people sign every list of
content. The *floor* is the latest time that signed metadata has proven; a clock that shows less is
not believed. A publisher can **withdraw** a release, as outdated or as dangerous.

What has arrived whole waits in **quarantine** until a second person on site gives their
**approval**; what is installed is switched in at one stroke.

    publisher   add ──> pending ──sign, sign──> published ──> medium
                                                                │
    site        offered (signed, unexpired, not older) <──check─┘
                   └─fetch─> arriving ──last byte──> waiting ──approve──> installing ─switch─> read
                               └─pulled out: goes on later  └─refuse──> discarded

``medium`` and ``web`` read files by names that signed metadata gave; ``publishers`` knows who is
trusted for what, and ``trust`` decides what counts; ``transfer`` moves parts; ``inspection`` looks
at every file before it may wait; ``quarantine`` keeps and describes what waits; ``install`` hands
it to the library. ``keys``, ``safes``, ``paper``, ``rotation``, ``publish`` and ``carry`` are the
publisher's side. A refusal anywhere leaves the library as it was.
"""
