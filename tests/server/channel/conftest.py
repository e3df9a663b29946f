"""A site whose nightly channel is a real web server, and the hours of its night."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from content import bundle
from content.formats import folder
from i18n.refusals import Refusal
from server import clock
from server.actors import Actor
from server.bundles import operations as bundles
from server.bundles import review, trusting, unattended
from server.bundles.models import Arrival
from server.channel import operations as channel
from server.channel.models import Receipt
from server.channel.standing import site_time
from server.jobs.doing import do
from server.jobs.models import Job
from sync import publish
from sync.publish import MACHINE
from tests.server import course
from tests.server.channel.relay import relaying

SECRET = "a long passphrase for tests"
PEOPLE = ("aline", "bruno")


@pytest.fixture(scope="session")
def region(tmp_path_factory) -> Path:
    """A publisher who has published two courses in small parts. Not to be changed."""
    place = tmp_path_factory.mktemp("region")
    passphrases = dict.fromkeys((*PEOPLE, MACHINE), SECRET)
    root = publish.init(place / "home", list(PEOPLE), passphrases, at=clock.now(), demo=True)
    (place / "root.json").write_bytes(root)
    with pytest.MonkeyPatch.context() as smaller:
        smaller.setattr(bundle, "SHARED_PART", 256)
        for source in (
            course.write_maths(place / "maths"),
            course.write_reading(place / "lecture"),
        ):
            add(place, source)
    publish_all(place)
    return place


def add(place: Path, source: Path) -> None:
    """Put a course on the publisher's list."""
    built = bundle.build(folder.read(source), place / "built")
    publish.add(place / "home", built, at=clock.now())


def publish_all(place: Path) -> None:
    """Sign what waits, by two people, and publish it."""
    for person in PEOPLE:
        publish.sign(place / "home", person, SECRET)
    publish.publish(place / "home", place / "relayed", SECRET, at=clock.now())


class Night:
    """A site, its channel, and the time of night: two hours into a window of three."""

    def __init__(self, school, relay, place):
        self.school, self.relay, self.place = school, relay, place
        self.site = school.site
        self.claude, self.sacha = school.manager(), school.manager("Sacha Petit")
        root = (place / "root.json").read_bytes()
        trusting.trust_root(school.site.trust, root, school.by, at=school.now)

    @property
    def settings(self):
        return self.site.settings

    def go_round(self):
        """Let the rounds look after the channel; return the job they ask for, if any."""
        before = Job.newest(channel.KIND)
        channel.look_after(self.settings, b"this site", at=self.school.now)
        after = Job.newest(channel.KIND)
        return after if after != before else None

    def fetch(self):
        """Let the rounds ask for tonight's fetch, do it, and return its receipt."""
        job = self.go_round()
        assert job is not None, "nothing was asked for"
        return self.do(job)

    def do(self, job):
        try:
            do(self.site, job, quiet=True)
        except Refusal as refusal:
            self.refusal = refusal
        return Receipt.fetched(1).first()

    def renew_lists(self):
        """Let the publisher's machine sign its lists anew, as it does every night."""
        publish.publish(self.place / "home", self.place / "relayed", SECRET, at=self.school.now)

    def by(self, person):
        return Actor(person.name, None, person.id)

    def arrivals(self):
        return {each.channel_id: each for each in Arrival.select().order_by(Arrival.id)}

    def approve(self, arrival, person):
        for node_id in review.left(arrival, person.id):
            review.opened(bundles.find(arrival.id), person, node_id, at=self.school.now)
        return bundles.approve(
            bundles.find(arrival.id), person, self.by(person), at=self.school.now
        )

    def take_charge(self, arrival, person):
        unattended.take_charge(arrival, person, self.by(person), at=self.school.now)


@pytest.fixture
def place(region, tmp_path):
    """A copy of the publisher's, to be changed."""
    shutil.copytree(region, tmp_path / "region")
    return tmp_path / "region"


@pytest.fixture
def relay(place):
    with relaying(place / "relayed") as relay:
        yield relay


def hours(begins, ends):
    """Return a window by hours from now."""
    local = site_time(clock.now())
    times = [local + timedelta(hours=each) for each in (begins, ends)]
    return "-".join(f"{each:%H:%M}" for each in times)


@pytest.fixture
def night(open_site, new_home, relay, place):
    """Two hours into the window of a new site; its publisher is known."""
    school = open_site(
        new_home, channel_address=relay.address, channel_window=hours(-2, 1), speak_ahead="no"
    )
    return Night(school, relay, place)
