"""What of a package leads or reaches outside, and whether it holds programs at all.

Nothing of it is taken out: an interactive page writes its own addresses while it runs. That none
of them is ever reached is the frame's doing (``server/frames/policies.py``); here it is only found,
for the report of whoever builds.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from content.formats.packages.opening import Opened
from content.framed.documents import text_of
from content.framed.types import DRAWN, PAGES, PROGRAMS, by_name

LARGEST = 4 << 20
"""Bytes of a file that is looked through; longer ones are not."""
MOST_FILES = 2_000
_LOADED = re.compile(
    r"""(?:\b(?:src|href|action|data|poster)\s*=\s*["']?|url\(\s*["']?|@import\s+["'])"""
    r"""(?:https?:)?//([a-z0-9][a-z0-9.-]{1,80})""",
    re.IGNORECASE,
)
_ACTS = re.compile(r"<(?:script|iframe|object|embed|form)\b|\bon[a-z]{3,20}\s*=", re.IGNORECASE)
_FRAMES = re.compile(r"<i?frame\b", re.IGNORECASE)
_NAMES = ("www.w3.org", "schema.org", "purl.org", "ns.adobe.com")
"""Hosts that are names of formats."""


@dataclass
class Looked:
    """What was found."""

    acts: bool = False
    framing: set[str] = field(default_factory=set)
    """Pages that show others in frames."""
    hosts: Counter[str] = field(default_factory=Counter)
    """By name, in how many files."""


def look(files: Opened) -> Looked:
    """Look through the pages, styles and programs of a package.

    Raises:
        NotRead: one of them is damaged.
    """
    found = Looked()
    told = [name for name in files.entries if by_name(name) in (*PAGES, *DRAWN, "text/css")]
    found.acts = any(by_name(name) in PROGRAMS for name in files.entries)
    for name in sorted(told)[:MOST_FILES]:
        if files.entries[name].file_size > LARGEST:
            continue
        text = text_of(files.read(name, LARGEST))
        if by_name(name) != "text/css" and _ACTS.search(text):
            found.acts = True
        if by_name(name) in PAGES and _FRAMES.search(text):
            found.framing.add(name)
        hosts = {host.lower() for host in _LOADED.findall(text)}
        found.hosts.update(host for host in hosts if host not in _NAMES)
    return found
