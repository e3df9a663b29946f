"""Bringing a release in: asked for by one person, looked at, waiting for another."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime

from i18n.refusals import Conflict, Invalid
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audiences import operations as audiences
from server.audit.operations import record
from server.bundles.models import (
    APPROVED,
    ARRIVING,
    GIVEN_UP,
    INSTALLING,
    REFUSED,
    WAITING,
    Arrival,
    Sample,
    Writer,
)
from server.bundles.offers import Offered
from server.bundles.operations import NotAContentManager, find
from server.bundles.scanning import Scan
from server.bundles.texts import Texts
from server.bundles.withdrawals import TakenBack
from server.database import writing
from server.jobs import operations as jobs
from server.jobs.models import Job
from server.roles import CONTENT
from sync.medium import FolderMedium
from sync.quarantine import Quarantine

LONGEST_REPORT = 60
"""Letters of the number of a white station's report: longer, it is none."""


class StillArriving(Conflict):
    """An arrival cannot be given up now."""

    message = N_("This bundle is arriving or has arrived: stop its job first, or refuse it.")


class NothingToBring(Conflict):
    """A release is asked for that need not, or must not, come."""

    message = N_(
        "Release {release} of “{title}” is here already, waits for a decision, or is older than "
        "what learners see. Nothing was brought in."
    )


class ReportNeeded(Invalid):
    """The site wants every medium looked at by a white station first."""

    message = N_(
        "Write the number of the white station's report: this site brings in nothing from a "
        "medium that the white station has not looked at. It has {most} letters and digits at most."
    )


def check_report(report: str, *, needed: bool) -> str:
    """Return the number of a white station's report as it is kept; "" if none was given.

    Raises:
        ReportNeeded: there is none though the site wants one, or it is no number.
    """
    report = " ".join(report.split())
    if (needed and not report) or len(report) > LONGEST_REPORT:
        raise ReportNeeded(most=LONGEST_REPORT)
    return report


def bring_in(
    medium: FolderMedium,
    offered: Offered,
    by: Actor,
    *,
    at: datetime,
    report: str = "",
    writers: Collection[int] = (),
) -> tuple[Arrival, Job]:
    """Ask for the job that brings a release into quarantine.

    Args:
        medium: where it is.
        offered: the release.
        by: who brings it.
        at: when.
        report: of the white station about this medium, from ``check_report``.
        writers: ids of the people of this site who wrote it: ``by`` may be any of them, and none
            of them may approve it.

    Raises:
        NotAContentManager: nobody who may decide does this; two accounts answer for a course.
        TakenBack: its publisher has withdrawn it.
        NotWholeHere: the medium was made for one site, and lacks some of it.
        NothingToBring: it is here or older, or waits, is being installed, or is approved already.
    """
    manifest = offered.manifest
    if offered.taken_back is not None:
        reason = offered.taken_back.reason
        raise TakenBack(bundle=manifest.id, release=manifest.release, reason=reason)
    if offered.lacking is not None:
        raise offered.lacking
    if not offered.may_come:
        raise NothingToBring(release=manifest.release, title=manifest.title)
    person = Person.get_or_none(Person.id == by.person_id)
    decides = person is not None and (person.role in CONTENT or person.id in writers)
    if not decides or not person.active:
        raise NotAContentManager()
    with writing():
        arrival = Arrival.get_or_none(
            Arrival.channel_id == manifest.id,
            Arrival.manifest == offered.offer.sha256,
            Arrival.state << (ARRIVING, WAITING, APPROVED, INSTALLING),
        )
        if arrival is not None and arrival.state != ARRIVING:  # since the medium was looked at
            raise NothingToBring(release=manifest.release, title=manifest.title)
        if arrival is None:
            arrival = Arrival.create(
                channel_id=manifest.id,
                release=manifest.release,
                title=manifest.title,
                manifest=offered.offer.sha256,
                medium=str(medium.root),
                state=ARRIVING,
                brought_by=by.person_id,
                brought_at=at,
            )
        if arrival.job is None or report not in ("", arrival.report):
            told = {"report": report} if report else {}
            record(by, "bundle.brought", arrival.name, at=at, manifest=arrival.manifest, **told)
        for writer in writers:
            Writer.get_or_create(arrival=arrival, person=writer)
        job = jobs.ask("bundle.receive", manifest.title, by, at=at, arrival=arrival.id)
        arrival.job = job
        arrival.medium, arrival.report = str(medium.root), report or arrival.report
        arrival.brought_by = arrival.brought_by_id or by.person_id  # the channel had begun it
        arrival.save(only=[Arrival.job, Arrival.medium, Arrival.report, Arrival.brought_by])
    return arrival, job


def arrived(
    arrival: Arrival,
    by: Actor,
    *,
    at: datetime,
    scanned: Scan,
    samples: Sequence[str],
    texts: Texts,
) -> None:
    """Note that a release is here whole, was looked at, and waits for a second person.

    Args:
        arrival: of the release.
        by: who says so.
        at: when.
        scanned: what the virus scanner said; see ``arriving.let_wait``, which calls this.
        samples: ids of the pages that must be opened before it is approved.
        texts: what its texts say and leave out.
    """
    with writing():
        Sample.delete().where(Sample.arrival == arrival).execute()
        for each in samples:
            Sample.create(arrival=arrival, node_id=each)
        Arrival.update(
            state=WAITING,
            scanner=scanned.version,
            scanned=scanned.files,
            scanned_at=scanned.at if scanned.version else None,
            outside=json.dumps(texts.addresses),
            undescribed_texts=json.dumps(sorted(texts.undescribed)),
        ).where(Arrival.id == arrival.id, Arrival.state == ARRIVING).execute()
        told = {"scanner": scanned.version, "scanned": scanned.files} if scanned.version else {}
        record(by, "bundle.waiting", arrival.name, at=at, manifest=arrival.manifest, **told)


def refuse_for_virus(
    arrival: Arrival, what: str, quarantine: Quarantine, by: Actor, *, at: datetime
) -> None:
    """Refuse a release in which the virus scanner found something; it leaves quarantine at once."""
    with writing():
        Arrival.update(state=REFUSED, reason=what, reason_kind="security", decided_at=at).where(
            Arrival.id == arrival.id, Arrival.state == ARRIVING
        ).execute()
        record(by, "bundle.virus_found", arrival.name, at=at, manifest=arrival.manifest, what=what)
    quarantine.discard(arrival.manifest)


def give_up(arrival: Arrival, quarantine: Quarantine, by: Actor, *, at: datetime) -> None:
    """Give up a release that does not arrive: its stick is gone, or its job failed.

    Raises:
        StillArriving: a job brings it just now, or it has arrived.
    """
    with writing():
        again = find(arrival.id)
        if not again.is_stuck:
            raise StillArriving()
        again.state = GIVEN_UP
        again.save(only=[Arrival.state])
        record(by, "bundle.given_up", again.name, at=at)
    quarantine.discard(arrival.manifest)


def bring_again(arrival: Arrival, by: Actor, *, at: datetime) -> None:
    """Let a release be brought in again of which something is no longer here; approved or not."""
    with writing():
        changed = (
            Arrival.update(state=ARRIVING, decided_by=None, decided_at=None)
            .where(Arrival.id == arrival.id, Arrival.state << (WAITING, APPROVED, INSTALLING))
            .execute()
        )
        if changed:
            audiences.forget(arrival.manifest)
            record(by, "bundle.incomplete", arrival.name, at=at, manifest=arrival.manifest)
