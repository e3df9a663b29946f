"""Bringing bundles in: from a stick to the library, by two people.

An *arrival* is one release of a course on its way: brought in by one account, approved or refused
by another. What the signatures say is ``sync.trust``'s to decide; what two people on site decide
is decided here.

    offered on a medium ──bring in──> arriving ──> waiting ──approve──> installing ──> installed
                                         │            ├──refuse, why──> refused
                                         └─give up─> given up          └─ stopped, failed: waits
"""
