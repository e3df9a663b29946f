"""Interactive packages in a real browser: what they can do there, and what they cannot."""

from types import SimpleNamespace

import pytest

from tests.browser import lan, lessons
from tests.browser.classroom import Seat, Witness
from tests.browser.evil import CLICKED, RUNS, Listener, attacks
from tests.content.formats.packages import archives

pytestmark = pytest.mark.browser
HARMLESS = (RUNS, "storage", "cookie")
"""What a package may: run, and keep something as long as its page is open."""
FORGED = """<script>
var lies=[{completed:true,scaled:9},{state:'x'.repeat(70000)},{raw:'<b>'},{mark:20},
 {completed:'yes'},null,'completed',{raw:1e12},{constructor:1},{seconds:-1}];
lies.forEach(function(r){top.postMessage({ardoise:1,part:'other',report:r},'*')});
top.postMessage('ardoise','*');top.postMessage({ardoise:2,report:{completed:true}},'*');
for(var n=0;n<3000;n++)top.postMessage({ardoise:1,part:'lies',report:{raw:n%7}},'*')</script>"""


def evil(out):
    """A lesson of SCORM with a part for each attack, and one that lies in all ways it can."""
    begun = "<script>new Worker('worker.js')</script>"
    pages = {"markup": "", **attacks(out), "lies": FORGED, "begun": begun}
    items = [archives.item(name, name, href=f"{name}.html") for name in pages]
    files = {f"{n}.html": f"<!doctype html><body>{body}" for n, body in pages.items()}
    files["worker.js"] = f"fetch('{out}/worker');importScripts('{out}/worker-more')"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg'><script>location='{out}/svg-own'</script></svg>"
    files["drawing.svg"] = svg
    return archives.scorm(items, files)


@pytest.fixture(scope="module")
def outside():
    listener = Listener()
    yield listener
    listener.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory, outside):
    """A site with packages that may run, and one learner: its address, its pages, a code."""
    from content.library import open_library
    from content.models import Node
    from server import clock
    from server.accounts import operations as accounts
    from server.actors import Actor
    from server.database import database, open_school
    from server.roles import Role
    from server.settings import Home
    from tests.server.frames import packages

    folder = tmp_path_factory.mktemp("packages")
    home = Home(folder / "home")
    home.folder.mkdir()
    open_school(home.school)
    library = open_library(home.library)
    made = {
        "evil.zip": evil(outside.address),
        "scorm.zip": lessons.scorm(),
        "cmi5.zip": lessons.cmi5(),
        "storing.zip": lessons.storing(),
        "hello.h5p": archives.h5p(),
        "later.zip": lessons.scorm_2004(),
        "road.zip": lessons.tin_can(),
        "working.zip": lessons.working(),
    }
    with database.connection_context():
        for name, data in made.items():
            packages.install(library, data, folder / name, name)
            packages.allow(name.partition(".")[0])
        by = Actor("tests")
        learner = accounts.add("Camille Martin", Role.LEARNER, by=by, at=clock.now())
        code = accounts.give_code(learner, home.secret(), by=by, at=clock.now())
    nodes = {row.release.channel_id: row.node_id for row in Node.select()}
    Node._meta.database.close()
    database.close()
    with lan.served(home.folder) as address:
        yield SimpleNamespace(address=address, nodes=nodes, code=code, home=home.folder)


@pytest.mark.parametrize("way", ["framed", "opened directly"])
def test_nothing_gets_out_of_a_package(browser, site, outside, way):
    reader = f"{site.address}/library/{site.nodes['evil']}/"
    context = browser.new_context()
    context.set_default_timeout(20_000)
    context.add_cookies([{"name": "ours", "value": "secret", "url": site.address}])
    asked, tabs = [], {}
    context.on("request", lambda request: asked.append((request.method, request.url)))
    first = context.new_page()
    first.goto(reader)
    title, frame = first.title(), first.locator("iframe").get_attribute("src")
    inside = site.address + frame.rpartition("/p/")[0]
    for name in [*attacks(""), "lies", "begun"]:
        tab = tabs[name] = context.new_page()
        if way == "framed":
            tab.goto(f"{reader}?part={name}")
        else:
            tab.goto(f"{inside}/p/{name}.html", wait_until="commit")
        if name in CLICKED:
            place = tab.locator("iframe").bounding_box() if way == "framed" else {"x": 0, "y": 0}
            tab.mouse.click(place["x"] + 60, min(place["y"] + 60, 700))
    tab = tabs["drawing"] = context.new_page()
    tab.goto(f"{inside}/p/drawing.svg", wait_until="commit")
    first.goto(f"{site.address}/library/")
    first.wait_for_timeout(800)

    owned = [url for _, url in asked if "/owned-" in url]
    assert outside.reached == []
    assert [url for url in owned if url.rpartition("/owned-")[2] not in HARMLESS] == []
    assert len(context.pages) == len(tabs) + 1
    assert {n: t.url for n, t in tabs.items() if not t.url.startswith(site.address)} == {}
    assert first.evaluate("[localStorage.owned, document.cookie.includes('owned')]") == [
        None,
        False,
    ]
    assert context.service_workers == []
    if way == "framed":
        told = {n: t.title() for n, t in tabs.items() if n != "drawing" and t.title() != title}
        assert told == {}
        assert any("owned-script" in url for url in owned), "its programs do run in the frame"
        posted = [url for method, url in asked if method == "POST" and url.endswith("/reported")]
        assert len(posted) < 5, "three thousand messages go out as a few"
    else:
        assert owned == []
    context.close()


def test_what_is_done_in_packages_is_reported_and_found_again(browser, site):
    witness = Witness()
    seat = Seat(browser, SimpleNamespace(address=site.address), witness)
    seat.sign_in(site.code)
    done = seat.page.locator("[data-reported]")

    def begun(name):
        seat.open(f"/library/{site.nodes[name]}/")
        return seat.page.frame_locator("iframe.pages")

    lesson = begun("scorm")
    lesson.get_by_text("Page 1 ab-initio").wait_for()
    lesson.locator("#go").click()
    lesson.get_by_text("Page 2 été 2").wait_for()
    done.get_by_text(seat.say("begun")).wait_for()
    seat.follow(seat.link("Contents"))  # it tells a last thing when it is left
    lesson = begun("scorm")
    lesson.get_by_text("Page 2 fini resume").wait_for()
    lesson.locator("#end").click()
    done.get_by_text(seat.say("completed")).wait_for()
    done.get_by_text(seat.say("%(score)s of %(most)s points", score=80, most=100)).wait_for()
    done.get_by_text(seat.say("Reported by the content")).wait_for()

    unit = begun("cmi5")
    unit.get_by_text("ardoise 0.8 404").wait_for()
    unit.locator("#end").click()
    done.get_by_text("90").wait_for()
    begun("cmi5").get_by_text('ardoise 0.8 200 {"page":2}').wait_for()

    content = begun("hello")
    content.get_by_text("Bonjour").wait_for()
    content.locator("#ok").click()
    done.get_by_text(seat.say("completed")).wait_for()
    seat.open("/mine/kept").get_by_text("80").wait_for()
    begun("hello").get_by_text("Bonjour encore 1").wait_for()

    for _ in range(2):
        begun("storing").get_by_text("1 a=1").wait_for()
    assert witness.all_there_was() == []
    seat.close()


def test_packages_run_and_tell_from_a_port_of_their_own(browser, site):
    with lan.served(site.home, "frames") as address:
        witness = Witness()
        seat = Seat(browser, SimpleNamespace(address=address), witness)
        seat.sign_in(site.code)
        done = seat.page.locator("[data-reported]")

        def begun(name):
            seat.open(f"/library/{site.nodes[name]}/")
            return seat.page.frame_locator("iframe.pages")

        lesson = begun("later")
        lesson.get_by_text("ab-initio unknown 0.7 0").wait_for()
        lesson.locator("#end").click()
        done.get_by_text(seat.say("completed")).wait_for()
        done.get_by_text("75").wait_for()
        begun("later").get_by_text("resume p7 completed 0.7 0").wait_for()

        activity = begun("road")
        activity.get_by_text("404").wait_for()
        activity.locator("#end").click()
        activity.get_by_text("sent 36").wait_for()
        done.get_by_text(seat.say("%(score)s of %(most)s points", score=8, most=10)).wait_for()
        begun("road").get_by_text('200 {"page":3}').wait_for()

        begun("working").get_by_text("42 36").wait_for()
        source = seat.page.locator("iframe.pages").get_attribute("src")
        second = source.partition("/frames/")[0]
        told = witness.all_there_was()
        seat.close()
    assert second != address
    elsewhere = [each for each in told if each.startswith(f"asked elsewhere: {second}/frames/")]
    workers = [each for each in told if each.startswith("asked elsewhere: blob:null/")]
    assert elsewhere and sorted(told) == sorted(elsewhere + workers)
