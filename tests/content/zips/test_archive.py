"""Packages read where they lie: what a builder of ours never writes is refused, naming it."""

import io
import stat
import struct
import tracemalloc
import zipfile
import zlib

import pytest

from content.framed.zips import ZipPackage
from content.media import fault_in
from content.zips.about import NAME, About, Part
from content.zips.archive import LARGEST, MOST_FILES, Package, files_of
from content.zips.refusals import DamagedPackage, NoSuchPart, NotInPackage
from i18n.translate import in_language

ABOUT = About("html5", True, (Part("page", "Le vélo", "index.html"),))
LONG = b"0123456789" * 400


def package(*more, about=ABOUT.to_bytes(), how=zipfile.ZIP_DEFLATED):
    """A package as it travels, and whatever else is put into it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as archive:
        for name, data in ((NAME, about), ("index.html", b"<p>Un"), *more):
            archive.writestr(name, data)
    return target.getvalue()


def entry(name="a.txt", kind=stat.S_IFREG | 0o644):
    """What is said of a file, of another type than a file."""
    made = zipfile.ZipInfo(name)
    made.external_attr = kind << 16
    return made


def put(data, name, offset, form, value):
    """The same zip with other numbers in what its list says of a file."""
    found = bytearray(data)
    at = found.index(b"PK\1\2")
    while found[at + 46 : at + 46 + len(name)] != name.encode():
        at = found.index(b"PK\1\2", at + 4)
    struct.pack_into(form, found, at + offset, value)
    return bytes(found)


def fault(data):
    with in_language("en"):
        return str(fault_in("application/zip", io.BytesIO(data)))


def opened(tmp_path, data):
    path = tmp_path / "p.zip"
    path.write_bytes(data)
    return Package((path, 0, len(data)), "p.zip")


def test_a_whole_package_is_read_in_any_order_and_from_any_place(tmp_path):
    data = package(("a.txt", LONG), ("b/é.txt", b"x"))
    path = tmp_path / "blob"
    path.write_bytes(bytes(99) + data + bytes(7))
    found = Package((path, 99, len(data)), "p.zip")
    assert fault(data) == ""
    assert (found.read("b/é.txt"), found.read("a.txt")) == (b"x", LONG)
    assert found.about == ABOUT
    with pytest.raises(NotInPackage):
        found.read("c.txt")


def test_what_is_stored_is_sent_from_where_it_lies(tmp_path):
    data = package(("film.mp4", LONG), how=zipfile.ZIP_STORED)
    path, at, length = opened(tmp_path, data).where("film.mp4")
    assert path.read_bytes()[at : at + length] == LONG
    assert opened(tmp_path, package(("film.mp4", LONG))).where("film.mp4") is None


@pytest.mark.parametrize(
    ("name", "says"),
    [(name, "leads out of the package") for name in ("../out", "/etc/x", "a/../../b", "C:/a")]
    + [(name, "leads out of the package") for name in ("a\\b", "a//b", "./a", "e\u0301.txt")]
    + [("x" * 300, "leads out of the package"), ("a\x1bb", "leads out of the package")]
    + [("dir/", "leads out of the package")],
    ids=ascii,
)
def test_a_name_that_climbs_or_hides_is_refused(name, says):
    assert says in fault(package((name, b"x")))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR])
def test_what_is_no_file_is_refused(kind):
    assert "link to another place" in fault(package((entry(kind=kind | 0o777), b"/etc/passwd")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused():
    assert "two files have this name" in fault(package(("a", b"1"), ("a", b"2")))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (put(package(("a", b"x")), "a", 8, "<H", 1), "locked with a password"),
        (put(package(("a", b"x")), "a", 10, "<H", 12), "packed in a way"),
        (put(package(("a", b"x")), "a", 20, "<L", 1 << 30), "larger than it may be"),
        (put(package(("a", b"x")), "a", 24, "<L", 65 << 20), "larger than it may be"),
        (put(package(("a", b"x")), "a", 42, "<L", 1 << 29), "larger than it may be"),
        (package() + b"more", "its list of files cannot be read"),
        (b"before" + package(), "its list of files cannot be read"),
        (package()[:-3], "its list of files cannot be read"),
        (b"", "its list of files cannot be read"),
    ],
    ids="locked unknown-way packed-size swells place behind before cut empty".split(),
)
def test_numbers_that_do_not_fit_are_refused(data, says):
    assert says in fault(data)


def test_the_form_for_giant_archives_is_refused_as_are_too_many_files():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for n in range(MOST_FILES + 1):
            archive.writestr(f"{n}", b"")
    assert f"more than {MOST_FILES}" in fault(target.getvalue()).replace(",", "")
    data = bytearray(package())
    struct.pack_into("<HH", data, len(data) - 14, 0xFFFF, 0xFFFF)
    struct.pack_into("<LL", data, len(data) - 10, 0xFFFFFFFF, 0xFFFFFFFF)
    assert "list of files" in fault(bytes(data))


LISTED = b"PK\1\2" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"


@pytest.mark.parametrize("length", [len(LISTED) * 5_000, 1 << 30])
def test_a_list_of_more_files_than_it_counts_is_not_read(length):
    """Whoever reads it would read all: of a million files that takes half a minute."""
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, length, 0, 0)
    data = io.BytesIO()
    data.write(LISTED * 5_000)
    data.seek(length)
    data.write(end)
    tracemalloc.start()
    with in_language("en"):
        said = str(fault_in("application/zip", data))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "its list of files cannot be read" in said
    assert most < 1 << 20


def test_another_list_hidden_in_the_last_line_of_the_first_is_not_read():
    data = bytearray(package())
    (length,) = struct.unpack_from("<L", data, len(data) - 10)
    other = struct.pack("<4sLQL", b"PK\6\7", 0, 0, 1)
    struct.pack_into("<L", data, len(data) - 10, length + len(other))
    struct.pack_into("<H", data, data.rindex(b"PK\1\2") + 32, len(other))
    assert "its list of files cannot be read" in fault(bytes(data[:-22] + other + data[-22:]))


def test_a_zip_bomb_costs_no_memory_wherever_it_lies_about_its_size(tmp_path):
    squeezer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    bomb = squeezer.compress(bytes(80 << 20)) + squeezer.flush()
    said = package(("bomb", bytes(200)))
    made = bytearray(package(("bomb", bomb), how=zipfile.ZIP_STORED))
    for name, offset in ((b"PK\1\2", 10), (b"PK\3\4", 8)):
        at = made.rindex(name)
        struct.pack_into("<H", made, at + offset, zipfile.ZIP_DEFLATED)
    lying = put(bytes(made), "bomb", 24, "<L", 1000)
    assert len(lying) < 100_000 and fault(said) == ""
    found = opened(tmp_path, lying)
    tracemalloc.start()
    with pytest.raises(DamagedPackage, match="bomb"):
        found.read("bomb")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 4 << 20


def test_files_that_lie_over_each_other_are_no_bomb_either():
    """Each may be listed, but all together are no larger than a package may be."""
    data = package(("a", LONG), ("b", LONG))
    at = data.rindex(b"PK\3\4")
    first = data.index(b"PK\3\4", data.index(b"index.html"))
    over = put(data, "b", 42, "<L", first)
    assert first != at
    listed = files_of(io.BytesIO(over))
    assert listed["a"].at == listed["b"].at
    assert sum(each.size for each in listed.values()) < LARGEST


def test_a_changed_byte_is_found_when_the_file_is_read(tmp_path):
    data = bytearray(package(("a.txt", LONG), ("b.txt", b"b"), how=zipfile.ZIP_STORED))
    data[data.index(LONG)] ^= 1
    found = opened(tmp_path, bytes(data))
    with pytest.raises(DamagedPackage):
        found.read("a.txt")
    assert found.read("b.txt") == b"b"


@pytest.mark.parametrize(
    "about",
    [
        b"{}",
        b"[1]",
        b"\xff",
        b"[" * 5000,
        ABOUT.to_bytes().replace(b"html5", b"flash"),
        ABOUT.to_bytes().replace(b'"format":1', b'"format":2'),
        ABOUT.to_bytes().replace(b"index.html", b"../x"),
        ABOUT.to_bytes().replace(b'"id":"page"', b'"id":7'),
        ABOUT.to_bytes().replace(b'"query":""', b'"query":"/../../x"'),
        About("html5", True, ABOUT.parts * 2).to_bytes(),
        About("html5", True, ()).to_bytes(),
        ABOUT.to_bytes().replace("Le vélo".encode(), b" "),
    ],
    ids="empty list bytes deep kind format climbs number onward twice none title".split(),
)
def test_what_says_nothing_fit_of_itself_is_refused(tmp_path, about):
    assert NAME in fault(package(about=about))
    with pytest.raises(DamagedPackage):
        opened(tmp_path, package(about=about))


def test_a_package_without_the_page_it_begins_with_is_refused(tmp_path):
    about = About("html5", True, (Part("page", "Un", "gone.html"),)).to_bytes()
    assert "without its first page “gone.html”" in fault(package(about=about))
    with pytest.raises(DamagedPackage):
        opened(tmp_path, package(about=about))


def test_a_folder_is_answered_by_its_index_and_what_it_says_of_itself_by_nothing(tmp_path):
    shown = ZipPackage(opened(tmp_path, package(("b/index.html", b"B"))))
    assert shown.find("b/").path == "b/index.html"
    assert shown.first() == "index.html"
    for path in (NAME, "b/c", "x", "../index.html"):
        with pytest.raises(NotInPackage):
            shown.find(path)
    with pytest.raises(NoSuchPart):
        shown.part("other")
