"""The demo library as documents for the index, read straight from its Markdown.

Rougher than an installed library (markup is struck out, not rendered), and needing nothing
but the files: what is measured is the search.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from search.documents import Document

DEMO = Path(__file__).parent.parent / "content" / "demo"

_MARKUP = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|\]\{\w+\}|\]\([^)]*\)|\$[^$\n]+\$|[#*_`|>\[]|^-+$|^!!!.*$", re.M
)
_VERSION = re.compile(r"\.(falc|[a-z]{2})$")


def documents(folder: Path = DEMO) -> Iterator[Document]:
    """Yield every page of the courses in ``folder``, in the order of their names."""
    for path in sorted(folder.rglob("*.md")):
        head, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
        keys = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        version = _VERSION.search(path.stem)
        code = version[1] if version else ""
        language = code if code and code != "falc" else "fr"
        node = str(path.relative_to(folder).parent / path.stem.split(".")[0])
        channel = node.partition("/")[0]
        yield Document(
            key=f"{node}:{language}{':easy' if code == 'falc' else ''}",
            node_id=node,
            channel_id=channel,
            kind="exercise" if "exercice" in path.name else "lesson",
            language=language,
            easy=code == "falc",
            title=keys.get("title", path.stem),
            description=keys.get("description", ""),
            text=" ".join(_MARKUP.sub(" ", body).split()),
            subject=channel,
            level="",
            coach=keys.get("coach") == "true",
        )
