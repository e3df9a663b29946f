"""Proposing a course: checked at once, built and signed by a job; then it waits for another."""

import json
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from content.bundle import Draft, build
from i18n.translate import N_
from server.actors import Actor
from server.audit.operations import record
from server.authoring import courses, folder, of_others, signing
from server.authoring.folder import Fault
from server.authoring.models import (
    LessonVersion,
    Proposal,
    WrittenChapter,
    WrittenCourse,
    WrittenLesson,
)
from server.authoring.refusals import OwnKeysLost, ProposedMeanwhile, ToMend
from server.bundles import bringing, offers
from server.bundles.models import Arrival
from server.console import Site
from server.database import writing
from server.jobs import operations as jobs
from server.jobs.models import Job
from server.settings import Home
from sync.distrust import ForeignMedium

NEW, CHANGED, SAME = "new", "changed", "same"
OF_COURSE = {
    "title": N_("title of the course"),
    "description": N_("description"),
    "author": N_("author"),
    "language": N_("language"),
    "level": N_("level"),
    "subject": N_("subject"),
    "license": N_("licence"),
    "picture": N_("cover"),
    "chapters": N_("chapters and their order"),
}
"""What of a course can change beside its lessons."""


@dataclass(frozen=True)
class Report:
    """What would be proposed now, beside what was proposed last."""

    faults: tuple[Fault, ...]
    """What must be mended first."""
    lessons: tuple[tuple[WrittenLesson, str], ...]
    """Those in it, as they are read: new, changed, or the same as in the last release."""
    left_out: tuple[WrittenLesson, ...]
    """Those of the last release that are taken away."""
    beside: tuple[str, ...] = ()
    """What else has changed since then, of ``OF_COURSE``; nothing where it was not kept."""

    @property
    def says_something(self) -> bool:
        """Say whether it is another course than the last release, as far as is known."""
        return bool(self.beside) or self.lessons_differ

    @property
    def lessons_differ(self) -> bool:
        """Say whether a lesson is new, has changed or is taken away."""
        return bool(self.left_out) or any(change != SAME for _, change in self.lessons)


def report(home: Home, course: WrittenCourse) -> Report:
    """Return what would be proposed of a course now.

    Raises:
        NothingWritten: it has no lesson.
    """
    now = folder.versions_now(course)
    last = Proposal.of(course).first()
    before, facts = _kept(last) if last is not None else ({}, {})
    told = tuple((lesson, _change(before, lesson, version)) for lesson, version in now)
    here = {str(lesson.id) for lesson, _ in now}
    gone = [int(number) for number in before if number not in here]
    left_out = WrittenLesson.select().where(WrittenLesson.id << gone).order_by(WrittenLesson.id)
    with tempfile.TemporaryDirectory() as place:
        root = Path(place).resolve() / "course"
        folder.write(home.written, course, now, course.release + 1, root)
        read = folder.read_back(root, [page for page, _ in now if page.original_id])
    stands = _facts(course)
    beside = tuple(name for name in OF_COURSE if facts and facts.get(name) != stands[name])
    faults = tuple(read) if isinstance(read, list) else ()
    return Report(faults, told, tuple(left_out), beside)


def propose(home: Home, number: int, seen: int, by: Actor, *, at: datetime) -> Job:
    """Propose a course as it stands, as its next release; return the job that builds it.

    Args:
        home: of the site.
        number: of the course.
        seen: the release that had been proposed when the page was shown.
        by: who proposes; somebody else approves.
        at: when.

    Raises:
        NoSuchCourse, NothingWritten
        ToMend: something in it would be refused; nothing was sent.
        ProposedMeanwhile: it was proposed since, perhaps by this very button.
    """
    course = courses.course(number, by)
    if course.release != seen:
        raise ProposedMeanwhile(release=course.release)
    faults = report(home, course).faults
    if faults:
        raise ToMend(count=len(faults))
    with writing():
        course = courses.course(number, by)
        if course.release != seen:
            raise ProposedMeanwhile(release=course.release)
        course.release = seen + 1
        course.save(only=[WrittenCourse.release])
        now = {lesson.id: version.number for lesson, version in folder.versions_now(course)}
        proposal = Proposal.create(
            course=course,
            release=course.release,
            person=by.person_id,
            proposed_at=at,
            versions=json.dumps({"lessons": now, "course": _facts(course)}),
        )
        proposal.job = jobs.ask("course.propose", course.title, by, at=at, proposal=proposal.id)
        proposal.save(only=[Proposal.job])
        name = f"{course.channel_id}-{course.release}"
        record(by, "course.proposed", name, at=at, title=course.title)
    job: Job = proposal.job
    return job


def again(number: int, by: Actor, *, at: datetime) -> Job:
    """Build once more what was proposed last, where its job has ended and nothing has come of it.

    Raises:
        NoSuchCourse
        ProposedMeanwhile: there is nothing to be built again.
    """
    course = courses.course(number, by)
    proposal = Proposal.of(course).first()
    if proposal is None or proposal.arrival_id or not (proposal.job and proposal.job.is_over):
        raise ProposedMeanwhile(release=course.release)
    with writing():
        job = jobs.ask("course.propose", course.title, by, at=at, proposal=proposal.id)
        proposal.job = job
        proposal.save(only=[Proposal.job])
    return job


def send(site: Site, proposal: Proposal, *, at: datetime) -> Arrival:
    """Build a proposed course, sign it as this site, and bring it in; it may be done again.

    Raises:
        ToMend: what was proposed cannot be built any more.
        OwnKeysLost: see ``signing.sign``.
        Refusal: see ``signing.sign``, ``bringing.bring_in``.
    """
    course = proposal.course
    by = Actor(proposal.person.name, None, proposal.person_id)
    lessons = _proposed(proposal)
    with tempfile.TemporaryDirectory() as place:
        root = Path(place).resolve()
        folder.write(site.home.written, course, lessons, proposal.release, root / "course")
        draft = folder.read_back(root / "course", [])
        if not isinstance(draft, Draft):
            raise ToMend(count=len(draft))
        if course.of_channel:
            draft = of_others.finished(site.library, course, draft, lessons)
        medium = signing.sign(site, build(draft, root / "built"), by, at=at)
    try:
        found = offers.look(site, medium, by, at=at)
    except ForeignMedium:  # the keys were made anew, and this site trusts those before
        raise OwnKeysLost() from None
    offered = next(
        each
        for each in found.offered
        if (each.manifest.id, each.manifest.release) == (course.channel_id, proposal.release)
    )
    writers = {proposal.person_id, *_writers(course)}
    arrival, _job = bringing.bring_in(medium, offered, by, at=at, writers=writers)
    with writing():
        Proposal.update(arrival=arrival).where(Proposal.id == proposal.id).execute()
    return arrival


def _proposed(proposal: Proposal) -> list[tuple[WrittenLesson, LessonVersion]]:
    """Return the lessons of a proposal with the versions that were proposed, in today's order."""
    numbers, _facts_then = _kept(proposal)
    query = (
        LessonVersion.select(LessonVersion, WrittenLesson, WrittenChapter)
        .join(WrittenLesson)
        .join(WrittenChapter)
        .where(WrittenLesson.id << [int(number) for number in numbers])
        .order_by(
            WrittenChapter.position, WrittenChapter.id, WrittenLesson.position, WrittenLesson.id
        )
    )
    return [(v.lesson, v) for v in query if numbers[str(v.lesson_id)] == v.number]


def _kept(proposal: Proposal) -> tuple[dict[str, int], dict[str, object]]:
    """Return the versions of the lessons that were proposed, and what their course said then.

    The first proposals that were made kept the versions alone.
    """
    kept = json.loads(proposal.versions)
    return (kept["lessons"], kept["course"]) if "lessons" in kept else (kept, {})


def _facts(course: WrittenCourse) -> dict[str, object]:
    """Return what a course says of itself, by ``OF_COURSE``, as JSON gives it back."""
    pages = WrittenLesson.of(course)
    chapters = [
        [each.title, [page.id for page in pages if page.chapter_id == each.id]]
        for each in WrittenChapter.of(course)
    ]
    plain = ("title", "description", "author", "language", "level", "subject", "license")
    picture = [course.picture, course.picture_alt]
    return {
        **{name: getattr(course, name) for name in plain},
        "picture": picture,
        "chapters": [each for each in chapters if each[1] and not course.of_channel],
    }


def _writers(course: WrittenCourse) -> set[int]:
    """Return whoever saved a version of a lesson of the course: nobody approves their own words."""
    query = (
        LessonVersion.select(LessonVersion.person)
        .join(WrittenLesson)
        .join(WrittenChapter)
        .where(WrittenChapter.course == course)
        .distinct()
    )
    return {person for (person,) in query.tuples()}


def _change(before: dict[str, int], lesson: WrittenLesson, version: LessonVersion) -> str:
    number = before.get(str(lesson.id))
    if number is None:
        return NEW
    return SAME if number == version.number else CHANGED
