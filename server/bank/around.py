"""What the pages of the bank, and those of slices that use it, have in common."""

from flask import current_app, request

from content.store import BlobStore
from server.bank.searching import Wanted
from server.web.addresses import row_number

FILES = "/bank/files/"
"""Where staff who write questions find pictures and sounds."""


def bank_store() -> BlobStore:
    """Return where the pictures and sounds of questions lie."""
    return BlobStore(current_app.config["HOME"].bank)


def asked_for() -> Wanted:
    """Return what the address of the page looks for."""
    sent = request.args
    return Wanted(
        sent.get("q", "")[:200],
        sent.get("category", type=row_number),
        sent.get("tag", "")[:60],
        sent.get("type", "")[:16],
        sent.get("archived") == "yes",
    )
