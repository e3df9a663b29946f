"""Names that lead elsewhere, in everything that people sign."""

import pytest
from tuf.api.metadata import TargetFile

from content.refusals import CatalogueRefused, ManifestRefused
from tests.sync.refused.forgery import catalogue, manifest, must_be_refused
from tests.sync.site import FEBRUARY, sha256_of

NAMES = {
    "a name that climbs": "../../etc/passwd",
    "a name that climbs back in": "x/../../maths",
    "an absolute name": "/etc/passwd",
    "a drive letter": "C:\\Windows\\System32",
    "a drive letter without a folder": "C:x",
    "a share": "\\\\server\\share",
    "backslashes": "maths\\..\\..\\x",
    "a zero byte": "maths\0.json",
    "a dot": ".",
    "a hidden name": ".maths",
    "a name of Windows' own": "con.",
    "a stream of NTFS": "maths::$DATA",
    "a blank at its end": "maths ",
    "a line break": "maths\n",
    "Cyrillic letters that look alike": "m\u0430ths",
    "wide letters": "\uff4d\uff41ths",
    "a letter and its accent apart": "mathe\u0301s",
    "letters from right to left": "\u202eshtam",
    "a letter of no width": "ma\u200bths",
    "capitals": "MATHS",
    "an address": "https://example.org/maths",
    "300 letters": "m" * 300,
    "nothing": "",
}
ROWS = [pytest.param(name, id=called) for called, name in NAMES.items()]


@pytest.mark.parametrize("name", ROWS)
def test_a_list_with_such_a_name_offers_nothing_under_it(gate, publisher, stick, name):
    """Two people signed it: it is still not ours, and nothing is opened."""

    def also(content):
        for path in (f"content/{name}/2.json", f"content/maths/{name}"):
            content.signed.targets[path] = TargetFile(1, sha256_of(b" "), path)

    keys = [publisher.signers["anne"], publisher.signers["bruno"]]
    publisher.forge(stick, "content", also, keys)
    offers = gate.offers(stick, at=FEBRUARY)
    assert [(offer.bundle, offer.release) for offer in offers] == [("maths", 2)]


def set_in(*path):
    """Put a name somewhere into a body of JSON."""

    def put(body, name):
        *above, last = path
        for step in above:
            body = body[step]
        body[last] = name

    return put


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize(
    "put",
    [
        pytest.param(set_in("id"), id="the bundle"),
        pytest.param(set_in("parts", 0, 0), id="a part"),
        pytest.param(set_in("files", 0, "sha256"), id="a file"),
        pytest.param(set_in("files", 0, "slices", 0, "part"), id="a piece of a file"),
        pytest.param(set_in("catalogue", "sha256"), id="the contents list"),
    ],
)
def test_refused_in_a_manifest(gate, publisher, stick, put, name):
    manifest(lambda body: put(body, name))(publisher, stick)
    must_be_refused(gate, stick, ManifestRefused)


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize(
    "put",
    [
        pytest.param(set_in("channel", "id"), id="the course"),
        pytest.param(set_in("nodes", 1, "id"), id="a page"),
        pytest.param(set_in("nodes", 1, "parent"), id="a parent"),
        pytest.param(set_in("nodes", 1, "content_id"), id="what a page is a copy of"),
        pytest.param(set_in("nodes", 1, "files", 0, "sha256"), id="a file"),
    ],
)
def test_refused_in_a_catalogue(gate, publisher, stick, put, name):
    catalogue(lambda body: put(body, name))(publisher, stick)
    must_be_refused(gate, stick, CatalogueRefused)


def test_no_name_on_disk_comes_from_a_stick(gate, publisher, stick):
    """Only the program's own words, numbers and hashes are names of files after an installation."""
    gate.install(gate.receive(stick, at=FEBRUARY))
    for path in (gate.folder / "library").rglob("*"):
        ours = path.name in ("objects", "arriving") or path.name.startswith("library.db")
        assert ours or len(path.name) in (2, 64), path
