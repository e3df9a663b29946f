"""What makes a package unfit to be read, in a phrase for whoever builds or brings it.

Its list of files is looked at, and what it says of itself; the files are checked when they are
read, so that a damaged one costs its reader one picture and nobody anything more.
"""

import zipfile
import zlib
from typing import BinaryIO

from content.zips import about
from content.zips.about import About
from content.zips.archive import files_of
from content.zips.refusals import DamagedPackage
from i18n.refusals import Phrase
from i18n.translate import N_


def fault_in_zip(file: BinaryIO) -> str:
    """Say in a phrase why a file cannot be read as a package of ours; "" if it can.

    Args:
        file: can be rewound.
    """
    try:
        listed = files_of(file)
    except DamagedPackage as refusal:
        values = {name: refusal.values[name] for name in ("place", "what")}
        return Phrase(N_("a damaged package: in “{place}”, {what}"), **values)
    try:
        told = About.from_bytes(_said(file))
    except (ValueError, KeyError, OSError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return Phrase(
            N_("a zip that is not a package: {name} is missing or wrong"), name=about.NAME
        )
    missing = next((part.first for part in told.parts if part.first not in listed), "")
    if missing:
        return Phrase(N_("a package without its first page “{name}”"), name=missing)
    return ""


def _said(file: BinaryIO) -> bytes:
    file.seek(0)
    with zipfile.ZipFile(file) as archive, archive.open(about.NAME) as said:
        data = said.read(about.LARGEST + 1)
    if len(data) > about.LARGEST:
        raise ValueError
    return data
