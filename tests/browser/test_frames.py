"""Pages that others made do all they can to get out; nothing does, framed or opened directly."""

import pytest

from tests.browser import lan
from tests.browser.evil import CLICKED, RUNS, Listener, archive, attacks

MODES = ("document", "interactive")


@pytest.fixture(scope="module")
def outside():
    listener = Listener()
    yield listener
    listener.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory, outside):
    """A site with the archive twice: as documents, and interactive; and where its pages are."""
    from content.library import open_library
    from content.models import Node
    from server import clock
    from server.database import database, open_school
    from server.frames.models import InteractiveCourse
    from server.settings import Home
    from tests.server.frames.archives import install

    folder = tmp_path_factory.mktemp("evil")
    home = Home(folder / "home")
    home.folder.mkdir()
    open_school(home.school)
    library = open_library(home.library)
    for mode in MODES:
        install(library, archive(outside.address), folder / mode, mode)
    release = library.releases()["interactive"]
    with database.connection_context():
        InteractiveCourse.create(
            channel_id="interactive", manifest=release.manifest, decided_at=clock.now()
        )
    nodes = {row.release.channel_id: row.node_id for row in Node.select()}
    Node._meta.database.close()
    database.close()
    with lan.served(home.folder) as address:
        yield address, nodes


def frame_of(page):
    return page.locator("iframe").get_attribute("src")


def ours_within(tab, address):
    """Return the addresses of pages of ours that the frames of a tab show."""
    urls = [frame.url for frame in tab.frames[1:]]
    return [u for u in urls if u.startswith(address) and not u.startswith(f"{address}/frames/")]


@pytest.mark.browser
@pytest.mark.parametrize("way", ["framed", "opened directly"])
@pytest.mark.parametrize("mode", MODES)
def test_nothing_gets_out_of_a_frame(browser, site, outside, mode, way):
    address, nodes = site
    reader = f"{address}/library/{nodes[mode]}/"
    context = browser.new_context()
    context.set_default_timeout(20_000)
    context.add_cookies([{"name": "ours", "value": "secret", "url": address}])
    owned, posted, tabs = [], [], {}
    stops = (mode, way) == ("interactive", "opened directly")  # such a page ends its own loading
    context.on("request", lambda r: owned.append(r.url) if "/owned-" in r.url else None)
    context.on("request", lambda r: posted.append(r.url) if r.method == "POST" else None)
    first = context.new_page()
    first.goto(reader)
    title, frame = first.title(), frame_of(first).rpartition("/p/")[0]
    for name in [*attacks(""), "drawing.svg"]:
        tab = tabs[name] = context.new_page()
        inside = f"{frame}/p/{name}"
        where = f"{reader}?page={name}" if way == "framed" else address + inside
        tab.goto(where, wait_until="commit" if stops else "load")
        if name in CLICKED:
            size = tab.viewport_size
            if way == "framed":  # clear of our own bar at the foot of the window
                tab.locator("iframe").evaluate("frame => frame.scrollIntoView()")
            place = tab.locator("iframe").bounding_box() if way == "framed" else None
            x, y = (place["x"] + 60, place["y"] + 60) if place else (60, 60)
            tab.mouse.click(min(x, size["width"] - 5), min(y, size["height"] - 5))
    first.goto(f"{address}/library/{nodes[mode]}/pages")
    first.wait_for_timeout(800)

    assert outside.reached == []
    assert [url for url in owned if RUNS not in url.rpartition("/")[2]] == []
    assert len(context.pages) == len(tabs) + 1
    begins = reader if way == "framed" else f"{address}/frames/"
    assert {n: t.url for n, t in tabs.items() if not t.url.startswith(begins)} == {}
    assert {n: shown for n, t in tabs.items() for shown in ours_within(t, address)} == {}
    assert [url for url in posted if url.startswith(address) and "/frames/" not in url] == []
    if way == "framed":
        assert {n: t.title() for n, t in tabs.items() if t.title() != title} == {}
    assert first.evaluate("[localStorage.owned, document.cookie.includes('owned')]") == [
        None,
        False,
    ]
    assert context.service_workers == []
    if mode == "interactive" and way == "framed":
        assert any("owned-script" in url for url in owned), "its programs do run in the frame"
    else:
        assert owned == []
    context.close()
