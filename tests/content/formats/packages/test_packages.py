"""Interactive packages to pages of a channel."""

import pytest

from content.bundle import build, open_bundle
from content.formats.collection import FileNotTaken
from content.zips.archive import Package
from tests.content.formats.brought import brought, changed, left_out, node, tree, zipped
from tests.content.formats.packages import archives as a
from tests.content.formats.packages.archives import PAGE, item, kept, scorm, unit


@pytest.fixture
def made(tmp_path):
    """Build a channel of one file, and say what its package is."""

    def make(data, name="paquet.zip", **asked):
        found = brought(kept(tmp_path / "in", name, data), **asked)
        page = next(n for n in found.draft.catalogue.nodes if n.kind == "html5")
        blob = found.draft.blobs[page.files[0].sha256]
        with blob.open() as file:
            path = kept(tmp_path / "out", "p.zip", file.read())
        return found, Package((path, 0, path.stat().st_size), "p.zip")

    return make


def test_a_web_page_with_its_files_becomes_one_interactive_page(made):
    found, package = made(zipped({"jeu/index.html": a.ACTING, "jeu/a.js": "1", "jeu/b.png": b"x"}))
    assert tree(found) == [(1, "html5", "Le vélo")]
    assert node(found, "Le vélo").files[0].type == "application/zip"
    assert sorted(package.files) == ["a.js", "ardoise.json", "b.png", "index.html"]
    assert (package.about.kind, package.about.acts) == ("html5", True)
    assert package.about.parts[0].first == "index.html"
    assert package.read("a.js") == b"1"


def test_pages_without_programs_are_said_to_have_none(made):
    _, package = made(zipped({"index.html": PAGE, "b.css": "p{}"}))
    assert not package.about.acts


def test_the_same_package_gives_the_same_bytes_and_travels_in_a_bundle(made, tmp_path):
    found, _ = made(zipped({"index.html": PAGE, "a.js": "1"}))
    other, _ = made(zipped({"a.js": "1", "index.html": PAGE}))
    assert found.draft.blobs.keys() == other.draft.blobs.keys()
    manifest = open_bundle(build(found.draft, tmp_path / "built"))
    assert manifest.min_program == 3


@pytest.mark.parametrize("later", [False, True], ids=["1.2", "2004"])
def test_a_lesson_of_scorm_says_how_it_begins(made, later):
    found, package = made(a.one_sco(later=later))
    assert tree(found) == [(1, "html5", "Sécurité à l'atelier")]
    assert package.about.kind == ("scorm2004" if later else "scorm12")
    (part,) = package.about.parts
    assert (part.id, part.title) == ("un", "Casque")
    assert part.first + part.query == "a/index.html?p=1&q=2"


def test_each_item_of_scorm_is_a_part_in_its_order_with_what_it_is_handed(made):
    below, resource = item("deux", "Question", href="b.html#q")
    rest = "<adlcp:masteryscore>80</adlcp:masteryscore><adlcp:datafromlms>x=1</adlcp:datafromlms>"
    items = [
        item("un", "Lire", href="b.html", below=rest),
        (item("chapitre", "Chapitre", below=below)[0], resource),
        item("caché", "Caché", href="b.html", more=' isvisible="false"'),
        item("trois", "Manque", href="c.html"),
    ]
    found, package = made(scorm(items, {"b.html": PAGE}))
    told = [(p.title, p.first + p.query, p.mastery, p.data) for p in package.about.parts]
    assert told == [
        ("Lire", "b.html", "80", "x=1"),
        ("Chapitre › Question", "b.html#q", "", ""),
    ]
    where = "paquet.zip › Sécurité à l'atelier › Manque"
    assert [w.endswith("Manque") for w in left_out(found)] == [True], where


def test_h5p_comes_with_its_licence_and_the_libraries_it_runs(made):
    found, package = made(a.h5p(), "salut.h5p", license="")
    channel = found.draft.catalogue.channel
    assert (channel.license, channel.author) == ("CC BY 4.0", "Ada")
    assert package.about.kind == "h5p"
    assert "H5P.Other-1.0/library.json" in package.files


def test_what_cmi5_launches_are_parts_and_what_lies_elsewhere_is_left_out(made):
    data = a.cmi5(
        unit("index.html?a=1"),
        unit("https://example.org/x.html", "Dehors", name="https://example.org/c/2"),
        files={"index.html": a.ACTING},
    )
    found, package = made(data)
    (part,) = package.about.parts
    assert (part.first + part.query, part.mastery) == ("index.html?a=1", "0.8")
    assert part.activity == "https://example.org/c/1"
    assert list(left_out(found).values()) == ["it is not in the package: it lies elsewhere"]


def test_xapi_begins_where_its_description_says(made):
    found, package = made(a.tin_can())
    assert tree(found) == [(1, "html5", "La route")]
    assert (package.about.kind, package.about.parts[0].activity) == (
        "xapi",
        "https://example.org/t",
    )


def test_what_leads_outside_is_told(made):
    page = PAGE + "<script src='//cdn.example.org/x.js'></script><img src=https://b.example.net/a>"
    found, _ = made(zipped({"index.html": page, "s.css": "@import 'https://fonts.example.com/a'"}))
    ((_, why),) = changed(found)
    assert all(host in why for host in ("cdn.example.org", "b.example.net", "fonts.example.com"))


def test_a_package_that_begins_with_frames_is_to_be_tried_before_it_is_approved(made):
    page = PAGE + "<iframe src=b.html></iframe>"
    found, _ = made(scorm([item("un", "Un", href="a.html")], {"a.html": page, "b.html": PAGE}))
    ((_, why),) = changed(found)
    assert "shows others in frames" in why


def test_a_page_that_is_empty_without_its_programs_is_said_to_be(made):
    empty = "<html><head><title>Le manuel</title><body><div id=app>Chargement…</div>"
    found, _ = made(zipped({"index.html": empty + "<script src=a.js></script>", "a.js": "1"}))
    ((_, why),) = changed(found)
    assert "empty until its programs fill it" in why
    full = empty + "<script src=a.js></script><p>" + "Bonjour à toutes et à tous. " * 3
    found, _ = made(zipped({"index.html": full, "a.js": "1"}))
    assert changed(found) == []


def test_rules_of_order_are_told_only_where_there_is_an_order(made):
    rules = "<imsss:sequencing><imsss:controlMode flow='true'/></imsss:sequencing>"
    items = [item(name, name, href="b.html", below=rules) for name in ("un", "deux")]
    found, _ = made(scorm(items[:1], {"b.html": PAGE}, later=True))
    assert changed(found) == []
    found, _ = made(scorm(items, {"b.html": PAGE}, later=True))
    ((_, why),) = changed(found)
    assert "rules of order" in why


def test_links_and_names_that_climb_are_left_out_and_the_rest_goes_on(made):
    from zipfile import ZipInfo

    bad = [a.link(), *((ZipInfo(n), b"x") for n in ("../out.html", "/etc/x", "C:/a", "a/../../b"))]
    found, package = made(a.crafted(*bad))
    assert sorted(package.files) == ["ardoise.json", "index.html"]
    assert len(left_out(found)) == len(bad)


def test_a_file_without_a_name_is_left_out_and_the_rest_goes_on(made):
    found, package = made(a.nameless(zipped({"index.html": PAGE, "@": "x"})))
    assert sorted(package.files) == ["ardoise.json", "index.html"]
    assert len(left_out(found)) == 1


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"PK\x03\x04 cut off", "a.zip", "“a.zip” cannot be read"),
        (b"not a zip", "a.h5p", "“a.h5p” cannot be read"),
        (b"\x89PNG", "a.zip", "“a.zip” cannot be read"),
        (a.one_sco()[:400], "a.zip", "“a.zip” cannot be read"),
        (a.locked(zipped({"index.html": PAGE})), "a.zip", "locked with a password"),
        (zipped({"index.html": "x" * (3 << 20)}), "a.zip", "“index.html” swells"),
        (a.h5p(without="H5P.Other"), "a.h5p", "libraries that are not in it: H5P.Other-1.0"),
        (
            zipped({"h5p.json": "{", "content/content.json": "{}"}),
            "a.h5p",
            "“h5p.json” is not JSON",
        ),
        (zipped({"a.txt": "x"}), "a.h5p", "“index.html” is missing"),
        (scorm([item("un", "Un", href="no.html")], {}), "a.zip", "its file is missing"),
        (zipped({"imsmanifest.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "a.zip", "DOCTYPE"),
        (a.cmi5(unit("https://example.org/")), "a.zip", "it lies elsewhere"),
    ],
    ids=(
        "cut-off wrong-type wrong-type-zip truncated locked swells library-missing not-json "
        "no-h5p launch-missing entities elsewhere"
    ).split(),
)
def test_what_cannot_be_used_is_refused_naming_file_and_place(tmp_path, data, name, says):
    with pytest.raises(FileNotTaken) as refused:
        brought(kept(tmp_path, name, data))
    assert says in refused.value.in_words()
    assert f"“{name}”" in refused.value.in_words()


def test_one_broken_package_never_stops_the_others(tmp_path):
    kept(tmp_path / "cours", "1 cassé.zip", b"PK")
    kept(tmp_path / "cours", "2 bon.zip", zipped({"index.html": PAGE}))
    kept(tmp_path / "cours", "3 salut.h5p", a.h5p())
    found = brought(tmp_path / "cours")
    assert [title for _, _, title in tree(found)] == ["Le vélo", "Salutations"]
    assert list(left_out(found)) == ["1 cassé.zip"]


def test_a_damaged_file_in_it_is_named(tmp_path):
    data = bytearray(zipped({"index.html": PAGE, "a.js": "0123456789" * 90}))
    at = data.find(b"a.js") + 6
    data[at : at + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(FileNotTaken) as refused:
        brought(kept(tmp_path, "a.zip", bytes(data)))
    assert "“a.js” cannot be read" in refused.value.in_words()
