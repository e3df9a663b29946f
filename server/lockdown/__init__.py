"""Browsers that open the exam and nothing else: Safe Exam Browser for Windows and macOS.

A sitting may be *locked*: then its candidates work in Safe Exam Browser alone. Its *settings* are
written once, when an examiner asks for it, and given as a ``.seb`` file. From them follows the
**Config Key**: whoever works with other settings, or with another browser, cannot send its hash
with each request. The hash comes in a header, or, where the browser's view sends no headers,
from its JavaScript interface by a form of ours.

    not locked ──lock (settings, quit password)──> locked: a file for the PCs, each request checked
        <───────────────────unlock (in the log)───────┘

``seb_keys`` computes keys and hashes, ``seb_files`` reads and writes the file, ``seb_settings``
says what a sitting asks for. All three are plain functions. PCs without Safe Exam Browser are
locked by a kiosk profile (``packaging/kiosk``), which no server can prove: there the room is
watched by people.
"""
