"""Making a bundle of what people have, from the pages: chosen, asked for, built by a job, reported.

A *source* is a file or a folder that lies directly in a folder of the setting ``inbox``, or a small
file that was sent by a form. What a job made of it stands in a folder of its own until newer ones
push it out:

    built/<number of the job>/<bundle>/     a bundle for each channel of the source
    built/<number of the job>/report.json   what was changed or left out, where and why
    built/sent/<number>/<name>              what was sent by a form
"""

import json
import secrets
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from content import durable
from content.accessibility import drafts
from content.bundle import open_bundle
from content.formats.asked import Asked, Made
from content.formats.folder import FolderRefused
from content.formats.said import line
from i18n.refusals import Invalid, NotFound, Refusal
from i18n.translate import N_
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.jobs import operations as jobs
from server.jobs.models import Job
from server.settings import Home, Settings
from sync import publish

LARGEST_SENT = 200 << 20
"""Bytes of a file that a form may carry; what is larger is laid into the inbox."""
MOST_LISTED = 500
"""Files and folders of an inbox that a page names."""
KEPT = 10
"""Builds that are kept with their bundles, and files that were sent."""
FIELDS = ("title", "language", "license", "license_owner", "author", "subject", "level", "id")


class NothingChosen(Invalid):
    """No source was chosen, or it is no longer there."""

    message = N_(
        "Choose a file or a folder of the list, or send a file. What you chose may have been taken "
        "away: look at the list once more."
    )


class NoSuchBuild(NotFound):
    """A build is not known, or was pushed out by newer ones."""

    message = N_("There is no report of this number any more: the last {kept} are kept.")


class NoPublisherHere(NotFound):
    """A bundle is to be listed where there is no publisher."""

    message = N_(
        "This server is no publisher. Carry the bundle to the publisher's computer, or write its "
        "folder into the setting “publisher”."
    )


@dataclass(frozen=True)
class Choice:
    """Something in an inbox that a bundle can be made of."""

    key: str
    """What the form sends for it."""
    name: str
    is_folder: bool
    size: int
    """Bytes of a file; 0 of a folder."""


def inbox(folders: Sequence[str]) -> list[Choice]:
    """Return what lies in the inboxes, by name; links, and what cannot be read, are left out."""
    found = []
    for number, folder in enumerate(map(Path, folders)):
        with suppress(OSError):
            for path in sorted(folder.iterdir())[:MOST_LISTED]:
                if path.is_symlink() or path.name.startswith("."):
                    continue
                if path.is_dir() or path.is_file():
                    size = path.stat().st_size if path.is_file() else 0
                    found.append(Choice(f"{number}/{path.name}", path.name, path.is_dir(), size))
    return found


def sent_before(home: Home) -> list[Choice]:
    """Return the files that forms brought and that are still here, newest first."""
    found = sorted((home.built / "sent").glob("*/*"), reverse=True)
    return [
        Choice(f"sent/{path.parent.name}", path.name, False, path.stat().st_size) for path in found
    ]


def chosen(home: Home, folders: Sequence[str], key: str) -> Path:
    """Return the place of what was chosen.

    Raises:
        NothingChosen: it is none of ``inbox`` and none of ``sent_before``.
    """
    place, _, name = key.partition("/")
    if key in {each.key for each in sent_before(home)}:
        return next((home.built / "sent" / name).iterdir())
    if key not in {each.key for each in inbox(folders)}:
        raise NothingChosen()
    return Path(folders[int(place)]) / name


def said_before(home: Home, folders: Sequence[str], job: Job) -> dict[str, str]:
    """Return what a form said that asked for a build, as far as it can be said again."""
    kept = json.loads(job.arguments)
    asked = kept["asked"]
    said = {name: str(asked.get(name, "")) for name in (*FIELDS, "release")}
    said["channel"] = next(iter(asked.get("channels", ())), "")
    for each in (*sent_before(home), *inbox(folders)):
        if str(chosen(home, folders, each.key)) == kept["source"]:
            said["source"] = each.key
    return said


def take(home: Home, name: str, sent: IO[bytes]) -> Path:
    """Keep a file that a form brought, and return where; the oldest ones go.

    Raises:
        NothingChosen: the file has no name, or is empty.
        OSError: the disk is full; nothing is kept.
    """
    plain = line(name.replace("\\", "/").rpartition("/")[2]).lstrip(".").replace(":", "")[:120]
    first = sent.read(1)
    if not plain or not first:
        raise NothingChosen()
    root = home.built / "sent"
    place = root / f"{_next(root):09}-{secrets.token_hex(4)}"
    place.mkdir(parents=True)
    with (place / plain).open("wb") as file:
        file.write(first)
        shutil.copyfileobj(sent, file, 1 << 20)
    _keep_the_newest(root)
    return place / plain


def ask(source: Path, said: dict[str, str], by: Actor, *, at: datetime) -> Job:
    """Ask for the job that makes bundles of a source.

    Args:
        source: see ``chosen`` and ``take``.
        said: what the form says beside it; see ``Asked``.
        by: who asks.
        at: when.
    """
    asked: dict[str, Any] = {name: line(said.get(name, "")) for name in FIELDS}
    release = said.get("release", "")
    if release.isdecimal() and 0 < len(release) < 10 and int(release):
        asked["release"] = int(release)
    if channel := line(said.get("channel", "")):
        asked["channels"] = [channel]
    return jobs.ask("bundle.build", source.name, by, at=at, source=str(source), asked=asked)


def asked_of(kept: dict[str, Any]) -> Asked:
    """Return what was asked for, as a job kept it."""
    return Asked(**{**kept, "channels": tuple(kept.get("channels", ()))})


def told(made: Made, manifest: str, folder: Path) -> dict[str, Any]:
    """Return what a report keeps of a bundle that was built.

    Raises:
        OSError: a file of the source cannot be read any more.
    """
    channel = made.draft.catalogue.channel
    notes = {
        name: [
            {"where": n.where, **Refusal.as_record(_Said(n.message, n.values))}
            for n in getattr(made.notes, name)
        ]
        for name in ("left_out", "changed")
    }
    return {
        "title": channel.versions[0].title,
        "id": channel.id,
        "release": channel.release,
        "pages": sum(node.kind != "topic" for node in made.draft.catalogue.nodes),
        "manifest": manifest,
        "folder": folder.name,
        "about": made.notes.about,
        "accessible": drafts.of_draft(made.draft).to_text(),
        **notes,
    }


def refused(refusal: Refusal) -> dict[str, Any]:
    """Return what a report keeps of a channel of which no bundle could be made."""
    problems = refusal.problems if isinstance(refusal, FolderRefused) else []
    mend = [
        {"where": p.file, "line": p.line, **Refusal.as_record(_Said(p.message, p.values))}
        for p in problems
    ]
    return {"refused": refusal.as_record(), "mend": mend}


class _Said(Refusal):
    """A sentence with its values, to be kept as refusals are."""

    def __init__(self, message: str, values: dict[str, Any]) -> None:
        self.message = message  # type: ignore[misc]  # of this one sentence
        super().__init__(**values)


def keep_report(home: Home, number: int, made: list[dict[str, Any]]) -> None:
    """Write the report of a job."""
    durable.write(home.built / str(number) / "report.json", json.dumps(made).encode())
    _keep_the_newest(home.built, "[0-9]*")


def report(home: Home, number: int) -> list[dict[str, Any]]:
    """Return the report of a job: what was built or refused, one for each channel.

    Raises:
        NoSuchBuild: there is none (any more).
    """
    try:
        found: list[dict[str, Any]] = json.loads(
            (home.built / str(number) / "report.json").read_bytes()
        )
    except OSError:
        raise NoSuchBuild(kept=KEPT) from None
    return found


def list_it(
    home: Home, settings: Settings, number: int, folder: str, by: Actor, *, at: datetime
) -> None:
    """Put a built bundle on the list that waits for two signatures, at this server's publisher.

    Raises:
        NoPublisherHere: the settings name none.
        NoSuchBuild: the bundle is not there (any more).
        ReleaseTaken, ReleaseWithdrawn, NoPublisher, Busy: see ``publish.add``.
    """
    if not settings.publisher:
        raise NoPublisherHere()
    place = bundle_of(home, number, folder)
    publish.add(Path(settings.publisher), place, at=at)
    manifest = open_bundle(place).sha256
    with writing():
        record(by, "bundle.listed", folder, at=at, manifest=manifest)


def bundle_of(home: Home, number: int, folder: str) -> Path:
    """Return where a bundle that a job has built lies.

    Raises:
        NoSuchBuild: there is none of this name in its report, or it is not there any more.
    """
    place = home.built / str(number) / folder
    built = {each.get("folder") for each in report(home, number)}
    if folder not in built or not place.is_dir():
        raise NoSuchBuild(kept=KEPT)
    return place


def _next(root: Path) -> int:
    names = [path.name.partition("-")[0] for path in root.glob("*-*")]
    return max((int(name) for name in names if name.isdecimal()), default=0) + 1


def _keep_the_newest(root: Path, pattern: str = "*") -> None:
    """Delete all but the newest of the folders that bear a number."""
    found = [path for path in root.glob(pattern) if path.name.partition("-")[0].isdecimal()]
    found.sort(key=lambda path: int(path.name.partition("-")[0]), reverse=True)
    for old in found[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
