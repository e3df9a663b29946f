"""H5P: a content and the libraries that it runs, which must be in the package.

Source: H5P's own description of its package file and of ``library.json``
(https://h5p.org/documentation/developers/h5p-specification).
"""

import json
import re
from typing import Any

from content.formats import licenses
from content.formats.packages.found import Found
from content.formats.packages.opening import Opened
from content.formats.said import line
from content.formats.works import NotRead
from content.zips.about import Part
from i18n.refusals import Phrase
from i18n.translate import N_

ABOUT, CONTENT = "h5p.json", "content/content.json"
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,100}")
_WORDS = re.compile(r"<[^>]*>")


def read(files: Opened) -> Found:
    """Read a package of H5P.

    Raises:
        NotRead: it is damaged, or a library that it runs is not in it.
    """
    files = files if ABOUT in files else files.alone()
    told = _object(files, ABOUT)
    _object(files, CONTENT)
    missing = sorted(_missing(files, told))
    if missing:
        raise NotRead(
            Phrase(
                N_(
                    "it runs libraries that are not in it: {names}. Export it again from the "
                    "site on which it runs"
                ),
                names=", ".join(missing)[:300],
            )
        )
    title = line(_WORDS.sub("", str(told.get("title") or "")))
    authors = [
        line(str(each.get("name") or ""))
        for each in told.get("authors") or []
        if isinstance(each, dict)
    ]
    rights = line(f"{told.get('license') or ''} {told.get('licenseVersion') or ''}")
    part = Part("content", title or "H5P", CONTENT)
    return Found(
        "h5p",
        files,
        [part],
        title,
        language=str(told.get("defaultLanguage") or told.get("language") or ""),
        author=", ".join(filter(None, authors)),
        license=licenses.known(rights),
        rights="" if rights.strip() in ("", "U") else rights,
    )


def _missing(files: Opened, told: dict[str, Any]) -> set[str]:
    """Return the libraries that a content runs, directly or not, and that are not there."""
    missing: set[str] = set()
    met: set[str] = set()
    ahead = list(told.get("preloadedDependencies") or [])
    main = str(told.get("mainLibrary") or "")
    if not any(isinstance(each, dict) and each.get("machineName") == main for each in ahead):
        raise NotRead(Phrase(N_("“{name}” does not say what runs it"), name=ABOUT))
    while ahead:
        name = _folder(ahead.pop())
        if name in met:
            continue
        met.add(name)
        if f"{name}/library.json" not in files:
            missing.add(name)
            continue
        ahead += list(_object(files, f"{name}/library.json").get("preloadedDependencies") or [])
    return missing


def _folder(each: Any) -> str:
    """Return the folder of a library, as a dependency names it."""
    try:
        name = f"{each['machineName']}-{int(each['majorVersion'])}.{int(each['minorVersion'])}"
    except (TypeError, KeyError, ValueError):
        name = ""
    if not _NAME.fullmatch(name):
        raise NotRead(Phrase(N_("“{name}” does not say what runs it"), name=ABOUT))
    return name


def _object(files: Opened, name: str) -> dict[str, Any]:
    try:
        found = json.loads(files.read(name).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NotRead(Phrase(N_("“{name}” is not JSON"), name=name)) from None
    if not isinstance(found, dict):
        raise NotRead(Phrase(N_("“{name}” is not JSON"), name=name))
    return found
