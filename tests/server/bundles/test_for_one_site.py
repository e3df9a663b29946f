"""A stick made for one site: from its Bundles page to the publisher's console and back."""

import json
import shutil

import pytest
from click.testing import CliRunner

from content.bundle import build
from content.formats import folder
from i18n.translate import use_language
from server.bundles import bringing, inventories, offers
from server.bundles.cli import bundle
from server.bundles.offers import NotWholeHere
from server.bundles.withdrawals import TakenBack
from server.jobs.doing import do
from server.jobs.operations import Failed
from server.publisher.cli import publisher as console
from server.roles import Role
from sync import publish
from sync.medium import FolderMedium
from sync.publishers import ONLY
from tests.server import course
from tests.server.conftest import SECRET

EASY = "Le lendemain, la tarte est finie."


class Table:
    """The publisher's table, with release 2 of "maths" and another course signed."""

    def __init__(self, desk, publisher, folder_):
        self.desk, self.folder, at = desk, folder_, desk.school.now
        self.home = shutil.copytree(publisher / "home", folder_ / "home")
        source = shutil.copytree(publisher / "maths", folder_ / "maths")
        lesson = next(path for path in source.rglob("*.md") if "tarte" in path.read_text("utf-8"))
        lesson.write_text(lesson.read_text("utf-8") + f"\n{EASY}\n", "utf-8")
        publish.add(self.home, build(folder.read(source, 2), folder_ / "built"), at=at)
        write = getattr(course, "write_french", None) or course.write_maths
        other = write(folder_ / "other")
        text = (other / "channel.toml").read_text("utf-8")
        (other / "channel.toml").write_text(text.replace('id = "maths"', 'id = "others"'), "utf-8")
        publish.add(self.home, build(folder.read(other), folder_ / "built"), at=at)
        for person in ("aline", "bruno"):
            publish.sign(self.home, person, SECRET)

    def inventory(self):
        site, by = self.desk.school.site, self.desk.by(self.desk.claude)
        name, data = inventories.write(site, by, at=self.desk.school.now)
        (self.folder / name).write_bytes(data)
        return self.folder / name

    def publishes(self, *options, out="stick", fails=False):
        use_language("en")
        words = ["publish", f"--home={self.home}", f"--out={self.folder / out}"]
        done = CliRunner().invoke(console, [*words, *map(str, options)], input=f"{SECRET}\n")
        assert (done.exit_code != 0) == fails, done.output
        self.said = done.output
        return self.folder / out

    def looked_at(self, medium):
        desk = self.desk
        by, at = desk.by(desk.claude), desk.school.now
        return offers.look(desk.school.site, FolderMedium(medium), by, at=at)


@pytest.fixture
def table(desk, publisher, tmp_path):
    (tmp_path / "table").mkdir()
    return Table(desk, publisher, tmp_path / "table")


def states(found):
    return {each.offer.bundle: each.state for each in (*found.offered, *found.unusable)}


def test_from_the_page_to_the_publisher_and_back(desk, table):
    desk.install(desk.waiting())
    seat = desk.school.sign_in(Role.CONTENT_MANAGER)
    assert "Inventaire de ce site" in seat.page("/bundles/")
    answer = seat.get("/bundles/inventory")
    name = answer.headers["Content-Disposition"].partition('filename="')[2].rstrip('"')
    (table.folder / name).write_bytes(answer.data)
    stick = table.publishes("--for", table.folder / name)
    assert "For the site ardoise, by its inventory of" in table.said
    found = table.looked_at(stick)
    assert states(found) == {"maths": "newer"}
    assert [each.bundle for each in found.elsewhere] == ["others"]
    desk.medium = FolderMedium(stick)
    desk.install(desk.waiting())
    assert desk.school.site.library.current("maths").number == 2
    assert "inventory.written" in desk.school.actions()


def test_a_stick_of_another_site_says_what_is_missing_and_nothing_is_half_done(desk, table):
    desk.install(desk.waiting())
    stick = table.publishes("--for", table.inventory())
    for path in desk.school.site.library.store.root.glob("??/*"):
        path.unlink()
    use_language("en")
    (offered,) = table.looked_at(stick).offered
    assert (offered.state, offered.may_come) == ("lacking", False)
    with pytest.raises(NotWholeHere, match="was made for the site “ardoise”"):
        desk.medium = FolderMedium(stick)
        desk.bring_in()
    assert not desk.school.site.quarantine.manifests()
    assert "bundle.brought" not in desk.school.actions()[-2:]


def test_what_goes_missing_while_it_is_asked_for_ends_the_job_in_that_sentence(desk, table):
    desk.install(desk.waiting())
    desk.medium = FolderMedium(table.publishes("--for", table.inventory()))
    _arrival, job = desk.bring_in()
    for path in desk.school.site.library.store.root.glob("??/*"):
        path.unlink()
    use_language("en")
    with pytest.raises(Failed) as refused:
        do(desk.school.site, job, quiet=True)
    assert "have the publisher make the medium again" in refused.value.in_words()
    assert not desk.school.site.quarantine.manifests()


def test_the_console_writes_an_inventory_to_the_stick_that_goes_back(desk, table):
    done = CliRunner().invoke(
        bundle, ["inventory", f"--out={table.folder}", "--site=classe-3"], obj=desk.school.site
    )
    path = table.folder / "ardoise-inventory-classe-3.json"
    assert done.stdout.strip() == str(path)
    assert json.loads(path.read_bytes())["site"] == "classe-3"
    table.publishes("--for", path, "--course=others")
    table.publishes("--for=classe-3", "--all-courses", out="stick 2")
    assert {"maths-2", "others-1"} <= set(table.said.split())


def test_checking_every_byte_of_it_claims_only_what_was_read(desk, table):
    desk.install(desk.waiting())
    stick = table.publishes("--for", table.inventory(), "--course=others")
    done = CliRunner().invoke(
        bundle, ["check", str(stick), "--every-byte", "--json"], obj=desk.school.site
    )
    said = {row["bundle"]: (row["verified"], row["refused"]) for row in json.loads(done.stdout)}
    assert said == {"maths": ("every byte", ""), "others": ("every byte", "")}
    assert "only parts that it should bring were read" in done.stderr
    desk.medium = FolderMedium(stick)
    desk.install(desk.waiting())
    again = CliRunner().invoke(
        bundle, ["check", str(stick), "--every-byte", "--json"], obj=desk.school.site
    )
    assert json.loads(again.stdout)[0]["verified"] == "signatures"


def test_courses_are_chosen_for_one_site_only(table):
    table.publishes("--course=others", fails=True)
    assert "go with --for" in table.said
    assert not (table.folder / "stick").exists()


def test_stopped_by_hand_it_says_what_is_true(table, monkeypatch):
    def stop(*_args, **_how):
        raise KeyboardInterrupt

    monkeypatch.setattr(publish, "publish", stop)
    table.publishes(fails=True)
    assert "give the same command again to go on" in table.said


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("Classe 3, Été", "classe-3-ete"),
        ("Ardoise", "ardoise"),
        ("قسم", "site"),
        ("Centre pénitentiaire de Villeneuve", "centre-penitentiaire-de-villeneu"),
        ("--", "site"),
    ],
)
def test_a_site_is_named_by_its_letters(written, short):
    assert inventories.short_name(written) == short


def test_each_release_on_a_medium_says_what_it_is(desk, table, open_site):
    assert states(table.looked_at(desk.medium.root)) == {"maths": "new"}
    desk.waiting()
    assert states(table.looked_at(desk.medium.root)) == {"maths": "on_the_way"}
    full = table.publishes()
    assert states(table.looked_at(full)) == {"maths": "new", "others": "new"}
    root = publish.root_of(table.home)
    desk.school.site.trust.pin(root, name=ONLY, channels=["maths"])
    found = table.looked_at(full)
    assert ([each.bundle for each in found.outside], found.channels) == (["others"], ("maths",))
    desk.medium = FolderMedium(full)
    desk.install(desk.waiting())
    school = open_site(desk.school.site.home, media=str(full))
    page = school.sign_in(Role.CONTENT_MANAGER).page(f"/bundles/medium?place={full}")
    assert "Déjà là" in page
    assert "il ne peut signer que\xa0: maths" in page


def test_what_is_older_than_here_and_what_has_its_number_are_told_apart(desk, table):
    full = table.publishes()
    desk.medium = FolderMedium(full)
    desk.install(desk.waiting())
    library = desk.school.site.library
    release = library.current("maths")
    release.number = 3
    release.save()
    assert states(table.looked_at(full))["maths"] == "older"
    release.number, release.manifest = 2, "ab" * 32
    release.save()
    assert states(table.looked_at(full))["maths"] == "unusable"


def test_what_was_taken_back_is_shown_with_its_reason(desk, table):
    full = table.publishes()
    desk.medium = FolderMedium(full)
    desk.install(desk.waiting())
    publish.withdraw(table.home, "maths", 2, "outdated", "La 3 est là.", at=desk.school.now)
    publish.withdraw(table.home, "jamais", 1, "dangerous", "Faux.", at=desk.school.now)
    for person in ("aline", "bruno"):
        publish.sign(table.home, person, SECRET)
    table.looked_at(table.publishes(out="next"))
    page = desk.school.sign_in(Role.CONTENT_MANAGER).page("/bundles/")
    told = page.partition('id="taken-back"')[2]
    assert page.count("Retiré par son éditeur") == 2
    assert "La 3 est là." in told.partition("<details>")[0]
    assert "Qui l'a commencé peut le finir" in told.replace("&#39;", "'")
    assert "jamais" in told.partition("<details>")[2]


def test_what_was_taken_back_cannot_be_brought_in(desk, table):
    (offered, *_) = table.looked_at(desk.medium.root).offered
    site = desk.school.site
    publish.withdraw(table.home, "maths", 1, "dangerous", "Faux.", at=desk.school.now)
    for person in ("aline", "bruno"):
        publish.sign(table.home, person, SECRET)
    table.looked_at(table.publishes(out="next"))
    (said,) = site.trust.withdrawn()
    taken = offers.Offered(offered.offer, offered.manifest, None, None, said)
    assert (taken.state, taken.may_come) == ("withdrawn", False)
    with pytest.raises(TakenBack):
        bringing.bring_in(desk.medium, taken, desk.by(desk.claude), at=desk.school.now)
