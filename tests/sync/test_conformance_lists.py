"""Our trust code against the standard: lists that name lists, and the files that they name."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from tuf.api.metadata import Targets

from tests.sync.command import begun
from tests.sync.repository import SIGNERS, Repository

ROOT, TARGETS = "root", Targets.type


@pytest.fixture
def repository():
    return Repository()


@pytest.fixture
def client(repository, tmp_path):
    with begun(repository, tmp_path / "client") as made:
        yield made


# ---- lists that name lists ----

GRAPHS = [
    pytest.param([("targets", "A")], "A", id="one"),
    pytest.param([("targets", "A"), ("targets", "B")], "AB", id="two, in order"),
    pytest.param([("targets", "A"), ("targets", "B"), ("B", "C")], "ABC", id="below the second"),
    pytest.param(
        [("targets", "A"), ("targets", "B"), ("A", "C"), ("A", "D")],
        "ACDB",
        id="depth before breadth",
    ),
    pytest.param(
        [("targets", "A"), ("targets", "B"), ("A", "C"), ("C", "D")], "ACDB", id="two below"
    ),
    pytest.param(
        [("targets", "A"), ("targets", "B"), ("A", "C", "end"), ("A", "D")],
        "AC",
        id="one that ends the search",
    ),
    pytest.param(
        [("targets", "A"), ("targets", "B"), ("A", "C", "end"), ("C", "D")],
        "ACD",
        id="one that ends the search but for those below it",
    ),
    pytest.param(
        [("targets", "A", "*.py"), ("targets", "B"), ("A", "C")], "B", id="other paths, and below"
    ),
    pytest.param(
        [("targets", "A"), ("targets", "B"), ("A", "C", "*.py"), ("C", "D")],
        "AB",
        id="other paths below",
    ),
    pytest.param(
        [("targets", "A"), ("targets", "B"), ("B", "C"), ("C", "D"), ("D", "B")],
        "ABCD",
        id="a circle",
    ),
    pytest.param(
        [("targets", "A"), ("targets", "B"), ("B", "C"), ("A", "C")], "ACB", id="named by two"
    ),
    pytest.param(
        [("targets", "A"), ("targets", "B"), ("B", "C"), ("A", "C", "*.py")],
        "ABC",
        id="named by two for other paths",
    ),
]


@pytest.mark.parametrize(("edges", "visited"), GRAPHS)
def test_lists_are_searched_in_the_order_of_the_standard(client, repository, edges, visited):
    for by, role, *how in edges:
        paths = [each for each in how if each != "end"]
        repository.delegate(by, role, paths or None, terminating="end" in how)
    repository.publish_all()
    assert client.download("missing") == 1
    assert repository.asked[4:] == [f"{role} 1" for role in visited]


@pytest.mark.parametrize(
    ("path", "visited", "found"),
    [
        pytest.param("file", "", True, id="in the top list"),
        pytest.param("README.md", "A", True, id="by a pattern"),
        pytest.param("releases/x/x_v1", "BC", True, id="by two patterns"),
        pytest.param("releases/y/y_v1.zip", "BD", True, id="by two other patterns"),
        pytest.param("releases/z/z_v1.zip", "B", False, id="listed by one that may not"),
    ],
)
def test_a_list_vouches_only_for_what_it_may(client, repository, path, visited, found):
    repository.delegate(TARGETS, "A", ["*.doc", "*.md"])
    repository.delegate(TARGETS, "B", ["releases/*/*"])
    repository.delegate("B", "C", ["releases/x/*"])
    repository.delegate("B", "D", ["releases/y/*.zip"])
    repository.add("file", b"file")
    repository.add("README.md", b"by A", "A")
    repository.add("releases/x/x_v1", b"x by C", "C")
    repository.add("releases/y/y_v1.zip", b"y by D", "D")
    repository.add("releases/z/z_v1.zip", b"z by D", "D")
    repository.publish_all()
    assert client.download(path) == (0 if found else 1)
    assert client.downloaded() == ([repository.files[path]] if found else [])
    listed = [each for each in repository.asked[4:] if not each.startswith(("releases", "READ"))]
    assert [each for each in listed if each[0] in "ABCD"] == [f"{role} 1" for role in visited]


def test_a_list_spread_by_hash_is_found(client, repository):
    repository.bins(3)
    (bin_,) = repository.targets.delegations.get_roles_for_target("some/file")
    repository.add("some/file", b"content", bin_[0])
    repository.publish_all()
    assert client.download("some/file") == 0
    assert repository.asked[4] == f"{bin_[0]} 1"


def test_a_list_that_a_stranger_signed_is_refused(client, repository):
    repository.delegate(TARGETS, "A")
    repository.add("file", b"content", "A")
    repository.signers["A"] = [SIGNERS[3]]
    repository.publish_all()
    assert client.download("file") == 1
    assert "A" not in client.trusts()


@pytest.mark.parametrize("role", ["?", "#", "/delegated", "../delegated", "é à", "100%", "a.b"])
def test_a_strange_name_of_a_list_leads_nowhere_else(client, repository, role):
    repository.delegate(TARGETS, role)
    repository.publish_all()
    assert client.download("missing") == 1
    assert quote(role, "") + " 1" in repository.asked
    assert len(client.trusts()) == 5
    assert {path.name for path in client.folder.iterdir()} == {
        "initial_root.json",
        "metadata",
        "targets",
    }


@pytest.mark.parametrize(
    ("ends_after", "renewed", "got"),
    [
        pytest.param(-1, False, False, id="it had ended before it was first seen"),
        pytest.param(7, False, False, id="it ended since it was seen"),
        pytest.param(7, True, True, id="it ended here and was renewed there"),
    ],
)
def test_a_list_below_that_has_ended_names_nothing(client, repository, ends_after, renewed, got):
    repository.delegate(TARGETS, "A")
    repository.roles["A"].signed.expires = datetime.now(UTC) + timedelta(days=ends_after)
    repository.add("first", b"first", "A")
    repository.add("second", b"second", "A")
    repository.publish_all()
    assert client.download("first") == (0 if ends_after > 0 else 1)
    if renewed:
        repository.roles["A"].signed.expires = datetime.now(UTC) + timedelta(days=21)
        repository.publish_all()
    assert client.download("second", days=18) == (0 if got else 1)


# ---- files ----


@pytest.mark.parametrize(
    "path", ["file.txt", "path/to/a/file.txt", "a file", "été.txt", "a+b=c&d:e", "a?b#c"]
)
def test_a_file_is_downloaded_once_and_then_kept(client, repository, path):
    repository.add(path, b"content")
    repository.publish_all()
    assert client.download(path) == 0
    assert client.downloaded() == [b"content"]
    repository.asked.clear()
    assert client.download(path) == 0
    assert repository.asked == ["root 2", "timestamp"]


@pytest.mark.parametrize(
    "instead",
    [
        pytest.param(b"malicious", id="of the same length"),
        pytest.param(b"longer than it says", id="longer"),
        pytest.param(b"short", id="shorter"),
        pytest.param(None, id="missing"),
    ],
)
def test_a_file_that_is_not_what_was_signed_is_not_kept(client, repository, instead):
    repository.add("file", b"the right")
    repository.publish_all()
    if instead is None:
        del repository.files["file"]
    else:
        repository.files["file"] = instead
    assert client.download("file") == 1
    assert client.downloaded() == []


def test_a_file_follows_its_list_and_never_a_server_that_lies(client, repository):
    for number in range(3):
        repository.add("file", b"%d" % number)
        repository.publish_all()
        assert client.download("file") == 0
        repository.files["file"] = b"x"
        client.download("file")
        assert client.downloaded() == [b"%d" % number]
