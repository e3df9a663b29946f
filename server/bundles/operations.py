"""Bringing a release in, deciding about it, going back."""

import json
from collections.abc import Sequence
from datetime import datetime

from content import browse
from content.library import ChangedMeanwhile, Library
from i18n.refusals import Conflict, Invalid, NotAllowed, NotFound
from i18n.translate import N_, language
from server.accounts.models import Person
from server.actors import SYSTEM, Actor
from server.audiences import operations as audiences
from server.audiences.models import ForWhom
from server.audit.operations import record
from server.bundles import review
from server.bundles.models import (
    APPROVED,
    ARRIVING,
    GIVEN_UP,
    INSTALLED,
    INSTALLING,
    REFUSED,
    WAITING,
    Arrival,
    Sample,
)
from server.bundles.offers import Offered
from server.bundles.scanning import Scan
from server.bundles.texts import Texts
from server.bundles.withdrawals import TakenBack
from server.database import writing
from server.jobs import operations as jobs
from server.jobs.models import CANCELLED, FAILED, Job
from server.library.indexing import ask_to_index
from server.roles import CONTENT
from sync.channels import EVERYTHING
from sync.medium import FolderMedium
from sync.publishers import ONLY, Publishers
from sync.quarantine import Quarantine

LONGEST_REPORT = 60
"""Letters of the number of a white station's report: longer, it is none."""


class NoSuchArrival(NotFound):
    """An arrival is not known."""

    message = N_("There is no bundle under this number.")


class NotWaiting(Conflict):
    """An arrival cannot be decided about now."""

    message = N_("This bundle does not wait for a decision: somebody has decided already.")


class StillArriving(Conflict):
    """An arrival cannot be given up now."""

    message = N_("This bundle is arriving or has arrived: stop its job first, or refuse it.")


class SecondPersonNeeded(NotAllowed):
    """The person who brought a bundle in wants to approve it."""

    message = N_(
        "You brought this bundle in yourself: another content manager must approve it. You may "
        "still refuse it."
    )


class NobodyAnswers(NotAllowed):
    """A release that nobody of the staff has brought in is to be approved at once."""

    message = N_(
        "This bundle came by the nightly channel, and nobody answers for it yet: one content "
        "manager looks at it and takes charge of it, then another one approves it."
    )


class PagesToOpen(NotAllowed):
    """Who approves has not opened all the pages that were drawn."""

    message = N_(
        "Before you approve this bundle, open the pages that were drawn at random: {left} of them "
        "are left. Their list is on the page of the bundle."
    )


class NotAContentManager(NotAllowed):
    """Somebody without the role decides."""

    message = N_("Only a content manager or an administrator decides about a bundle.")


class ReportNeeded(Invalid):
    """The site wants every medium looked at by a white station first."""

    message = N_(
        "Write the number of the white station's report: this site brings in nothing from a "
        "medium that the white station has not looked at. It has {most} letters and digits at most."
    )


def trust_root(
    trust: Publishers,
    root: bytes,
    by: Actor,
    *,
    at: datetime,
    name: str = ONLY,
    channels: Sequence[str] = EVERYTHING,
) -> str:
    """Trust a publisher for these channels from now on; return the fingerprint to compare on paper.

    Raises:
        NotARoot, PinnedAlready: see ``Trust.pin``.
    """
    publisher = trust.pin(root, name=name, channels=channels)
    with writing():
        may_sign = " ".join(publisher.channels)
        record(by, "publisher.trusted", publisher.fingerprint, at=at, name=name, channels=may_sign)
    return publisher.fingerprint


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
    medium: FolderMedium, offered: Offered, by: Actor, *, at: datetime, report: str = ""
) -> tuple[Arrival, Job]:
    """Ask for the job that brings a release into quarantine.

    Args:
        medium: where it is.
        offered: the release.
        by: who brings it.
        at: when.
        report: of the white station about this medium, from ``check_report``.

    Raises:
        NotAContentManager: nobody who may decide does this; two accounts answer for a course.
        TakenBack: its publisher has withdrawn it.
        NotWholeHere: the medium was made for one site, and lacks some of it.
    """
    manifest = offered.manifest
    if offered.taken_back is not None:
        reason = offered.taken_back.reason
        raise TakenBack(bundle=manifest.id, release=manifest.release, reason=reason)
    if offered.lacking is not None:
        raise offered.lacking
    person = Person.get_or_none(Person.id == by.person_id)
    if person is None or person.role not in CONTENT or not person.active:
        raise NotAContentManager()
    with writing():
        arrival = Arrival.get_or_none(
            Arrival.channel_id == manifest.id,
            Arrival.manifest == offered.offer.sha256,
            Arrival.state << (ARRIVING, WAITING, APPROVED, INSTALLING),
        )
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
        job = jobs.ask("bundle.receive", manifest.title, by, at=at, arrival=arrival.id)
        arrival.job = job
        arrival.medium, arrival.report = str(medium.root), report or arrival.report
        arrival.brought_by = arrival.brought_by_id or by.person_id  # the channel had begun it
        arrival.save(only=[Arrival.job, Arrival.medium, Arrival.report, Arrival.brought_by])
    return arrival, job


def find(number: int) -> Arrival:
    """Return an arrival, once those whose installation has ended unfinished wait again.

    Raises:
        NoSuchArrival: there is none of this number.
    """
    let_wait_again()
    arrival: Arrival | None = Arrival.get_or_none(Arrival.id == number)
    if arrival is None:
        raise NoSuchArrival()
    return arrival


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


def approve(
    arrival: Arrival,
    person: Person,
    by: Actor,
    *,
    at: datetime,
    for_whom: ForWhom | None = None,
) -> Job:
    """Approve a release, and ask for the job that installs it.

    Args:
        arrival: of the release.
        person: who approves.
        by: the same person, at a seat.
        at: when.
        for_whom: who will find the course; None: as it is, everybody for a new one.

    Raises:
        NotAContentManager: the person may not decide.
        NobodyAnswers: the nightly channel brought it, and nobody has taken charge of it.
        SecondPersonNeeded: the person brought it in, or has taken charge of it.
        PagesToOpen: the person has not opened the pages that were drawn.
        NotWaiting: somebody has decided already, or it has not arrived.
    """
    with writing():
        arrival = may_be_approved(arrival, person)
        job = jobs.ask("bundle.install", arrival.title, by, at=at, arrival=arrival.id)
        arrival.state, arrival.job = INSTALLING, job
        arrival.decided_by, arrival.decided_at = person, at
        arrival.save()
        decided = audiences.decide(arrival.channel_id, arrival.manifest, for_whom, at=at)
        told = {"manifest": arrival.manifest, "for_whom": decided.names()}
        record(by, "bundle.approved", arrival.name, at=at, **told)
    return job


def may_be_approved(arrival: Arrival, person: Person) -> Arrival:
    """Read an arrival again, now that nobody else can write, and refuse if it may not be approved.

    Raises:
        NotAContentManager, NobodyAnswers, SecondPersonNeeded, PagesToOpen, NotWaiting: see
        ``approve``.
    """
    arrival = still_waiting(arrival, person)
    if arrival.brought_by_id is None:
        raise NobodyAnswers()
    if arrival.brought_by_id == person.id:
        raise SecondPersonNeeded()
    if still := review.left(arrival, person.id):
        raise PagesToOpen(left=len(still))
    return arrival


def installed(arrival: Arrival, by: Actor, *, at: datetime, speak: bool) -> None:
    """Note that learners see a release; ask for its index, and if ``speak`` for its speech."""
    with writing():
        Arrival.update(state=INSTALLED).where(Arrival.id == arrival.id).execute()
        record(by, "bundle.installed", arrival.name, at=at, manifest=arrival.manifest)
        ask_to_index(arrival.title, by, at=at)
        if speak:
            channel = arrival.channel_id
            jobs.ask("library.speak", arrival.title, by, at=at, background=True, channel=channel)


def not_installed(arrival: Arrival) -> None:
    """Let an approved release wait again, after its installation was stopped or failed."""
    with writing():
        Arrival.update(state=WAITING, decided_by=None, decided_at=None).where(
            Arrival.id == arrival.id, Arrival.state == INSTALLING
        ).execute()


def bring_again(arrival: Arrival, by: Actor, *, at: datetime) -> None:
    """Let a release be brought in again of which something is no longer here; approved or not."""
    with writing():
        changed = (
            Arrival.update(state=ARRIVING, decided_by=None, decided_at=None)
            .where(Arrival.id == arrival.id, Arrival.state << (WAITING, APPROVED, INSTALLING))
            .execute()
        )
        if changed:
            record(by, "bundle.incomplete", arrival.name, at=at, manifest=arrival.manifest)


def let_wait_again() -> None:
    """Let approved releases wait again whose job was cancelled, or ended without a word of ours.

    A job that is stopped before it begins, cut off too often, or ended by a fault of the program
    cannot say so itself.
    """
    ended = Job.select(Job.id).where(Job.state << [FAILED, CANCELLED])
    left = Arrival.select(Arrival.id).where(Arrival.state == INSTALLING, Arrival.job << ended)
    for arrival in list(left):
        not_installed(arrival)


def roll_back(
    library: Library, channel_id: str, by: Actor, *, leaving: int, to: int, at: datetime
) -> Job:
    """Ask for the job that shows the release before to learners; all other work stands back.

    Args:
        library: what is installed.
        channel_id: of the course.
        by: who asks.
        leaving: the number that learners see, as the page said.
        to: the number to be shown, as the page said.
        at: when.

    Raises:
        NoSuchChannel, NothingBefore: see ``Library.step_back``.
        ChangedMeanwhile: the page was not true any more.
    """
    now, before = library.step_back(channel_id)
    if (now, before) != (leaving, to):
        raise ChangedMeanwhile(number=now)
    title = browse.channel(channel_id, language()).words.title
    return jobs.ask(
        "bundle.roll_back",
        title,
        by,
        at=at,
        urgent=True,
        channel=channel_id,
        leaving=leaving,
        to=to,
    )


def rolled_back(job: Job, name: str, *, at: datetime) -> None:
    """Note that learners see an earlier release, and ask for its index."""
    with writing():
        record(SYSTEM, "bundle.rolled_back", name, at=at, asked_by=job.asked_by)
        ask_to_index(job.subject, SYSTEM, at=at)


def still_waiting(arrival: Arrival, person: Person) -> Arrival:
    """Read an arrival again, now that nobody else can write, and refuse if it does not wait.

    Raises:
        NotAContentManager: the person may not decide about it.
        NotWaiting: somebody has decided already, or it has not arrived.
    """
    if person.role not in CONTENT or not person.active:
        raise NotAContentManager()
    again = find(arrival.id)
    if again.state != WAITING:
        raise NotWaiting()
    return again
