"""What runs in the frame of an interactive package beside its own programs.

``player/`` holds ours: ``frame.js`` comes first in each page of a package and is the one way out of
it; ``scorm.js``, ``lrs.js`` and ``h5p.js`` are what packages of these kinds look for. The player of
H5P is h5p-standalone, unchanged, as ``packaging/vendor.py`` brings it.
"""

import json
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from content.framed import types
from content.zips.about import About, Part
from server.frames import policies
from server.frames.models import ContentReport

_OURS = Path(__file__).parent / "player"
_H5P = Path(__file__).parents[1] / "web" / "static" / "vendor" / "h5p-standalone-3.8.2"
PAGE = "h5p.html"
"""The page that shows a content of H5P."""
_SCRIPTS = {
    "html5": ("frame.js",),
    "h5p": ("frame.js", "h5p/main.bundle.js", "h5p.js"),
    "scorm12": ("frame.js", "scorm.js"),
    "scorm2004": ("frame.js", "scorm.js"),
    "cmi5": ("frame.js", "lrs.js"),
    "xapi": ("frame.js", "lrs.js"),
}
"""What runs in a package of each kind, in this order."""
RECORDS = "records/"
"""Where cmi5 and xAPI are told that their record store is; nothing answers there."""
_H5P_HEAD = (
    '<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body>'
    '<div id="h5p"></div>'
)


def files() -> dict[str, Path]:
    """Return all that a frame can ask for, by name."""
    found = {each.name: each for each in _OURS.glob("*.js")}
    for each in _H5P.rglob("*"):
        if each.is_file():
            found[f"h5p/{each.relative_to(_H5P).as_posix()}"] = each
    return found


def scripts(kind: str, base: str) -> str:
    """Return what stands first in each page of a package.

    Args:
        kind: of the package.
        base: the address of what ``files`` holds, with a slash.
    """
    names = _SCRIPTS[kind][:2] if kind != "h5p" else ()
    told = "".join(
        f'<script src="{escape(base)}{name}" data-kind="{kind}"></script>' for name in names
    )
    return policies.GUARD + told


def page_of_h5p(title: str, language: str) -> str:
    """Return the page that shows a content of H5P, without its first line."""
    head = _H5P_HEAD.format(title=escape(title), language=escape(language))
    told = "".join(f'<script src="{name}"></script>' for name in _SCRIPTS["h5p"])
    return f"{policies.GUARD}{head}{told}</body></html>"


def type_of(name: str) -> str:
    """Return the type of media of one of ``files``."""
    return types.by_name(name)


def launch(about: About, part: Part, base: str, language: str) -> str:
    """Return what the address of the first page of a part ends with.

    Args:
        about: the package.
        part: what is begun.
        base: the address of what ``files`` holds, with a slash, and with its origin.
        language: of the reader.
    """
    if about.kind not in ("cmi5", "xapi"):
        return part.query
    endpoint = base + RECORDS
    account = {"homePage": base, "name": "learner"}
    actor = {"objectType": "Agent", "name": "learner", "account": account}
    told = {
        "endpoint": endpoint,
        "actor": json.dumps(actor),
        "registration": "00000000-0000-4000-8000-000000000000",
    }
    if about.kind == "cmi5":
        told |= {"fetch": f"{endpoint}fetch", "activityId": part.activity}
    else:
        told |= {"auth": "Basic YXJkb2lzZTo=", "activity_id": part.activity}
    query, sign, place = part.query.partition("#")
    joined = f"{query}&" if query else "?"
    return f"{joined}{urlencode(told)}{sign}{place}"


def handed(about: About, part: Part, kept: ContentReport | None, base: str, language: str) -> str:
    """Return what the page of a part finds in the name of its frame, as JSON.

    Args:
        about: the package.
        part: what is begun.
        kept: what it told of this reader before.
        base: as for ``launch``.
        language: of the reader.
    """
    told = {
        "ardoise": 1,
        "kind": about.kind,
        "part": {name: getattr(part, name) for name in ("id", "mastery", "data", "activity")},
        "state": kept.state if kept else "",
        "seconds": kept.seconds if kept else 0,
        "language": language,
        "endpoint": base + RECORDS,
    }
    return json.dumps(told, ensure_ascii=False)
