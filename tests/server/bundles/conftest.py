"""A site's content managers at their desk, and a stick of a publisher of two people."""

import shutil

import pytest

from server.actors import Actor
from server.bundles import bringing, offers, refusing, review, trusting
from server.bundles import operations as bundles
from server.jobs.doing import do
from server.jobs.models import Job
from sync.medium import FolderMedium


class Desk:
    """The content managers' desk of a new site, and a stick."""

    def __init__(self, school, publisher, stick):
        self.school = school
        shutil.copytree(publisher / "stick", stick)
        self.medium = FolderMedium(stick)
        self.claude = school.manager()
        self.sacha = school.manager("Sacha Petit")
        root = (publisher / "root.json").read_bytes()
        trusting.trust_root(school.site.trust, root, school.by, at=school.now)

    def by(self, person):
        return Actor(person.name, None, person.id)

    def bring_in(self):
        site, by = self.school.site, self.by(self.claude)
        offered = offers.look(site, self.medium, by, at=self.school.now)
        return bringing.bring_in(self.medium, offered.offered[0], by, at=self.school.now)

    def waiting(self):
        arrival, job = self.bring_in()
        do(self.school.site, job, quiet=True)
        return bundles.find(arrival.id)

    def open_pages_drawn(self, arrival, person):
        for node_id in review.left(arrival, person.id):
            review.opened(bundles.find(arrival.id), person, node_id, at=self.school.now)

    def approve(self, arrival, person=None):
        person = person or self.sacha
        self.open_pages_drawn(arrival, person)
        return bundles.approve(arrival, person, self.by(person), at=self.school.now)

    def install(self, arrival, person=None):
        """Approve a release, let it be installed, and let it be found."""
        do(self.school.site, self.approve(arrival, person), quiet=True)
        do(self.school.site, Job.newest("library.index"), quiet=True)

    def refuse(self, arrival, reason, person=None):
        person = person or self.sacha
        quarantine = self.school.site.quarantine
        refusing.refuse(arrival, person, reason, quarantine, self.by(person), at=self.school.now)

    def learners_see(self):
        return "Les maths" in self.school.seat().page("/library/")


@pytest.fixture
def desk(new_school, publisher, tmp_path):
    return Desk(new_school, publisher, tmp_path / "stick")
