"""Bringing bundles in: from a stick to the library, by two people.

An *arrival* is one release of a course on its way: brought in by one account, approved or refused
by another. What the signatures say is ``sync.trust``'s to decide; what two people on site decide
is decided here.

    offered on a medium ──bring in──> arriving ──scanned──> waiting ──approve──> installing ──> …
                                         ├─ virus ─> refused   │  │                  ^
                                         └─give up─> given up  │  └─for a day─> approved
                                                               └──refuse, why──> refused
                       refused ──appeal──> a third person ──admits──> waiting

An installation that is stopped or fails lets the release wait again. A *sample* is a page drawn
at random, which whoever approves must have opened. A *remark* is about one page, and stops nobody.
"""
