"""What a thief of some keys, or a publisher in error, can do to the signed lists of a stick."""

import json

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, TargetFile, Timestamp

from tests.sync.refused.forgery import next_root
from tests.sync.site import FEBRUARY, days, newest, sha256_of


def unchanged(signed):
    pass


def signed_by(*names, role="content", change=unchanged):
    """A list signed by these people, vouched for by the publisher's machine."""

    def do(publisher, medium):
        stranger = CryptoSigner.generate_ed25519
        signers = [publisher.signers[name] if name != "mallory" else stranger() for name in names]
        publisher.forge(medium, role, lambda metadata: change(metadata.signed), signers)

    return do


def machine_says(*names, change=unchanged):
    """A timestamp signed by somebody."""

    def do(publisher, medium):
        path = medium / "metadata/timestamp.json"
        timestamp = Metadata[Timestamp].from_bytes(path.read_bytes())
        timestamp.signed.version += 1
        timestamp.signatures.clear()
        change(timestamp.signed)
        stranger = CryptoSigner.generate_ed25519
        for name in names:
            signer = publisher.signers[name] if name != "mallory" else stranger()
            timestamp.sign(signer, append=True)
        path.write_bytes(timestamp.to_bytes())

    return do


def with_more(count):
    """Something that nobody reads, of so many bytes."""

    def change(signed):
        signed.unrecognized_fields["x-more"] = "." * count

    return change


def over(signed):
    signed.expires = FEBRUARY - days(1)


def over_snapshot(publisher, medium):
    """A snapshot that has ended, in a timestamp that has not."""
    path = medium / "metadata/timestamp.json"
    version, snapshot = newest(medium, "snapshot")
    over(snapshot.signed)
    snapshot.signed.version = version + 1
    snapshot.sign(publisher.signers["machine"])
    data = snapshot.to_bytes()
    (medium / f"metadata/{version + 1}.snapshot.json").write_bytes(data)
    timestamp = Metadata.from_bytes(path.read_bytes())
    timestamp.signed.version += 1
    timestamp.signed.snapshot_meta = MetaFile(version + 1, len(data), sha256_of(data))
    timestamp.sign(publisher.signers["machine"])
    path.write_bytes(timestamp.to_bytes())


def root(*signers, version=2, change=None):
    def do(publisher, medium):
        (medium / "metadata/2.root.json").unlink()
        next_root(publisher, medium, *signers, version=version, change=change)
        if version != 2:
            (medium / f"metadata/{version}.root.json").rename(medium / "metadata/2.root.json")

    return do


def one_person(role):
    def change(signed):
        signed.roles[role].threshold = 1

    return change


def another_machine(signed):
    """The new root takes the machine's key away, and nothing is signed by the next one."""
    key = CryptoSigner.generate_ed25519().public_key
    for role in ("timestamp", "snapshot"):
        signed.roles[role].keyids.clear()
        signed.add_key(key, role)


def another_length(by):
    def change(content):
        (path, target), *_ = content.targets.items()
        content.targets[path] = TargetFile(target.length + by, target.hashes, path)

    return change


def another_hash(content):
    for path, target in content.targets.items():
        content.targets[path] = TargetFile(target.length, sha256_of(b"x"), path)


def other_kind_of_hash(content):
    for path, target in content.targets.items():
        content.targets[path] = TargetFile(target.length, {"sha512": "0" * 128}, path)


def enormous(content):
    for path, target in content.targets.items():
        content.targets[path] = TargetFile(1 << 40, target.hashes, path)


def no_content_role(targets):
    targets.delegations = None


def more_people_than_there_are(targets):
    targets.delegations.roles["content"].threshold = 4


def only_one_person_may(targets):
    targets.delegations.roles["content"].threshold = 1


def as_role(role, other):
    """One list put in the place of another, under its name."""

    def do(publisher, medium):
        _, theirs = newest(medium, other)
        version, _ = newest(medium, role)
        data = theirs.to_bytes()
        (medium / f"metadata/{version + 1}.{role}.json").write_bytes(data)
        publisher.vouch(medium, {f"{role}.json": MetaFile(version + 1, len(data), sha256_of(data))})

    return do


def dropped(publisher, medium):
    """A snapshot that does not know the list of content any more."""
    version, snapshot = newest(medium, "snapshot")
    del snapshot.signed.meta["content.json"]
    path = medium / f"metadata/{version}.snapshot.json"
    path.write_bytes(snapshot.to_bytes())
    publisher.vouch(medium, {})


def written_twice(publisher, medium):
    """One person's signature, twice in the list of signatures."""
    publisher.forge(medium, "content", lambda _: None, [publisher.signers["anne"]])
    version, _ = newest(medium, "content")
    path = medium / f"metadata/{version}.content.json"
    body = json.loads(path.read_bytes())
    body["signatures"] *= 2
    data = json.dumps(body).encode()
    path.write_bytes(data)
    publisher.vouch(medium, {"content.json": MetaFile(version, len(data), sha256_of(data))})


def under_two_names(publisher, medium):
    """One person's signature, once more under another's name."""

    def twice(content):
        content.sign(publisher.signers["anne"])
        signature = content.signatures[publisher.signers["anne"].public_key.keyid]
        other = publisher.signers["bruno"].public_key.keyid
        content.signatures[other] = type(signature)(other, signature.signature)

    publisher.forge(medium, "content", twice, [])
