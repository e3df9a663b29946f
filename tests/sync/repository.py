"""A publisher of the standard, any standard publisher, behind a real web server.

Its roles are changed in memory and then published: signed, given the next version, and vouched
for by snapshot and timestamp. What a client asked for is written down in order.
"""

import hashlib
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    SuccinctRoles,
    TargetFile,
    Targets,
    Timestamp,
)

TOP = (Targets.type, Snapshot.type, Timestamp.type)
SIGNERS = [CryptoSigner.generate_ed25519() for _ in range(10)]


class Repository:
    """Four roles with one key each, and whatever a test makes of them."""

    def __init__(self, *, hashed: bool = False) -> None:
        self.hashed = hashed
        """Whether snapshot and timestamp give the hashes of what they vouch for."""
        expires = datetime.now(UTC).replace(microsecond=0) + timedelta(days=30)
        made = (Root(), Targets(), Snapshot(), Timestamp())
        self.roles: dict[str, Metadata[Any]] = {each.type: Metadata(each) for each in made}
        self.signers: dict[str, list[CryptoSigner]] = {}
        self.published: dict[str, dict[int, bytes]] = {}
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        for role, metadata in self.roles.items():
            metadata.signed.expires = expires
            signer = CryptoSigner.generate_ed25519()
            self.signers[role] = [signer]
            self.root.add_key(signer.public_key, role)
        self.publish(Root.type, *TOP)

    @property
    def root(self) -> Any:
        return self.roles[Root.type].signed

    @property
    def targets(self) -> Any:
        return self.roles[Targets.type].signed

    @property
    def snapshot(self) -> Any:
        return self.roles[Snapshot.type].signed

    @property
    def timestamp(self) -> Any:
        return self.roles[Timestamp.type].signed

    def publish(self, *roles: str) -> None:
        """Give each role its next version and publish it."""
        for role in roles:
            if role in self.published:
                self.roles[role].signed.version += 1
            self.publish_as_it_is(role)

    def publish_as_it_is(self, *roles: str) -> None:
        for role in roles:
            metadata = self.roles[role]
            metadata.signatures.clear()
            for signer in self.signers[role]:
                metadata.sign(signer, append=True)
            data, version = metadata.to_bytes(), metadata.signed.version
            self.published.setdefault(role, {})[version] = data
            self.newest = {**getattr(self, "newest", {}), role: data}
            hashes = {"sha256": hashlib.sha256(data).hexdigest()}
            meta = MetaFile(version, len(data), hashes) if self.hashed else MetaFile(version)
            if role == Snapshot.type:
                self.timestamp.snapshot_meta = meta
            elif role not in (Root.type, Timestamp.type):
                self.snapshot.meta[f"{role}.json"] = meta

    def keys(self, role: str, held: Iterable[int], threshold: int, signing: Iterable[int]) -> None:
        """Give a role of the root numbered keys, and let numbered keys sign it."""
        self.root.roles[role].keyids.clear()
        for number in held:
            self.root.add_key(SIGNERS[number].public_key, role)
        self.root.roles[role].threshold = threshold
        self.signers[role] = [SIGNERS[number] for number in signing]

    def new_key(self, role: str) -> None:
        """Put one new key in the place of all that a role had."""
        signer = CryptoSigner.generate_ed25519()
        self.root.roles[role].keyids.clear()
        self.root.add_key(signer.public_key, role)
        self.signers[role] = [signer]

    def delegate(
        self, by: str, role: str, paths: list[str] | None = None, *, terminating: bool = False
    ) -> None:
        """Let one list name another, whose key is one for all that do."""
        delegator = self.roles[by].signed
        delegator.delegations = delegator.delegations or Delegations({}, roles={})
        if role not in self.roles:
            self.signers[role] = [CryptoSigner.generate_ed25519()]
            self.roles[role] = Metadata(Targets(expires=self.root.expires))
        told = DelegatedRole(role, [], 1, terminating, paths or ["*"])
        delegator.delegations.roles[role] = told
        delegator.add_key(self.signers[role][0].public_key, role)

    def bins(self, bits: int) -> None:
        """Spread the list over 2**bits lists by hash."""
        signer = CryptoSigner.generate_ed25519()
        spread = SuccinctRoles([], 1, bits, "bin")
        self.targets.delegations = Delegations({}, None, spread)
        self.targets.add_key(signer.public_key)
        for role in spread.get_roles():
            self.roles[role] = Metadata(Targets(expires=self.root.expires))
            self.signers[role] = [signer]

    def add(self, path: str, data: bytes, role: str = Targets.type) -> None:
        """List a file and serve it."""
        target = TargetFile.from_data(path, data, ["sha256"])
        self.roles[role].signed.targets[path] = target
        self.files[path] = data

    def publish_all(self) -> None:
        lists = [role for role in self.roles if role not in (*TOP, Root.type)]
        self.publish(*lists, *TOP)

    def answer(self, path: str) -> bytes | None:
        """Return what lies at a path, None if nothing does."""
        place, _, name = path.partition("/")
        if place == "targets":
            above, slash, last = unquote(name).rpartition("/")
            self.asked.append(name)
            return self.files.get(f"{above}{slash}{last.partition('.')[2]}")
        name = name.removesuffix(".json")
        if name == Timestamp.type:
            self.asked.append(name)
            return self.newest[name]
        version, _, role = name.partition(".")
        self.asked.append(f"{role} {version}")
        return self.published.get(unquote(role), {}).get(int(version))


@contextmanager
def served(repository: Repository) -> Iterator[str]:
    """Serve a repository from this machine; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = repository.answer(self.path.lstrip("/"))
            self.send_response(404 if data is None else 200)
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
