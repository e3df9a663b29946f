"""The publisher's table: nothing leaves it that two people have not signed."""

import hashlib
import http.server
import re
import threading
from functools import partial
from pathlib import Path

import pytest
from tuf.ngclient import Updater

from content.bundle import build
from content.manifest import LARGEST_PART
from sync import pending, publish, rotation
from sync.carry import AnothersMedium, RottenAtHome
from sync.keys import NoSuchKey, NotAName, PassphraseTooShort, WrongPassphrase
from sync.pending import ChangedSince, ListFull, NothingPending
from sync.publish import (
    HomeTaken,
    NotASigner,
    ReleaseTaken,
    SignaturesMissing,
)
from sync.safes import TooFewPeople
from sync.table import ClockBehind, NoPublisher, PartWrong
from tests.sync import spoil
from tests.sync.site import (
    FULL_COST,
    MONDAY,
    PAGES_1,
    PAGES_2,
    Publisher,
    course,
    days,
    large,
    passphrase,
)

MACHINE = passphrase(publish.MACHINE)
LATER = MONDAY + days(60)


@pytest.fixture
def table(publisher, first_medium, tmp_path):
    """A copy of the publisher's table with release 1 published (and perhaps 2)."""
    return spoil.copy_of(publisher.home, tmp_path / "table")


@pytest.fixture
def waiting(table, tmp_path):
    """The table, with release 3 waiting for signatures."""
    publish.add(table, build(course(3, PAGES_2), tmp_path / "built"), at=LATER)
    return table


def sign(home, *people):
    for person in people:
        publish.sign(home, person, passphrase(person))


@pytest.mark.parametrize(
    ("people", "demo", "refusal"),
    [
        pytest.param(["anne"], False, TooFewPeople, id="one person"),
        pytest.param(["anne", "bruno"], False, TooFewPeople, id="two, so that one key is all"),
        pytest.param(["anne", "anne", "anne"], False, TooFewPeople, id="one person three times"),
        pytest.param(["anne"], True, TooFewPeople, id="one person for a demonstration"),
        pytest.param(["anne", "bruno", "../x"], False, NotAName, id="a name that is a path"),
        pytest.param(["anne", "bruno", "machine"], False, NotAName, id="the machine as a person"),
    ],
)
def test_a_publisher_needs_people(tmp_path, people, demo, refusal):
    secrets = {name: passphrase(name) for name in (*people, publish.MACHINE)}
    with pytest.raises(refusal):
        publish.init(tmp_path / "home", people, secrets, at=MONDAY, demo=demo)
    assert not (tmp_path / "home").exists()


def test_a_folder_without_a_publisher_is_named(tmp_path):
    with pytest.raises(NoPublisher):
        publish.sign(tmp_path / "nobody", "anne", passphrase("anne"))


def test_a_publishers_clock_that_went_back_is_noticed(waiting, tmp_path):
    """Sites learn the time from signatures: one dated wrongly would be believed for long."""
    sign(waiting, "anne", "bruno")
    with pytest.raises(ClockBehind):
        publish.publish(waiting, tmp_path / "out", MACHINE, at=MONDAY - days(300))
    assert not (tmp_path / "out").exists()


def test_a_short_passphrase_is_refused_before_anything_is_made(tmp_path):
    secrets = {name: passphrase(name) for name in ("anne", "bruno", "machine")}
    with pytest.raises(PassphraseTooShort):
        publish.init(
            tmp_path / "home",
            ["anne", "bruno"],
            {**secrets, "bruno": "short"},
            at=MONDAY,
            demo=True,
        )
    assert not (tmp_path / "home").exists()


def test_a_publisher_is_not_made_twice_in_one_place(table):
    secrets = {name: passphrase(name) for name in ("anne", "bruno", "machine")}
    before = publish.root_of(table)
    with pytest.raises(HomeTaken):
        publish.init(table, ["anne", "bruno"], secrets, at=MONDAY, demo=True)
    assert publish.root_of(table) == before


def test_no_key_lies_open_on_the_disk(table, publisher):
    files = sorted((table / "keys").iterdir())
    assert [file.stem for file in files] == ["anne", "bruno", "celia", "machine"]
    files += publisher.home.parent.glob("home safe of */*.root.pem")
    assert len(files) == 7
    assert all(b"BEGIN ENCRYPTED PRIVATE KEY" in file.read_bytes() for file in files)
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)


def test_guessing_at_a_stolen_key_is_slow():
    assert FULL_COST["n"] * FULL_COST["r"] * 128 >= 32 << 20


def test_what_waits_is_shown_next_to_what_is_published(waiting):
    shown = pending.look(waiting)
    assert shown.dated == LATER
    assert (shown.added, shown.listed) == (("maths-3",), ("maths-3",))
    assert (shown.signed_by, shown.missing) == ((), 2)
    assert [name.rpartition("-")[0] for name in shown.removed] == ["maths"]


def test_two_people_sign_and_it_is_published(waiting, tmp_path):
    sign(waiting, "anne", "celia")
    assert pending.look(waiting).signed_by == ("anne", "celia")
    carried = publish.publish(waiting, tmp_path / "out", MACHINE, at=LATER)
    assert carried.bundles == ("maths-3",)
    with pytest.raises(NothingPending):
        pending.look(waiting)


@pytest.mark.parametrize(
    ("people", "missing", "signed"),
    [
        pytest.param([], 2, "–", id="nobody has signed"),
        pytest.param(["anne"], 1, "anne", id="one has signed"),
        pytest.param(["anne", "anne"], 1, "anne", id="one has signed twice"),
    ],
)
def test_too_few_signatures_are_counted_and_named(waiting, tmp_path, people, missing, signed):
    sign(waiting, *people)
    with pytest.raises(SignaturesMissing) as refusal:
        publish.publish(waiting, tmp_path / "out", MACHINE, at=LATER)
    assert refusal.value.values == {"missing": missing, "signed": signed}
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("person", "secret", "refusal"),
    [
        pytest.param("anne", "not the right passphrase", WrongPassphrase, id="wrong passphrase"),
        pytest.param("mallory", passphrase("mallory"), NoSuchKey, id="somebody unknown"),
        pytest.param("machine", MACHINE, NotASigner, id="the machine"),
        pytest.param("anne.root", passphrase("anne"), NoSuchKey, id="with a key from the safe"),
    ],
)
def test_a_signature_that_does_not_count_is_not_made(waiting, person, secret, refusal):
    with pytest.raises(refusal):
        publish.sign(waiting, person, secret)
    assert pending.look(waiting).signed_by == ()


def test_a_change_makes_everybody_sign_again(waiting, tmp_path):
    sign(waiting, "anne")
    shown = pending.look(waiting)
    other = build(course(1, PAGES_1, channel="french"), tmp_path / "built")
    publish.add(waiting, other, at=LATER)
    assert pending.look(waiting).missing == 2
    with pytest.raises(ChangedSince):
        publish.sign(waiting, "bruno", passphrase("bruno"), expected=shown)
    assert pending.look(waiting).listed == ("french-1", "maths-3")


def test_a_bundle_that_is_listed_already_changes_nothing(waiting, tmp_path):
    sign(waiting, "anne")
    before = pending.look(waiting)
    assert publish.add(waiting, tmp_path / "built" / "maths-3", at=MONDAY + days(61)) == before


@pytest.mark.parametrize(
    ("release", "pages"),
    [pytest.param(2, PAGES_2, id="lower"), pytest.param(3, PAGES_1, id="same")],
)
def test_a_release_number_only_grows(waiting, tmp_path, release, pages):
    before = pending.look(waiting)
    with pytest.raises(ReleaseTaken):
        publish.add(waiting, build(course(release, pages), tmp_path / "again"), at=LATER)
    assert pending.look(waiting) == before


def test_a_bundle_can_be_taken_off_the_list(waiting):
    assert publish.remove(waiting, "maths", at=MONDAY + days(61)).listed == ()


@pytest.mark.parametrize("damage", [spoil.flip, spoil.shorten, spoil.lose])
def test_a_damaged_bundle_is_not_listed(table, tmp_path, damage):
    pages = {"Un": large(77)}
    built = build(course(3, pages), tmp_path / "built")
    damage(spoil.find(built, "parts/*/*"))
    with pytest.raises(PartWrong):
        publish.add(table, built, at=LATER)
    with pytest.raises(NothingPending):
        pending.look(table)


def test_publishing_again_copies_nothing_and_changes_nothing(table, tmp_path):
    out = tmp_path / "out"
    publish.publish(table, out, MACHINE, at=MONDAY + days(30))
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    again = publish.publish(table, out, MACHINE, at=MONDAY + days(30))
    assert (again.copied, again.bytes) == (0, 0)
    assert before == {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_a_cut_off_copy_is_finished_by_publishing_again(table, tmp_path):
    out = tmp_path / "out"
    publish.publish(table, out, MACHINE, at=MONDAY + days(30))
    part = spoil.find(out, "parts/*/*")
    part.unlink()
    assert publish.publish(table, out, MACHINE, at=MONDAY + days(30)).copied == 1
    assert part.exists()


@pytest.mark.parametrize("name", ["parts/*/*", "targets/*/*/*", "metadata/*.content.json"])
@pytest.mark.parametrize("damage", [spoil.flip, spoil.shorten, spoil.lose])
def test_what_rotted_on_a_medium_is_mended_by_publishing_again(
    table, tmp_path, new_site, name, damage
):
    out = tmp_path / "out"
    publish.publish(table, out, MACHINE, at=MONDAY + days(30))
    damage(spoil.find(out, name))
    publish.publish(table, out, MACHINE, at=MONDAY + days(30), every_byte=True)
    new_site.install(new_site.receive(out, at=MONDAY + days(30)))


@pytest.mark.parametrize("name", ["parts/*/*", "targets/*/*/*"])
@pytest.mark.parametrize("damage", [spoil.flip, spoil.shorten, spoil.lose])
def test_what_rotted_at_home_is_named_and_mended_by_adding_again(table, tmp_path, name, damage):
    built = build(course(3, PAGES_2), tmp_path / "built")
    publish.add(table, built, at=LATER)
    sign(table, "anne", "bruno")
    manifest = hashlib.sha256((built / "manifest.json").read_bytes()).hexdigest()
    names = [path for path in table.glob(name) if "targets" not in name or manifest in path.name]
    rotten = max(names, key=lambda path: path.stat().st_size)
    whole = rotten.read_bytes()
    damage(rotten)
    with pytest.raises(RottenAtHome) as refusal:
        publish.publish(table, tmp_path / "out", MACHINE, at=LATER)
    assert refusal.value.values["name"] == rotten.relative_to(table).as_posix()
    assert not (tmp_path / "out" / "metadata").exists()
    publish.add(table, built, at=LATER)
    assert rotten.read_bytes() == whole
    assert publish.publish(table, tmp_path / "out", MACHINE, at=LATER).bundles == ("maths-3",)


def test_what_the_machine_signs_is_renewed_after_a_day(table, tmp_path, new_site):
    out = tmp_path / "out"
    publish.publish(table, out, MACHINE, at=MONDAY + days(100))
    assert new_site.offers(out, at=MONDAY + days(185))


def test_another_publishers_medium_is_not_written_over(table, tmp_path):
    theirs = (
        Publisher(tmp_path / "other")
        .begin()
        .release(course(1, PAGES_1), tmp_path / "built", tmp_path / "theirs", at=MONDAY)
    )
    before = (theirs / "metadata" / "timestamp.json").read_bytes()
    with pytest.raises(AnothersMedium):
        publish.publish(table, theirs, MACHINE, at=LATER)
    assert (theirs / "metadata" / "timestamp.json").read_bytes() == before


def test_lists_are_renewed_for_another_year(table, publisher, tmp_path, new_site):
    later = MONDAY + days(390)
    rotation.renew_top(table, publisher.present("bruno", "celia"), at=later)
    publish.renew(table, at=later)
    sign(table, "anne", "bruno")
    publish.publish(table, tmp_path / "out", MACHINE, at=later)
    assert new_site.offers(tmp_path / "out", at=later + days(80))


def test_one_person_cannot_renew_the_root(table, publisher):
    with pytest.raises(TooFewPeople):
        rotation.renew_top(table, publisher.present("anne"), at=LATER)


def test_a_medium_fits_fat32_and_exfat(second_medium):
    names = [path.relative_to(second_medium).as_posix() for path in second_medium.rglob("*")]
    assert all(re.fullmatch(r"[A-Za-z0-9./-]+", name) for name in names)
    assert len({name.casefold() for name in names}) == len(names)
    assert not any(path.is_symlink() for path in second_medium.rglob("*"))
    sizes = [path.stat().st_size for path in (second_medium / "parts").rglob("*")]
    assert max(sizes) <= LARGEST_PART


def test_the_stock_client_reads_a_medium_from_a_web_server(publisher, second_medium, tmp_path):
    """Our layout is the standard's own: any client of the standard can follow it."""
    handler = partial(_Silent, directory=str(second_medium))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        (tmp_path / "got").mkdir()
        client = Updater(
            str(tmp_path / "cache"),
            f"{address}/metadata/",
            str(tmp_path / "got"),
            f"{address}/targets/",
            bootstrap=publisher.root,
        )
        client._trusted_set.reference_time = MONDAY + days(31)
        found = client.get_targetinfo("content/maths/2.json")
        assert found is not None
        got = client.download_target(found)
        server.shutdown()
    assert b'"release":2' in Path(got).read_bytes()


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def test_two_people_are_enough_for_a_demonstration(tmp_path, new_site):
    secrets = {name: passphrase(name) for name in ("anne", "bruno", "machine")}
    home = tmp_path / "home"
    publish.init(home, ["anne", "bruno"], secrets, at=MONDAY, demo=True)
    demo = Publisher(home)
    out = demo.release(course(1, PAGES_1), tmp_path / "b", tmp_path / "out", at=MONDAY)
    assert out.joinpath("ARDOISE").is_file()


def test_a_list_that_no_site_would_read_does_not_wait(waiting):
    before = pending.look(waiting)
    full = pending.waiting(waiting)
    full.signed.unrecognized_fields["x-more"] = "." * 5_000_000
    with pytest.raises(ListFull):
        pending.put(waiting, full, LATER)
    assert pending.look(waiting) == before
