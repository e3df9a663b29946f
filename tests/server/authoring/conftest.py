"""Teachers who write a course, and the content managers who decide about it."""

import secrets

import pytest

from server.actors import Actor
from server.authoring import courses, proposing, writing
from server.authoring.models import Proposal
from server.authoring.writing import Written
from server.bundles import operations as bundles
from server.bundles import review
from server.jobs.doing import do
from server.jobs.models import Job
from server.roles import Role

COURSE = {"title": "Le marché", "author": "Dominique Leroy", "language": "fr"}


class Study:
    """A site on which a teacher writes."""

    def __init__(self, school):
        self.school, self.home = school, school.site.home
        self.dominique = school.person("Dominique Leroy", Role.TEACHER)
        self.noor = school.person("Noor Haddad", Role.TEACHER)
        self.by = self.actor(self.dominique)

    def actor(self, person):
        return Actor(person.name, None, person.id)

    @property
    def now(self):
        return self.school.now

    def key(self):
        return secrets.token_hex(8)

    def course(self, by=None, **said):
        return courses.make({**COURSE, **said}, self.key(), by or self.by, at=self.now)

    def lesson(self, course, title="Au marché", text="", kind="lesson"):
        chapter = courses.add_chapter(course.id, "Acheter", self.key(), self.by)
        lesson = courses.add_lesson(chapter.id, title, kind, self.key(), self.by, at=self.now)
        if text:
            self.save(lesson, text, title=title, kind=kind)
        return lesson

    def save(self, lesson, text, seen=None, by=None, title="Au marché", **more):
        rule = {"checked": more.pop("checked_by", ""), **more.pop("rule", {})}
        spoken, kind = more.pop("spoken", ""), more.pop("kind", "lesson")
        written = Written(title, kind, text, spoken, **rule)
        seen = writing.latest(lesson).number if seen is None else seen
        return writing.save(lesson.id, written, seen, by or self.by, at=self.now, **more)

    def propose(self, course, by=None):
        course = type(course).get_by_id(course.id)
        job = proposing.propose(self.home, course.id, course.release, by or self.by, at=self.now)
        do(self.school.site, job, quiet=True)
        do(self.school.site, Job.newest("bundle.receive"), quiet=True)
        return bundles.find(Proposal.of(course).first().arrival_id)

    def do(self, job):
        do(self.school.site, job, quiet=True)

    def approve(self, arrival, person):
        for node_id in review.left(arrival, person.id):
            review.opened(bundles.find(arrival.id), person, node_id, at=self.now)
        do(
            self.school.site,
            bundles.approve(arrival, person, self.actor(person), at=self.now),
            quiet=True,
        )
        return bundles.find(arrival.id)


@pytest.fixture
def study(new_school):
    return Study(new_school)
