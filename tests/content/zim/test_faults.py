import io

from content.media import fault_in
from i18n.translate import in_language
from tests.content.zim.test_archive import DATA, put


def fault(data):
    with in_language("en"):
        return str(fault_in("application/zim", io.BytesIO(data)))


def test_a_whole_archive_has_no_fault():
    assert fault(DATA) == ""


def test_one_that_is_cut_off_or_points_elsewhere_is_told_with_the_place():
    assert (
        fault(DATA[:-300])
        == f"a damaged archive: at byte {len(DATA) - 300}, the file ends too early"
    )
    assert fault(put(DATA, "<Q", 32, 1 << 40)).startswith("a damaged archive: at byte 32")


def test_something_else_under_its_name_is_told():
    assert fault(b"PK\3\4" + bytes(300)) == "something that is not application/zim"
