"""A stick for one site: just what it lacks, and lists that are believed all the same."""

import json
import os
from dataclasses import replace

import pytest

from content.bundle import build, open_bundle
from content.manifest import PROGRAM
from i18n.translate import use_language
from sync import fitting, inventory, publish, transfer
from sync.fitting import NoInventory, NotForThisSite, NothingWanted, NotListed, NotTrustedThere
from sync.install import install
from sync.inventory import Holding, Inventory, InventoryRefused, NotASite
from sync.medium import FolderMedium
from sync.publishers import Publishers
from sync.trust import Offer, Trust
from tests.sync.site import MONDAY, Publisher, Site, course, days, large, passphrase

MACHINE = passphrase(publish.MACHINE)
LATER = MONDAY + days(30)
MANY = {f"Page {n}": large(n) for n in range(40)}
"""A course of 6.4 MB, each page of 160 kB in a part of its own."""
CHANGED = {**MANY, "Page 7": large(700)}


class World:
    """A publisher of two courses, a site that has release 1 of one, and the sticks between."""

    def __init__(self, folder):
        self.folder = folder
        self.publisher = Publisher(folder / "home").begin()
        self.home = self.publisher.home
        first = self.add(course(1, MANY), course(1, {"Un": large(9)}, channel="french"))
        self.site = Site(folder / "site")
        self.site.trust = Publishers(folder / "pinned")
        self.site.trust.pin(self.publisher.root)
        self.full = self.write(folder / "full")
        self.bring("maths", self.full)
        assert first

    def add(self, *drafts):
        for draft in drafts:
            publish.add(self.home, build(draft, self.folder / "built"), at=LATER)
        for person in ("anne", "bruno"):
            publish.sign(self.home, person, passphrase(person))
        return drafts

    def write(self, out, load=None, **how):
        given = {} if load is None else {"load": load}
        self.carried = publish.publish(self.home, out, MACHINE, at=LATER, **given, **how)
        return out

    def offer(self, bundle, medium) -> tuple[Offer, bytes]:
        source = FolderMedium(medium)
        offer = next(o for o in self.site.trust.offers(source, at=LATER) if o.bundle == bundle)
        return offer, self.site.trust.manifest(source, offer)

    def receive(self, bundle, medium, **how):
        offer, manifest = self.offer(bundle, medium)
        return self.site.quarantine.receive(FolderMedium(medium), offer, manifest, **how)

    def bring(self, bundle, medium):
        manifest = self.receive(bundle, medium)
        return install(self.site.library, self.site.quarantine, manifest.sha256)

    def inventory(self, name="classe-3"):
        site = self.site
        taken = inventory.take(
            site.library, site.quarantine, site.trust, site=name, version="0.1.0", at=LATER
        )
        path = self.folder / f"{name}.json"
        path.write_bytes(taken.to_bytes())
        return path

    def fitted(self, out, *courses, everything=False, given=None):
        found = fitting.find(self.home, str(given or self.inventory()))
        self.fit = fitting.fit(self.home, found, courses, everything=everything)
        fitting.keep(self.home, found)
        return self.write(out, self.fit.load)


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.site.close()


def size(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_a_changed_lesson_in_a_large_course_costs_about_its_own_size(world, tmp_path):
    world.add(course(2, CHANGED))
    stick = world.fitted(tmp_path / "stick")
    lesson, whole = len(CHANGED["Page 7"]), sum(map(len, CHANGED.values()))
    assert lesson < world.carried.bytes < lesson * 1.2
    assert size(stick) < lesson * 1.5 < whole / 20
    world.bring("maths", stick)
    number, pages = world.site.learners_see()["maths"]
    assert (number, pages["Page 7"], len(pages)) == (2, CHANGED["Page 7"], 40)


def test_a_course_that_is_installed_as_it_is_costs_nothing(world, tmp_path):
    stick = world.fitted(tmp_path / "stick")
    assert (world.carried.copied, world.carried.bundles) == (0, ("maths-1",))
    assert [each.bundle for each in world.site.trust.offers(FolderMedium(stick), at=LATER)] == [
        "french",
        "maths",
    ]


def test_a_chosen_course_goes_whole_and_the_others_not_at_all(world, tmp_path):
    world.fitted(tmp_path / "stick", "french")
    assert world.carried.bundles == ("french-1", "maths-1")
    world.bring("french", tmp_path / "stick")
    assert sorted(world.site.learners_see()) == ["french", "maths"]


def test_all_courses_that_the_site_lets_it_sign(world, tmp_path):
    world.site.trust.pin(world.publisher.root, channels=["maths", "fr*"])
    world.add(course(1, {"Deux": large(4)}, channel="history"))
    world.fitted(tmp_path / "stick", everything=True)
    assert world.carried.bundles == ("french-1", "maths-1")


def test_what_has_arrived_in_part_is_not_carried_again(world, tmp_path):
    world.add(course(2, {**CHANGED, "Page 8": large(800)}))
    full = world.write(tmp_path / "full 2")
    asked = []
    with pytest.raises(transfer.Cancelled):
        world.receive("maths", full, cancelled=lambda: asked.append(1) or len(asked) > 2)
    world.fitted(tmp_path / "stick")
    assert 0 < world.carried.copied < 3
    world.bring("maths", tmp_path / "stick")
    assert world.site.learners_see()["maths"][0] == 2


def test_a_file_that_the_sites_disk_lost_is_carried_again(world, tmp_path):
    world.add(course(2, CHANGED))
    lost = max(world.site.library.store.root.glob("??/*"), key=lambda path: path.name)
    lost.unlink()
    world.fitted(tmp_path / "stick")
    world.bring("maths", tmp_path / "stick")
    assert lost.exists()


def test_a_release_whose_manifest_is_gone_here_is_sent_whole(world, tmp_path):
    world.add(course(2, CHANGED))
    for path in world.home.glob("targets/content/maths/*.1.json"):
        path.unlink()
    world.fitted(tmp_path / "stick")
    assert world.carried.bytes > sum(map(len, CHANGED.values()))
    assert world.fit.unknown == ("maths-1",)


def test_a_program_that_is_too_old_gets_the_description_alone(world, tmp_path):
    world.add(course(2, CHANGED))
    old = inventory.read(world.inventory())
    manifest = open_bundle(tmp_path / "built" / "maths-2")
    fitted = fitting.fit(world.home, old)
    assert fitted.load.choose(manifest)
    assert fitted.load.choose(replace(manifest, min_program=PROGRAM + 1)) == ()
    assert fitted.too_new == ["maths-2"]


def test_the_newest_inventory_of_a_site_is_kept_under_its_name(world, tmp_path):
    with pytest.raises(NoInventory):
        fitting.find(world.home, "classe-3")
    given = fitting.find(world.home, str(world.inventory()))
    fitting.keep(world.home, given)
    assert fitting.find(world.home, "classe-3") == given
    world.bring("french", world.full)
    fitting.keep(world.home, fitting.find(world.home, str(world.inventory())))
    assert fitting.find(world.home, "classe-3").courses == ("french", "maths")


def test_a_stick_for_a_site_holds_next_month_what_it_lacks_then(world, tmp_path):
    world.add(course(2, CHANGED))
    stick = world.fitted(tmp_path / "stick")
    world.bring("maths", stick)
    world.add(course(3, {**CHANGED, "Page 9": large(900)}))
    world.fitted(stick)
    assert size(stick) < 2 * len(large(900))
    world.bring("maths", stick)
    assert world.site.learners_see()["maths"][0] == 3


def test_a_stick_for_a_site_can_become_one_for_all(world, tmp_path):
    stick = world.fitted(tmp_path / "stick")
    assert FolderMedium(stick).made_for.site == "classe-3"
    world.write(stick)
    assert FolderMedium(stick).made_for is None
    world.bring("french", stick)


def test_an_inventory_says_nothing_about_people_or_pages(world):
    body = json.loads(world.inventory().read_bytes())
    assert sorted(body) == [
        *("arriving", "courses", "format", "installed", "made", "program", "publishers"),
        *("site", "version"),
    ]
    assert {key for each in body["installed"] for key in each} == {
        *("bundle", "lacks", "manifest", "release")
    }


@pytest.mark.parametrize(
    ("channels", "courses", "refusal"),
    [
        pytest.param(["*"], ["geometry"], NotListed, id="a course that is not published"),
        pytest.param(["maths"], ["french"], NotForThisSite, id="a course that others sign"),
        pytest.param(["french"], [], NothingWanted, id="no course at all"),
    ],
)
def test_what_cannot_be_made_for_a_site_is_said_before_anything_is_written(
    world, tmp_path, channels, courses, refusal
):
    world.site.trust.pin(world.publisher.root, channels=channels)
    with pytest.raises(refusal):
        world.fitted(tmp_path / "stick", *courses)
    assert not (tmp_path / "stick").exists()


def test_a_site_that_trusts_somebody_else_is_told_apart(world, tmp_path):
    other = Publisher(tmp_path / "other").begin()
    with pytest.raises(NotTrustedThere):
        fitting.fit(other.home, inventory.read(world.inventory()))


@pytest.mark.parametrize("name", ["", "../x", "Classe 3", "a" * 33, "x/y"])
def test_a_site_is_named_as_a_file_can_be(world, name):
    with pytest.raises(NotASite):
        world.inventory_of = inventory.take(
            world.site.library,
            world.site.quarantine,
            world.site.trust,
            site=name,
            version="",
            at=LATER,
        )


HASH = "ab" * 32
HOSTILE = {
    "nothing": lambda body: b"",
    "no JSON": lambda body: b"{",
    "another file": lambda body: b"[1]",
    "deeper than any parser goes": lambda body: b"[" * 1_000_000,
    "longer than it may be": lambda body: body | {"version": "x" * (3 << 20)},
    "a number of a million digits": lambda body: b'{"format":' + b"9" * 1_000_000 + b"}",
    "another format": lambda body: body | {"format": 2},
    "a key more": lambda body: body | {"people": []},
    "a key less": lambda body: {key: body[key] for key in body if key != "site"},
    "a name that climbs": lambda body: body | {"site": "../../keys/anne"},
    "a name that is a path": lambda body: body | {"site": "/etc/passwd"},
    "a day that is none": lambda body: body | {"made": "2026-02-31"},
    "words that steer a terminal": lambda body: body | {"version": "\x1b[2J"},
    "a course that climbs": lambda body: body | {"courses": ["../maths"]},
    "channels that are none": lambda body: body | {"publishers": {HASH: ["../*"]}},
    "a publisher that is no hash": lambda body: body | {"publishers": {"../x": ["*"]}},
    "a release that climbs": lambda body: body | {"installed": [held(bundle="../../x")]},
    "a manifest that climbs": lambda body: body | {"installed": [held(manifest="../" * 20)]},
    "a release that is no number": lambda body: body | {"installed": [held(release="1")]},
    "a release that is true": lambda body: body | {"installed": [held(release=True)]},
    "one release many times": lambda body: body | {"installed": [held()] * 2},
    "a part that climbs": lambda body: body | {"arriving": [held(lacks=["../../x"])]},
    "more releases than there are": lambda body: body | {"arriving": [held()] * 4_001},
    "lists where names belong": lambda body: body | {"site": ["a"], "made": {}},
}


def held(**values):
    return {"bundle": "maths", "release": 1, "manifest": HASH, "lacks": [], **values}


@pytest.fixture
def given(tmp_path):
    """An inventory as a file, and a publisher's folder that has none yet."""
    holding = Holding("maths", 1, HASH, ("cd" * 32,))
    pinned = {"ef" * 32: ("cned-*", "maths")}
    told = Inventory(
        "classe-3", "2027-02-03", 1, "0.1.0", pinned, ("maths",), (holding,), (holding,)
    )
    (tmp_path / "home").mkdir()
    path = tmp_path / "inventory.json"
    path.write_bytes(told.to_bytes())
    return path


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_inventory_is_refused_in_a_sentence(given, change):
    body = change(json.loads(given.read_bytes()))
    given.write_bytes(body if isinstance(body, bytes) else json.dumps(body).encode())
    with pytest.raises(InventoryRefused) as refusal:
        fitting.find(given.parent / "home", str(given))
    use_language("en")
    assert "Nothing was written" in refusal.value.in_words()
    assert not list((given.parent / "home").iterdir())


@pytest.mark.parametrize("kind", ["a link", "a pipe", "a folder"])
def test_what_is_no_plain_file_is_not_read(given, kind):
    real = given.rename(given.with_name("real"))
    match kind:
        case "a link":
            given.symlink_to(real)
        case "a pipe":
            os.mkfifo(given)
        case _:
            given.mkdir()
    with pytest.raises(InventoryRefused):
        fitting.find(given.parent / "home", str(given))


def test_an_inventory_comes_back_as_it_was_written(given):
    told = fitting.find(given.parent / "home", str(given))
    assert told.to_bytes() == given.read_bytes()
    assert told.arriving[0].lacks == ("cd" * 32,)


def test_no_list_of_the_stick_is_less_than_whole(world, tmp_path):
    stick = world.fitted(tmp_path / "stick")
    newcomer = Trust(tmp_path / "newcomer")
    newcomer.pin(world.publisher.root)
    assert len(newcomer.offers(FolderMedium(stick), at=LATER)) == 2
