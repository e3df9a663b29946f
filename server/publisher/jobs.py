"""Making bundles in a process of its own; cut off, it is done again from the beginning."""

import shutil
from pathlib import Path
from typing import Any

from content.bundle import build as build_bundle
from content.bundle import open_bundle
from content.formats.sources import sources
from i18n.refusals import Refusal
from server.console import Site
from server.jobs.operations import Progress
from server.publisher import making


def build(site: Site, progress: Progress, source: str, asked: dict[str, Any]) -> None:
    """Make a bundle of each channel of a source, and the report about them.

    It can be stopped between reading and writing, and between two channels.

    Raises:
        Refusal: nothing at all could be made; the report says of each channel why.
    """
    number = progress.job.id
    place = site.home.built / str(number)
    shutil.rmtree(place, ignore_errors=True)
    made: list[dict[str, Any]] = []
    last: Refusal | None = None
    try:
        found = sources(Path(source), making.asked_of(asked))
    except Refusal as refusal:
        making.keep_report(site.home, number, [making.refused(refusal)])
        raise
    for done, read in enumerate(found):
        progress(2 * done, 2 * len(found))
        try:
            one = read()
            progress(2 * done + 1, 2 * len(found))
            folder = build_bundle(one.draft, place)
            made.append(making.told(one, open_bundle(folder).sha256, folder))
        except Refusal as refusal:  # the other channels of the drive may be sound
            last = refusal
            made.append(making.refused(refusal))
    making.keep_report(site.home, number, made)
    if last is not None and all("refused" in each for each in made):
        raise last
    progress.tell(2 * len(found), 2 * len(found))
