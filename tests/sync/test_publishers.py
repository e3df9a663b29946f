"""A region, the CNED, the prison itself: each signs its own courses and nobody else's."""

import pytest

from content.bundle import build
from sync import channels, publish
from sync.channels import NotChannels
from sync.distrust import ForeignMedium, NotPinned, NotSignedByEnough, OlderThanKnown, PinnedAlready
from sync.freshness import STALE, STALE_NIGHTLY
from sync.medium import FolderMedium, MissingOnMedium
from sync.memory import Memory
from sync.publishers import ChannelsTaken, NoSuchPublisher, NotAPublisher, Publishers
from tests.sync import spoil
from tests.sync.site import FEBRUARY, MONDAY, PAGES_1, PAGES_2, Publisher, course, days, passphrase


@pytest.fixture
def publishers(tmp_path):
    return Publishers(tmp_path / "trust")


@pytest.fixture(scope="module")
def cned(tmp_path_factory):
    return Publisher(tmp_path_factory.mktemp("cned") / "home").begin()


@pytest.fixture(scope="module")
def cned_medium(cned, tmp_path_factory):
    """Another publisher's, with two courses of its own and one that it should not sign."""
    folder = tmp_path_factory.mktemp("cned")
    for channel in ("cned-maths", "cned-french", "maths"):
        built = build(course(1, PAGES_1, channel=channel), folder)
        publish.add(cned.home, built, at=MONDAY)
    for person in ("anne", "bruno"):
        publish.sign(cned.home, person, passphrase(person))
    out = folder / "medium"
    publish.publish(cned.home, out, passphrase(publish.MACHINE), at=MONDAY)
    return out


@pytest.fixture
def both(publishers, publisher, cned):
    publishers.pin(publisher.root, name="region", channels=["maths", "french"])
    publishers.pin(cned.root, name="cned", channels=["cned-*"])
    return publishers


def names(offers):
    return [offer.bundle for offer in offers]


def test_a_site_with_one_publisher_says_nothing_more(publishers, publisher, first_medium):
    publishers.pin(publisher.root)
    (pinned,) = publishers.pinned()
    assert (pinned.name, pinned.channels) == ("publisher", ("*",))
    (offer,) = publishers.offers(FolderMedium(first_medium), at=MONDAY)
    assert publishers.manifest(FolderMedium(first_medium), offer)


def test_a_medium_is_read_as_that_of_whoever_made_it(both, first_medium, cned_medium):
    assert names(both.offers(FolderMedium(first_medium), at=MONDAY)) == ["maths"]
    assert names(both.offers(FolderMedium(cned_medium), at=MONDAY)) == ["cned-french", "cned-maths"]


def test_what_a_publisher_signs_outside_its_channels_is_told_and_not_offered(both, cned_medium):
    listing = both.look(FolderMedium(cned_medium), at=MONDAY)
    assert [each.bundle for each in listing.outside] == ["maths"]
    assert "maths" not in names(listing.offers)


def test_what_is_known_of_each_is_kept_apart(both, first_medium, second_medium, cned_medium):
    both.offers(FolderMedium(second_medium), at=FEBRUARY)
    assert both.offers(FolderMedium(cned_medium), at=MONDAY)
    with pytest.raises(OlderThanKnown):
        both.offers(FolderMedium(first_medium), at=FEBRUARY)
    floors = {each.name: each.trust.floor for each in both.pinned()}
    assert floors["region"] > floors["cned"]


def test_a_medium_under_anothers_root_is_judged_by_that_one(
    both, first_medium, cned_medium, tmp_path
):
    mixed = spoil.copy_of(cned_medium, tmp_path / "mixed")
    (mixed / "metadata" / "1.root.json").write_bytes(
        (first_medium / "metadata" / "1.root.json").read_bytes()
    )
    with pytest.raises(NotSignedByEnough):
        both.offers(FolderMedium(mixed), at=MONDAY)


def test_ancneds_medium_is_refused(publishers, publisher, cned_medium, tmp_path):
    publishers.pin(publisher.root, name="region")
    before = Memory(tmp_path / "trust" / "region").load()
    with pytest.raises(ForeignMedium):
        publishers.offers(FolderMedium(cned_medium), at=MONDAY)
    assert Memory(tmp_path / "trust" / "region").load() == before


def test_a_stranger_is_refused_by_a_site_that_trusts_two(both, tmp_path):
    stranger = Publisher(tmp_path / "stranger").begin()
    out = stranger.release(course(1, PAGES_2), tmp_path / "b", tmp_path / "out", at=MONDAY)
    with pytest.raises(ForeignMedium):
        both.offers(FolderMedium(out), at=MONDAY)


def test_a_medium_of_the_only_publisher_without_its_root_is_called_incomplete(
    publishers, publisher, first_medium, tmp_path
):
    publishers.pin(publisher.root)
    stick = spoil.copy_of(first_medium, tmp_path / "stick")
    (stick / "metadata" / "1.root.json").unlink()
    (stick / "metadata" / "timestamp.json").unlink()
    with pytest.raises(MissingOnMedium):
        publishers.offers(FolderMedium(stick), at=MONDAY)


def test_a_site_that_trusts_nobody_believes_nothing(publishers, first_medium):
    with pytest.raises(NotPinned):
        publishers.offers(FolderMedium(first_medium), at=MONDAY)


def test_channels_can_be_changed_with_the_same_root(both, publisher, cned, cned_medium):
    both.pin(publisher.root, name="region", channels=["french"])
    both.pin(cned.root, name="cned", channels=["maths", "cned-*"])
    offered = names(both.offers(FolderMedium(cned_medium), at=MONDAY))
    assert offered == ["cned-french", "cned-maths", "maths"]


@pytest.mark.parametrize(
    ("name", "whose", "wanted", "refusal"),
    [
        pytest.param("other", "stranger", ["maths"], ChannelsTaken, id="a course of another"),
        pytest.param("other", "stranger", ["m*"], ChannelsTaken, id="a beginning that holds it"),
        pytest.param("other", "stranger", ["cned-maths"], ChannelsTaken, id="one of a beginning"),
        pytest.param("other", "stranger", ["*"], ChannelsTaken, id="everything"),
        pytest.param("other", "stranger", [], NotChannels, id="nothing"),
        pytest.param("other", "stranger", ["a*b"], NotChannels, id="a star in the middle"),
        pytest.param("other", "stranger", ["../x"], NotChannels, id="a path"),
        pytest.param("region", "stranger", ["x"], PinnedAlready, id="the name of another"),
        pytest.param("other", "region", ["x"], PinnedAlready, id="another name for the same"),
        pytest.param("../x", "stranger", ["x"], NotAPublisher, id="a name that is a path"),
        pytest.param("", "stranger", ["x"], NotAPublisher, id="no name"),
        pytest.param("region", "region", ["cned-x"], ChannelsTaken, id="reaching for another's"),
    ],
)
def test_no_publisher_takes_anothers_place(both, publisher, tmp_path, name, whose, wanted, refusal):
    stranger = Publisher(tmp_path / "stranger").begin()
    root = publisher.root if whose == "region" else stranger.root
    before = [(each.name, each.channels, each.root) for each in both.pinned()]
    with pytest.raises(refusal):
        both.pin(root, name=name, channels=wanted)
    assert [(each.name, each.channels, each.root) for each in both.pinned()] == before


@pytest.mark.parametrize(
    ("clock", "after", "age", "stale"),
    [
        pytest.param(MONDAY + days(1), STALE, 1, False, id="the day after"),
        pytest.param(MONDAY + days(46), STALE, 46, True, id="no stick for six weeks"),
        pytest.param(MONDAY + days(4), STALE_NIGHTLY, 4, True, id="four nights without news"),
        pytest.param(MONDAY - days(9), STALE, 0, False, id="a clock that went back"),
    ],
)
def test_a_site_that_hears_nothing_new_is_told_so(
    publishers, publisher, first_medium, clock, after, age, stale
):
    publishers.pin(publisher.root, name="region")
    publishers.offers(FolderMedium(first_medium), at=MONDAY)
    (fresh,) = publishers.freshness(at=clock, stale_after=after)
    assert (fresh.name, fresh.newest, fresh.age, fresh.is_stale) == (
        "region",
        MONDAY,
        days(age),
        stale,
    )


def test_the_same_medium_again_makes_nothing_fresh(publishers, publisher, first_medium):
    publishers.pin(publisher.root)
    for number in (0, 20, 46):
        publishers.offers(FolderMedium(first_medium), at=MONDAY + days(number))
    assert publishers.freshness(at=MONDAY + days(46))[0].is_stale


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("maths", "maths", True),
        ("maths", "math", False),
        ("maths", "math*", True),
        ("math*", "maths", True),
        ("math*", "ma*", True),
        ("ma*", "math*", True),
        ("ma*", "mi*", False),
        ("*", "anything", True),
        ("*", "*", True),
    ],
)
def test_channels_meet_where_one_name_fits_both(one, other, meet):
    assert bool(channels.shared([one], [other])) == meet


def test_a_publisher_who_is_forgotten_brings_nothing_more(both, first_medium, cned_medium):
    both.forget("region")
    with pytest.raises(ForeignMedium):
        both.offers(FolderMedium(first_medium), at=MONDAY)
    assert both.offers(FolderMedium(cned_medium), at=MONDAY)
    with pytest.raises(NoSuchPublisher) as refused:
        both.forget("region")
    assert refused.value.values == {"name": "region", "names": "cned"}


def test_who_is_trusted_again_is_remembered(
    both, publisher, cned, first_medium, second_medium, cned_medium
):
    both.offers(FolderMedium(second_medium), at=FEBRUARY)
    both.forget("region")
    both.pin(cned.root, name="cned", channels=["cned-*", "maths"])
    assert "maths" in names(both.offers(FolderMedium(cned_medium), at=FEBRUARY))
    with pytest.raises(ChannelsTaken):
        both.pin(publisher.root, name="again", channels=["maths"])
    both.pin(cned.root, name="cned", channels=["cned-*"])
    both.pin(publisher.root, name="again", channels=["maths"])
    with pytest.raises(OlderThanKnown):
        both.offers(FolderMedium(first_medium), at=FEBRUARY)
    assert names(both.offers(FolderMedium(second_medium), at=FEBRUARY)) == ["maths"]


def test_a_name_is_free_once_its_publisher_is_forgotten(both, publisher, tmp_path):
    both.forget("region")
    stranger = Publisher(tmp_path / "stranger").begin()
    both.pin(stranger.root, name="region", channels=["maths"])
    both.forget("region")
    both.pin(publisher.root, name="region", channels=["maths"])
    assert both.named("region").root == publisher.root
