"""What a channel, a lesson and a question are.

A **channel** is a course: a tree of **nodes** (topics, lessons, exercises, recordings...). A node
has **versions**, its words in one language and level, and **files**, each with a role. The bytes
of a file are a **blob**, stored once under its SHA-256. One release of a channel ready to travel is
a **bundle**: a *manifest* that lists every blob and the *parts* that carry them, and a *catalogue*
that describes the tree.

    folder of Markdown ──formats.folder───> draft ──bundle──> manifest + parts
    Kolibri drive ───────formats.kolibri──> draft, and notes of what was left out
    manifest + parts ──sync──> blobs in the store, catalogue in library.db ──> pages
"""
