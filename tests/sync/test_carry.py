"""Writing a medium: what is there is not written again, and a stick may be pulled out any time."""

import pytest

from content import durable
from content.bundle import build
from sync import carry, publish, transfer
from sync.carry import AnothersMedium, HoldsEverything, Load, MediumTooSmall, OwnFolder
from sync.medium import FolderMedium
from sync.trust import Trust
from tests.sync import spoil
from tests.sync.site import MONDAY, PAGES_1, PAGES_2, Publisher, course, days, large, passphrase

MACHINE = passphrase(publish.MACHINE)
LATER = MONDAY + days(60)
PAGES_3 = {**PAGES_2, "Les aires": large(3), "Les volumes": large(4)}


@pytest.fixture
def table(publisher, second_medium, tmp_path):
    """A copy of the publisher's table with release 3 signed, to be published."""
    home = spoil.copy_of(publisher.home, tmp_path / "table")
    publish.add(home, build(course(3, PAGES_3), tmp_path / "built"), at=LATER)
    for person in ("anne", "bruno"):
        publish.sign(home, person, passphrase(person))
    return home


def offered(publisher, medium, folder):
    """What a site that knows nothing yet finds, every part of it read."""
    trust = Trust(folder)
    if trust.root is None:
        trust.pin(publisher.root)
    source = FolderMedium(medium)
    found = {}
    for offer in trust.offers(source, at=LATER):
        manifest = transfer.Manifest.from_bytes(trust.manifest(source, offer))
        transfer.verify(source, manifest)
        found[offer.bundle] = offer.release
    return found


def parts(medium):
    return {path.name for path in medium.glob("parts/*/*")}


def test_only_what_is_missing_is_read_at_home_and_written(table, newer_medium, monkeypatch):
    read = []
    at_home = carry._at_home
    monkeypatch.setattr(
        carry,
        "_at_home",
        lambda home, name, sha256: read.append(name) or at_home(home, name, sha256),
    )
    before = parts(newer_medium)
    carried = publish.publish(table, newer_medium, MACHINE, at=LATER)
    new = {name.rpartition("/")[2] for name in read if name.startswith("parts/")}
    assert carried.copied == len(new) == len(parts(newer_medium) - before)
    assert not new & before


def test_how_far_it_is_is_told_in_bytes(table, newer_medium):
    told = []
    carried = publish.publish(
        table, newer_medium, MACHINE, at=LATER, on_progress=lambda *at: told.append(at)
    )
    done, total = told[-1]
    assert done == total
    assert done - told[-1 - carried.copied][0] == carried.bytes
    assert told == sorted(told)


def test_what_no_list_names_any_more_goes_and_is_counted(table, newer_medium):
    before = parts(newer_medium)
    foreign = [newer_medium / "parts" / "lisez-moi.txt", newer_medium / "photo.jpg"]
    for path in foreign:
        path.write_bytes(b"?")
    half = newer_medium / "parts" / "ab" / f"{'ab' * 32}.tmp"
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(b"half a part")
    carried = publish.publish(table, newer_medium, MACHINE, at=LATER)
    gone = before - parts(newer_medium)
    manifests = list(newer_medium.glob("targets/content/maths/*"))
    assert (carried.removed, len(manifests)) == (len(gone) + 1, 1)
    assert gone
    assert not half.exists()
    assert all(path.exists() for path in foreign)


def test_what_sites_read_meanwhile_can_be_kept(table, newer_medium):
    before = parts(newer_medium)
    carried = publish.publish(table, newer_medium, MACHINE, at=LATER, keep=True)
    assert (carried.removed, before - parts(newer_medium)) == (0, set())


def test_pulled_out_at_any_write_it_offers_the_old_or_the_new_and_goes_on(
    publisher, table, second_medium, tmp_path, monkeypatch
):
    write, tried, seen = durable.write, 0, []
    home_before = spoil.copy_of(table, tmp_path / "table before")
    while not seen or tried <= len(seen):
        home = spoil.copy_of(home_before, tmp_path / f"table {tried}")
        out = spoil.copy_of(second_medium, tmp_path / f"stick {tried}")
        left = tried

        def pulled_out(path, data, *, out=out, mode=0o644):
            nonlocal left
            if out in path.parents:
                left -= 1
                if left < 0:
                    path.with_name(path.name + ".tmp").write_bytes(data[: len(data) // 2])
                    raise OSError(5, "Input/output error")
            write(path, data, mode=mode)

        monkeypatch.setattr(durable, "write", pulled_out)
        try:
            publish.publish(home, out, MACHINE, at=LATER)
            break
        except OSError:
            monkeypatch.setattr(durable, "write", write)
        seen.append(offered(publisher, out, tmp_path / f"site {tried}"))
        publish.publish(home, out, MACHINE, at=LATER)
        assert offered(publisher, out, tmp_path / f"site {tried}") == {"maths": 3}
        assert not list(out.rglob("*.tmp"))
        tried += 1
    assert len(seen) > 6
    assert seen == [{"maths": 2}] * len(seen)


def test_stopped_by_hand_no_part_is_half_written(publisher, table, newer_medium, tmp_path):
    def stop(done, total):
        if 0 < done < total and len(parts(newer_medium) - before):
            raise KeyboardInterrupt

    before = parts(newer_medium)
    with pytest.raises(KeyboardInterrupt):
        publish.publish(table, newer_medium, MACHINE, at=LATER, on_progress=stop)
    assert not list(newer_medium.rglob("*.tmp"))
    assert offered(publisher, newer_medium, tmp_path / "site") == {"maths": 2}
    publish.publish(table, newer_medium, MACHINE, at=LATER)
    assert offered(publisher, newer_medium, tmp_path / "site") == {"maths": 3}


@pytest.mark.parametrize("place", [".", "inside", ".."])
def test_no_medium_is_written_where_keys_lie(table, place):
    names = sorted(path for path in table.parent.rglob("*"))
    with pytest.raises(OwnFolder):
        publish.publish(table, table / place, MACHINE, at=LATER)
    assert sorted(path for path in table.parent.rglob("*")) == names


def test_a_medium_for_all_does_not_become_one_for_a_single_site(table, newer_medium):
    before = parts(newer_medium)
    with pytest.raises(HoldsEverything):
        publish.publish(table, newer_medium, MACHINE, at=LATER, load=Load(made_for="site"))
    assert parts(newer_medium) == before


def test_a_medium_that_is_too_small_is_said_to_be_before_anything_is_written(
    publisher, table, newer_medium, tmp_path, monkeypatch
):
    monkeypatch.setattr(carry, "RESERVE", 1 << 60)
    before = parts(newer_medium)
    with pytest.raises(MediumTooSmall):
        publish.publish(table, newer_medium, MACHINE, at=LATER)
    assert parts(newer_medium) == before
    assert offered(publisher, newer_medium, tmp_path / "site") == {"maths": 2}


def test_another_publishers_parts_are_not_swept(table, tmp_path):
    other = Publisher(tmp_path / "other").begin()
    theirs = other.release(course(1, PAGES_1), tmp_path / "b", tmp_path / "theirs", at=MONDAY)
    before = parts(theirs)
    with pytest.raises(AnothersMedium):
        publish.publish(table, theirs, MACHINE, at=LATER)
    assert parts(theirs) == before
