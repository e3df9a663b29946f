"""What a release would do is said where it is decided about."""

import json
import re

import pytest
from click.testing import CliRunner

from content.formats import folder
from content.models import Channel, Release, Title
from content.seen import describes_all
from server import clock
from server.bundles import trusting
from server.cli import ardoise
from server.records.models import Visit
from server.roles import Role
from sync.medium import FolderMedium
from tests.server import course
from tests.sync.site import Publisher

MORE = """
Voir https://exemple.org/suite puis encore https://exemple.org/suite,
ou écrire à mailto:a@b.example.
"""


@pytest.fixture
def brought(desk, open_site, tmp_path):
    """Return what brings release 2 of "maths" with more in it, where release 1 is installed."""

    def bring(more=MORE, without=()):
        publisher = Publisher(tmp_path / "other").begin(at=clock.now())
        site, by = desk.school.site, desk.school.by
        (first,) = site.trust.pinned()
        trusting.trust_root(site.trust, first.root, by, at=clock.now(), channels=["else"])
        new = {"name": "new", "channels": ["maths"]}
        trusting.trust_root(site.trust, publisher.root, by, at=clock.now(), **new)
        source = course.write_maths(tmp_path / "maths2", release=2, more=more)
        for name in without:
            (source / "01-calcul" / name).unlink()
        stick = tmp_path / "second"
        publisher.release(folder.read(source), tmp_path / "built2", stick, at=clock.now())
        desk.medium = FolderMedium(stick)
        return desk.waiting()

    return bring


def pages_in(seat, address):
    return set(re.findall(r"/library/[0-9a-f]{32}/", seat.page(address)))


def shown(desk, arrival):
    page = desk.school.sign_in(Role.ADMINISTRATOR).page(f"/bundles/{arrival.id}")
    return page.partition('id="wants"')[2].partition('class="tree"')[0]


def test_addresses_outside_are_counted_and_listed(desk, brought):
    arrival = brought()
    assert set(arrival.addresses) == {"https://exemple.org/suite", "mailto:a@b.example"}
    assert "https://exemple.org/suite" in shown(desk, arrival)


def test_a_course_that_names_none_is_said_to(desk):
    arrival = desk.waiting()
    assert arrival.addresses == {}
    page = shown(desk, arrival)
    assert "Aucune n'est nommée" in page
    assert "Rien : ce qui agirait est refusé" in page


def test_a_picture_without_words_is_noticed_where_the_text_itself_leaves_them_out(desk):
    assert desk.waiting().undescribed == frozenset()


@pytest.mark.parametrize(
    ("picture", "is_described"),
    [
        ('<img src="files/a.svg" alt="Une tarte">', True),
        ('<img alt="2 > 1" src="files/a.svg">', True),
        ('<img src="files/a.svg" alt="">', False),
        ('<img src="files/a.svg" alt=" ">', False),
        ('<img src="files/a.svg">', False),
        ("Du texte seul, alt=", True),
    ],
)
def test_a_picture_is_described_by_its_own_words(picture, is_described):
    assert describes_all(f"<p>{picture}</p>".encode()) is is_described
    in_an_exercise = json.dumps({"text": picture}).encode()
    assert describes_all(in_an_exercise) is is_described


def test_a_course_that_looks_like_another_is_pointed_out(desk):
    arrival = desk.waiting()
    others = ("author", "license", "license_owner", "level", "subject")
    release = Release.create(
        channel_id="rnaths",
        number=1,
        language="fr",
        manifest="0" * 64,
        size=0,
        **dict.fromkeys(others, ""),
    )
    Channel.create(id="rnaths", current=release)
    title = "Les m\u0430ths"
    Title.create(
        release=release, language="fr", easy=False, title=title, description="", checked=""
    )
    page = shown(desk, arrival)
    assert title in page
    assert "rnaths" in page


def test_a_stick_and_the_console_say_what_looks_like_another_course(desk, open_site):
    """Before it is brought in: the course on the stick, and one here written with a Cyrillic а."""
    others = ("author", "license", "license_owner", "level", "subject")
    facts = {"channel_id": "rnaths", "number": 1, "language": "fr", "manifest": "0" * 64, "size": 0}
    release = Release.create(**facts, **dict.fromkeys(others, ""))
    Channel.create(id="rnaths", current=release)
    title = "Les m\u0430ths"
    said = {"language": "fr", "easy": False, "title": title, "description": "", "checked": ""}
    Title.create(release=release, **said)
    school = open_site(desk.school.site.home, media=str(desk.medium.root))
    office = school.sign_in(desk.claude)
    address = f"/bundles/medium?place={desk.medium.root}"
    assert f"{title} » (rnaths)" in office.page(address).replace("\xa0", " ")
    home = str(desk.school.site.home.folder)
    done = CliRunner().invoke(ardoise, ["--home", home, "bundle", "check", str(desk.medium.root)])
    assert "(rnaths)" in done.stderr
    arrival = desk.waiting()
    done = CliRunner().invoke(ardoise, ["--home", home, "bundle", "show", str(arrival.id)])
    assert "(rnaths)" in done.stderr


def test_pages_people_are_in_the_middle_of_are_named_if_they_change_or_go(desk, brought):
    desk.install(desk.waiting())
    learner = desk.school.sign_in(Role.LEARNER)
    for topic in pages_in(learner, "/library/courses/maths/"):
        for page in pages_in(learner, topic):
            learner.page(page)
    assert Visit.select().count() > 1
    arrival = brought(without=["02-exercice.md"])
    page = shown(desk, arrival)
    assert "Les fractions" in page
    assert "Exercice de tout" in page
    assert "Retiré" in page
    assert "Au guichet" not in page.partition("en train de lire")[2]
