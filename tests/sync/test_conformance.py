"""Our trust code against the standard, scenario by scenario: the four roles.

The same scenarios as the public tuf-conformance suite, through the same command line
(conformance.py), against a repository behind a real web server. Lists that name lists, and files,
are in test_conformance_lists.py.
"""

import json
from datetime import UTC, datetime, timedelta

import pytest
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Root, Snapshot, Targets, Timestamp

from tests.sync.command import Client, begun
from tests.sync.repository import SIGNERS, TOP, Repository, served

ROOT, TARGETS, SNAPSHOT, TIMESTAMP = Root.type, Targets.type, Snapshot.type, Timestamp.type
FIRST = ["root 2", "timestamp", "snapshot 1", "targets 1"]


@pytest.fixture
def repository():
    return Repository()


@pytest.fixture
def client(repository, tmp_path):
    with begun(repository, tmp_path / "client") as made:
        yield made


# ---- the order of things ----


def test_a_first_refresh_asks_for_each_role_once_in_order(client, repository):
    assert client.refresh() == 0
    assert repository.asked == FIRST
    assert client.trusts() == {ROOT: 1, SNAPSHOT: 1, TARGETS: 1, TIMESTAMP: 1}
    for role in TOP:
        assert client.bytes_of(role) == repository.newest[role]


def test_a_second_refresh_asks_for_nothing_it_has(client, repository):
    client.refresh()
    repository.asked.clear()
    assert client.refresh() == 0
    assert repository.asked == ["root 2", "timestamp"]


def test_a_download_refreshes_first_even_if_there_is_nothing_to_download(client, repository):
    assert client.download("nothing") == 1
    assert repository.asked == FIRST
    assert set(client.trusts().values()) == {1}


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda root: root["signed"].pop("version"), id="without a version"),
        pytest.param(lambda root: root["signed"].pop("roles"), id="without roles"),
        pytest.param(lambda root: root["signatures"][0].update(sig="00" * 64), id="wrongly signed"),
        pytest.param(lambda root: root["signatures"].clear(), id="not signed"),
        pytest.param(lambda root: root["signed"].update(_type="targets"), id="of another role"),
    ],
)
def test_a_bad_first_root_asks_for_nothing(repository, tmp_path, spoil):
    root = json.loads(repository.published[ROOT][1])
    spoil(root)
    with served(repository) as address:
        client = Client(tmp_path / "client", address)
        client.init(json.dumps(root).encode())
        assert client.refresh() == 1
    assert repository.asked == []


def test_fields_that_the_standard_does_not_know_are_signed_all_the_same(client, repository):
    repository.root.unrecognized_fields["a field"] = {"1": [2]}
    repository.root.roles[ROOT].unrecognized_fields["another"] = "value"
    repository.publish(ROOT)
    assert client.refresh() == 0
    assert client.trusts()[ROOT] == 2


# ---- keys, thresholds, rotations ----


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(CryptoSigner.generate_ed25519, id="Ed25519"),
        pytest.param(CryptoSigner.generate_ecdsa, id="ECDSA"),
        pytest.param(CryptoSigner.generate_rsa, id="RSA PSS"),
        pytest.param(
            lambda: CryptoSigner.generate_rsa(scheme="rsa-pkcs1v15-sha256"), id="RSA PKCS 1.5"
        ),
    ],
)
def test_keys_of_each_kind_count(client, repository, make):
    signer = make()
    for role in TOP:
        repository.root.roles[role].keyids.clear()
        repository.root.add_key(signer.public_key, role)
        repository.signers[role] = [signer]
    repository.publish(ROOT, *TOP)
    assert client.refresh() == 0
    assert client.trusts() == {ROOT: 2, SNAPSHOT: 2, TARGETS: 2, TIMESTAMP: 2}


FIVE = [0, 1, 2, 3, 4]
OTHER_FIVE = [5, 6, 7, 8, 9]
SWAPPED = [0, 1, 3, 4, 5]

# Each step of a rotation: the keys a root holds, its threshold, the keys that sign it.
ROOT_ROTATIONS = [
    pytest.param([([1], 1, [1]), ([2], 1, [2, 1]), ([2], 1, [2])], True, id="one key replaced"),
    pytest.param(
        [([1], 1, [3, 1, 4]), ([2], 1, [3, 2, 1, 4]), ([2], 1, [3, 2, 4])],
        True,
        id="signatures of strangers change nothing",
    ),
    pytest.param(
        [(FIVE, 3, [0, 2, 4]), (FIVE, 3, [0, 4, 1]), (FIVE, 3, [0, 1, 3])],
        True,
        id="any three of five",
    ),
    pytest.param([(FIVE, 3, [0, 2, 4]), (SWAPPED, 3, [0, 4, 1])], True, id="one of five replaced"),
    pytest.param(
        [(FIVE, 3, [0, 2, 4]), (OTHER_FIVE, 3, [0, 2, 4, 5, 6, 7]), (OTHER_FIVE, 3, [5, 6, 7])],
        True,
        id="all five replaced",
    ),
    pytest.param([([1, 2, 3], 1, [1]), ([1, 2, 3], 2, [1, 2])], True, id="one to two of three"),
    pytest.param(
        [([1, 2, 3], 2, [1, 2]), ([1, 2, 3], 1, [1, 2]), ([1, 2, 3], 1, [1])],
        True,
        id="two to one of three",
    ),
    pytest.param([([1], 1, [1]), ([2], 1, [2, 3, 4])], False, id="the old key has not signed"),
    pytest.param([([1], 1, [1]), ([2], 1, [1, 3, 4])], False, id="the new key has not signed"),
    pytest.param(
        [(FIVE, 3, [0, 2, 4]), (SWAPPED, 3, [0, 2, 4])], False, id="too few of the new keys"
    ),
    pytest.param(
        [(FIVE, 3, [0, 2, 4]), (SWAPPED, 3, [0, 4, 5])], False, id="too few of the old keys"
    ),
    pytest.param(
        [([1, 2, 3], 1, [1]), ([1, 2, 3], 2, [2])], False, id="the new threshold is not reached"
    ),
    pytest.param(
        [([1, 2, 3], 2, [1, 2]), ([1, 2, 3], 1, [1])], False, id="the old threshold is not reached"
    ),
]


@pytest.mark.parametrize(("steps", "followed"), ROOT_ROTATIONS)
def test_new_roots_are_followed_only_if_old_and_new_keys_agree(
    repository, tmp_path, steps, followed
):
    repository.published[ROOT].clear()
    repository.root.version = 0
    for held, threshold, signing in steps:
        repository.keys(ROOT, held, threshold, signing)
        repository.publish(ROOT)
    roots = repository.published[ROOT]
    with served(repository) as address:
        client = Client(tmp_path / "client", address)
        assert client.init(roots[1]) == 0
        assert client.refresh() == (0 if followed else 1)
    assert client.bytes_of(ROOT) == roots[len(steps) if followed else len(steps) - 1]


@pytest.mark.parametrize("role", [TIMESTAMP, SNAPSHOT, TARGETS])
@pytest.mark.parametrize(
    ("held", "threshold", "signing", "counts"),
    [
        pytest.param([2], 1, [2], True, id="one key replaced"),
        pytest.param([1], 1, [3, 1, 4], True, id="signatures of strangers change nothing"),
        pytest.param([2], 1, [1, 3, 4], False, id="the new key has not signed"),
        pytest.param(SWAPPED, 3, [0, 2, 4], False, id="one of three is a stranger"),
        pytest.param(SWAPPED, 3, [0, 4], False, id="two of three"),
        pytest.param(FIVE, 3, [0, 4, 1], True, id="three of five"),
        pytest.param(FIVE, 3, [2, 3, 4], True, id="three others of five"),
        pytest.param(FIVE, 6, FIVE, False, id="more asked than there are"),
    ],
)
def test_a_role_counts_if_enough_of_its_keys_signed(
    client, repository, role, held, threshold, signing, counts
):
    repository.keys(role, held, threshold, signing)
    repository.publish(ROOT, *TOP)
    assert client.refresh() == (0 if counts else 1)
    if counts:
        assert client.bytes_of(role) == repository.newest[role]
    else:
        assert role not in client.trusts()


def test_one_key_under_many_names_counts_once(client, repository):
    client.refresh()
    key = SIGNERS[0].public_key
    repository.keys(SNAPSHOT, [0], 2, [0])
    for number in range(5):
        twin = type(key)(f"{number}" * 64, key.keytype, key.scheme, dict(key.keyval))
        repository.root.add_key(twin, SNAPSHOT)
    repository.publish(ROOT, *TOP)
    assert client.refresh() == 1
    assert client.trusts()[SNAPSHOT] == 1


# ---- nothing older, nothing mixed ----


def test_an_older_timestamp_is_refused(client, repository):
    repository.publish(TIMESTAMP)
    assert client.refresh() == 0
    repository.timestamp.version = 1
    repository.publish_as_it_is(TIMESTAMP)
    assert client.refresh() == 1
    assert client.trusts()[TIMESTAMP] == 2


def test_another_timestamp_of_the_same_version_changes_nothing(client, repository):
    client.refresh()
    before = client.bytes_of(TIMESTAMP)
    repository.timestamp.snapshot_meta.version = 100
    repository.publish_as_it_is(TIMESTAMP)
    client.refresh()
    assert client.bytes_of(TIMESTAMP) == before


@pytest.mark.parametrize("hashed", [False, True], ids=["by version", "by hash"])
@pytest.mark.parametrize("role", [SNAPSHOT, TARGETS])
def test_an_older_list_that_is_vouched_for_is_refused(client, repository, role, hashed):
    repository.hashed = hashed
    repository.publish(*TOP)
    repository.publish(*TOP)
    assert client.refresh() == 0
    repository.roles[role].signed.version = 1
    repository.publish_as_it_is(role)
    repository.publish(*([SNAPSHOT, TIMESTAMP] if role == TARGETS else [TIMESTAMP]))
    assert client.refresh() == 1
    assert client.trusts()[role] == 3


@pytest.mark.parametrize("role", [SNAPSHOT, TARGETS])
def test_a_list_with_another_hash_than_vouched_for_is_refused(client, repository, role):
    repository.hashed = True
    repository.publish(*TOP)
    repository.roles[role].signed.unrecognized_fields["later"] = 1
    metadata = repository.roles[role]
    metadata.sign(repository.signers[role][0])
    repository.published[role][2] = metadata.to_bytes()
    assert client.refresh() == 1
    assert role not in client.trusts()


@pytest.mark.parametrize("role", [SNAPSHOT, TARGETS])
def test_a_list_of_another_version_than_vouched_for_is_refused(client, repository, role):
    metadata = repository.roles[role]
    metadata.signed.version = 7
    metadata.sign(repository.signers[role][0])
    repository.published[role][1] = metadata.to_bytes()
    assert client.refresh() == 1
    assert role not in client.trusts()


def test_a_snapshot_that_forgets_a_list_is_refused(client, repository):
    repository.delegate(TARGETS, "A")
    repository.publish_all()
    assert client.refresh() == 0
    del repository.snapshot.meta["A.json"]
    repository.publish(SNAPSHOT, TIMESTAMP)
    assert client.refresh() == 1
    assert client.trusts()[SNAPSHOT] == 2


@pytest.mark.parametrize("role", [TIMESTAMP, SNAPSHOT, TARGETS])
def test_a_version_pushed_far_ahead_is_taken_back_by_replacing_the_key(client, repository, role):
    repository.roles[role].signed.version = 99_999
    repository.publish_as_it_is(role)
    if role == TARGETS:
        repository.publish(SNAPSHOT)
    if role != TIMESTAMP:
        repository.publish(TIMESTAMP)
    assert client.refresh() == 0
    assert client.trusts()[role] == 99_999
    for replaced in (SNAPSHOT, TIMESTAMP):
        repository.new_key(replaced)
    repository.publish(ROOT)
    repository.roles[role].signed.version = 1
    repository.publish_as_it_is(role)
    if role == TARGETS:
        repository.publish(SNAPSHOT)
    if role != TIMESTAMP:
        repository.publish(TIMESTAMP)
    else:
        repository.publish_as_it_is(SNAPSHOT, TIMESTAMP)
    if role == SNAPSHOT:
        repository.publish_as_it_is(SNAPSHOT, TIMESTAMP)
    assert client.refresh() == 0
    assert client.trusts()[role] == 1


# ---- what has ended ----


@pytest.mark.parametrize("role", [TIMESTAMP, SNAPSHOT, TARGETS])
def test_a_list_that_has_ended_is_refused(client, repository, role):
    client.refresh()
    repository.roles[role].signed.expires = datetime.now(UTC) - timedelta(days=5)
    repository.publish(*TOP)
    assert client.refresh() == 1
    assert client.trusts()[role] == 1


def test_a_root_that_has_ended_is_kept_and_nothing_more_is_taken(client, repository):
    client.refresh()
    repository.root.expires = datetime.now(UTC) - timedelta(days=1)
    repository.publish(ROOT, *TOP)
    assert client.refresh() == 1
    assert client.trusts() == {ROOT: 2, SNAPSHOT: 1, TARGETS: 1, TIMESTAMP: 1}


def test_a_root_that_has_ended_is_left_behind_by_a_newer_one(client, repository):
    repository.root.expires = datetime.now(UTC) - timedelta(days=1)
    repository.publish(ROOT)
    repository.root.expires = datetime.now(UTC) + timedelta(days=30)
    repository.publish(ROOT)
    assert client.refresh() == 0
    assert client.trusts()[ROOT] == 3


def test_what_ended_here_is_renewed_from_the_repository(client, repository):
    repository.timestamp.expires = datetime.now(UTC) + timedelta(days=7)
    repository.publish(TIMESTAMP)
    assert client.refresh() == 0
    repository.timestamp.expires = datetime.now(UTC) + timedelta(days=21)
    repository.publish(*TOP)
    assert client.refresh(days=18) == 0
    assert client.trusts() == {ROOT: 1, SNAPSHOT: 2, TARGETS: 2, TIMESTAMP: 3}
