"""A site's content managers at their desk, and a stick of a publisher of two people."""

import shutil
from pathlib import Path

import pytest

from content.bundle import build
from content.formats import folder
from server import clock
from server.actors import Actor
from server.bundles import offers, refusing, review
from server.bundles import operations as bundles
from server.jobs.doing import do
from server.jobs.models import Job
from sync import publish
from sync.medium import FolderMedium
from sync.publish import MACHINE
from tests.server import course

SECRET = "a long passphrase for tests"


@pytest.fixture(scope="session")
def publisher(tmp_path_factory) -> Path:
    """A publisher of two people, who have signed one release of "maths". Not to be changed."""
    home = tmp_path_factory.mktemp("publisher") / "home"
    names = ("aline", "bruno", MACHINE)
    root = publish.init(
        home, ["aline", "bruno"], dict.fromkeys(names, SECRET), at=clock.now(), demo=True
    )
    (home.parent / "root.json").write_bytes(root)
    source = course.write_maths(home.parent / "maths")
    publish.add(home, build(folder.read(source), home.parent / "built"), at=clock.now())
    for person in ("aline", "bruno"):
        publish.sign(home, person, SECRET)
    publish.publish(home, home.parent / "stick", SECRET, at=clock.now())
    return home.parent


class Desk:
    """The content managers' desk of a new site, and a stick."""

    def __init__(self, school, publisher, stick):
        self.school = school
        shutil.copytree(publisher / "stick", stick)
        self.medium = FolderMedium(stick)
        self.claude = school.manager()
        self.sacha = school.manager("Sacha Petit")
        root = (publisher / "root.json").read_bytes()
        bundles.trust_root(school.site.trust, root, school.by, at=school.now)

    def by(self, person):
        return Actor(person.name, None, person.id)

    def bring_in(self):
        site, by = self.school.site, self.by(self.claude)
        offered = offers.look(site, self.medium, by, at=self.school.now)
        return bundles.bring_in(self.medium, offered.offered[0], by, at=self.school.now)

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
