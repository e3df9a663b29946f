"""One signed list or many: what is measured is what a site would read."""

from bench.metadata import Lists, measured, offered, path_of


def test_the_program_offers_every_bundle_and_reads_nothing_twice():
    figures = offered(50)
    assert figures["first"]["requests"] == 5
    assert figures["warm"]["requests"] == 2
    assert figures["warm"]["bytes"] < figures["changed"]["bytes"] < figures["first"]["bytes"]
    assert not any("refused" in each for each in figures.values())


def test_bins_hold_the_same_bundles_as_one_list():
    lists = Lists(8).begin(100)
    spread = [path for each in lists.content.values() for path in each.signed.targets]
    assert len(lists.content) == 8
    assert sorted(spread) == [path_of(number) for number in range(100)]


def test_what_bins_save_is_said_for_a_site_that_asks_for_a_few():
    figures = measured([200], [8], channels=2)
    changed = figures["bins"]["changed"]
    assert changed["200"]["best"] == "bins-8"
    assert changed["200"]["bytes_saved"] > 10_000
    assert changed["pays_from_bundles"] > 10_000
