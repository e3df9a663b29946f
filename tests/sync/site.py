"""A publisher, the media it makes, and a classroom that receives them: all real files."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Targets

from content.bundle import Draft, build
from content.catalogue import Catalogue
from content.entries import ChannelEntry, FileEntry, NodeEntry, VersionEntry
from content.library import Library, open_library
from content.manifest import Manifest
from content.models import Channel, File, Node, Release, Title, database
from sync import keys, publish
from sync.install import install
from sync.medium import FolderMedium
from sync.memory import Memory
from sync.quarantine import Quarantine
from sync.safes import Safe, unlock
from sync.trust import Offer, Trust

MONDAY = datetime(2027, 1, 4, 9, tzinfo=UTC)
FEBRUARY = MONDAY + timedelta(days=31)
"""When the newer medium is brought."""
FULL_COST = dict(keys._COST)
PEOPLE = ["anne", "bruno", "celia"]


def days(number: float) -> timedelta:
    return timedelta(days=number)


def passphrase(holder: str) -> str:
    return f"{holder} has a long passphrase"


def node_id(title: str) -> str:
    return hashlib.sha256(title.encode()).hexdigest()[:32]


def course(
    release: int,
    pages: dict[str, bytes],
    *,
    channel: str = "maths",
    exercises: dict[str, bytes] | None = None,
) -> Draft:
    """A channel with one topic, a lesson per page and the exercises, by title."""
    own = "" if channel == "maths" else f"{channel}: "
    topic = _node("Les nombres", None, 0, "topic", (), own)
    nodes = [topic]
    blobs: dict[str, Path | bytes] = {}
    kinds = {"lesson": pages, "exercise": exercises or {}}
    texts = [(kind, *page) for kind, some in kinds.items() for page in some.items()]
    for position, (kind, title, text) in enumerate(texts):
        sha256 = hashlib.sha256(text).hexdigest()
        blobs[sha256] = text
        media_type = "text/html" if kind == "lesson" else "application/json"
        file = FileEntry("main", "fr", False, sha256, len(text), media_type)
        nodes.append(_node(title, topic.id, position, kind, (file,), own))
    words = (VersionEntry("fr", False, "Mathématiques"), VersionEntry("en", False, "Mathematics"))
    entry = ChannelEntry(
        id=channel,
        release=release,
        language="fr",
        author="Nous",
        license="CC BY-SA 4.0",
        license_owner="Nous",
        level="cfg",
        subject="mathematics",
        versions=words,
    )
    return Draft(Catalogue(entry, tuple(nodes)), blobs)


def _node(
    title: str,
    parent: str | None,
    position: int,
    kind: str,
    files: tuple[FileEntry, ...],
    own: str,
) -> NodeEntry:
    return NodeEntry(
        id=node_id(own + title),
        parent=parent,
        content_id=node_id(title),
        kind=kind,
        position=position,
        language="fr",
        license="CC BY-SA 4.0",
        license_owner="Nous",
        author="Nous",
        level="cfg",
        subject="mathematics",
        minutes=0 if kind == "topic" else 5,
        coach=False,
        reviewed="",
        versions=(VersionEntry("fr", False, title),),
        files=files,
    )


def large(seed: int) -> bytes:
    """A page too large to share a part."""
    return "".join(hashlib.sha256(b"%d %d" % (seed, n)).hexdigest() for n in range(2_500)).encode()


PAGES_1 = {
    "Les fractions": b"<p>Une moiti\xc3\xa9</p>",
    "Les grands nombres": large(1),
    "Le calcul mental": b"<p>Sept fois huit</p>",
}
PAGES_2 = {
    "Les fractions": b"<p>Une moiti\xc3\xa9, un tiers</p>",
    "Les grands nombres": large(1),
    "Les pourcentages": large(2),
}


@dataclass
class Publisher:
    """A publisher with its keys in hand, also for what it would never do itself."""

    home: Path
    root: bytes = b""
    signers: dict[str, CryptoSigner] = field(default_factory=dict)

    def begin(self, *, at: datetime = MONDAY) -> "Publisher":
        secrets = {name: passphrase(name) for name in (*PEOPLE, publish.MACHINE)}
        self.root = publish.init(self.home, PEOPLE, secrets, at=at, demo=True)
        for name in (*PEOPLE, publish.MACHINE):
            self.signers[name] = keys.unlock(self.home / "keys", name, passphrase(name))
        (self.signers["anne.root"], self.signers["bruno.root"], self.signers["celia.root"]) = (
            unlock(self.present(*PEOPLE))
        )
        return self

    def present(self, *people: str) -> dict[str, Safe]:
        """People at the table with their keys from the safe."""
        return {
            name: Safe(self.home.with_name(f"{self.home.name} safe of {name}"), passphrase(name))
            for name in people
        }

    def release(self, draft: Draft, built: Path, out: Path, *, at: datetime) -> Path:
        publish.add(self.home, build(draft, built), at=at)
        for person in ("anne", "bruno"):
            publish.sign(self.home, person, passphrase(person))
        publish.publish(self.home, out, passphrase(publish.MACHINE), at=at)
        return out

    def forge(
        self,
        medium: Path,
        role: str,
        change: Callable[[Metadata[Targets]], None],
        signers: list[CryptoSigner],
    ) -> None:
        """Change a list on a medium, as somebody could who holds the machine's key as well."""
        version, forged = newest(medium, role)
        forged.signed.version = version + 1
        forged.signatures.clear()
        change(forged)
        for signer in signers:
            forged.sign(signer, append=True)
        data = forged.to_bytes()
        (medium / "metadata" / f"{version + 1}.{role}.json").write_bytes(data)
        self.vouch(medium, {f"{role}.json": MetaFile(version + 1, len(data), sha256_of(data))})

    def vouch(self, medium: Path, files: dict[str, MetaFile]) -> None:
        """Sign a snapshot and timestamp of a medium with the machine's key."""
        version, snapshot = newest(medium, "snapshot")
        snapshot.signed.version = version + 1
        snapshot.signed.meta.update(files)
        snapshot.sign(self.signers[publish.MACHINE])
        data = snapshot.to_bytes()
        (medium / "metadata" / f"{version + 1}.snapshot.json").write_bytes(data)
        path = medium / "metadata" / "timestamp.json"
        timestamp = Metadata.from_bytes(path.read_bytes())
        timestamp.signed.version += 1
        timestamp.signed.snapshot_meta = MetaFile(version + 1, len(data), sha256_of(data))
        timestamp.sign(self.signers[publish.MACHINE])
        path.write_bytes(timestamp.to_bytes())


def sha256_of(data: bytes) -> dict[str, str]:
    return {"sha256": hashlib.sha256(data).hexdigest()}


def newest(medium: Path, role: str) -> tuple[int, Metadata]:
    """The version and content of the newest list of a role on a medium."""
    path = max(
        (medium / "metadata").glob(f"*.{role}.json"), key=lambda p: int(p.name.partition(".")[0])
    )
    return int(path.name.partition(".")[0]), Metadata.from_bytes(path.read_bytes())


class Site:
    """A classroom server: what it trusts, what waits, what learners see."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.trust = Trust(folder / "trust")
        self.library: Library = open_library(folder / "library")
        self.quarantine = Quarantine(folder / "quarantine", self.library.store)

    def offers(self, medium: Path, *, at: datetime = MONDAY) -> list[Offer]:
        return self.trust.offers(FolderMedium(medium), at=at)

    def receive(self, medium: Path, *, at: datetime = MONDAY, **how: object) -> Manifest:
        source = FolderMedium(medium)
        offer = self.trust.offers(source, at=at)[-1]
        manifest = self.trust.manifest(source, offer)
        return self.quarantine.receive(source, offer, manifest, **how)  # type: ignore[arg-type]

    def install(self, manifest: Manifest, **how: object) -> Release:
        return install(
            self.library,
            self.quarantine,
            manifest.sha256,
            **how,  # type: ignore[arg-type]
        )

    def learners_see(self) -> dict[str, tuple[int, dict[str, bytes]]]:
        """Each channel's release, and the text of each page by title, read from its blob."""
        seen = {}
        for channel in Channel.select().where(Channel.current.is_null(False)):
            release = channel.current
            rows = (
                Node.select(Title.title, File.sha256)
                .join(Title, on=Title.node == Node.id)
                .switch(Node)
                .join(File, on=File.node == Node.id)
                .where(Node.release == release)
                .tuples()
            )
            pages = {title: self.library.store.read(sha256) for title, sha256 in rows}
            seen[channel.id] = (release.number, pages)
        return seen

    def damaged_blobs(self) -> list[str]:
        """Files of the store that are not what their name says."""
        return [
            path.name
            for path in self.library.store.root.glob("??/*")
            if path.suffix != ".tmp" and hashlib.sha256(path.read_bytes()).hexdigest() != path.name
        ]

    def waiting(self) -> list[str]:
        return [manifest.name for manifest in self.quarantine.waiting()]

    def remembers(self) -> object:
        return Memory(self.folder / "trust").load()

    def known_versions(self) -> dict[str, int]:
        """The version of each signed list that this site has verified."""
        files = Memory(self.folder / "trust").load().files
        return {name: Metadata.from_bytes(data).signed.version for name, data in files.items()}

    def close(self) -> None:
        database.close()
