"""Translators: which models are installed that draft a translation, from which language into which.

A *translator* came in a bundle (``content.translator``), approved like a course; it is there for
who translates courses (``authoring.drafting``), and for nobody else. The first one installed for a
pair of languages drafts it.
"""
